"""From rows of the store to the records the rest of the product knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from de_an06_xl.model.history import StoredPoints, StoredReturn, StoredRun, StoredUnitMonth, StoredValue

Stored = Mapping[Any, Any]


def run_of(row: Stored) -> StoredRun:
    """A row of ``runs``."""
    return StoredRun(
        id=row["id"],
        at=row["at"],
        period=row["period"],
        version=row["version"],
        plan=row["plan"],
        policy=row["policy"],
        form_version=row["form_version"],
        as_of=dt.date.fromisoformat(row["as_of"]),
        chain_hash=row["chain_hash"],
    )


def return_of(row: Stored) -> StoredReturn:
    """A row of ``returns`` with the moment of its run."""
    return StoredReturn(
        id=row["id"],
        run_id=row["run_id"],
        at=row["at"],
        content_id=row["content_id"],
        file=row["file"],
        sha256=row["sha256"],
        unit=row["unit"],
        period=row["period"],
        policy=row["policy"],
        received=day(row["received"]),
        outcome=row["outcome"],
        reason=row["reason"],
        identity=row["identity"],
    )


def value_of(row: Stored) -> StoredValue:
    """A row of ``cell_values`` with its return."""
    return StoredValue(
        unit=row["unit"],
        period=row["period"],
        row_id=row["row_id"],
        column=row["column_code"],
        number=number(row["number"]),
        text=row["text"],
        date=day(row["date"]),
        file=row["file"],
        sha256=row["sha256"],
        cell=row["cell"],
    )


def unit_month_of(row: Stored) -> StoredUnitMonth:
    """A row of ``units`` with its run and the fingerprint of its file."""
    return StoredUnitMonth(
        unit=row["unit"],
        period=row["period"],
        state=row["state"],
        due_date=dt.date.fromisoformat(row["due_date"]),
        received=day(row["received"]),
        days_late=row["days_late"],
        score=number(row["score"]),
        band=row["band"],
        rank=row["rank"],
        policy=row["policy"],
        file=row["file"],
        sha256=row["sha256"] or "",
    )


def points_of(row: Stored) -> StoredPoints:
    """A row of ``score_rows`` with its return."""
    return StoredPoints(
        unit=row["unit"],
        period=row["period"],
        component=row["component"],
        row_id=row["row_id"],
        points=number(row["points"]),
        max_points=Decimal(row["max_points"]),
        reason=row["reason"],
        policy=row["policy"],
    )


def day(text: str | None) -> dt.date | None:
    """``2026-10-31`` as a date."""
    return dt.date.fromisoformat(text) if text else None


def number(text: str | None) -> Decimal | None:
    """Exact text as a number."""
    return None if text is None else Decimal(text)
