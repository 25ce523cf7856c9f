"""One way to lay out a block: a header row, one row per record, a filter, no merged cells."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.form.rows import day_serial
from de_an06_xl.write_summary.block_sheet import BlockCell, SheetLink
from de_an06_xl.write_summary.row_heights import row_height
from de_an06_xl.write_summary.styles import Styles

Plain = str | int | Decimal | Fraction | dt.date | None
MAX_TEXT = 32_767
# The filter button covers the end of a header's last line.
_FILTER_WIDTH = 1.5
_HEADER_POINTS = 24


@dataclass(frozen=True, slots=True)
class Styled:
    """A value with a look of its own instead of its column's."""

    value: Plain
    style: str


@dataclass(frozen=True, slots=True)
class Link:
    """A value that leads to a place in the workbook (``'Dữ liệu'!A5:J9``), or in the unit's ``file`` beside it."""

    value: Plain
    style: str
    place: str
    tip: str
    file: str = ""


Cell = Plain | Styled | Link


@dataclass(frozen=True, slots=True)
class Field:
    """One column: header, width in characters, look of its cells."""

    header: str
    width: float
    style: str = "text"


def write_table(
    sheet: Any,
    styles: Styles,
    top: int,
    fields: Sequence[Field],
    rows: Sequence[Sequence[Cell]],
    height: float | None = None,
) -> int:
    """Write header and rows from 0-based row ``top`` on a ``BlockSheet``; returns the first free row below.

    Rows are as high as their texts need, or all of one ``height`` in points. Without rows a line says so.
    """
    write_header(sheet, styles, top, fields)
    if not rows:
        sheet.write_string(top + 1, 0, "Không có dòng nào.", styles["subtitle"])
        return top + 2
    widths = [field.width for field in fields]
    heights = [height or row_height([plain(cell) for cell in row], widths) for row in rows]
    block: list[list[BlockCell]] = []
    for number, row in enumerate(rows, top + 1):
        cells: list[BlockCell] = []
        for column, cell in enumerate(row):
            if isinstance(cell, (Styled, Link)):
                cells.append((_shown(cell.value), styles[cell.style]))
                if isinstance(cell, Link):
                    _add_link(sheet, number, column, cell)
            else:
                cells.append(_shown(cell))
        block.append(cells)
    sheet.write_block(top + 1, block, [styles[field.style] for field in fields], heights)
    return top + 1 + len(rows)


def write_header(sheet: Any, styles: Styles, top: int, fields: Sequence[Field]) -> None:
    """The header row of a block."""
    headers, widths = [field.header for field in fields], [field.width - _FILTER_WIDTH for field in fields]
    sheet.set_row(top, row_height(headers, widths, bold=True) or _HEADER_POINTS)
    for column, field in enumerate(fields):
        sheet.write_string(top, column, field.header, styles["header"])


def add_native_table(sheet: Any, styles: Styles, top: int, end: int, fields: Sequence[Field], name: str) -> None:
    """Make the block from ``top`` to before ``end`` a native table: a sheet has one filter, each table its own."""
    columns = [{"header": field.header, "header_format": styles["header"]} for field in fields]
    sheet.add_table(top, 0, end - 1, len(fields) - 1, {"name": name, "style": None, "columns": columns})


def write_cell(sheet: Any, styles: Styles, row: int, column: int, cell: Cell, style: str) -> None:
    """Write one cell; text is written as text whatever it looks like."""
    look = cell.style if isinstance(cell, (Styled, Link)) else style
    value = cell_value(plain(cell))
    if isinstance(cell, Link):
        _add_link(sheet, row, column, cell)
    if value is None:
        sheet.write_blank(row, column, None, styles[look])
    elif isinstance(value, str):
        sheet.write_string(row, column, value, styles[look])
    else:
        sheet.write_number(row, column, value, styles[look])


def _add_link(sheet: Any, row: int, column: int, link: Link) -> None:
    sheet.add_link(SheetLink(row, column, link.place, link.file, link.tip))


def _shown(value: Plain) -> str | int | float:
    """The value for a block, where an empty text is an empty cell that keeps its look."""
    shown = cell_value(value)
    return "" if shown is None else shown


def plain(cell: Cell) -> Plain:
    """The value of a cell without its look."""
    return cell.value if isinstance(cell, (Styled, Link)) else cell


def cell_value(value: Plain) -> str | int | float | None:
    """What goes into the file: safe text, a number a float can hold, a date as its day number."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, dt.date):
        return day_serial(value)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    return number if math.isfinite(number) else safe_text(str(value))


def safe_text(text: str) -> str:
    """``text`` cut to what a cell holds.

    XlsxWriter passes a text that looks like its own rich-text XML through unescaped; a space in
    front keeps such a text a text and the file whole.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        text = f" {text}"
    # Excel counts UTF-16 units, of which a character outside the basic plane takes two.
    if len(text) > MAX_TEXT // 2 and len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT:
        cut = text.encode("utf-16-le", "surrogatepass")[: 2 * (MAX_TEXT - 1)]
        return cut.decode("utf-16-le", "ignore") + "…"
    return text


def figure(value: Decimal | Fraction | str | None) -> Styled:
    """A figure with as many decimals as it needs: none for a whole number, else two."""
    if value is None or isinstance(value, str):
        return Styled(value, "text")
    return Styled(value, "whole" if Fraction(value).denominator == 1 else "number")
