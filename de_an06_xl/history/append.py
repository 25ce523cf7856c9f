"""One month's run appended in one transaction: all of it or nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from de_an06_xl.history.digest import (
    FINDING_COLUMNS,
    FIRST,
    POINT_COLUMNS,
    RETURN_COLUMNS,
    UNIT_COLUMNS,
    VALUE_COLUMNS,
    chain_hash,
    rows_hash,
    text_hash,
)
from de_an06_xl.history.records import run_of
from de_an06_xl.history.schema import tables
from de_an06_xl.history.sources import Sources, StoredRow, exact, storable
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.history import StoredRun
from de_an06_xl.model.summary import FileRecord, Summary, UnitRecord
from de_an06_xl.to_json.summary import summary_json

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

Content = dict[str, list[StoredRow]]
"""Table name → the rows of one return in it."""

_BATCH = 200


def append_run(connection: Connection, summary: Summary, layout: FormLayout, at: dt.datetime) -> StoredRun:
    """Append the month as consolidated at the moment ``at``, read by ``layout``; the transaction is the caller's.

    A summary that says the same as the period's last version gets no new version, a file that came before
    with the same values, findings and points no second copy of them.
    """
    from sqlalchemy import insert

    schema = tables()
    text = storable(json.dumps(summary_json(summary), ensure_ascii=False, allow_nan=False))
    last_id, previous_hash = _last_link(connection)
    run: StoredRow = {
        "id": last_id + 1,
        "at": at.isoformat(timespec="seconds"),
        "period": summary.period,
        "plan": summary.plan,
        "policy": summary.policy,
        "form_version": f"{layout.id} {layout.version}",
        "as_of": summary.as_of.isoformat(),
        "summary_hash": text_hash(text),
        "previous_hash": previous_hash,
    }
    version, is_new = _version(connection, summary.period, run["summary_hash"])
    run["version"] = version
    units = [_unit_row(unit, run["id"]) for unit in summary.units]
    returns = _append_returns(connection, summary, run["id"])
    run["units_hash"] = rows_hash(units, UNIT_COLUMNS)
    run["returns_hash"] = rows_hash(returns, RETURN_COLUMNS)
    run["chain_hash"] = chain_hash(previous_hash, run)

    connection.execute(insert(schema.runs), [run])
    if is_new:
        row = {"period": summary.period, "version": version, "run_id": run["id"], "json": text}
        connection.execute(insert(schema.summaries), [row])
    _insert(connection, schema.units, units)
    return run_of(run)


def _insert(connection: Connection, table: Table, rows: list[StoredRow]) -> None:
    from sqlalchemy import insert

    if rows:
        connection.execute(insert(table), rows)


def _last_link(connection: Connection) -> tuple[int, str]:
    from sqlalchemy import select

    runs = tables().runs
    last = connection.execute(select(runs.c.id, runs.c.chain_hash).order_by(runs.c.id.desc()).limit(1)).first()
    return (last.id, last.chain_hash) if last else (0, FIRST)


def _version(connection: Connection, period: str, summary_hash: str) -> tuple[int, bool]:
    """The version this summary has, and whether it is a new one."""
    from sqlalchemy import select

    runs = tables().runs
    last = connection.execute(
        select(runs.c.version, runs.c.summary_hash).where(runs.c.period == period).order_by(runs.c.id.desc()).limit(1)
    ).first()
    if last is None:
        return 1, True
    return (last.version, False) if last.summary_hash == summary_hash else (last.version + 1, True)


def _append_returns(connection: Connection, summary: Summary, run_id: int) -> list[StoredRow]:
    """Append every file of the run with its content where that is new; returns the rows of ``returns``."""
    from sqlalchemy import func, select

    table = tables().returns
    next_id = (connection.scalar(select(func.max(table.c.id))) or 0) + 1
    sources, known = Sources(summary), _Known(connection, summary.period)
    rows: list[StoredRow] = []
    for start in range(0, len(summary.files), _BATCH):
        batch: list[StoredRow] = []
        contents: dict[int, Content] = {}
        for number, file in enumerate(summary.files[start : start + _BATCH], start):
            row = _return_row(file, next_id + number, run_id, summary, sources.received(file))
            content: Content = {"findings": sources.findings(file), "score_rows": sources.points(file)}
            row["packed_hash"] = sources.packed_hash(file)
            row["values_hash"] = known.values_hash(row)
            if row["values_hash"] is None:
                content["cell_values"] = sources.values(file)
                row["values_hash"] = rows_hash(content["cell_values"], VALUE_COLUMNS)
            row["findings_hash"] = rows_hash(content["findings"], FINDING_COLUMNS)
            row["points_hash"] = rows_hash(content["score_rows"], POINT_COLUMNS)
            row["content_id"] = known.content_id(row)
            if row["content_id"] == row["id"]:
                content.setdefault("cell_values", sources.values(file))
                contents[row["id"]] = content
            batch.append(row)
        _insert(connection, table, batch)
        _insert_contents(connection, contents)
        rows += batch
    return rows


def _insert_contents(connection: Connection, contents: Mapping[int, Content]) -> None:
    schema = tables()
    for table in (schema.cell_values, schema.findings, schema.score_rows):
        rows = ({"return_id": key, **row} for key, content in contents.items() for row in content[table.name])
        _insert(connection, table, list(rows))


class _Known:
    """What earlier runs of the period have stored: hashes of values, and the returns that keep content."""

    def __init__(self, connection: Connection, period: str) -> None:
        from sqlalchemy import select

        table = tables().returns
        keepers = select(table).where(table.c.period == period, table.c.id == table.c.content_id)
        self._values: dict[tuple[str, ...], str] = {}
        self._contents: dict[tuple[str, ...], int] = {}
        for row in connection.execute(keepers).mappings():
            self._values[row["sha256"], row["unit"], row["packed_hash"]] = row["values_hash"]
            self._contents[self._key(row)] = row["id"]

    def values_hash(self, row: Mapping[Any, Any]) -> str | None:
        """The hash of values packed as these are, ``None`` when such have not been stored."""
        return self._values.get((row["sha256"], row["unit"], row["packed_hash"]))

    def content_id(self, row: Mapping[Any, Any]) -> int:
        """The return that keeps this content: an earlier one, or the row itself."""
        return self._contents.setdefault(self._key(row), row["id"])

    @staticmethod
    def _key(row: Mapping[Any, Any]) -> tuple[str, ...]:
        return tuple(row[name] for name in ("sha256", "unit", "values_hash", "findings_hash", "points_hash"))


def _return_row(file: FileRecord, own_id: int, run_id: int, summary: Summary, received: dt.date | None) -> StoredRow:
    return {
        "id": own_id,
        "run_id": run_id,
        "file": storable(file.file),
        "sha256": file.sha256,
        "unit": storable(file.unit),
        "period": summary.period,
        "policy": summary.policy,
        "received": received.isoformat() if received else None,
        "outcome": file.outcome,
        "reason": storable(file.reason),
        "identity": storable(file.identity),
    }


def _unit_row(unit: UnitRecord, run_id: int) -> StoredRow:
    return {
        "run_id": run_id,
        "unit": unit.unit,
        "state": unit.state,
        "due_date": unit.due_date.isoformat(),
        "received": unit.received.isoformat() if unit.received else None,
        "days_late": unit.days_late,
        "score": exact(unit.score.score) if unit.score else None,
        "band": unit.score.band if unit.score else "",
        "rank": unit.rank,
        "file": storable(unit.file),
        "reason": storable(unit.reason),
    }
