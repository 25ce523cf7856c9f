"""What the registry says about a worksheet function: everything a user, a generator and a test need."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from de_an06_xl.functions.cell_error import CellError
from de_an06_xl.model.plan import Frozen

CellValue = str | float | int | bool | CellError | None
"""What a cell holds: ``None`` and ``""`` are blanks, days are serial numbers."""
Block = Sequence[Sequence[CellValue]]
"""Rows of cells, all of one length."""
Answer = CellValue | list[list[CellValue]]

ArgumentKind = Literal["text", "number", "date", "period", "year", "any", "table", "source"]
KIND_WORDS: dict[ArgumentKind, str] = {
    "text": "chữ",
    "number": "số",
    "date": "ngày",
    "period": "kỳ",
    "year": "năm",
    "any": "ô bất kỳ",
    "table": "vùng có dòng tiêu đề",
    "source": "vùng hoặc đường dẫn tệp",
}
WHOLE_KINDS: tuple[ArgumentKind, ...] = ("table", "source")


class Argument(Frozen):
    """One argument; ``name`` is ASCII for VBA, ``label`` what people read."""

    name: str
    label: str
    help: str
    kind: ArgumentKind
    optional: bool = False

    @property
    def whole(self) -> bool:
        """Whether a range is taken as one thing instead of cell by cell."""
        return self.kind in WHOLE_KINDS


class Example(Frozen):
    """A call with what it must give.

    ``args`` are values, rows of values, or ``"@id"`` for a sample table; ``expected`` likewise.
    """

    note: str
    args: tuple[Any, ...]
    expected: Any

    @property
    def shows_error(self) -> bool:
        return isinstance(self.expected, str) and self.expected in set(CellError)


class FunctionFacts(Frozen):
    """One function as ``functions.toml`` describes it."""

    name: str
    category: str
    help: str
    returns: str
    errors: str
    source: str
    table: bool = False
    arguments: tuple[Argument, ...]
    examples: tuple[Example, ...]


class SampleTable(Frozen):
    """A made-up table the examples refer to: literal ``rows``, or a sheet of a unit's form filled with ``entries``."""

    id: str
    title: str
    rows: tuple[tuple[Any, ...], ...] = ()
    sheet: str = ""
    unit: str = ""
    period: str = ""
    entries: dict[str, dict[str, Any]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """A range of nothing but numbers as it came over the pipe: doubles, row by row."""

    doubles: array[float]
    columns: int

    @classmethod
    def from_bytes(cls, doubles: bytes, columns: int) -> NumberBlock:
        return cls(array("d", doubles), columns)

    def rows(self) -> Block:
        return list(zip(*[iter(self.doubles)] * self.columns, strict=True))


class Same(list[Any]):
    """The values of an argument given as one cell: as many as there are rows, all the same."""


@dataclass(frozen=True, slots=True)
class WorksheetFunction:
    """A function with the Python that works it out.

    ``work_out`` gets the arguments of one cell of the answer, already read by kind. ``work_out_columns``, where there
    is one, gets those of all cells, argument by argument (an ``array`` of type q where all are whole numbers), and may
    decline with ``None``.
    """

    facts: FunctionFacts
    work_out: Callable[..., Any]
    work_out_columns: Callable[..., list[Any] | None] | None = None

    @property
    def name(self) -> str:
        return self.facts.name


def cell_value(value: Any) -> CellValue:
    """A value of ``functions.toml`` as a cell holds it: days as serials, ``"#N/A"`` as the error."""
    if isinstance(value, dt.date):
        from de_an06_xl.form.rows import day_serial

        return day_serial(value)
    if isinstance(value, str) and value in set(CellError):
        return CellError(value)
    if value is None or isinstance(value, (str, float, int)):
        return value
    raise TypeError(value)
