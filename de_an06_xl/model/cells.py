"""What a workbook holds, cell by cell, before anyone knows what it means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

# What a cell can hold: nothing, text, a number, a truth value, a date, an error.
CellValue = "None | str | float | bool | dt.datetime | dt.date | ErrorValue"


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error cell, e.g. ``#REF!``; never to be taken for a blank."""

    code: str

    def __str__(self) -> str:
        return self.code


def column_letters(index: int) -> str:
    """0 → ``A``, 25 → ``Z``, 26 → ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """0-based row and column → ``C17``."""
    return f"{column_letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet at true addresses: ``rows[r][c]`` is the cell at 0-based row r, column c.

    Rows may have different lengths; what lies beyond is blank.
    """

    name: str
    rows: list[list[object]]
    hidden: bool = False

    def at(self, row: int, column: int) -> object:
        """The value there, ``None`` for a blank or beyond the data."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None


@dataclass(frozen=True, slots=True)
class CellGrid:
    """All sheets of one workbook, in file order, and the identity strings found in it.

    ``identities`` holds what each of the three places says (``cell``, ``property``, ``name``),
    ``None`` where the place is missing.
    """

    sheets: dict[str, SheetGrid]
    identities: dict[str, str | None] = field(default_factory=dict)
    modified: str = ""
    date_1904: bool = False
