"""Form rows and cell values for tables of scoring situations, as an official writes them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from de_an06_xl.form.rows import day_serial
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.submission import Entry, EntryValue, Row

BLANK = "-"


def value_of(cell: str) -> EntryValue:
    """``-`` is a blank, ``#REF!`` an error, 31/10/2026 a day serial, 45 or 45,5 a number, the rest text.

    >>> value_of("45,5"), value_of("31/10/2026"), value_of("bốn mươi")
    (Decimal('45.5'), 46326, 'bốn mươi')
    """
    if cell == BLANK:
        return None
    if cell.startswith("#"):
        return ErrorValue(cell)
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", cell):
        return day_serial(dt.date(int(match[3]), int(match[2]), int(match[1])))
    if re.fullmatch(r"-?\d+(,\d+)?", cell):
        return Decimal(cell.replace(",", "."))
    return cell


def serial_of(cell: str) -> int:
    """The day serial of 31/10/2026."""
    value = value_of(cell)
    assert isinstance(value, int), cell
    return value


def points_of(cell: str) -> Decimal | None:
    """Expected points: ``-`` for "not scored"."""
    value = value_of(cell)
    assert value is None or isinstance(value, Decimal), cell
    return value


def row_of(sheet: str, facts: Mapping[str, Any], **cells: str) -> Row:
    """One row with these facts of the plan; ``cells`` by column, written as in a table."""
    entries = {column: Entry(column, value_of(cell)) for column, cell in cells.items()}
    return Row(f"{sheet}-X.1", sheet, dict(facts), entries)
