"""The provincial plan: units, indicators (Phụ lục I), tasks (Phụ lục II), duties (mục V.4)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

UnitGroup = Literal["department", "commune"]
Shape = Literal["ratio", "count", "reduction", "qualitative"]

ALL, DEPARTMENTS, COMMUNES, RELATED = "@all", "@departments", "@communes", "@related"
COLLECTIVES = (ALL, DEPARTMENTS, COMMUNES, RELATED)


class Frozen(BaseModel):
    """Base of every plan type: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class TargetKind(StrEnum):
    """How a target cell of Phụ lục I is to be read."""

    SHARE_GE = "share_ge"
    SHARE_LE = "share_le"
    COUNT = "count"
    REDUCTION = "reduction"
    QUALITATIVE = "qualitative"
    BY_DIRECTION = "by_direction"


class DeadlineKind(StrEnum):
    """How a deadline cell of Phụ lục II is to be read."""

    MONTH = "month"
    QUARTER = "quarter"
    ONGOING = "ongoing"
    BY_DIRECTION = "by_direction"
    ASSIGNED_SCHEDULE = "assigned_schedule"
    BLANK = "blank"


class Role(StrEnum):
    """A unit's part in a task; the value is the word on the form."""

    LEAD = "Chủ trì"
    COORDINATOR = "Phối hợp"


class Source(Frozen):
    """Where a row stands in the plan: appendix, row number, line(s) of the source text."""

    appendix: str
    row: str
    lines: str

    def __str__(self) -> str:
        return f"{self.appendix}, mục {self.row} (dòng {self.lines} của văn bản nguồn)"


class Target(Frozen):
    """One target cell; ``value`` is in the indicator's measure (percent 0–100 for shares)."""

    kind: TargetKind
    text: str
    explicit: bool = False
    value: Decimal | None = None


class Group(Frozen):
    """A numbered group of indicators (CT-I…CT-VI) or tasks (NV-I…NV-XI)."""

    id: str
    name: str


class Unit(Frozen):
    """One of the reporting units; ``code`` is ``XP-02647`` or ``SN-SKHCN``."""

    code: str
    name: str
    kind: str
    group: UnitGroup
    collective: bool = True
    named_in_plan: bool = False
    aliases: tuple[str, ...] = ()
    to_confirm: bool = False


class OldUnit(Frozen):
    """A commune before 1/7/2025 and the unit (``XP-…``) it belongs to today; ``extent`` says how it was merged."""

    new_code: str
    new_name: str
    old_code: str
    old_name: str
    extent: str
    old_district: str
    old_province: str


class Indicator(Frozen):
    """One chỉ tiêu of Phụ lục I."""

    id: str
    group: str
    number: int
    name: str
    measure: str
    shape: Shape
    target_2026: Target | None = None
    target_2030: Target | None = None
    monitors: tuple[str, ...]
    monitors_text: str
    commune_level: bool = False
    note: str = ""
    source: Source


class Deadline(Frozen):
    """``date`` is set for months (last day) and quarters (last day) only."""

    kind: DeadlineKind
    text: str
    date: dt.date | None = None


class Task(Frozen):
    """One nhiệm vụ of Phụ lục II; leads and coordinators are unit codes or ``@`` collectives."""

    id: str
    group: str
    number: int
    name: str
    leads: tuple[str, ...]
    leads_text: str
    coordinators: tuple[str, ...]
    coordinators_text: str
    deadline: Deadline
    product: str
    note: str = ""
    source: Source


class Duty(Frozen):
    """One duty of mục V.4 that every unit reports on (``TC-b`` … ``TC-g``)."""

    id: str
    letter: str
    name: str
    measure: str


class Assumption(Frozen):
    """A question only the province can answer, and what the product assumes meanwhile."""

    id: str
    question: str
    assumed: str


class Correction(Frozen):
    """One correction made to the plan's source text."""

    appendix: str
    id: str
    line: str
    column: str
    as_printed: str
    corrected: str
    occurrences: int
    why: str


class ReportingRules(Frozen):
    """How a period's days and due date follow from its month."""

    period_kind: Literal["calendar_month", "mid_month"]
    due_day: int
    due_month_offset: int
    move_due_off_holidays: bool
    source: str


class Holiday(Frozen):
    """A day off (``holiday``) or a weekend day worked instead (``workday``)."""

    date: dt.date
    kind: Literal["holiday", "workday"]
    name: str


class Extension(Frozen):
    """A later due date granted to one unit for one period: until when, by whom, why."""

    unit: str
    period: str
    until: dt.date
    granted_by: str
    reason: str


class AssignmentRules(Frozen):
    """Switches of the assignment of rows to units."""

    collective_coordinators_report: bool
    source: str


class PlanHeader(Frozen):
    """Identity, legal basis and fixed dates of the plan."""

    id: str
    version: str
    province: str
    name: str
    legal_basis: str
    programme_start: dt.date
    first_year: int
    last_year: int
    consolidator: str
    own_plan_due: dt.date


class Plan(Frozen):
    """The whole plan, checked by :mod:`de_an06_xl.load_plan`."""

    header: PlanHeader
    reporting: ReportingRules
    assignment: AssignmentRules
    units: tuple[Unit, ...]
    indicator_groups: tuple[Group, ...]
    indicators: tuple[Indicator, ...]
    task_groups: tuple[Group, ...]
    tasks: tuple[Task, ...]
    duties: tuple[Duty, ...]
    assumptions: tuple[Assumption, ...]
    corrections: tuple[Correction, ...]
    holidays: tuple[Holiday, ...]

    @property
    def version_id(self) -> str:
        """``KH-LAOCAI-2026-2030/2026.1``: printed on every output."""
        return f"{self.header.id}/{self.header.version}"

    @cached_property
    def unit_by_code(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def task_by_id(self) -> dict[str, Task]:
        return {task.id: task for task in self.tasks}

    def indicators_of(self, unit: Unit) -> tuple[Indicator, ...]:
        """The indicators a unit reports: those it monitors; communes the commune-level ones."""
        if unit.group == "commune":
            return tuple(i for i in self.indicators if i.commune_level or unit.code in i.monitors)
        return tuple(i for i in self.indicators if unit.code in i.monitors)

    def tasks_of(self, unit: Unit) -> tuple[tuple[Task, Role], ...]:
        """One row per task: as lead when the unit leads (also collectively), else as coordinator."""
        rows = []
        for task in self.tasks:
            if self._named(unit, task.leads, fan_out=True):
                rows.append((task, Role.LEAD))
            elif self._named(unit, task.coordinators, fan_out=self.assignment.collective_coordinators_report):
                rows.append((task, Role.COORDINATOR))
        return tuple(rows)

    @staticmethod
    def _named(unit: Unit, actors: tuple[str, ...], *, fan_out: bool) -> bool:
        if unit.code in actors:
            return True
        if not (fan_out and unit.collective):
            return False
        return ALL in actors or (DEPARTMENTS if unit.group == "department" else COMMUNES) in actors
