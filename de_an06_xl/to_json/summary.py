"""The summary as ``da06 tong-hop --json`` prints it: keys and shapes are a public contract."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.model.summary import FileRecord, IndicatorRecord, Summary, TaskRecord, UnitRecord

_ACTUAL_PLACES = 4
_INPUT_PLACES = 6


def summary_json(summary: Summary) -> dict[str, Any]:
    """The object to be printed; numbers are JSON numbers, what is absent is ``None``.

    ``actual`` and ``commune_actual`` have at most 4 decimals, scores 2; counts are whole.
    """
    return {
        "period": summary.period,
        "policy": summary.policy,
        "counts": summary.counts,
        "files": [_file(record) for record in summary.files],
        "units": [_unit(record) for record in summary.units],
        "indicators": [_indicator(record) for record in summary.indicators],
        "tasks": [_task(record) for record in summary.tasks],
    }


def json_number(value: Decimal | Fraction | None, places: int) -> int | float | None:
    """``value`` as a JSON number: whole where it is whole, else rounded half-up; ``None`` where no float holds it.

    >>> json_number(Fraction(100, 3), 4)
    33.3333
    """
    if value is None:
        return None
    exact = Fraction(value)
    if exact.denominator == 1:
        return exact.numerator
    try:
        return float(Fraction(math.floor(exact * 10**places + Fraction(1, 2)), 10**places))
    except OverflowError:
        return None


def _file(record: FileRecord) -> dict[str, Any]:
    return {
        "file": record.file,
        "sha256": record.sha256,
        "unit": record.unit or None,
        "outcome": record.outcome,
        "reason": record.reason,
        "codes": list(record.codes),
    }


def _unit(record: UnitRecord) -> dict[str, Any]:
    score = record.score
    points = {component.id: component.points for component in score.components} if score else {}
    return {
        "unit": record.unit,
        "name": record.name,
        "state": record.state,
        "score": json_number(score.score, 2) if score else None,
        "band": score.band if score else None,
        "components": {component: json_number(points.get(component), 2) for component in COMPONENT_IDS},
    }


def _indicator(record: IndicatorRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "target": _word_or_number(record.target, _INPUT_PLACES),
        "actual": _word_or_number(record.actual, _ACTUAL_PLACES),
        "actual_from": record.actual_from,
        "numerator": json_number(record.numerator, _INPUT_PLACES),
        "denominator": json_number(record.denominator, _INPUT_PLACES),
        "commune_actual": json_number(record.commune_actual, _ACTUAL_PLACES),
        "commune_numerator": json_number(record.commune_numerator, _INPUT_PLACES),
        "commune_denominator": json_number(record.commune_denominator, _INPUT_PLACES),
        "commune_reported": record.commune_reported,
        "commune_expected": record.commune_expected,
        "status": record.status,
    }


def _task(record: TaskRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "units": record.units,
        "done": record.done,
        "done_late": record.done_late,
        "in_progress": record.in_progress,
        "overdue": record.overdue,
        "not_started": record.not_started,
        "waiting": record.waiting,
    }


def _word_or_number(value: Decimal | Fraction | str | None, places: int) -> str | int | float | None:
    return value if isinstance(value, str) else json_number(value, places)
