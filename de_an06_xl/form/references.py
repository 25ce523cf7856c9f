"""The cell references in a formula: found, moved, compared.

Spreadsheets store what was filled down a column as one formula and its followers, and change the
references of every formula when rows are inserted or sorted. Names (``DA06_TU_CON``), functions
(``LOG10(``) and quoted text are never taken for references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from de_an06_xl.model.cells import column_letters

_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<sheet>'(?:[^']|'')+'!|(?<![\w.'])[^\W\d][\w.]*!)?"
    r"(?<![\w.])(?P<first>\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})(?::(?P<last>\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}))?(?![\w(.!])"
)
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d+)")


@dataclass(frozen=True, slots=True)
class CellReference:
    """One cell as a formula names it; 0-based, with what a ``$`` holds in place."""

    row: int
    column: int
    fixed_row: bool = False
    fixed_column: bool = False

    def moved(self, rows: int, columns: int) -> CellReference:
        """The reference in a copy of the formula so many rows below and columns to the right."""
        row = self.row if self.fixed_row else self.row + rows
        column = self.column if self.fixed_column else self.column + columns
        return CellReference(row, column, self.fixed_row, self.fixed_column)

    def __str__(self) -> str:
        if self.row < 0 or self.column < 0:
            return "#REF!"
        column = "$" * self.fixed_column + column_letters(self.column)
        return f"{column}{'$' * self.fixed_row}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Area:
    """A cell or range in a formula; ``sheet`` is the sheet's plain name, empty for the formula's own."""

    sheet: str
    prefix: str
    first: CellReference
    last: CellReference | None

    def moved(self, rows: int, columns: int) -> Area:
        last = self.last.moved(rows, columns) if self.last else None
        return Area(self.sheet, self.prefix, self.first.moved(rows, columns), last)

    def __str__(self) -> str:
        return f"{self.prefix}{self.first}" + (f":{self.last}" if self.last else "")


@lru_cache(maxsize=4096)
def split_formula(formula: str) -> tuple[str | Area, ...]:
    """The formula in order: text between references, and references.

    >>> [str(part) for part in split_formula("SUM('Chỉ tiêu'!$K$9:K12)+B2")]
    ['SUM(', "'Chỉ tiêu'!$K$9:K12", ')+', 'B2']
    """
    return tuple(_parts(formula))


def shift_formula(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads when filled so many rows down and columns to the right.

    >>> shift_formula('IF($B7>C$2,"B7",DA06_LAST_DAY)', 3, 1)
    'IF($B10>D$2,"B7",DA06_LAST_DAY)'
    """
    return "".join(
        str(part.moved(rows, columns)) if isinstance(part, Area) else part for part in split_formula(formula)
    )


def _parts(formula: str) -> Iterator[str | Area]:
    done = 0
    for match in _TOKEN.finditer(formula):
        if not match["first"]:
            continue
        if match.start() > done:
            yield formula[done : match.start()]
        prefix = match["sheet"] or ""
        name = prefix[:-1]
        if name.startswith("'"):
            name = name[1:-1].replace("''", "'")
        yield Area(name, prefix, _cell(match["first"]), _cell(match["last"]) if match["last"] else None)
        done = match.end()
    if done < len(formula):
        yield formula[done:]


def _cell(text: str) -> CellReference:
    match = _CELL.fullmatch(text)
    if match is None:
        raise AssertionError(text)
    column = 0
    for letter in match[2].upper():
        column = column * 26 + ord(letter) - 64
    return CellReference(int(match[4]) - 1, column - 1, bool(match[3]), bool(match[1]))
