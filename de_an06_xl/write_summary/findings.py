"""Phát hiện: everything wrong or odd in the files, each with its place and how to put it right."""

from __future__ import annotations

from de_an06_xl.model.finding import Finding
from de_an06_xl.write_summary.block_sheet import BlockCell
from de_an06_xl.write_summary.book import HEADER_ROW, Book, add_long_table, add_sheet, lay_columns
from de_an06_xl.write_summary.row_heights import row_height
from de_an06_xl.write_summary.table import Field, cell_value
from de_an06_xl.write_summary.words import severity_cell

FIELDS = (
    Field("Mã", 8, "code"),
    Field("Mức", 14),
    Field("Mã đơn vị", 12),
    Field("Đơn vị", 22),
    Field("Tệp", 30),
    Field("Trang", 15),
    Field("Ô", 7, "link_short"),
    Field("Mã dòng", 9),
    Field("Giá trị", 16),
    Field("Nội dung", 44),
    Field("Cách sửa", 36),
)
_CELL = [field.header for field in FIELDS].index("Ô")


def write_findings(book: Book, name: str) -> None:
    """One line per finding of the returns that count and of the refused files."""
    sheet = add_sheet(
        book,
        name,
        f"PHÁT HIỆN KHI KIỂM TRA – {book.summary.period_label.upper()}",
        "Lỗi phải sửa; Giải trình: sửa hoặc ghi lý do; Lưu ý chỉ để biết. Dữ liệu cá nhân đã được che. "
        "Bấm vào cột Ô để mở đúng ô đó trong tệp của đơn vị.",
    )
    fields = book.linked(FIELDS)
    lay_columns(sheet, fields)
    rows = [_row(finding, book) for finding in book.summary.findings]
    widths = [field.width for field in FIELDS]
    heights = [row_height(row, widths) for row in rows]
    add_long_table(book, sheet, fields, rows, "DA06_PhatHien", heights)
    for row, finding in enumerate(book.summary.findings, HEADER_ROW + 1):
        if finding.cell:
            for link in book.link_in_file(row, _CELL, finding.file, finding.sheet, finding.cell):
                sheet.add_link(link)


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
