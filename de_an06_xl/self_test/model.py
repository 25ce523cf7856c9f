"""What a self-test finds out; every path in it is masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from de_an06_xl.model.finding import Finding
from de_an06_xl.surroundings.excel_program import ExcelProgram
from de_an06_xl.surroundings.policies import PolicyState


class ExcelProbe(Protocol):
    """A running Excel, as far as the self-test needs one; the Excel adapter brings it."""

    def read_column(self, path: Path) -> list[object]:
        """The values of column B of the first sheet from row 1 on, errors as their text."""

    def write_column(self, path: Path, values: Sequence[object]) -> None:
        """A new workbook with the values in column B of its first sheet."""

    def time_calls(self, count: int) -> Timing | None:
        """``count`` single calls against one array call in cells; ``None`` where the add-in is not installed."""


@dataclass(frozen=True, slots=True)
class Package:
    """A Python package: what is pinned and what is here (empty: missing)."""

    name: str
    pinned: str
    installed: str


@dataclass(frozen=True, slots=True)
class MachinePath:
    """A path the product uses: ``length`` and ``ascii`` are of the true one, ``path`` is masked."""

    what: str
    path: str
    length: int
    ascii: bool
    there: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One golden value on one way: what was written, what came back."""

    way: str
    case: str
    written: str
    read: str

    @property
    def ok(self) -> bool:
        return self.written == self.read


@dataclass(frozen=True, slots=True)
class Timing:
    """``count`` single calls against one call over as many rows, in milliseconds; ``through``: Python or Excel."""

    through: str
    function: str
    count: int
    single_ms: float
    array_ms: float

    @property
    def ratio(self) -> float:
        """How many times slower, for each row, the single calls are."""
        return self.single_ms / self.array_ms if self.array_ms else 0.0


@dataclass(slots=True)
class SelfTest:
    """Everything found out; ``open_ways`` and ``closed_ways`` are labels, the latter with the codes that close them."""

    versions: dict[str, str] = field(default_factory=dict)
    code_pages: dict[str, int | str] = field(default_factory=dict)
    excel: ExcelProgram | None = None
    packages: list[Package] = field(default_factory=list)
    paths: list[MachinePath] = field(default_factory=list)
    policies: list[PolicyState] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    timings: list[Timing] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    open_ways: list[str] = field(default_factory=list)
    closed_ways: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
