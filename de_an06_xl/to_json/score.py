"""The JSON of ``cham-diem --json``: names and shapes are a public contract."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from de_an06_xl.model.score import UnitScore


def score_json(score: UnitScore) -> dict[str, Any]:
    """``{unit, period, policy, score, band, components: [{id, weight, points, rows: [...]}]}``."""
    return {
        "unit": score.unit,
        "period": score.period,
        "policy": score.policy,
        "score": float(score.score),
        "band": score.band,
        "components": [
            {
                "id": component.id,
                "weight": _number(component.weight),
                "points": _number(component.points),
                "rows": [
                    {
                        "id": row.id,
                        "points": _number(row.points),
                        "max": _number(row.max_points),
                        "reason": row.reason,
                    }
                    for row in component.rows
                ],
            }
            for component in score.components
        ],
    }


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
