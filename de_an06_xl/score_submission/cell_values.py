"""What counts as a number, a date or words in an input cell; an error value is none of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.submission import EntryValue


def number_in(value: EntryValue) -> Fraction | None:
    """The exact number in a cell; ``None`` for a blank, text ("could not be read") or an error."""
    return Fraction(value) if isinstance(value, (Decimal, int)) else None


def is_date(value: EntryValue) -> TypeGuard[int]:
    """Whether the cell holds a day serial (a date that could be read)."""
    return isinstance(value, int)


def is_error(value: EntryValue) -> bool:
    """Whether the cell holds an error such as ``#REF!``: neither blank nor filled."""
    return isinstance(value, ErrorValue)


def is_filled(value: EntryValue) -> bool:
    """Whether the cell holds something that is not an error."""
    return value is not None and not is_error(value)
