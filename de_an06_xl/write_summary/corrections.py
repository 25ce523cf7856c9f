"""Nộp lại: every cell that a unit changed when it sent its return again, and who was corrected after the due date."""

from __future__ import annotations

import datetime as dt

from de_an06_xl.findings import show
from de_an06_xl.model.correction import ORIGIN_WORDS, CellChange, Correction
from de_an06_xl.write_summary.book import Book, add_filtered_table, add_sheet, lay_columns
from de_an06_xl.write_summary.table import Cell, Field, Styled

FIELDS = (
    Field("Đơn vị", 22),
    Field("Mã đơn vị", 12, "code"),
    Field("Sửa sau hạn", 15),
    Field("Mã dòng", 11),
    Field("Cột", 18),
    Field("Ô", 16),
    Field("Giá trị trước", 24),
    Field("Giá trị đang tính", 24),
    Field("Bản trước", 28),
    Field("Bản đang tính", 28),
    Field("Người lập, người duyệt", 24),
)


def write_corrections(book: Book, name: str) -> None:
    """One line per changed cell, units in the plan's order, older versions first."""
    summary = book.summary
    late = sum(unit.corrected_late for unit in summary.units)
    sheet = add_sheet(
        book,
        name,
        f"BÁO CÁO NỘP LẠI – {summary.period_label.upper()}",
        f"{len({one.unit for one in summary.corrections})} đơn vị nộp lại, trong đó {late} đơn vị sửa sau hạn "
        "(bản trước đúng hạn, bản đang tính gửi sau hạn, có tính gia hạn). Dữ liệu cá nhân đã được che.",
    )
    lay_columns(sheet, FIELDS, frozen=2)
    rows = [_row(one, change) for one in summary.corrections for change in (one.changes or (None,))]
    add_filtered_table(book, sheet, FIELDS, rows, "DA06_NopLai")


def _row(correction: Correction, change: CellChange | None) -> list[Cell]:
    place: tuple[Cell, ...] = ("", "", "", "", "Không khác ô nào")
    if change:
        cell = f"{change.sheet}!{change.cell}"
        place = (change.row_id, change.column, cell, _shown(change.old), _shown(change.new))
    return [
        correction.unit_name,
        correction.unit,
        Styled("▲ Sửa sau hạn", "care") if correction.after_due else "",
        *place,
        f"{correction.old_file} ({_sent(correction.old_sent)}; từ {ORIGIN_WORDS[correction.origin]})",
        f"{correction.new_file} ({_sent(correction.new_sent)})",
        correction.by,
    ]


def _sent(day: dt.date | None) -> str:
    return f"gửi {day:%d/%m/%Y}" if day else "không rõ ngày gửi"


def _shown(value: object) -> Cell:
    return Styled("(để trống)", "none") if value is None else show(value)
