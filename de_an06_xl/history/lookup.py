"""Questions to the store. Each answers from the last run of every period; corrected months count as corrected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from de_an06_xl.history.records import points_of, return_of, run_of, unit_month_of, value_of
from de_an06_xl.history.schema import tables
from de_an06_xl.model.history import StoredPoints, StoredReturn, StoredRun, StoredUnitMonth, StoredValue

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

_COUNTED = ("included", "included_late")
Words = str | Iterable[str] | None
"""One word, several, or ``None`` for all."""


def runs(connection: Connection, period: str | None = None) -> list[StoredRun]:
    """Every run, oldest first."""
    from sqlalchemy import select

    table = tables().runs
    chosen = select(table).where(*_matching(table.c.period, period)).order_by(table.c.id)
    return [run_of(row) for row in connection.execute(chosen).mappings()]


def summary_text(connection: Connection, period: str, version: int | None) -> str | None:
    """The JSON of a summary, the last version without ``version``; ``None`` when there is none."""
    from sqlalchemy import select

    table = tables().summaries
    chosen = select(table.c.json).where(table.c.period == period)
    if version is not None:
        chosen = chosen.where(table.c.version == version)
    text: str | None = connection.scalar(chosen.order_by(table.c.version.desc()).limit(1))
    return text


def months_before(connection: Connection, period: str, count: int | None) -> list[dict[str, Any]]:
    """The last version of each earlier period, oldest first; at most the ``count`` latest."""
    from sqlalchemy import func, select

    table = tables().summaries
    latest = (
        select(table.c.period, func.max(table.c.version).label("version"))
        .where(table.c.period < period)
        .group_by(table.c.period)
        .order_by(table.c.period.desc())
        .limit(count)
        .subquery()
    )
    chosen = (
        select(table.c.json)
        .join(latest, (table.c.period == latest.c.period) & (table.c.version == latest.c.version))
        .order_by(table.c.period)
    )
    return [json.loads(text) for text in connection.scalars(chosen)]


def values(
    connection: Connection, unit: Words, row_id: Words, column: Words, periods: Words, before: str | None
) -> list[StoredValue]:
    """Values of the returns that count, by period, unit, row and column."""
    from sqlalchemy import select

    cells = tables().cell_values
    source = _current_returns(
        "unit", "period", "file", "sha256", "content_id", unit=unit, periods=periods, before=before
    )
    chosen = (
        select(source.c.unit, source.c.period, source.c.file, source.c.sha256, cells)
        .join(source, cells.c.return_id == source.c.content_id)
        .where(*_matching(cells.c.row_id, row_id), *_matching(cells.c.column_code, column))
        .order_by(source.c.period, source.c.unit, cells.c.row_id, cells.c.column_code)
    )
    return [value_of(row) for row in connection.execute(chosen).mappings()]


def points(connection: Connection, unit: Words, row_id: Words, periods: Words) -> list[StoredPoints]:
    """Points row by row of the returns that count."""
    from sqlalchemy import select

    rows = tables().score_rows
    source = _current_returns("unit", "period", "policy", "content_id", unit=unit, periods=periods, before=None)
    chosen = (
        select(source.c.unit, source.c.period, source.c.policy, rows)
        .join(source, rows.c.return_id == source.c.content_id)
        .where(*_matching(rows.c.row_id, row_id))
        .order_by(source.c.period, source.c.unit, rows.c.component, rows.c.row_id)
    )
    return [points_of(row) for row in connection.execute(chosen).mappings()]


def unit_months(connection: Connection, unit: Words, periods: Words, before: str | None) -> list[StoredUnitMonth]:
    """Units month by month, by period and unit."""
    from sqlalchemy import select

    schema = tables()
    units, runs_table, returns_table = schema.units, schema.runs, schema.returns
    counted = (returns_table.c.run_id == units.c.run_id) & (returns_table.c.unit == units.c.unit)
    counted &= (returns_table.c.file == units.c.file) & returns_table.c.outcome.in_(_COUNTED)
    chosen = (
        select(units, runs_table.c.period, runs_table.c.policy, returns_table.c.sha256)
        .join(runs_table, runs_table.c.id == units.c.run_id)
        .outerjoin(returns_table, counted)
        .where(runs_table.c.id.in_(_last_runs(periods, before)), *_matching(units.c.unit, unit))
        .order_by(runs_table.c.period, units.c.unit)
    )
    return [unit_month_of(row) for row in connection.execute(chosen).mappings()]


def returns(connection: Connection, period: str | None, unit: Words) -> list[StoredReturn]:
    """Every file of every run, oldest run first: what was handed in, and when it was first seen."""
    from sqlalchemy import select

    schema = tables()
    table = schema.returns
    chosen = (
        select(table, schema.runs.c.at)
        .join(schema.runs, schema.runs.c.id == table.c.run_id)
        .where(*_matching(table.c.period, period), *_matching(table.c.unit, unit))
        .order_by(table.c.id)
    )
    return [return_of(row) for row in connection.execute(chosen).mappings()]


def first_returns(connection: Connection, period: str) -> list[StoredReturn]:
    """Of every content that once counted for a unit in ``period`` the first return, oldest first.

    A month is run many times with the same files: the database leaves those out before anything is read.
    """
    from sqlalchemy import func, select

    schema = tables()
    table = schema.returns
    first = (
        select(func.min(table.c.id))
        .where(table.c.period == period, table.c.outcome.in_(_COUNTED))
        .group_by(table.c.unit, table.c.sha256)
    )
    chosen = (
        select(table, schema.runs.c.at)
        .join(schema.runs, schema.runs.c.id == table.c.run_id)
        .where(table.c.id.in_(first))
        .order_by(table.c.id)
    )
    return [return_of(row) for row in connection.execute(chosen).mappings()]


def values_of_return(connection: Connection, stored: StoredReturn) -> list[StoredValue]:
    """Every value of one return of any run, also of one that was corrected since."""
    from sqlalchemy import select

    cells, table = tables().cell_values, tables().returns
    chosen = (
        select(table.c.unit, table.c.period, table.c.file, table.c.sha256, cells)
        .join(table, cells.c.return_id == table.c.content_id)
        .where(table.c.id == stored.id)
        .order_by(cells.c.row_id, cells.c.column_code)
    )
    return [value_of(row) for row in connection.execute(chosen).mappings()]


def _last_runs(periods: Words, before: str | None) -> Select[tuple[int]]:
    """The last run of each period asked for."""
    from sqlalchemy import func, select

    table = tables().runs
    chosen = select(func.max(table.c.id)).where(*_matching(table.c.period, periods)).group_by(table.c.period)
    return chosen.where(table.c.period < before) if before else chosen


def _current_returns(*columns: str, unit: Words, periods: Words, before: str | None) -> Any:
    from sqlalchemy import select

    table = tables().returns
    return (
        select(*(table.c[name] for name in columns))
        .where(
            table.c.run_id.in_(_last_runs(periods, before)),
            table.c.outcome.in_(_COUNTED),
            *_matching(table.c.unit, unit),
        )
        .subquery()
    )


def _matching(column: ColumnElement[Any], words: Words) -> Sequence[ColumnElement[bool]]:
    if words is None:
        return ()
    return (column == words,) if isinstance(words, str) else (column.in_(list(words)),)
