"""What the gate found out about a file: a workbook that is safe to read, or why it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from de_an06_xl.model.cells import CellRange, Formula
from de_an06_xl.model.finding import Finding

SheetState = Literal["visible", "hidden", "veryHidden"]
RefusedOutcome = Literal["rejected", "not_a_return"]


class PackageFault(Exception):  # noqa: N818 - a fault of the file, turned into a finding by the gate
    """The package must not be read; ``code`` is the rule, ``words`` fill its sentences."""

    def __init__(self, code: str, **words: Any) -> None:
        self.code, self.words = code, words
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class SheetScan:
    """One worksheet, seen without reading its values.

    ``last_row`` and ``last_column`` count up to the last cell that holds something (0: none),
    whatever the file's own ``<dimension>`` says; ``false_dimension`` is what it says when that is plainly
    wrong. Addresses are like ``K9``.
    """

    last_row: int = 0
    last_column: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    merges: tuple[CellRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: int = 0
    false_dimension: str = ""

    @property
    def merge_area(self) -> int:
        """Cells covered by merges."""
        return sum(merge.area for merge in self.merges)


@dataclass(frozen=True, slots=True)
class PackageScan:
    """What stands in the package beside values.

    ``extras`` names (in Vietnamese) embedded objects, which a form never has, ``links`` what would fetch data
    from elsewhere; ``legacy_fonts`` fonts of the time before Unicode (.VnTime, VNI-Times); ``formats``
    counts cell formats when there are remarkably many; ``strict`` is the ISO variant of the format.
    """

    sheets: dict[str, SheetScan]
    states: dict[str, SheetState]
    defined_names: Mapping[str, str]
    custom_properties: dict[str, str]
    modified: str
    date_1904: bool
    extras: tuple[str, ...]
    legacy_fonts: tuple[str, ...]
    links: tuple[str, ...] = ()
    formats: int = 0
    strict: bool = False


@dataclass(frozen=True, slots=True)
class SafeWorkbook:
    """A whole, harmless .xlsx; ``content`` are its bytes, read once, ``notes`` what was odd.

    ``unit`` is only a hint: the code in the file name.
    """

    path: Path
    file: str
    content: bytes
    sha256: str
    scan: PackageScan
    notes: tuple[Finding, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RefusedWorkbook:
    """A file that is no return (``not_a_return``) or cannot be read (``rejected``).

    ``sha256`` is empty when the content was not read (system files, files over the size
    limit, files that cannot be opened). ``unit`` is only a hint: the code in the file name.
    """

    path: Path
    file: str
    sha256: str
    outcome: RefusedOutcome
    findings: tuple[Finding, ...]
    unit: str = ""
