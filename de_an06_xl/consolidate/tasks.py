"""How many of the assigned units stand where with each nhiệm vụ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from de_an06_xl.model.digest import ReturnDigest, TaskAnswer
from de_an06_xl.model.plan import Plan, Task
from de_an06_xl.model.summary import LateUnit, TaskRecord, TaskStanding


def task_records(counted: Mapping[str, ReturnDigest], plan: Plan, last_day: dt.date) -> tuple[TaskRecord, ...]:
    """One record per task, counting every unit that has a row for it, whether it has reported or not."""
    assigned: dict[str, list[str]] = {task.id: [] for task in plan.tasks}
    for unit in plan.units:
        for task, _ in plan.tasks_of(unit):
            assigned[task.id].append(unit.code)
    return tuple(_record(task, assigned[task.id], counted, last_day) for task in plan.tasks)


def _record(task: Task, units: list[str], counted: Mapping[str, ReturnDigest], last_day: dt.date) -> TaskRecord:
    standings = {code: _standing(task, counted.get(code)) for code in units}
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
        late_units=tuple(_late_units(task, standings, counted, last_day)),
        group=task.group,
    )


def _late_units(
    task: Task, standings: Mapping[str, TaskStanding], counted: Mapping[str, ReturnDigest], last_day: dt.date
) -> Iterator[LateUnit]:
    """An open task is late up to the period's last day, a completed one up to its day of completion."""
    deadline = task.deadline.date
    for code, standing in standings.items():
        if deadline is None or standing not in ("overdue", "done_late"):
            continue
        answer = counted[code].tasks[task.id]
        completed = answer.completed if standing == "done_late" else None
        yield LateUnit(code, ((completed or last_day) - deadline).days, completed, answer.progress_pct)


def _standing(task: Task, digest: ReturnDigest | None) -> TaskStanding:
    return digest.tasks.get(task.id, TaskAnswer()).standing if digest else "no_answer"
