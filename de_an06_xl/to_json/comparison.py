"""The comparison as ``da06 so-sanh --json`` prints it: keys and shapes are a public contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from de_an06_xl.model.comparison import Change, Comparison, Reason, Side, StandingMove, Value
from de_an06_xl.to_json.numbers import json_number

_PLACES = 6


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The object to be printed; numbers are JSON numbers, dates ``2026-10-31``, what is absent is ``None``."""
    return {
        "restated": comparison.restated,
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "rules": _changes(comparison.rules),
        "counts": _changes(comparison.counts),
        "units": [
            {
                "unit": unit.unit,
                "name": unit.name,
                "only_in": unit.only_in,
                "changes": _changes(unit.changes),
                "rows": [
                    {"id": row.name, "old": _value(row.old), "new": _value(row.new), "difference": _difference(row)}
                    for row in unit.rows
                ],
                "reasons": _reasons(unit.reasons),
            }
            for unit in comparison.units
        ],
        "indicators": [
            {
                "id": item.id,
                "only_in": item.only_in,
                "changes": _changes(item.changes),
                "reasons": _reasons(item.reasons),
            }
            for item in comparison.indicators
        ],
        "tasks": [
            {
                "id": task.id,
                "only_in": task.only_in,
                "changes": _changes(task.changes),
                "moves": [_move(move) for move in task.moves],
                "reasons": _reasons(task.reasons),
            }
            for task in comparison.tasks
        ],
    }


def _side(side: Side) -> dict[str, Any]:
    month = side.month
    return {
        "label": side.label,
        "period": month.period,
        "plan": month.plan,
        "policy": month.policy,
        "form_version": month.form_version,
        "due_date": _value(month.due_date),
        "as_of": _value(month.as_of),
    }


def _changes(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {
            "name": change.name,
            "old": _value(change.old),
            "new": _value(change.new),
            "difference": _difference(change),
        }
        for change in changes
    ]


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [
        {
            "kind": reason.kind,
            "unit": reason.unit or None,
            "old": _value(reason.old),
            "new": _value(reason.new),
            "level": reason.level,
            "because": reason.because,
        }
        for reason in reasons
    ]


def _move(move: StandingMove) -> dict[str, Any]:
    return {"unit": move.unit, "old": move.old, "new": move.new, "because": move.because}


def _difference(change: Change) -> int | float | None:
    return json_number(change.difference, _PLACES)


def _value(value: Value) -> str | int | float | None:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return json_number(Decimal(value), _PLACES) if value is not None else None
