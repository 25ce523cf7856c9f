"""What is likely to go wrong: targets missed at the present pace, deadlines near, units late again and again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from statistics import median
from typing import Literal

from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.model.summary import IndicatorRecord, Summary, UnitRecord, UnitState
from de_an06_xl.model.warning import IndicatorWarning, LateWarning, TaskWarning, WarningRules, Warnings

_AT_LEAST, _AT_MOST = "≥", "≤"
_LAST_MONTH = 12
_WHOLE = 100


def warn_ahead(
    summary: Summary, months: Sequence[MonthFigures], shapes: Mapping[str, str], rules: WarningRules
) -> Warnings:
    """The warnings of ``summary``, with the earlier ``months`` (any order; later ones do not count). Pure.

    ``shapes`` gives each indicator's shape (``ratio``, ``count`` …): a share does not grow beyond 100.
    """
    past = sorted((month for month in months if month.period < summary.period), key=lambda month: month.period)
    found = (_indicator(record, past, summary, shapes.get(record.id, ""), rules) for record in summary.indicators)
    return Warnings(
        indicators=tuple(warning for warning in found if warning),
        tasks=_tasks(summary),
        units=tuple(warning for unit in summary.units if (warning := _late(unit, past, summary, rules))),
        known_months=len(past),
        rules=rules,
    )


def monthly_pace(points: Sequence[tuple[int, Fraction]]) -> Fraction:
    """The median change a month over all pairs of points (month number, figure): Theil–Sen.

    >>> monthly_pace([(1, Fraction(10)), (2, Fraction(12)), (3, Fraction(90)), (4, Fraction(16))])
    Fraction(2, 1)
    """
    return median((later - earlier) / (end - start) for (start, earlier), (end, later) in combinations(points, 2))


def _indicator(
    record: IndicatorRecord, past: Sequence[MonthFigures], summary: Summary, shape: str, rules: WarningRules
) -> IndicatorWarning | None:
    target, actual = record.target, record.actual
    if not isinstance(target, Decimal) or not isinstance(actual, Fraction):
        return None
    if record.direction not in (_AT_LEAST, _AT_MOST):
        return None
    points = [*_points(record.id, past, summary.period[:4]), (_month(summary.period), actual)]
    if len(points) < rules.pace_months.value:
        return None
    pace = monthly_pace(points)
    expected = actual + pace * (_LAST_MONTH - _month(summary.period))
    if shape in ("ratio", "count"):
        expected = max(expected, Fraction(0))
    if shape == "ratio":
        expected = min(expected, Fraction(_WHOLE))
    misses = expected < target if record.direction == _AT_LEAST else expected > target
    if not misses:
        return None
    return IndicatorWarning(
        id=record.id,
        name=record.name,
        measure=record.measure,
        direction=record.direction,
        target=target,
        actual=actual,
        pace=pace,
        expected=expected,
        months=len(points),
    )


def _points(indicator: str, past: Sequence[MonthFigures], year: str) -> list[tuple[int, Fraction]]:
    """The figures of the earlier months of the year; targets are the year's."""
    found = []
    for month in past:
        figures = month.indicator_by_id.get(indicator)
        if month.period.startswith(year) and figures and isinstance(figures.actual, Decimal):
            found.append((_month(month.period), Fraction(figures.actual)))
    return found


def _month(period: str) -> int:
    return int(period[5:])


def _tasks(summary: Summary) -> tuple[TaskWarning, ...]:
    """Tasks due soon, the nearest deadline first."""
    found = [
        TaskWarning(
            id=task.id,
            name=task.name,
            leads_text=task.leads_text,
            deadline=task.deadline,
            days_left=(task.deadline - summary.last_day).days,
            open_units=task.units - task.done - task.done_late,
            units=task.units,
        )
        for task in summary.tasks
        if task.deadline and summary.due_soon(task)
    ]
    return tuple(sorted(found, key=lambda warning: warning.deadline))


def _late(unit: UnitRecord, past: Sequence[MonthFigures], summary: Summary, rules: WarningRules) -> LateWarning | None:
    """Consecutive months up to this one; a month in time, or one that is not known, ends the row."""
    states: list[Literal["late", "missing"]] = []
    state: UnitState | None = unit.state
    period, by_period = summary.period, {month.period: month for month in past}
    while state in ("late", "missing"):
        states.insert(0, state)
        period = _before(period)
        month = by_period.get(period)
        figures = month.unit_by_code.get(unit.unit) if month else None
        state = figures.state if figures else None
    if len(states) < rules.late_months.value:
        return None
    return LateWarning(unit.unit, unit.name, len(states), tuple(states))


def _before(period: str) -> str:
    year, month = int(period[:4]), int(period[5:])
    return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02d}"
