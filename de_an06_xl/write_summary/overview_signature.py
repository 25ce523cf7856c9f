"""The foot of Tổng quan: place and day, who made it, who signs."""

from __future__ import annotations

from typing import Any

from de_an06_xl.write_summary.book import Book

# The maker's side, the signer's side, the look of both.
_LINES = (
    ("", "………………, ngày …… tháng …… năm {year}", "sign_italic"),
    ("NGƯỜI TỔNG HỢP", "THỦ TRƯỞNG ĐƠN VỊ", "sign_bold"),
    ("(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên, đóng dấu)", "sign_italic"),
    ("", "", "sign"),
    ("", "", "sign"),
    ("", "", "sign"),
    ("……………………………", "……………………………", "sign"),
)


def write_signature(sheet: Any, book: Book, row: int, left: range, right: range) -> int:
    """Two columns of signature, each centred across its cells without merging them; the first free row below."""
    for maker, signer, style in _LINES:
        for text, columns in ((maker, left), (signer, right)):
            sheet.write_string(row, columns[0], text.format(year=book.summary.as_of.year), book.styles[style])
            for column in columns[1:]:
                sheet.write_blank(row, column, None, book.styles[style])
        row += 1
    return row
