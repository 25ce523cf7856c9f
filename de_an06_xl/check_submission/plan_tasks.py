"""Family P over tasks: the deadlines of Phụ lục II, measured on the last day of the period."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_submission.inspection import Inspection, day, deadline_of, filled, number
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.form.rows import ONGOING, serial_day
from de_an06_xl.model.submission import Row

SOON_DAYS = 30
HALF_PCT = 50
EARLY_DAYS = 365
"""What is asked about beyond the plan's own dates (all proposed)."""

# Up to 1 the progress itself is asked about (R312, R323): nothing follows from it yet.
_UNCERTAIN_PCT = 1
_NOT_FINISHED = ("Chưa triển khai", "Đang triển khai")


def _dated(inspection: Inspection, *states: str) -> Iterator[tuple[Row, int]]:
    for row in inspection.rows("NV"):
        deadline = deadline_of(row)
        if deadline is not None and row.value("state") in states:
            yield row, deadline


@rule("P404")
def overdue_without_explanation(inspection: Inspection) -> Iterator[Hit]:
    """Past its deadline and not finished; the reason is asked for."""
    last = inspection.constants["LAST_DAY"]
    for row, deadline in _dated(inspection, *_NOT_FINISHED):
        if last > deadline:
            yield Hit(row, "state", {"due": serial_day(deadline), "days": last - deadline})


@rule("P405")
def due_soon(inspection: Inspection) -> Iterator[Hit]:
    """Due within a month and not half done."""
    last = inspection.constants["LAST_DAY"]
    for row, deadline in _dated(inspection, "Đang triển khai"):
        progress = number(row, "progress_pct")
        if last <= deadline <= last + SOON_DAYS and progress is not None and _UNCERTAIN_PCT < progress < HALF_PCT:
            yield Hit(row, "progress_pct", {"due": serial_day(deadline), "days": deadline - last})


@rule("P406")
def not_started_after_a_quarter(inspection: Inspection) -> Iterator[Hit]:
    """A quarter of the time has gone and nothing was begun: the row scores 0 (policy, section 2)."""
    constants = inspection.constants
    last, start = constants["LAST_DAY"], constants["PROGRAMME_START"]
    for row, deadline in _dated(inspection, "Chưa triển khai"):
        if last <= deadline and constants["START_GRACE_INVERSE"] * (last - start) >= deadline - start:
            yield Hit(row, "state", {"due": serial_day(deadline)})


@rule("P407")
def paused_past_deadline(inspection: Inspection) -> Iterator[Hit]:
    """Paused while the deadline went by: somebody has to move it."""
    last = inspection.constants["LAST_DAY"]
    for row, deadline in _dated(inspection, "Tạm dừng"):
        if last > deadline:
            yield Hit(row, "state", {"due": serial_day(deadline)})


@rule("P408")
def ongoing_without_document(inspection: Inspection) -> Iterator[Hit]:
    """A standing task with a result but no document has half its points (policy, section 2)."""
    for row in inspection.rows("NV"):
        if row.facts["deadline"] == ONGOING and filled(row, "result") and not filled(row, "document_no"):
            yield Hit(row, "document_no")


@rule("P414")
def completed_late(inspection: Inspection) -> Iterator[Hit]:
    """Completed after its deadline: points are lost for each day."""
    for row, deadline in _dated(inspection, "Hoàn thành"):
        done = day(row, "completion_date")
        if done is not None and done > deadline:
            yield Hit(row, "completion_date", {"due": serial_day(deadline), "days": done - deadline})


@rule("P419")
def behind_the_calendar(inspection: Inspection) -> Iterator[Hit]:
    """Progress below half of what the time gone by would need (P405 looks at the last month)."""
    constants = inspection.constants
    last, start = constants["LAST_DAY"], constants["PROGRAMME_START"]
    for row, deadline in _dated(inspection, "Đang triển khai"):
        progress = number(row, "progress_pct")
        if progress is None or progress <= _UNCERTAIN_PCT or deadline <= max(start, last + SOON_DAYS):
            continue
        if 2 * progress * (deadline - start) < 100 * (last - start):
            yield Hit(row, "progress_pct", {"due": serial_day(deadline)})


@rule("P420")
def completed_very_early(inspection: Inspection) -> Iterator[Hit]:
    """Completed more than a year before the deadline: perhaps only a step of the task."""
    for row, deadline in _dated(inspection, "Hoàn thành"):
        done = day(row, "completion_date")
        if done is not None and deadline - done > EARLY_DAYS:
            yield Hit(row, "completion_date", {"due": serial_day(deadline)})
