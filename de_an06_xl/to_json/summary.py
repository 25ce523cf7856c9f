"""The summary as ``da06 tong-hop --json`` prints it: keys and shapes are a public contract.

Keys may be added, never changed or taken away; :mod:`de_an06_xl.model.month_figures` is the same as a type.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.model.summary import Contribution, FileRecord, IndicatorRecord, Summary, TaskRecord, UnitRecord
from de_an06_xl.to_json.corrections import correction_json
from de_an06_xl.to_json.numbers import json_number
from de_an06_xl.to_json.warnings import warnings_json

_ACTUAL_PLACES = 4
_INPUT_PLACES = 6


def summary_json(summary: Summary) -> dict[str, Any]:
    """The object to be printed; numbers are JSON numbers, what is absent is ``None``.

    ``actual`` and ``commune_actual`` have at most 4 decimals, scores 2; counts are whole.
    """
    return {
        "period": summary.period,
        "plan": summary.plan,
        "policy": summary.policy,
        "form_version": summary.form_version,
        "last_day": summary.last_day.isoformat(),
        "due_date": summary.due_date.isoformat(),
        "as_of": summary.as_of.isoformat(),
        "counts": summary.counts,
        "files": [_file(record) for record in summary.files],
        "units": [_unit(record) for record in summary.units],
        "indicators": [_indicator(record) for record in summary.indicators],
        "tasks": [_task(record) for record in summary.tasks],
        "corrections": [correction_json(correction) for correction in summary.corrections],
        "warnings": warnings_json(summary.warnings),
    }


def _file(record: FileRecord) -> dict[str, Any]:
    return {
        "file": record.file,
        "sha256": record.sha256,
        "unit": record.unit or None,
        "outcome": record.outcome,
        "reason": record.reason,
        "codes": list(record.codes),
        "identity": record.identity or None,
    }


def _unit(record: UnitRecord) -> dict[str, Any]:
    score = record.score
    components = score.components if score else ()
    points = {component.id: component.points for component in components}
    return {
        "unit": record.unit,
        "name": record.name,
        "group": record.group,
        "state": record.state,
        "due_date": record.due_date.isoformat(),
        "received": record.received.isoformat() if record.received else None,
        "days_late": record.days_late,
        "file": record.file or None,
        "reason": record.reason,
        "errors": record.errors,
        "queries": record.queries,
        "rank": record.rank,
        "corrected_late": record.corrected_late,
        "score": json_number(score.score, 2) if score else None,
        "band": score.band if score else None,
        "components": {component: json_number(points.get(component), 2) for component in COMPONENT_IDS},
        "coverage_pct": json_number(score.coverage_pct, 2) if score else None,
        "completeness_pct": json_number(score.completeness_pct, 2) if score else None,
        "rows": {row.id: json_number(row.points, 2) for component in components for row in component.rows},
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
        "fallback": record.fallback,
        "contributions": [_contribution(item) for item in record.contributions],
    }


def _contribution(item: Contribution) -> dict[str, Any]:
    return {
        "unit": item.unit,
        "level": item.level,
        "actual": _word_or_number(item.actual, _ACTUAL_PLACES),
        "numerator": json_number(item.numerator, _INPUT_PLACES),
        "denominator": json_number(item.denominator, _INPUT_PLACES),
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
        "no_answer": record.no_answer,
        "deadline": record.deadline.isoformat() if record.deadline else None,
        "standings": dict(record.standings),
    }


def _word_or_number(value: Decimal | Fraction | str | None, places: int) -> str | int | float | None:
    return value if isinstance(value, str) else json_number(value, places)
