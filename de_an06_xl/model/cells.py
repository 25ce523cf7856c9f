"""What a workbook holds, cell by cell, before anyone knows what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error cell, e.g. ``#REF!``; never to be taken for a blank."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as stored, without the leading ``=``.

    Of formulas shared along a column a file spells out only the first: the others have an empty
    ``text`` and name in ``master`` the cell (``K9``) that has it.
    """

    text: str
    master: str = ""


@dataclass(frozen=True, slots=True)
class CellRange:
    """A rectangle of cells; 0-based, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def area(self) -> int:
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)


@lru_cache(maxsize=1024)
def column_letters(index: int) -> str:
    """0 → ``A``, 25 → ``Z``, 26 → ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """``A`` → 0, ``AA`` → 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def cell_address(row: int, column: int) -> str:
    """0-based row and column → ``C17``."""
    return f"{column_letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet at true addresses: ``rows[r][c]`` is the cell at 0-based row r, column c.

    Rows may have different lengths; what lies beyond is blank. ``formulas`` are by address
    (``K9``), ``hidden_rows`` 0-based; ``legacy_fonts`` names the font of every text cell whose
    letters only a TCVN3 or VNI font shows as Vietnamese.
    """

    name: str
    rows: list[list[object]]
    hidden: bool = False
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[CellRange, ...] = ()
    legacy_fonts: dict[str, str] = field(default_factory=dict)

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
