"""Fingerprints of what is stored, and the chain that binds each run to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FIRST = "0" * 64
"""What the first run is chained to."""

VALUE_COLUMNS = ("row_id", "column_code", "sheet", "number", "text", "date", "cell")
FINDING_COLUMNS = ("number", "code", "severity", "sheet", "cell", "row_id", "value", "message", "fix")
POINT_COLUMNS = ("component", "row_id", "points", "max_points", "weight", "reason")
RETURN_COLUMNS = (
    "id",
    "content_id",
    "file",
    "sha256",
    "unit",
    "period",
    "policy",
    "received",
    "outcome",
    "reason",
    "identity",
    "values_hash",
    "findings_hash",
    "points_hash",
)
UNIT_COLUMNS = ("unit", "state", "due_date", "received", "days_late", "score", "band", "rank", "file", "reason")
RUN_COLUMNS = (
    "id",
    "at",
    "period",
    "version",
    "plan",
    "policy",
    "form_version",
    "as_of",
    "summary_hash",
    "units_hash",
    "returns_hash",
)

Stored = Mapping[Any, Any]


def rows_hash(rows: Iterable[Stored], columns: Sequence[str]) -> str:
    """SHA-256 over the given columns of the rows; the order of rows does not matter.

    >>> rows_hash([{"a": 1}, {"a": 2}], ["a"]) == rows_hash([{"a": 2}, {"a": 1}], ["a"])
    True
    """
    # Any order that hangs on the content alone will do; one text for all is much faster than one per row.
    return text_hash(canonical(sorted(([row[column] for column in columns] for row in rows), key=repr)))


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def chain_hash(previous: str, run: Stored) -> str:
    """The link of a run: the link before it and the run with the fingerprints of everything that belongs to it."""
    return text_hash(previous + canonical([run[column] for column in RUN_COLUMNS]))


def canonical(value: Any) -> str:
    """JSON with one way to write each value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
