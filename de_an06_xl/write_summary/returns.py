"""Tình hình nộp (one line per unit) and Nguồn gốc (one line per file)."""

from __future__ import annotations

from de_an06_xl.model.form import FormIdentity
from de_an06_xl.model.summary import FileRecord, UnitRecord
from de_an06_xl.write_summary.book import Book, add_filtered_table, add_sheet, lay_columns
from de_an06_xl.write_summary.table import Cell, Field
from de_an06_xl.write_summary.words import GROUP_WORDS, outcome_cell, state_cell

RETURN_FIELDS = (
    Field("Mã đơn vị", 13, "code"),
    Field("Đơn vị", 31),
    Field("Nhóm", 11),
    Field("Tình trạng", 15),
    Field("Ngày nhận", 12, "date"),
    Field("Hạn nộp", 12, "date"),
    Field("Số ngày trễ", 8, "whole"),
    Field("Tệp", 30),
    Field("Số lỗi", 7, "whole"),
    Field("Cần giải trình", 8, "whole"),
    Field("Điểm", 9, "number"),
    Field("Lý do, ghi chú", 42),
)
FILE_FIELDS = (
    Field("Tệp", 31, "bold"),
    Field("Kết quả", 20),
    Field("Lý do", 42),
    Field("Mã đơn vị", 12),
    Field("Đơn vị", 24),
    Field("Biểu", 10),
    Field("Kỳ", 9),
    Field("Kế hoạch", 24),
    Field("Chính sách điểm", 10),
    Field("Mã phát hiện", 18),
    Field("SHA-256 của tệp", 36),
)


def write_returns(book: Book, name: str) -> None:
    """Every reporting unit: returned or not, when, with how many errors, and why."""
    summary = book.summary
    sheet = add_sheet(
        book,
        name,
        f"TÌNH HÌNH NỘP BÁO CÁO – {summary.period_label.upper()}",
        f"Hạn nộp chung {summary.due_date:%d/%m/%Y}; tính đến ngày {summary.as_of:%d/%m/%Y}. "
        "Bấm vào tên tệp để mở tệp.",
    )
    lay_columns(sheet, RETURN_FIELDS, frozen=2)
    rows = [_unit_row(unit, book) for unit in summary.units]
    add_filtered_table(book, sheet, RETURN_FIELDS, rows, "DA06_TinhHinhNop")


def write_provenance(book: Book, name: str) -> None:
    """Every file of the folder: what became of it, why, and its fingerprint."""
    summary = book.summary
    sheet = add_sheet(
        book,
        name,
        f"NGUỒN GỐC SỐ LIỆU – {summary.period_label.upper()}",
        f"Tổng hợp bằng biểu {summary.form_version}, Kế hoạch {summary.plan}, chính sách điểm {summary.policy}. "
        "Bấm vào tên tệp để mở tệp.",
    )
    lay_columns(sheet, FILE_FIELDS)
    rows = [_file_row(file, book) for file in summary.files]
    add_filtered_table(book, sheet, FILE_FIELDS, rows, "DA06_NguonGoc")


def _unit_row(unit: UnitRecord, book: Book) -> list[Cell]:
    return [
        unit.unit,
        unit.name,
        GROUP_WORDS[unit.group],
        state_cell(unit.state),
        unit.received,
        unit.due_date,
        unit.days_late or None,
        book.in_file(unit.file, "link_text", unit.file),
        unit.errors if unit.file else None,
        unit.queries if unit.file else None,
        unit.score.score if unit.score else None,
        unit.reason,
    ]


def _file_row(file: FileRecord, book: Book) -> list[Cell]:
    identity = FormIdentity.parse(file.identity)
    return [
        book.in_file(file.file, "link_bold", file.file),
        outcome_cell(file.outcome),
        file.reason,
        file.unit,
        book.unit_name(file.unit),
        *((f"{identity.form} {identity.version}", identity.period) if identity else ("", "")),
        *((identity.plan, identity.policy) if identity else (file.identity, "")),
        ", ".join(file.codes),
        file.sha256,
    ]
