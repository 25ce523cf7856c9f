"""Phát hiện: everything wrong or odd in the files, each with its place and how to put it right."""

from __future__ import annotations

from de_an06_xl.model.finding import Finding
from de_an06_xl.write_summary.block_sheet import BlockCell
from de_an06_xl.write_summary.book import HEADER_ROW, Book, add_sheet, lay_columns
from de_an06_xl.write_summary.table import Field, add_table, cell_value, write_table
from de_an06_xl.write_summary.words import severity_cell

FIELDS = (
    Field("Mã", 8, "code"),
    Field("Mức", 15),
    Field("Mã đơn vị", 12),
    Field("Đơn vị", 26),
    Field("Tệp", 32),
    Field("Trang", 18),
    Field("Ô", 8),
    Field("Mã dòng", 10),
    Field("Giá trị", 20),
    Field("Nội dung", 52),
    Field("Cách sửa", 44),
)


def write_findings(book: Book, name: str) -> None:
    """One line per finding of the returns that count and of the refused files."""
    sheet = add_sheet(
        book,
        name,
        f"PHÁT HIỆN KHI KIỂM TRA – {book.summary.period_label.upper()}",
        "Lỗi phải sửa; Giải trình: sửa hoặc ghi lý do; Lưu ý chỉ để biết. Dữ liệu cá nhân đã được che.",
    )
    lay_columns(sheet, FIELDS)
    if not book.summary.findings:
        write_table(sheet, book.styles, HEADER_ROW, FIELDS, [], "DA06_PhatHien")
        return
    rows = [_row(finding, book) for finding in book.summary.findings]
    add_table(sheet, book.styles, HEADER_ROW, len(rows), FIELDS, "DA06_PhatHien")
    # Thousands of lines in a bad month: written as one block.
    sheet.write_block(HEADER_ROW + 1, rows, [book.styles[field.style] for field in FIELDS])


def _row(finding: Finding, book: Book) -> list[BlockCell]:
    severity = severity_cell(finding.severity)
    unit = book.file_units.get(finding.file, "")
    texts = (
        unit,
        book.unit_name(unit),
        finding.file,
        finding.sheet,
        finding.cell,
        finding.row_id,
        finding.value,
        finding.message,
        finding.fix,
    )
    return [
        finding.code,
        (str(severity.value), book.styles[severity.style]),
        *(cell_value(text) or "" for text in texts),
    ]
