"""The dry run as ``da06 thu-nghiem --json`` prints it: keys and shapes are a public contract."""

from __future__ import annotations

from typing import Any

from de_an06_xl.dry_run.model import Cause, CauseSummary, DryRun, Rules, Standing, UnitDifference
from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.to_json.numbers import json_number


def dry_run_json(result: DryRun) -> dict[str, Any]:
    """The object to be printed; numbers are JSON numbers, what is absent is ``None``."""
    return {
        "period": result.period,
        "old": _rules(result.old),
        "new": _rules(result.new),
        "units": [_unit(unit) for unit in result.units],
        "causes": [_cause_summary(item) for item in result.causes],
    }


def _rules(rules: Rules) -> dict[str, Any]:
    return {"plan": rules.plan, "policy": rules.policy, "due_date": rules.due_date.isoformat()}


def _unit(unit: UnitDifference) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "name": unit.name,
        "old": _standing(unit.old),
        "new": _standing(unit.new),
        "difference": json_number(unit.score_difference, 2),
        "components": {item: json_number(unit.component_difference(item), 2) for item in COMPONENT_IDS},
        "rows": [
            {
                "id": row.row_id,
                "component": row.component,
                "old": json_number(row.old, 2),
                "new": json_number(row.new, 2),
                "old_exists": row.old_exists,
                "new_exists": row.new_exists,
                "causes": [_cause(cause) for cause in row.causes],
            }
            for row in unit.rows
        ],
        "effects": [
            {
                **_cause(effect.cause),
                "difference": json_number(effect.score_difference, 2),
                "band": effect.band,
                "rows": list(effect.rows),
            }
            for effect in unit.effects
        ],
    }


def _standing(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    score = standing.score
    return {
        "state": standing.state,
        "due_date": standing.due_date.isoformat(),
        "score": json_number(score.score, 2) if score else None,
        "band": score.band if score else None,
        "components": {item: json_number(score.component(item).points, 2) if score else None for item in COMPONENT_IDS},
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {"kind": cause.kind, "what": cause.what, "old": cause.old, "new": cause.new, "row": cause.row_id or None}


def _cause_summary(item: CauseSummary) -> dict[str, Any]:
    return {
        **_cause(item.cause),
        "units": item.units,
        "rows": item.rows,
        "mean_difference": json_number(item.mean_difference, 2),
        "most_down": json_number(item.most_down, 2),
        "most_up": json_number(item.most_up, 2),
        "band_changes": item.band_changes,
    }
