"""The province's month: every file, unit, indicator and task, and where each figure comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple, Protocol

from de_an06_xl.model.correction import Correction
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormIdentity
from de_an06_xl.model.outlook import OutlookRules
from de_an06_xl.model.score import UnitScore
from de_an06_xl.model.submission import Submission
from de_an06_xl.model.warning import NO_WARNINGS, Warnings

Outcome = Literal["included", "included_late", "rejected", "superseded", "not_a_return"]
UnitState = Literal["on_time", "late", "missing", "not_due"]
IndicatorStatus = Literal["reached", "not_reached", "no_data", "no_target"]
ContributionLevel = Literal["monitor", "commune"]
Outlook = Literal["reached", "at_risk", "behind", "no_data", "no_target"]
TaskStanding = Literal["done", "done_late", "in_progress", "overdue", "not_started", "waiting", "no_answer"]

TaskOutlook = Literal["finished", "overdue", "due_soon", "under_way", "silent"]

OUTCOME_WORDS: dict[Outcome, str] = {
    "included": "Đã tổng hợp",
    "included_late": "Đã tổng hợp (nộp trễ)",
    "rejected": "Bị từ chối",
    "superseded": "Đã có bản nộp sau",
    "not_a_return": "Không phải biểu báo cáo",
}
STATE_WORDS: dict[UnitState, str] = {
    "on_time": "Đúng hạn",
    "late": "Trễ hạn",
    "missing": "Chưa nộp",
    "not_due": "Chưa đến hạn",
}
STATUS_WORDS: dict[IndicatorStatus, str] = {
    "reached": "Đạt",
    "not_reached": "Chưa đạt",
    "no_data": "Chưa có số liệu",
    "no_target": "Không chấm điểm",
}
OUTLOOK_WORDS: dict[Outlook, str] = {
    "reached": "Đạt",
    "at_risk": "Có nguy cơ",
    "behind": "Chậm",
    "no_data": "Chưa có số liệu",
    "no_target": "Không chấm điểm",
}
NOT_REACHED: tuple[Outlook, ...] = ("at_risk", "behind")
"""The two ways an indicator of status ``not_reached`` stands."""
STANDING_WORDS: dict[TaskStanding, str] = {
    "done": "Hoàn thành",
    "done_late": "Hoàn thành trễ",
    "in_progress": "Đang triển khai",
    "overdue": "Quá hạn",
    "not_started": "Chưa triển khai",
    "waiting": "Tạm dừng, chờ hướng dẫn",
    "no_answer": "Chưa báo cáo",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """One line of the consolidator's register (``--so-nhan``): when received, extended until when, why."""

    unit: str
    received: dt.date | None
    extended_to: dt.date | None
    reason: str


@dataclass(frozen=True, slots=True)
class CheckedReturn:
    """One readable file of the folder after gate, reading, checking and scoring."""

    file: str
    sha256: str
    submission: Submission
    findings: tuple[Finding, ...]
    score: UnitScore

    @property
    def identity(self) -> FormIdentity:
        """What the return says it is."""
        return self.submission.identity


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that is no return (``not_a_return``) or cannot count (``rejected``), with its findings."""

    file: str
    sha256: str
    outcome: Outcome
    findings: tuple[Finding, ...]
    unit: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What became of one file of the folder; ``reason`` is one Vietnamese sentence ("" when included)."""

    file: str
    sha256: str
    unit: str
    outcome: Outcome
    reason: str
    codes: tuple[str, ...]
    identity: str = ""


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One of the reporting units in this month.

    ``corrected_late`` marks a unit whose return that counts was sent after its due date while an earlier one was in
    time ("sửa sau hạn"); its state is what the return that counts makes it.
    """

    unit: str
    name: str
    group: str
    state: UnitState
    due_date: dt.date
    received: dt.date | None
    days_late: int
    file: str
    reason: str
    score: UnitScore | None
    rank: int | None
    errors: int
    queries: int
    corrected_late: bool = False


class Contribution(NamedTuple):
    """One unit's own figure of a chỉ tiêu: as the body that monitors it, or as a commune that adds to the sum.

    ``numerator`` also carries a count or a current value, ``denominator`` a baseline; ``actual`` as in
    :class:`IndicatorRecord`.
    """

    unit: str
    level: ContributionLevel
    actual: Fraction | str
    numerator: Fraction | None
    denominator: Fraction | None


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """One chỉ tiêu for the province.

    ``actual`` is the primary monitor's figure (percent 0–100, a count, a reduction in percent,
    or the qualitative word); ``commune_*`` come from Σ numerator / Σ denominator of the communes.
    Figures are exact; rounding is the writer's business. ``contributions`` are the usable figures of the units
    behind it: monitors in the order the plan names them, then communes in the plan's order. ``at_risk`` says of
    an indicator that is ``not_reached`` that it is near its target (:class:`~de_an06_xl.model.outlook.OutlookRules`).
    """

    id: str
    name: str
    measure: str
    target: Decimal | str | None
    direction: str
    actual: Fraction | str | None
    actual_from: str | None
    fallback: bool
    numerator: Fraction | None
    denominator: Fraction | None
    commune_actual: Fraction | None
    commune_numerator: Fraction | None
    commune_denominator: Fraction | None
    commune_reported: int
    commune_expected: int
    status: IndicatorStatus
    monitors_text: str = ""
    contributions: tuple[Contribution, ...] = ()
    group: str = ""
    at_risk: bool = False
    monitors: tuple[str, ...] = ()

    @property
    def outlook(self) -> Outlook:
        """The status with ``not_reached`` told apart: near the target (at risk) or far from it (behind)."""
        if self.status == "not_reached":
            return "at_risk" if self.at_risk else "behind"
        return self.status


@dataclass(frozen=True, slots=True)
class LateUnit:
    """One unit late with one task: still open ``days`` after the deadline, or completed that late.

    ``progress_pct`` is what the unit reports, 0–100; ``completed`` is ``None`` while the task is open.
    """

    unit: str
    days: int
    completed: dt.date | None
    progress_pct: Decimal | None


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """One nhiệm vụ: how many assigned units stand where.

    The counts after ``units`` do not overlap; units without a usable answer are in
    ``no_answer``, so all sum to ``units``. ``overdue_units`` names the overdue ones, ``standings`` where each
    assigned unit stands, ``late_units`` who is or was late by how many days, all in the plan's order.
    """

    id: str
    name: str
    leads_text: str
    deadline_text: str
    deadline: dt.date | None
    units: int
    done: int
    done_late: int
    in_progress: int
    overdue: int
    not_started: int
    waiting: int
    no_answer: int
    overdue_units: tuple[str, ...] = ()
    standings: tuple[tuple[str, TaskStanding], ...] = ()
    late_units: tuple[LateUnit, ...] = ()
    group: str = ""

    @property
    def finished(self) -> int:
        """Units that have completed the task, in time or late."""
        return self.done + self.done_late

    def due_soon(self, last_day: dt.date, days: int) -> bool:
        """Whether units still have the task before them and its deadline is at most ``days`` after ``last_day``."""
        if self.deadline is None or self.units == self.finished:
            return False
        return last_day <= self.deadline <= last_day + dt.timedelta(days=days)

    def outlook(self, last_day: dt.date, days: int) -> TaskOutlook:
        """The one word for the whole task: the most pressing thing to say of it."""
        if self.overdue:
            return "overdue"
        if not self.units or self.no_answer == self.units:
            return "silent"
        if self.finished == self.units:
            return "finished"
        return "due_soon" if self.due_soon(last_day, days) else "under_way"


@dataclass(frozen=True, slots=True)
class DifficultyRecord:
    """One row of Khó khăn, kiến nghị of one unit; ``sheet`` is the name of its sheet in the form."""

    unit: str
    unit_name: str
    content: str
    cause: str
    proposal: str
    addressee: str
    file: str
    cell: str
    sheet: str = ""


class DataRecord(NamedTuple):
    """One tidy value: unit × row × column, with file and cell, for pivot tables; fields as Dữ liệu has its columns."""

    row_id: str
    unit: str
    unit_name: str
    sheet: str
    column: str
    number: Decimal | None
    text: str
    date: dt.date | None
    file: str
    cell: str


class TidyRecords(Protocol):
    """Every value of the month; see :class:`~de_an06_xl.tidy_data.TidyData`."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[DataRecord]:
        """Row by row of the form, within a row unit by unit; everything is unpacked at once."""

    def by_unit(self) -> Iterator[tuple[str, list[DataRecord]]]:
        """File and records of one return after the other, in the plan's order of units."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One month of the province, complete: every table of the summary workbook and of the JSON.

    ``data`` stands row by row of the form (``CT-I.1`` …), within a row in the plan's order of units,
    so that all values behind one figure lie together; it may be kept packed. ``bands`` names every band from the best
    to the one for insufficient data; ``groups`` names the plan's groups of indicators (``CT-I`` …) and
    tasks (``NV-I`` …); ``outlook`` are the thresholds the summary judges by. ``corrections`` are returns that were
    sent again, ``warnings`` what lies ahead.
    """

    period: str
    period_label: str
    last_day: dt.date
    due_date: dt.date
    as_of: dt.date
    plan: str
    policy: str
    policy_name: str
    form_version: str
    files: tuple[FileRecord, ...]
    units: tuple[UnitRecord, ...]
    indicators: tuple[IndicatorRecord, ...]
    tasks: tuple[TaskRecord, ...]
    findings: tuple[Finding, ...]
    difficulties: tuple[DifficultyRecord, ...]
    data: TidyRecords
    outlook: OutlookRules
    groups: tuple[tuple[str, str], ...] = ()
    plan_name: str = ""
    bands: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    warnings: Warnings = NO_WARNINGS

    @property
    def soon_days(self) -> int:
        """How far ahead a deadline is announced."""
        return int(self.outlook.soon_days.value)

    def task_outlook(self, task: TaskRecord) -> TaskOutlook:
        return task.outlook(self.last_day, self.soon_days)

    def due_soon(self, task: TaskRecord) -> bool:
        return task.due_soon(self.last_day, self.soon_days)

    @property
    def counts(self) -> dict[str, int]:
        """``expected = on_time + late + missing + not_due``; ``rejected`` counts files."""
        states = [unit.state for unit in self.units]
        return {
            "expected": len(self.units),
            "on_time": states.count("on_time"),
            "late": states.count("late"),
            "missing": states.count("missing"),
            "not_due": states.count("not_due"),
            "rejected": sum(file.outcome == "rejected" for file in self.files),
        }


def fields_of(record: Any) -> dict[str, Any]:
    """A record of any table by the names of its fields; records of which there are many thousands are named tuples."""
    if isinstance(record, tuple):
        named: dict[str, Any] = record._asdict()  # type: ignore[attr-defined]
        return named
    return {field.name: getattr(record, field.name) for field in fields(record)}
