"""The workbook under construction, and what every sheet of it shares: head, page, header and footer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook

from de_an06_xl.model.cells import column_letters
from de_an06_xl.model.summary import DataRecord, Summary, UnitRecord
from de_an06_xl.write_summary.block_sheet import BlockCell, BlockSheet, SheetLink
from de_an06_xl.write_summary.data_file import DataFile
from de_an06_xl.write_summary.data_places import DataPlaces, data_places
from de_an06_xl.write_summary.file_links import FileLinks
from de_an06_xl.write_summary.past_months import PastMonths
from de_an06_xl.write_summary.styles import Styles
from de_an06_xl.write_summary.table import Cell, Field, Link, Plain, write_header, write_table

A3, A4 = 8, 9
HEADER_ROW = 3
TO_FILE = "Mở tệp của đơn vị tại ô này"


@dataclass(frozen=True, slots=True)
class Book:
    """``units`` by code; ``file_units`` says whose file is whose ("" when unknown).

    ``places`` lead into Dữ liệu, whose values are ``data``; both are empty when the tidy data is too long for a
    sheet and went to ``data_file``.
    """

    workbook: Workbook
    styles: Styles
    summary: Summary
    past: PastMonths
    links: FileLinks
    places: DataPlaces
    units: dict[str, UnitRecord]
    file_units: dict[str, str]
    data: Sequence[DataRecord]
    data_file: DataFile | None

    def unit_name(self, code: str | None) -> str:
        unit = self.units.get(code or "")
        return unit.name if unit else ""

    def linked(self, fields: Sequence[Field]) -> Sequence[Field]:
        """Columns that look like links only where there is a folder to link to."""
        if self.links.folder is not None:
            return fields
        return [replace(field, style=field.style.removeprefix("link_")) for field in fields]

    def in_file(self, value: Plain, style: str, file: str, sheet: str = "", cell: str = "") -> Cell:
        """``value`` as a link into the unit's file, at a sheet and cell where known; plain without a file."""
        target = self.links.target(file)
        if not target or value is None or value == "":
            return value
        return Link(value, style, _place(sheet, cell), TO_FILE, target)

    def link_in_file(self, row: int, column: int, file: str, sheet: str, cell: str) -> list[SheetLink]:
        """The same for a block written in one piece: the link alone, or none."""
        target = self.links.target(file)
        return [SheetLink(row, column, _place(sheet, cell), target)] if target else []


def open_book(
    stream: io.BytesIO,
    scratch: Path,
    summary: Summary,
    past: PastMonths,
    links: FileLinks,
    data_file: DataFile | None,
) -> Book:
    """An empty workbook in which text stays text; its sheets wait in ``scratch`` until they are packed."""
    workbook = Workbook(
        stream,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(scratch),
            "default_format_properties": {"font_name": "Arial", "font_size": 11},
        },
    )
    # Unpacked once, for the places and for the sheet; never when it stands in a file of its own.
    data = () if data_file else tuple(summary.data)
    return Book(
        workbook=workbook,
        styles=Styles(workbook),
        summary=summary,
        past=past,
        links=links,
        places=data_places(data, HEADER_ROW + 1),
        units={unit.unit: unit for unit in summary.units},
        file_units={file.file: file.unit for file in summary.files},
        data=data,
        data_file=data_file,
    )


def add_sheet(
    book: Book, name: str, title: str, note: str = "", *, landscape: bool = True, paper: int = A4, second: str = ""
) -> Any:
    """A sheet with its head in A1:A3 and its page set up; columns and blocks are the caller's."""
    summary = book.summary
    sheet = book.workbook.add_worksheet(name, worksheet_class=BlockSheet)
    sheet.write_string(0, 0, title, book.styles["title"])
    sheet.write_string(1, 0, note, book.styles["subtitle"])
    if second:
        sheet.write_string(2, 0, second, book.styles["subtitle"])
    sheet.set_row(0, 24)
    sheet.set_paper(paper)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L&9Tổng hợp Đề án 06 – {_plain(summary.period_label)}&R&9{_plain(name)}")
    sheet.set_footer(
        f"&L&9Kế hoạch {_plain(summary.plan)} · Chính sách điểm {_plain(summary.policy)} · "
        f"Biểu {_plain(summary.form_version)}&R&9Trang &P/&N"
    )
    return sheet


def lay_columns(sheet: Any, fields: Sequence[Field], *, top: int = HEADER_ROW, frozen: int = 1) -> None:
    """Column widths, the header row kept in sight and repeated on every printed page."""
    for column, item in enumerate(fields):
        sheet.set_column(column, column, item.width)
    sheet.freeze_panes(top + 1, frozen)
    sheet.repeat_rows(top)


def add_filtered_table(
    book: Book,
    sheet: Any,
    fields: Sequence[Field],
    rows: Sequence[Sequence[Cell]],
    name: str,
    top: int = HEADER_ROW,
) -> None:
    """The sheet's one block, below its head: written, filtered and named ``name`` for pivot tables and formulas."""
    write_table(sheet, book.styles, top, fields, rows)
    _name_block(book, sheet, fields, len(rows), name, top)


def add_long_table(
    book: Book,
    sheet: Any,
    fields: Sequence[Field],
    rows: Sequence[Sequence[BlockCell]],
    name: str,
    heights: Sequence[float | None] = (),
) -> None:
    """Like :func:`add_filtered_table` for thousands of rows of plain values."""
    if not rows:
        write_table(sheet, book.styles, HEADER_ROW, fields, [])
        return
    write_header(sheet, book.styles, HEADER_ROW, fields)
    sheet.write_block(HEADER_ROW + 1, rows, [book.styles[item.style] for item in fields], heights)
    _name_block(book, sheet, fields, len(rows), name, HEADER_ROW)


def _name_block(book: Book, sheet: Any, fields: Sequence[Field], row_count: int, name: str, top: int) -> None:
    """Filter buttons on the header row and a workbook name for header and rows together."""
    if not row_count:
        return
    last_row, last_column = top + row_count, len(fields) - 1
    sheet.autofilter(top, 0, last_row, last_column)
    place = f"$A${top + 1}:${column_letters(last_column)}${last_row + 1}"
    book.workbook.define_name(name, f"='{sheet.name}'!{place}")


@lru_cache(1 << 12)  # the forms of all units have the same cells
def _place(sheet: str, cell: str) -> str:
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}" if sheet and cell else ""


def _plain(text: str) -> str:
    # An ampersand starts a code in a page header.
    return text.replace("&", "&&")
