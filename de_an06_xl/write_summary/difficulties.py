"""Khó khăn – kiến nghị: what the units are stuck on, together for each body it is addressed to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from de_an06_xl.model.summary import DifficultyRecord
from de_an06_xl.write_summary.book import HEADER_ROW, Book, add_filtered_table, add_sheet, lay_columns
from de_an06_xl.write_summary.table import Cell, Field, Link, write_cell, write_table

FIELDS = (
    Field("Gửi cơ quan", 24, "bold"),
    Field("Mã đơn vị", 12),
    Field("Đơn vị", 22),
    Field("Nội dung khó khăn, vướng mắc", 42),
    Field("Nguyên nhân", 30),
    Field("Kiến nghị, đề xuất", 42),
    Field("Tệp", 30),
    Field("Ô", 7, "short"),
)
# The list of addressees below the table, in its columns: their opinions, and of how many units.
_COUNTS = (Field("Cơ quan được kiến nghị", 24, "bold"), Field("Số ý kiến", 12), Field("Số đơn vị", 22, "whole"))
_UNADDRESSED = "(chưa ghi cơ quan)"

Group = tuple[str, list[DifficultyRecord]]


def write_difficulties(book: Book, name: str) -> None:
    """One line per opinion, by addressee, then in the plan's order of units; below, how many for each addressee."""
    sheet = add_sheet(
        book,
        name,
        f"KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ – {book.summary.period_label.upper()}",
        "Xếp theo cơ quan được kiến nghị. Nguyên văn của đơn vị; dữ liệu cá nhân đã được che. "
        "Bấm vào cột Ô để mở tệp của đơn vị.",
    )
    lay_columns(sheet, FIELDS)
    groups = _by_addressee(book.summary.difficulties)
    rows = [_row(addressee, item, book) for addressee, items in groups for item in items]
    add_filtered_table(book, sheet, FIELDS, rows, "DA06_KhoKhan")
    if groups:
        _write_counts(book, sheet, name, groups, HEADER_ROW + len(rows) + 2)


def _by_addressee(records: Sequence[DifficultyRecord]) -> list[Group]:
    """Those without an addressee last; within an addressee the order of the records stays."""
    ordered = sorted(records, key=lambda item: (not item.addressee, item.addressee))
    return [(addressee, list(items)) for addressee, items in groupby(ordered, key=lambda item: item.addressee)]


def _write_counts(book: Book, sheet: Any, name: str, groups: Sequence[Group], top: int) -> None:
    place = f"'{name}'!A{top + 1}:C{top + 1 + len(groups)}"
    line = Link(
        f"Có {len(groups)} nhóm cơ quan được kiến nghị: xem số ý kiến của từng nhóm ở cuối trang.",
        "subtitle_link",
        place,
        "",
    )
    write_cell(sheet, book.styles, HEADER_ROW - 1, 0, line, "subtitle_link")
    first = HEADER_ROW + 1
    rows: list[list[Cell]] = []
    for addressee, items in groups:
        lines = f"'{name}'!A{first + 1}:F{first + len(items)}"
        count = Link(len(items), "link_whole", lines, "Tới các ý kiến gửi cơ quan này")
        rows.append([addressee or _UNADDRESSED, count, len({item.unit for item in items})])
        first += len(items)
    write_table(sheet, book.styles, top, _COUNTS, rows)


def _row(addressee: str, item: DifficultyRecord, book: Book) -> list[Cell]:
    return [
        addressee or _UNADDRESSED,
        item.unit,
        item.unit_name,
        item.content,
        item.cause,
        item.proposal,
        item.file,
        book.in_file(item.cell, "link_short", item.file, item.sheet, item.cell),
    ]
