"""The error values a worksheet function may return: true errors of the cell, never text.

Which error says what (the same for every function):

* ``#VALUE!`` – the argument is of the wrong kind: text where a number is due, a word that is in no list;
* ``#N/A`` – the argument is fine but there is nothing under it: no such indicator, unit, row;
* ``#NUM!`` – a number, day or period outside what is allowed, or a text with two readings;
* ``#DIV/0!`` – a denominator of 0;
* ``#NULL!`` – the function was not worked out at all: Python could not be reached or stopped.
"""

from __future__ import annotations

from enum import StrEnum


class CellError(StrEnum):
    """An error as a cell shows it."""

    VALUE = "#VALUE!"
    NOT_FOUND = "#N/A"
    NUMBER = "#NUM!"
    DIVISION = "#DIV/0!"
    REFERENCE = "#REF!"
    NAME = "#NAME?"
    NOT_WORKED_OUT = "#NULL!"

    @property
    def excel_code(self) -> int:
        """The number ``CVErr`` takes (XlCVError)."""
        return _EXCEL[self]

    @property
    def calc_code(self) -> int:
        """The number LibreOffice keeps for the error (``cell.getError()``)."""
        return _CALC[self]


_EXCEL = {
    CellError.NOT_WORKED_OUT: 2000,
    CellError.DIVISION: 2007,
    CellError.VALUE: 2015,
    CellError.REFERENCE: 2023,
    CellError.NAME: 2029,
    CellError.NUMBER: 2036,
    CellError.NOT_FOUND: 2042,
}
_CALC = {
    CellError.NUMBER: 503,
    CellError.VALUE: 519,
    CellError.NOT_WORKED_OUT: 521,
    CellError.REFERENCE: 524,
    CellError.NAME: 525,
    CellError.DIVISION: 532,
    CellError.NOT_FOUND: 32767,
}


class RefusedArgumentError(Exception):
    """An argument cannot be used; the cell gets ``error``."""

    def __init__(self, error: CellError) -> None:
        self.error = error
        super().__init__(error.value)


def refuse_value() -> RefusedArgumentError:
    """The argument is of the wrong kind."""
    return RefusedArgumentError(CellError.VALUE)


def refuse_unknown() -> RefusedArgumentError:
    """Nothing goes by that name or code."""
    return RefusedArgumentError(CellError.NOT_FOUND)


def refuse_number() -> RefusedArgumentError:
    """Outside what is allowed, or with two readings."""
    return RefusedArgumentError(CellError.NUMBER)
