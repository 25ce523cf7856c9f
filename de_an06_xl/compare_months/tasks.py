"""Tasks in which units have moved: done since, overdue since, answered for the first time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from de_an06_xl.compare_months.differing import differing
from de_an06_xl.compare_months.returns import version_reasons
from de_an06_xl.model.comparison import Reason, ReasonKind, StandingMove, TaskChange
from de_an06_xl.model.month_figures import MonthFigures, TaskFigures

_COUNTS = ("units", "done", "done_late", "in_progress", "overdue", "not_started", "waiting", "no_answer")
_UNFINISHED = ("in_progress", "not_started")


def task_changes(old: MonthFigures, new: MonthFigures, returns: Mapping[str, Reason]) -> tuple[TaskChange, ...]:
    """In the order of the newer plan; tasks that only the older one has come last."""
    ids = [task.id for task in new.tasks] + [task.id for task in old.tasks if task.id not in new.task_by_id]
    found = (_change(task, old, new, returns) for task in ids)
    return tuple(change for change in found if change)


def _change(task: str, old: MonthFigures, new: MonthFigures, returns: Mapping[str, Reason]) -> TaskChange | None:
    before, after = old.task_by_id.get(task), new.task_by_id.get(task)
    if before is None or after is None:
        reasons = version_reasons(old, new, ("plan",)) or [Reason("unknown")]
        return TaskChange(task, (), (), tuple(reasons), "old" if before else "new")
    known = bool(before.standings and after.standings)
    # What an earlier release did not count is no change.
    changes = differing(before, after, _COUNTS if known else _COUNTS[:-1])
    if before.deadline and after.deadline:
        changes += differing(before, after, ("deadline",))
    moves = tuple(_moves(before, after, old, new, returns)) if known else ()
    if not (changes or moves):
        return None
    return TaskChange(task, changes, moves, tuple(_reasons(before, after, old, new, moves, known)))


def _moves(
    before: TaskFigures, after: TaskFigures, old: MonthFigures, new: MonthFigures, returns: Mapping[str, Reason]
) -> Iterator[StandingMove]:
    for unit in {**before.standings, **after.standings}:
        one, other = before.standings.get(unit), after.standings.get(unit)
        if one == other:
            continue
        because: ReasonKind = returns[unit].kind if unit in returns else "unknown"
        if one is None or other is None:
            because = "assignment"
        elif one in _UNFINISHED and other == "overdue" and _passed(after, old, new):
            because = "deadline_passed"
        elif because == "unknown" and before.deadline != after.deadline:
            because = "plan"
        yield StandingMove(unit, one, other, because)


def _passed(task: TaskFigures, old: MonthFigures, new: MonthFigures) -> bool:
    """Whether the deadline lies between the ends of the two months."""
    if task.deadline is None or old.last_day is None or new.last_day is None:
        return False
    return old.last_day <= task.deadline < new.last_day


def _reasons(
    before: TaskFigures,
    after: TaskFigures,
    old: MonthFigures,
    new: MonthFigures,
    moves: tuple[StandingMove, ...],
    known: bool,
) -> Iterator[Reason]:
    if not known:
        yield Reason("no_detail")
    moved_deadline = before.deadline and after.deadline and before.deadline != after.deadline
    if moved_deadline or any(move.because == "assignment" for move in moves):
        yield from version_reasons(old, new, ("plan",))
    if any(move.because == "deadline_passed" for move in moves):
        yield Reason("deadline_passed", "", None, after.deadline)
