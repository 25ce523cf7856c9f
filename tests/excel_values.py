"""What Excel makes of a value assigned to a cell from outside: the traps a kinder spreadsheet would hide from tests."""

from __future__ import annotations

import datetime as dt
import decimal
import re

_LONGEST = 32_767
_NUMBER_LIKE = re.compile(r"\s*[+-]?(\d+([.,]\d+)*|\d*[.,]\d+)(e[+-]?\d+)?\s*%?\s*", re.IGNORECASE)
_DATE_LIKE = re.compile(r"\s*\d{1,4}\s*[/-]\s*\d{1,4}(\s*[/-]\s*\d{1,4})?.*|\s*\d{1,2}:\d{2}(:\d{2})?\s*([ap]m)?\s*")
_TEXT = "@"


class ExcelWouldReparseError(AssertionError):
    """The text would become a number, a date, a formula or a truth value; the cell must be text first."""


class Formula(str):
    """A formula with its equals sign."""

    __slots__ = ()


def assigned(value: object, number_format: str) -> object:
    """``None``, ``bool``, ``float``, ``datetime``, ``str`` or :class:`Formula`: what the cell then holds."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    if isinstance(value, decimal.Decimal):
        raise TypeError("a Decimal arrives as a currency with four places; convert it first")
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, str):
        return _text(value, number_format)
    raise TypeError(f"a {type(value).__name__} cannot be put into a cell")


def _text(value: str, number_format: str) -> str:
    if len(value) > _LONGEST:
        raise ValueError(f"a text of {len(value)} characters does not fit into a cell")
    if number_format == _TEXT:
        return value
    if value.startswith("="):
        return Formula(value)
    if value.startswith("'"):
        return value[1:]
    looks_odd = value.upper() in ("TRUE", "FALSE") or value[:1] in "+-@"
    if looks_odd or _NUMBER_LIKE.fullmatch(value) or _DATE_LIKE.fullmatch(value):
        raise ExcelWouldReparseError(f"{value!r} into a cell that is not text")
    return value
