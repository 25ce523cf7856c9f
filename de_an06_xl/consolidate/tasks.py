"""How many of the assigned units stand where with each nhiệm vụ."""

from __future__ import annotations

from collections.abc import Mapping

from de_an06_xl.model.digest import ReturnDigest, TaskAnswer
from de_an06_xl.model.plan import Plan, Task
from de_an06_xl.model.summary import TaskRecord, TaskStanding


def task_records(counted: Mapping[str, ReturnDigest], plan: Plan) -> tuple[TaskRecord, ...]:
    """One record per task, counting every unit that has a row for it, whether it has reported or not."""
    assigned: dict[str, list[str]] = {task.id: [] for task in plan.tasks}
    for unit in plan.units:
        for task, _ in plan.tasks_of(unit):
            assigned[task.id].append(unit.code)
    return tuple(_record(task, assigned[task.id], counted) for task in plan.tasks)


def _record(task: Task, units: list[str], counted: Mapping[str, ReturnDigest]) -> TaskRecord:
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
    )


def _standing(task: Task, digest: ReturnDigest | None) -> TaskStanding:
    return digest.tasks.get(task.id, TaskAnswer()).standing if digest else "no_answer"
