"""The workbook under construction, and what every sheet of it shares: head, page, header and footer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.workbook import Workbook

from de_an06_xl.model.cells import column_letters
from de_an06_xl.model.summary import Summary, UnitRecord
from de_an06_xl.write_summary.block_sheet import BlockCell, BlockSheet
from de_an06_xl.write_summary.data_file import DataFile
from de_an06_xl.write_summary.styles import Styles
from de_an06_xl.write_summary.table import Cell, Field, write_header, write_table

A4 = 9
HEADER_ROW = 3


@dataclass(frozen=True, slots=True)
class Book:
    """``units`` by code; ``file_units`` says whose file is whose ("" when unknown).

    ``data_file`` is where the tidy data went when it is too long for a sheet.
    """

    workbook: Workbook
    styles: Styles
    summary: Summary
    units: dict[str, UnitRecord] = field(default_factory=dict)
    file_units: dict[str, str] = field(default_factory=dict)
    data_file: DataFile | None = None

    def unit_name(self, code: str | None) -> str:
        unit = self.units.get(code or "")
        return unit.name if unit else ""


def open_book(stream: io.BytesIO, summary: Summary, data_file: DataFile | None = None) -> Book:
    """An empty workbook in which text stays text."""
    workbook = Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 11},
        },
    )
    return Book(
        workbook=workbook,
        styles=Styles(workbook),
        summary=summary,
        units={unit.unit: unit for unit in summary.units},
        file_units={file.file: file.unit for file in summary.files},
        data_file=data_file,
    )


def add_sheet(book: Book, name: str, title: str, note: str = "", *, landscape: bool = True) -> Any:
    """A sheet with its head in A1:A2 and its page set up; columns and blocks are the caller's."""
    summary = book.summary
    sheet = book.workbook.add_worksheet(name, worksheet_class=BlockSheet)
    sheet.write_string(0, 0, title, book.styles["title"])
    sheet.write_string(1, 0, note, book.styles["subtitle"])
    sheet.set_row(0, 24)
    sheet.set_paper(A4)
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
    book: Book, sheet: Any, fields: Sequence[Field], rows: Sequence[Sequence[Cell]], name: str
) -> None:
    """The sheet's one block, below its head: written, filtered and named ``name`` for pivot tables and formulas."""
    write_table(sheet, book.styles, HEADER_ROW, fields, rows)
    _name_block(book, sheet, fields, len(rows), name)


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
    _name_block(book, sheet, fields, len(rows), name)


def _name_block(book: Book, sheet: Any, fields: Sequence[Field], row_count: int, name: str) -> None:
    """Filter buttons on the header row and a workbook name for header and rows together."""
    if not row_count:
        return
    last_row, last_column = HEADER_ROW + row_count, len(fields) - 1
    sheet.autofilter(HEADER_ROW, 0, last_row, last_column)
    place = f"$A${HEADER_ROW + 1}:${column_letters(last_column)}${last_row + 1}"
    book.workbook.define_name(name, f"='{sheet.name}'!{place}")


def _plain(text: str) -> str:
    # An ampersand starts a code in a page header.
    return text.replace("&", "&&")
