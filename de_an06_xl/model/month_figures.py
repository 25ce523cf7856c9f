"""One month of the province as published: the typed view of the JSON that ``da06 tong-hop --json`` prints.

The store keeps this JSON for every run; comparing months, trends and cards read nothing else of the past.
Keys added to the contract later have a value here that says "not known", so that the JSON of an earlier
release is still read; keys that this release does not know are ignored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from de_an06_xl.model.plan import UnitGroup
from de_an06_xl.model.policy import ComponentId
from de_an06_xl.model.summary import ContributionLevel, IndicatorStatus, Outcome, TaskStanding, UnitState


def _is_no_bool(value: Any) -> Any:
    """JSON's true and false are no numbers."""
    if isinstance(value, bool):
        raise ValueError("bool")
    return value


Number = Annotated[Decimal, BeforeValidator(_is_no_bool)]
Count = Annotated[int, Field(ge=0), BeforeValidator(_is_no_bool)]
PeriodId = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class Figures(BaseModel):
    """Base of the view: immutable; unknown keys belong to a later release and are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class MonthCounts(Figures):
    """``expected = on_time + late + missing + not_due``; ``rejected`` counts files."""

    expected: Count
    on_time: Count
    late: Count
    missing: Count
    not_due: Count
    rejected: Count


class FileFigures(Figures):
    """One file of the folder and what became of it."""

    file: str
    sha256: str
    unit: str | None
    outcome: Outcome
    reason: str
    codes: tuple[str, ...]
    identity: str | None = None


class UnitFigures(Figures):
    """One unit in the month; ``rank`` is among the units of its ``group``, ``rows`` are points by row (out of 10).

    ``score`` and ``components`` are on 0–100; ``received`` is the day its return came, ``due_date`` its own due
    date (later than the month's where an extension was granted).
    """

    unit: str
    name: str
    state: UnitState
    score: Number | None
    band: str | None
    components: dict[ComponentId, Number | None]
    group: UnitGroup | None = None
    due_date: dt.date | None = None
    received: dt.date | None = None
    days_late: Count = 0
    file: str | None = None
    reason: str = ""
    errors: Count = 0
    queries: Count = 0
    rank: Count | None = None
    coverage_pct: Number | None = None
    completeness_pct: Number | None = None
    rows: dict[str, Number | None] = Field(default_factory=dict)
    corrected_late: bool = False


class ContributionFigures(Figures):
    """One unit's own figure behind an indicator, as monitor or as commune."""

    unit: str
    level: ContributionLevel
    actual: Number | str
    numerator: Number | None
    denominator: Number | None


class IndicatorFigures(Figures):
    """One chỉ tiêu of the province; ``actual`` in the indicator's measure (percent 0–100) or a word."""

    id: str
    target: Number | str | None
    actual: Number | str | None
    actual_from: str | None
    numerator: Number | None
    denominator: Number | None
    commune_actual: Number | None
    commune_numerator: Number | None
    commune_denominator: Number | None
    commune_reported: Count
    commune_expected: Count
    status: IndicatorStatus
    fallback: bool = False
    contributions: tuple[ContributionFigures, ...] = ()


class TaskFigures(Figures):
    """One nhiệm vụ: how many of its ``units`` stand where, and each unit's ``standings`` where known."""

    id: str
    units: Count
    done: Count
    done_late: Count
    in_progress: Count
    overdue: Count
    not_started: Count
    waiting: Count
    no_answer: Count = 0
    deadline: dt.date | None = None
    standings: dict[str, TaskStanding] = Field(default_factory=dict)


class CellChangeFigures(Figures):
    """One cell that a return sent again has changed; ``None``: blank. Dates stand as ``2026-10-31``."""

    sheet: str
    row_id: str
    column: str
    cell: str
    old: Number | str | None
    new: Number | str | None


class CorrectionFigures(Figures):
    """An earlier return of a unit beside the one that counts; ``old_from``: where the earlier one was known from."""

    unit: str
    old_from: str
    old_file: str
    old_sha256: str
    old_sent: dt.date | None
    new_file: str
    new_sha256: str
    new_sent: dt.date | None
    by: str | None
    after_due: bool
    changes: tuple[CellChangeFigures, ...]


class IndicatorWarningFigures(Figures):
    """An indicator that will miss its target at the present ``pace`` a month; ``expected`` at the end of the year."""

    id: str
    direction: str
    target: Number | None
    actual: Number | None
    pace: Number | None
    expected: Number | None
    months: Count


class TaskWarningFigures(Figures):
    """A task due soon that ``open_units`` of its ``units`` still have before them."""

    id: str
    deadline: dt.date
    days_left: int
    open_units: Count
    units: Count


class LateWarningFigures(Figures):
    """A unit late or missing in each of the last ``months`` months."""

    unit: str
    months: Count
    states: tuple[UnitState, ...]


class WarningFigures(Figures):
    """What lies ahead, from ``known_months`` months."""

    known_months: Count
    indicators: tuple[IndicatorWarningFigures, ...]
    tasks: tuple[TaskWarningFigures, ...]
    units: tuple[LateWarningFigures, ...]


class MonthFigures(Figures):
    """One published month (or one version of it), complete."""

    period: PeriodId
    policy: str
    counts: MonthCounts
    files: tuple[FileFigures, ...]
    units: tuple[UnitFigures, ...]
    indicators: tuple[IndicatorFigures, ...]
    tasks: tuple[TaskFigures, ...]
    plan: str | None = None
    form_version: str | None = None
    last_day: dt.date | None = None
    due_date: dt.date | None = None
    as_of: dt.date | None = None
    corrections: tuple[CorrectionFigures, ...] = ()
    warnings: WarningFigures | None = None

    @model_validator(mode="after")
    def _each_once(self) -> MonthFigures:
        """A unit, indicator or task that stands twice has no one figure."""
        for ids in (
            [unit.unit for unit in self.units],
            [indicator.id for indicator in self.indicators],
            [task.id for task in self.tasks],
        ):
            twice = next(_repeated(ids), None)
            if twice is not None:
                raise ValueError(f"{twice} có hai lần")
        return self

    @property
    def label_vi(self) -> str:
        """``Tháng 10/2026``."""
        return f"Tháng {int(self.period[5:])}/{self.period[:4]}"

    @cached_property
    def unit_by_code(self) -> dict[str, UnitFigures]:
        return {unit.unit: unit for unit in self.units}

    @cached_property
    def indicator_by_id(self) -> dict[str, IndicatorFigures]:
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def task_by_id(self) -> dict[str, TaskFigures]:
        return {task.id: task for task in self.tasks}

    @cached_property
    def file_by_name(self) -> dict[str, FileFigures]:
        return {file.file: file for file in self.files}


def _repeated(ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for item in ids:
        if item in seen:
            yield item
        seen.add(item)
