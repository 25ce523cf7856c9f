"""What stands on one unit's card, before any cell is written: figures of the summary, nothing computed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from de_an06_xl.explain_score import Fix, explain_score
from de_an06_xl.half_up import half_up
from de_an06_xl.model.month_figures import MonthFigures, UnitFigures
from de_an06_xl.model.plan import Plan
from de_an06_xl.model.policy import COMPONENT_IDS, ComponentId
from de_an06_xl.model.score import COMPONENT_WORDS, REPORTING_WORDS
from de_an06_xl.model.summary import IndicatorRecord, Summary, TaskRecord, TaskStanding, UnitRecord

MOST_INDICATORS, MOST_TASKS, MOST_MONTHS = 12, 12, 6
"""How many rows fit one readable A4 page; what needs work comes first."""

_GROUPS = {"department": "sở, ngành", "commune": "xã, phường"}


@dataclass(frozen=True, slots=True)
class ComponentLine:
    """One component: ``middle`` is the median of the group, ``before`` the points of the last known month."""

    name: str
    weight: Decimal | None
    points: Decimal | None
    middle: Decimal | None
    before: Decimal | None


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator of the unit; ``points`` out of 10 (``None``: not scored)."""

    id: str
    name: str
    actual: Fraction | str | None
    target: Decimal | str | None
    direction: str
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of the unit; ``points`` out of 10 (``None``: not scored)."""

    id: str
    name: str
    deadline: str
    role: str
    standing: TaskStanding
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month of the unit's development."""

    label: str
    score: Decimal | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """One page. ``ranked`` is how many of the group have a rank; ``more_*`` are rows that did not fit."""

    unit: UnitRecord
    group: str
    ranked: int
    components: tuple[ComponentLine, ...]
    fixes: tuple[Fix, ...]
    indicators: tuple[IndicatorLine, ...]
    more_indicators: int
    tasks: tuple[TaskLine, ...]
    more_tasks: int
    months: tuple[MonthPoint, ...]


def cards(summary: Summary, plan: Plan, past: Sequence[MonthFigures] = ()) -> tuple[Card, ...]:
    """One card for every unit of the summary, in its order; ``past`` are earlier months, oldest first."""
    months = sorted((month for month in past if month.period < summary.period), key=lambda month: month.period)
    middles = {group: _middles(summary, group) for group in _GROUPS}
    names = _row_names(plan)
    return tuple(_card(unit, summary, plan, months, middles[unit.group], names) for unit in summary.units)


def _card(
    unit: UnitRecord,
    summary: Summary,
    plan: Plan,
    months: Sequence[MonthFigures],
    middles: dict[ComponentId, Decimal],
    names: dict[str, str],
) -> Card:
    score = unit.score
    points = {row.id: row.points for part in score.components for row in part.rows} if score else {}
    indicators, more_indicators = _indicators(unit, summary, plan, points)
    tasks, more_tasks = _tasks(unit, summary, plan, points)
    earlier = [(month, month.unit_by_code.get(unit.unit)) for month in months]
    last = next((found for _, found in reversed(earlier) if found and found.score is not None), None)
    return Card(
        unit=unit,
        group=_GROUPS[unit.group],
        ranked=sum(other.rank is not None for other in summary.units if other.group == unit.group),
        components=tuple(_component(item, unit, middles, last) for item in COMPONENT_IDS),
        fixes=explain_score(score, names).fixes if score else (),
        indicators=indicators,
        more_indicators=more_indicators,
        tasks=tasks,
        more_tasks=more_tasks,
        months=(*_months(earlier), MonthPoint(_short(summary.period), score.score if score else None, unit.rank))
        if earlier
        else (),
    )


def _component(
    item: ComponentId, unit: UnitRecord, middles: dict[ComponentId, Decimal], last: UnitFigures | None
) -> ComponentLine:
    own = unit.score.component(item) if unit.score else None
    return ComponentLine(
        COMPONENT_WORDS[item],
        own.weight if own else None,
        own.points if own else None,
        middles.get(item),
        last.components.get(item) if last else None,
    )


def _middles(summary: Summary, group: str) -> dict[ComponentId, Decimal]:
    """The median of each component over the units of the group that have it."""
    scores = [unit.score for unit in summary.units if unit.group == group and unit.score]
    found = {}
    for item in COMPONENT_IDS:
        points = [Fraction(part) for score in scores if (part := score.component(item).points) is not None]
        if points:
            found[item] = half_up(median(points))
    return found


def _row_names(plan: Plan) -> dict[str, str]:
    names = {row.id: row.name for row in plan.indicators} | {row.id: row.name for row in plan.tasks}
    return names | {row.id: row.name for row in plan.duties} | REPORTING_WORDS


def _indicators(
    unit: UnitRecord, summary: Summary, plan: Plan, points: dict[str, Decimal | None]
) -> tuple[tuple[IndicatorLine, ...], int]:
    own = {item.id for item in plan.indicators_of(plan.unit_by_code[unit.unit])}
    lines = [_indicator(item, unit, points) for item in summary.indicators if item.id in own]
    scored = [line for line in lines if line.direction != "–"]
    # Nothing reported first, then the fewest points; what is not scored is left out before anything else.
    chosen = sorted(scored, key=lambda line: (line.actual is not None, line.points or Decimal(0)))[:MOST_INDICATORS]
    chosen += [line for line in lines if line not in scored][: MOST_INDICATORS - len(chosen)]
    kept = {line.id for line in chosen}
    return tuple(line for line in lines if line.id in kept), len(lines) - len(kept)


def _indicator(item: IndicatorRecord, unit: UnitRecord, points: dict[str, Decimal | None]) -> IndicatorLine:
    actual = next((part.actual for part in item.contributions if part.unit == unit.unit), None)
    return IndicatorLine(item.id, item.name, actual, item.target, item.direction, points.get(item.id))


_URGENCY: dict[TaskStanding, int] = {
    "overdue": 0,
    "no_answer": 1,
    "not_started": 2,
    "in_progress": 3,
    "waiting": 4,
    "done_late": 5,
    "done": 6,
}


def _tasks(
    unit: UnitRecord, summary: Summary, plan: Plan, points: dict[str, Decimal | None]
) -> tuple[tuple[TaskLine, ...], int]:
    roles = {task.id: role.value for task, role in plan.tasks_of(plan.unit_by_code[unit.unit])}
    found = ((task, dict(task.standings).get(unit.unit)) for task in summary.tasks)
    lines = [_task(task, roles.get(task.id, ""), standing, points) for task, standing in found if standing]
    order = sorted(lines, key=lambda line: (_URGENCY[line.standing], line.points is None, line.points or Decimal(0)))
    kept = {line.id for line in order[:MOST_TASKS]}
    return tuple(line for line in lines if line.id in kept), len(lines) - len(kept)


def _task(task: TaskRecord, role: str, standing: TaskStanding, points: dict[str, Decimal | None]) -> TaskLine:
    deadline = f"{task.deadline:%d/%m/%Y}" if task.deadline else task.deadline_text
    return TaskLine(task.id, task.name, deadline, role, standing, points.get(task.id))


def _months(earlier: Sequence[tuple[MonthFigures, UnitFigures | None]]) -> list[MonthPoint]:
    return [
        MonthPoint(_short(month.period), found.score if found else None, found.rank if found else None)
        for month, found in earlier[-(MOST_MONTHS - 1) :]
    ]


def _short(period: str) -> str:
    """``10/2026``."""
    return f"{int(period[5:])}/{period[:4]}"
