"""Forty identical findings are one line with a count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from de_an06_xl.model.finding import Finding

_CELL = re.compile(r"([A-Z]+)(\d+)")
_SHOWN_PLACES = 6


@dataclass(frozen=True, slots=True)
class GroupedFinding:
    """Findings of one file and sheet that say the same; ``finding`` is the first of them."""

    finding: Finding
    cells: tuple[str, ...]
    row_ids: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many findings stand behind this line."""
        return len(self.cells)

    @property
    def places(self) -> tuple[str, ...]:
        """The cells, neighbours in one column drawn together: ``K9:K12``, ``K20``."""
        return tuple(_drawn_together(cell for cell in self.cells if cell))

    @property
    def place_vi(self) -> str:
        """``tệp > Chỉ tiêu!K9:K12, K20 (5 ô)``; a long list ends in “…”."""
        if self.count == 1:
            return self.finding.place_vi
        where = f"{self.finding.file} > {self.finding.sheet}" if self.finding.sheet else self.finding.file
        if not self.places:
            return f"{where} ({self.count} lần)"
        shown = ", ".join(self.places[:_SHOWN_PLACES]) + (", …" if len(self.places) > _SHOWN_PLACES else "")
        return f"{where}!{shown} ({self.count} ô)"


def group_findings(findings: Iterable[Finding]) -> list[GroupedFinding]:
    """Findings of equal file, code, sheet and sentence as one, in the order of their first."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.file, finding.code, finding.sheet, finding.message, finding.fix)
        groups.setdefault(key, []).append(finding)
    return [
        GroupedFinding(group[0], tuple(finding.cell for finding in group), tuple(finding.row_id for finding in group))
        for group in groups.values()
    ]


def _drawn_together(cells: Iterable[str]) -> Iterator[str]:
    runs: list[list[str]] = []
    for cell in cells:
        if runs and _below(runs[-1][-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    for run in runs:
        yield run[0] if len(run) == 1 else f"{run[0]}:{run[-1]}"


def _below(upper: str, lower: str) -> bool:
    first, second = _CELL.fullmatch(upper), _CELL.fullmatch(lower)
    return bool(first and second and first[1] == second[1] and int(first[2]) + 1 == int(second[2]))
