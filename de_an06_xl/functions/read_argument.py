"""One cell given to a function, read by the kind of the argument: strictly, as the product reads a form."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.errors import PeriodError
from de_an06_xl.form.rows import LARGEST_NUMBER, LAST_SERIAL, serial_day
from de_an06_xl.functions.cell_error import CellError
from de_an06_xl.functions.in_force import kept_while_in_force, run_in_force
from de_an06_xl.functions.model import ArgumentKind, CellValue
from de_an06_xl.functions.summary_source import read_source
from de_an06_xl.model.period import Period
from de_an06_xl.read_form.read_entry import read_date_cell, read_number_cell
from de_an06_xl.text.normalize import clean

_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})", re.ASCII)
_LAST_YEAR = 9999

Read = Callable[[Any], Any]


def reader(kind: ArgumentKind) -> Read:
    """The reader for one kind: a value, ``None`` for a blank, or the :class:`CellError` the cell gets."""
    return _READERS[kind]


def read_cells_of(kind: ArgumentKind, cells: list[CellValue] | array[float]) -> list[Any] | array[int]:
    """Many cells at once; whole numbers, by far the most frequent, without a look at each (as ``array`` of type q)."""
    if kind == "number" and (isinstance(cells, array) or set(map(type, cells)) == {float}):
        whole = _whole_numbers(cells if isinstance(cells, array) else array("d", cells))  # type: ignore[arg-type]
        if whole is not None:
            return whole
    return list(map(reader(kind), cells))


def _whole_numbers(doubles: array[float]) -> array[int] | None:
    """The same numbers when all of them are whole and within limits (an error, a NaN, is neither)."""
    import numpy as np

    numbers = np.frombuffer(doubles)
    if len(numbers) and not (np.abs(numbers) <= LARGEST_NUMBER).all():
        return None
    whole = numbers.astype(np.int64)
    return array("q", whole.tobytes()) if (whole == numbers).all() else None


def read_any(raw: CellValue) -> Any:
    """The cell as it is; only blanks are brought to ``None``."""
    return (clean(raw) or None) if isinstance(raw, str) and not isinstance(raw, CellError) else raw


def read_table(raw: Any) -> Any:
    """A range as it is."""
    return raw


def read_text(raw: CellValue) -> str | CellError | None:
    """Clean text; a number is no text (``#VALUE!``)."""
    if raw is None or isinstance(raw, CellError):
        return raw
    return (clean(raw) or None) if isinstance(raw, str) else CellError.VALUE


def read_number(raw: CellValue) -> int | Fraction | CellError | None:
    """An exact number, also one typed as text with exactly one reading (rule C221); two readings are ``#NUM!``."""
    if type(raw) is float:
        whole = int(raw) if -LARGEST_NUMBER <= raw <= LARGEST_NUMBER else None
        if whole is not None:
            return whole if whole == raw else Fraction(Decimal(repr(raw)))
        return CellError.NUMBER
    if raw is None or isinstance(raw, CellError):
        return raw
    if isinstance(raw, bool):
        return CellError.VALUE
    if isinstance(raw, int):
        return raw if abs(raw) <= LARGEST_NUMBER else CellError.NUMBER
    reading = read_number_cell(raw)
    if isinstance(reading.value, Decimal):
        return Fraction(reading.value)
    if reading.value is None:
        return None
    return CellError.NUMBER if reading.note == "C222" else CellError.VALUE


def read_day(raw: CellValue) -> int | CellError | None:
    """A day serial of the 1900 system, from a date cell or a text dd/mm/yyyy (rule C223)."""
    if raw is None or isinstance(raw, CellError):
        return raw
    if isinstance(raw, bool):
        return CellError.VALUE
    if isinstance(raw, (int, float)) and not 1 <= raw <= LAST_SERIAL:
        return CellError.NUMBER
    value = read_date_cell(raw).value
    if value is None or isinstance(value, int):
        return value
    return CellError.VALUE


@kept_while_in_force
def read_period(raw: CellValue) -> Period | CellError | None:
    """A month of the plan: "2026-10", "10/2026" or any day in it (a spreadsheet turns 10/2026 into a day)."""
    if raw is None or isinstance(raw, CellError):
        return raw
    if isinstance(raw, str):
        if not clean(raw):
            return None
        match = _MONTH.fullmatch(clean(raw))
        if not match:
            return CellError.VALUE
        year, month = match[1] or match[4], match[2] or match[3]
    else:
        day = read_day(raw)
        if isinstance(day, CellError) or day is None:
            return day
        year, month = str(serial_day(day).year), str(serial_day(day).month)
    try:
        return run_in_force().period(f"{year}-{int(month):02d}")
    except PeriodError:
        return CellError.NUMBER


@kept_while_in_force
def read_year(raw: CellValue) -> int | CellError | None:
    """A year of the plan: 2026, "2026", or the year of a period."""
    number = read_number(raw) if not isinstance(raw, str) or clean(raw).isdigit() else None
    if isinstance(number, CellError):
        return number
    if number is None or number > _LAST_YEAR:
        period = read_period(raw)
        return period.year if isinstance(period, Period) else period
    header = run_in_force().plan.header
    if number.denominator != 1 or not header.first_year <= number <= header.last_year:
        return CellError.NUMBER
    return int(number)


_READERS: dict[ArgumentKind, Read] = {
    "text": read_text,
    "number": read_number,
    "date": read_day,
    "period": read_period,
    "year": read_year,
    "any": read_any,
    "table": read_table,
    "source": read_source,
}
