"""Published months to compare: the made-up full month as JSON, and the same with some values written over."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from make_summary import full_month

from de_an06_xl.model.comparison import Side
from de_an06_xl.read_month_figures import read_month_figures
from de_an06_xl.to_json.summary import summary_json


@cache
def _text() -> str:
    return json.dumps(summary_json(full_month()), ensure_ascii=False)


def published() -> dict[str, Any]:
    """The JSON of the made-up month 2026-10, a fresh copy."""
    data: dict[str, Any] = json.loads(_text())
    return data


def edited(edits: Mapping[str, Any], data: dict[str, Any] | None = None) -> dict[str, Any]:
    """``units/XP-02647/score`` → value: records are named by unit code, id or file; ``...`` takes away."""
    data = copy.deepcopy(data) if data is not None else published()
    for path, value in edits.items():
        # Names of files hold points of their own.
        *above, last = path.split("/")
        spot: Any = data
        for part in above:
            spot = _step(spot, part)
        if isinstance(spot, list):
            spot.remove(_step(spot, last))
        elif value is ...:
            del spot[last]
        else:
            spot[last] = value
    return data


def _step(spot: Any, part: str) -> Any:
    if isinstance(spot, list):
        return next(item for item in spot if part in (item.get("unit"), item.get("id"), item.get("file")))
    return spot[part]


def side(edits: Mapping[str, Any] | None = None, label: str = "bản 1") -> Side:
    """The edited month as one side of a comparison."""
    return Side(label, read_month_figures(edited(edits or {})))
