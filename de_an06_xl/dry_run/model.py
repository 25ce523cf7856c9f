"""What a dry run tells: every unit under the old and the new rules, and what each single change does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from de_an06_xl.model.policy import ComponentId
from de_an06_xl.model.score import UnitScore
from de_an06_xl.model.summary import FileRecord, UnitState

CauseKind = Literal[
    "target",
    "deadline",
    "role",
    "row_added",
    "row_removed",
    "weights",
    "task_number",
    "reporting_number",
    "duty_points",
    "bands",
    "minimum",
    "due_date",
    "period_days",
    "programme_start",
    "own_plan_due",
    "extension",
    "errors",
    "together",
]


@dataclass(frozen=True, slots=True)
class Cause:
    """One change of the rules; ``what`` names it, ``old`` and ``new`` are its values as people read them.

    ``row_id`` is set when the change concerns one row of the form.
    """

    kind: CauseKind
    what: str
    old: str
    new: str
    row_id: str = ""


# For rows that no single change moves, only several at once.
TOGETHER = Cause("together", "Nhiều thay đổi cùng tác động", "", "")


@dataclass(frozen=True, slots=True)
class Rules:
    """One side: which plan and policy, and when the period's report is due."""

    plan: str
    policy: str
    due_date: dt.date


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit under one side's rules; ``score`` is ``None`` without a return that counts."""

    state: UnitState
    due_date: dt.date
    score: UnitScore | None


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row whose points differ (``None``: not scored), with the changes that move it.

    ``old_exists`` and ``new_exists`` tell a row that one side does not have from one that it does not score.
    """

    component: ComponentId
    row_id: str
    old: Decimal | None
    new: Decimal | None
    causes: tuple[Cause, ...]
    old_exists: bool = True
    new_exists: bool = True


@dataclass(frozen=True, slots=True)
class Effect:
    """What one change alone would do to one unit's score and band, all other rules staying as they are."""

    cause: Cause
    score_difference: Decimal
    band: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitDifference:
    """One unit; a side is ``None`` where its plan does not have the unit."""

    unit: str
    name: str
    old: Standing | None
    new: Standing | None
    rows: tuple[RowDifference, ...] = ()
    effects: tuple[Effect, ...] = ()

    @property
    def score_difference(self) -> Decimal | None:
        """New minus old, ``None`` unless both sides have a score."""
        old, new = _score(self.old), _score(self.new)
        return new.score - old.score if old and new else None

    @property
    def band_changes(self) -> bool:
        old, new = _score(self.old), _score(self.new)
        return bool(old and new and old.band != new.band)

    def component_difference(self, component: ComponentId) -> Decimal | None:
        """New minus old points of a component, ``None`` unless both sides have points."""
        old, new = _score(self.old), _score(self.new)
        if not (old and new):
            return None
        before, after = old.component(component).points, new.component(component).points
        return after - before if before is not None and after is not None else None


def _score(standing: Standing | None) -> UnitScore | None:
    return standing.score if standing else None


@dataclass(frozen=True, slots=True)
class CauseSummary:
    """One change over all units: how many it concerns, how many rows it moves, what it does to scores and bands."""

    cause: Cause
    units: int
    rows: int
    mean_difference: Decimal
    most_down: Decimal
    most_up: Decimal
    band_changes: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """The whole comparison for one period; ``refused`` are files that count under neither side or only under one."""

    period: str
    period_label: str
    old: Rules
    new: Rules
    units: tuple[UnitDifference, ...]
    causes: tuple[CauseSummary, ...]
    old_files: tuple[FileRecord, ...]
    new_files: tuple[FileRecord, ...]
