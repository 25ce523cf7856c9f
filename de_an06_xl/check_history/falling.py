"""Family H: what can only grow has become less, or what was finished is open again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from de_an06_xl.check_history.registry import DONE, Comparison, Hit, history_rule
from de_an06_xl.form.rows import serial_day
from de_an06_xl.model.submission import Row
from de_an06_xl.rule_registry import tolerance_of


@history_rule("H501")
def count_falls(comparison: Comparison) -> Iterator[Hit]:
    """A cumulative count below last period's."""
    for row in comparison.indicators("Số lượng"):
        now, before = comparison.number(row, "numerator"), comparison.before(row, "numerator")
        if now is not None and before is not None and now < before:
            yield Hit(row, "numerator", {"before": before})


@history_rule("H502")
def numerator_falls(comparison: Comparison) -> Iterator[Hit]:
    """The numerator of a share falls markedly although its denominator does not."""
    for row in comparison.indicators("Tỷ lệ"):
        if numerator_fell(comparison, row):
            yield Hit(row, "numerator", {"before": comparison.before(row, "numerator")})


def numerator_fell(comparison: Comparison, row: Row) -> bool:
    """Whether H502 asks about the numerator."""
    now, before = comparison.number(row, "numerator"), comparison.before(row, "numerator")
    below, below_before = comparison.number(row, "denominator"), comparison.before(row, "denominator")
    if now is None or before is None or below is None or below_before is None:
        return False
    return below >= below_before and now < before * (1 - tolerance_of("H502") / 100)


@history_rule("H503")
def progress_falls(comparison: Comparison) -> Iterator[Hit]:
    """Less progress than last period; a task that was finished is H504's matter."""
    for row in comparison.tasks():
        now, before = comparison.number(row, "progress_pct"), comparison.before(row, "progress_pct")
        if now is not None and before is not None and now < before and not _was_done(comparison, row.id):
            yield Hit(row, "progress_pct", {"before": before})


@history_rule("H504")
def completed_task_reopened(comparison: Comparison) -> Iterator[Hit]:
    """Hoàn thành last period, another state now."""
    for row in comparison.tasks():
        if _was_done(comparison, row.id) and row.value("state") != DONE:
            yield Hit(row, "state")


@history_rule("H510")
def completion_date_moved(comparison: Comparison) -> Iterator[Hit]:
    """Finished then and now, but on another day."""
    for row in comparison.tasks():
        before, now = comparison.past.last(row.id, "completion_date"), row.value("completion_date")
        if before is None or not isinstance(before.value, dt.date) or not isinstance(now, int):
            continue
        if _was_done(comparison, row.id) and row.value("state") == DONE and serial_day(now) != before.value:
            yield Hit(row, "completion_date", {"before": before.value})


def _was_done(comparison: Comparison, row_id: str) -> bool:
    state = comparison.past.last(row_id, "state")
    return state is not None and state.value == DONE
