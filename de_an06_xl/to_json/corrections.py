"""Returns sent again, as ``tong-hop --json`` prints them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from de_an06_xl.model.correction import CellChange, CellValue, Correction
from de_an06_xl.to_json.numbers import json_number

_PLACES = 6


def correction_json(correction: Correction) -> dict[str, Any]:
    """One earlier return and the one that counts, with every cell that differs."""
    return {
        "unit": correction.unit,
        "old_from": correction.origin,
        "old_file": correction.old_file,
        "old_sha256": correction.old_sha256,
        "old_sent": correction.old_sent.isoformat() if correction.old_sent else None,
        "new_file": correction.new_file,
        "new_sha256": correction.new_sha256,
        "new_sent": correction.new_sent.isoformat() if correction.new_sent else None,
        "by": correction.by or None,
        "after_due": correction.after_due,
        "changes": [_change(change) for change in correction.changes],
    }


def _change(change: CellChange) -> dict[str, Any]:
    return {
        "sheet": change.sheet,
        "row_id": change.row_id,
        "column": change.column,
        "cell": change.cell,
        "old": _value(change.old),
        "new": _value(change.new),
    }


def _value(value: CellValue | None) -> str | int | float | None:
    if isinstance(value, Decimal):
        return json_number(value, _PLACES)
    return value.isoformat() if isinstance(value, dt.date) else value
