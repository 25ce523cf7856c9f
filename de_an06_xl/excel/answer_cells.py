"""Between Excel's cells and the functions: what arrives over COM, and what the VBA wrapper turns into true errors."""

from __future__ import annotations

import datetime as dt
import logging
from decimal import Decimal
from typing import Any

from de_an06_xl.functions import CellError, call_function
from de_an06_xl.functions.model import CellValue

Answered = list[list[str | float | int | bool]]

# A text beginning with this character is the number of an error; no clean text holds it.
ERROR_MARK = "\x01"
# COM hands over an error as this plus its XlCVError number, a missing argument as DISP_E_PARAMNOTFOUND.
_ERROR_BASE = -2146828288
_MISSING = -2147352572
_BY_NUMBER = {_ERROR_BASE + error.excel_code: error for error in CellError}
_EPOCH = dt.datetime(1899, 12, 30)


def answer_cells(name: str, *given: Any) -> Answered:
    """The answer of a function as rows of plain values, errors marked; whatever goes wrong is ``#NULL!``.

    An exception would reach the cell as something else than an error value, so none leaves here; it is
    logged for the self-test to find.
    """
    try:
        answer = call_function(name, *map(_cells, given))
        rows = answer if isinstance(answer, list) else [[answer]]
        return [[_outgoing(value) for value in row] for row in rows]
    except Exception:
        logging.getLogger(__name__).exception(name)
        return [[_outgoing(CellError.NOT_WORKED_OUT)]]


def _cells(given: Any) -> Any:
    """A value, or rows of values; a single row arrives as one flat tuple."""
    if not isinstance(given, (tuple, list)):
        return _incoming(given)
    if given and not isinstance(given[0], (tuple, list)):
        given = [given]
    return [[_incoming(value) for value in row] for row in given]


def _incoming(value: Any) -> CellValue:
    """A cell's value as the functions take it: days as serials, amounts of money as plain numbers."""
    if isinstance(value, int) and not isinstance(value, bool):
        return None if value == _MISSING else _BY_NUMBER.get(value, value)
    if isinstance(value, dt.datetime):
        return (value.replace(tzinfo=None) - _EPOCH) / dt.timedelta(days=1)
    if isinstance(value, Decimal):
        return float(value)
    if value is None or isinstance(value, (str, float, bool)):
        return value
    return CellError.VALUE


def _outgoing(value: CellValue) -> str | float | int | bool:
    if isinstance(value, CellError):
        return f"{ERROR_MARK}{value.excel_code}"
    return "" if value is None else value
