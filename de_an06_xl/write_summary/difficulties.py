"""Khó khăn – kiến nghị: what the units are stuck on, together for each body it is addressed to."""

from __future__ import annotations

from de_an06_xl.write_summary.book import Book, add_filtered_table, add_sheet, lay_columns
from de_an06_xl.write_summary.table import Field

FIELDS = (
    Field("Gửi cơ quan", 18, "bold"),
    Field("Mã đơn vị", 12),
    Field("Đơn vị", 22),
    Field("Nội dung khó khăn, vướng mắc", 42),
    Field("Nguyên nhân", 30),
    Field("Kiến nghị, đề xuất", 42),
    Field("Tệp", 30),
    Field("Ô", 7),
)
_UNADDRESSED = "(chưa ghi cơ quan)"


def write_difficulties(book: Book, name: str) -> None:
    """One line per difficulty or proposal, by addressee, then in the plan's order of units."""
    sheet = add_sheet(
        book,
        name,
        f"KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ – {book.summary.period_label.upper()}",
        "Xếp theo cơ quan được kiến nghị. Nguyên văn của đơn vị; dữ liệu cá nhân đã được che.",
    )
    lay_columns(sheet, FIELDS)
    ordered = sorted(book.summary.difficulties, key=lambda item: (not item.addressee, item.addressee))
    rows = [
        [
            item.addressee or _UNADDRESSED,
            item.unit,
            item.unit_name,
            item.content,
            item.cause,
            item.proposal,
            item.file,
            item.cell,
        ]
        for item in ordered
    ]
    add_filtered_table(book, sheet, FIELDS, rows, "DA06_KhoKhan")
