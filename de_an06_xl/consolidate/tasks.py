"""How many of the assigned units stand where with each nhiệm vụ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from de_an06_xl.form.rows import day_serial
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Plan, Task
from de_an06_xl.model.submission import Row
from de_an06_xl.model.summary import CheckedReturn, TaskRecord, TaskStanding

_UNFINISHED: dict[object, TaskStanding] = {"Đang triển khai": "in_progress", "Chưa triển khai": "not_started"}
_WAITING = ("Tạm dừng", "Chờ hướng dẫn")


def task_records(counted: Mapping[str, CheckedReturn], plan: Plan, period: Period) -> tuple[TaskRecord, ...]:
    """One record per task, counting every unit that has a row for it, whether it has reported or not."""
    assigned: dict[str, list[str]] = {task.id: [] for task in plan.tasks}
    for unit in plan.units:
        for task, _ in plan.tasks_of(unit):
            assigned[task.id].append(unit.code)
    return tuple(_record(task, assigned[task.id], counted, period) for task in plan.tasks)


def _record(task: Task, units: list[str], counted: Mapping[str, CheckedReturn], period: Period) -> TaskRecord:
    standings = {code: _standing(task, _row(task, counted.get(code)), period) for code in units}
    found = list(standings.values())
    return TaskRecord(
        id=task.id,
        name=task.name,
        leads_text=task.leads_text,
        deadline_text=task.deadline.text,
        deadline=task.deadline.date,
        units=len(found),
        done=found.count("done"),
        done_late=found.count("done_late"),
        in_progress=found.count("in_progress"),
        overdue=found.count("overdue"),
        not_started=found.count("not_started"),
        waiting=found.count("waiting"),
        no_answer=found.count("no_answer"),
        overdue_units=tuple(code for code, standing in standings.items() if standing == "overdue"),
        standings=tuple(standings.items()),
    )


def _row(task: Task, checked: CheckedReturn | None) -> Row | None:
    return checked.submission.sheets["NV"].rows.get(task.id) if checked else None


def _standing(task: Task, row: Row | None, period: Period) -> TaskStanding:
    if row is None:
        return "no_answer"
    return standing_of(row.value("state"), row.value("completion_date"), task.deadline.date, period)


def standing_of(state: object, completed: object, deadline: dt.date | None, period: Period) -> TaskStanding:
    """Where one unit stands with one task: ``completed`` is a day serial where it is a date at all."""
    if state == "Hoàn thành":
        late = deadline is not None and isinstance(completed, int) and completed > day_serial(deadline)
        return "done_late" if late else "done"
    if state in _UNFINISHED:
        return "overdue" if deadline is not None and period.last_day > deadline else _UNFINISHED[state]
    return "waiting" if state in _WAITING else "no_answer"
