"""What a sheet of the plan workbook is made of: the types behind the one description in ``sheets``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

# text: free words · code: an id, letters and digits · codes, names: several, separated by ";"
Kind = Literal["text", "code", "number", "whole", "date", "choice", "yes_no", "codes", "names"]

Record = dict[str, Any]
"""Column key → value: ``str``, ``Decimal``, ``int``, ``date``, ``bool``, a tuple of texts, ``None`` for a blank."""

YES, NO = "Có", "Không"
YES_NO = (("yes", YES), ("no", NO))
SEPARATOR = ";"

LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, or one line of a sheet of settings (``header`` is then its label).

    ``choices`` are pairs (value in the data, word in the cell). ``minimum`` and ``maximum`` bound
    numbers. ``pick_from`` offers the codes of another table: (sheet code, column key).
    """

    key: str
    header: str
    help: str
    kind: Kind = "text"
    width: float = 14
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    pick_from: tuple[str, str] | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words a cell may hold, empty when anything goes."""
        if self.kind == "yes_no":
            return (YES, NO)
        return tuple(word for _, word in self.choices)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a table (``columns``), or settings, one below the other (``settings``)."""

    code: str
    name: str
    title: str
    note: str
    columns: tuple[Column, ...] = ()
    settings: tuple[Column, ...] = ()
    spare_rows: int = 30
    frozen: int = 1

    @property
    def column_by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}


def number(low: str = "0", high: str | None = None) -> dict[str, Any]:
    """Keywords of a number column with its bounds."""
    return {"kind": "number", "minimum": Decimal(low), "maximum": None if high is None else Decimal(high)}


def whole(low: int, high: int) -> dict[str, Any]:
    """Keywords of a whole-number column with its bounds."""
    return {"kind": "whole", "minimum": Decimal(low), "maximum": Decimal(high)}
