"""Early warnings, as ``tong-hop --json`` prints them."""

from __future__ import annotations

from typing import Any

from de_an06_xl.model.warning import IndicatorWarning, LateWarning, TaskWarning, Warnings
from de_an06_xl.to_json.numbers import json_number

_PLACES = 4


def warnings_json(warnings: Warnings) -> dict[str, Any]:
    """``{known_months, indicators, tasks, units}``; pace is the change a month, expected the figure at year's end."""
    return {
        "known_months": warnings.known_months,
        "indicators": [_indicator(warning) for warning in warnings.indicators],
        "tasks": [_task(warning) for warning in warnings.tasks],
        "units": [_unit(warning) for warning in warnings.units],
    }


def _indicator(warning: IndicatorWarning) -> dict[str, Any]:
    return {
        "id": warning.id,
        "direction": warning.direction,
        "target": json_number(warning.target, _PLACES),
        "actual": json_number(warning.actual, _PLACES),
        "pace": json_number(warning.pace, _PLACES),
        "expected": json_number(warning.expected, _PLACES),
        "months": warning.months,
    }


def _task(warning: TaskWarning) -> dict[str, Any]:
    return {
        "id": warning.id,
        "deadline": warning.deadline.isoformat(),
        "days_left": warning.days_left,
        "open_units": warning.open_units,
        "units": warning.units,
    }


def _unit(warning: LateWarning) -> dict[str, Any]:
    return {"unit": warning.unit, "months": warning.months, "states": list(warning.states)}
