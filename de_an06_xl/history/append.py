"""One month's run appended in one transaction: all of it or nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
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
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.history import StoredRun
from de_an06_xl.model.score import UnitScore
from de_an06_xl.model.summary import DataRecord, FileRecord, Summary, UnitRecord
from de_an06_xl.to_json.summary import summary_json

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

StoredRow = dict[str, Any]
Content = dict[str, list[StoredRow]]
"""Table name → the rows of one return in it."""

_HASHED = (
    ("values_hash", "cell_values", VALUE_COLUMNS),
    ("findings_hash", "findings", FINDING_COLUMNS),
    ("points_hash", "score_rows", POINT_COLUMNS),
)


def append_run(connection: Connection, summary: Summary, layout: FormLayout, at: dt.datetime) -> StoredRun:
    """Append the month as consolidated at the moment ``at``; the transaction is the caller's.

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
        "form_version": summary.form_version,
        "as_of": summary.as_of.isoformat(),
        "summary_hash": text_hash(text),
        "previous_hash": previous_hash,
    }
    version, is_new = _version(connection, summary.period, run["summary_hash"])
    run["version"] = version
    units = [_unit_row(unit, run["id"]) for unit in summary.units]
    returns, contents = _returns(connection, summary, layout, run["id"])
    run["units_hash"] = rows_hash(units, UNIT_COLUMNS)
    run["returns_hash"] = rows_hash(returns, RETURN_COLUMNS)
    run["chain_hash"] = chain_hash(previous_hash, run)

    connection.execute(insert(schema.runs), [run])
    if is_new:
        row = {"period": summary.period, "version": version, "run_id": run["id"], "json": text}
        connection.execute(insert(schema.summaries), [row])
    for table, rows in ((schema.units, units), (schema.returns, returns)):
        _insert(connection, table, rows)
    for table in (schema.cell_values, schema.findings, schema.score_rows):
        _insert(
            connection, table, [{"return_id": key, **row} for key, rows in contents.items() for row in rows[table.name]]
        )
    return run_of(run)


def storable(text: str) -> str:
    """``text`` as every database takes it: no NUL and no half of a letter pair, which a file name may hold."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


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


def _returns(
    connection: Connection, summary: Summary, layout: FormLayout, run_id: int
) -> tuple[list[StoredRow], dict[int, Content]]:
    """The rows of ``returns``, and the content that is not in the store yet by return id."""
    from sqlalchemy import func, select

    schema = tables()
    next_id = (connection.scalar(select(func.max(schema.returns.c.id))) or 0) + 1
    known = _known(connection, summary.period)
    scores = {unit.file: unit.score for unit in summary.units if unit.score}
    received = {unit.file: unit.received for unit in summary.units}
    values = _by_file(summary.data)
    findings = _by_file(summary.findings)
    rows, contents = [], {}
    for number, file in enumerate(summary.files):
        counted = file.outcome in ("included", "included_late")
        content: Content = {
            "cell_values": _value_rows(values.get(file.file, ()), layout) if counted else [],
            "findings": [_finding_row(i, finding) for i, finding in enumerate(findings.get(file.file, ()), 1)],
            "score_rows": _point_rows(scores.get(file.file)) if counted else [],
        }
        hashes = {name: rows_hash(content[table], columns) for name, table, columns in _HASHED}
        own_id = next_id + number
        content_id = known.setdefault((file.sha256, file.unit, *hashes.values()), own_id)
        if content_id == own_id:
            contents[own_id] = content
        day = received.get(file.file) if counted else None
        rows.append(_return_row(file, own_id, run_id, content_id, summary, day) | hashes)
    return rows, contents


def _known(connection: Connection, period: str) -> dict[tuple[str, ...], int]:
    """What the returns of the period's earlier runs hold: fingerprint → the return that keeps the rows."""
    from sqlalchemy import select

    table = tables().returns
    chosen = select(
        table.c.sha256, table.c.unit, table.c.values_hash, table.c.findings_hash, table.c.points_hash, table.c.id
    ).where(table.c.period == period, table.c.id == table.c.content_id)
    return {tuple(row[:-1]): row[-1] for row in connection.execute(chosen)}


def _by_file(records: Iterable[Any]) -> Mapping[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        grouped[record.file].append(record)
    return grouped


def _return_row(
    file: FileRecord, own_id: int, run_id: int, content_id: int, summary: Summary, received: dt.date | None
) -> StoredRow:
    return {
        "id": own_id,
        "run_id": run_id,
        "content_id": content_id,
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


def _value_rows(records: Iterable[DataRecord], layout: FormLayout) -> list[StoredRow]:
    codes = {
        sheet.name: (sheet.code, {column.header: column.code for column in sheet.columns})
        for sheet in layout.row_sheets
    }
    rows = []
    for record in records:
        sheet, column_by_header = codes[record.sheet]
        rows.append(
            {
                "row_id": record.row_id,
                "column_code": column_by_header[record.column],
                "sheet": sheet,
                "number": _exact(record.number),
                "text": storable(record.text),
                "date": record.date.isoformat() if record.date else None,
                "cell": record.cell,
            }
        )
    return rows


def _finding_row(number: int, finding: Finding) -> StoredRow:
    return {
        "number": number,
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": storable(finding.sheet),
        "cell": finding.cell,
        "row_id": finding.row_id,
        "value": storable(finding.value),
        "message": storable(finding.message),
        "fix": storable(finding.fix),
    }


def _point_rows(score: UnitScore | None) -> list[StoredRow]:
    return [
        {
            "component": component.id,
            "row_id": row.id,
            "points": _exact(row.points),
            "max_points": _exact(row.max_points),
            "weight": _exact(row.weight),
            "reason": storable(row.reason),
        }
        for component in (score.components if score else ())
        for row in component.rows
    ]


def _unit_row(unit: UnitRecord, run_id: int) -> StoredRow:
    return {
        "run_id": run_id,
        "unit": unit.unit,
        "state": unit.state,
        "due_date": unit.due_date.isoformat(),
        "received": unit.received.isoformat() if unit.received else None,
        "days_late": unit.days_late,
        "score": _exact(unit.score.score) if unit.score else None,
        "band": unit.score.band if unit.score else "",
        "rank": unit.rank,
        "file": storable(unit.file),
        "reason": storable(unit.reason),
    }


def _exact(value: Decimal | None) -> str | None:
    """A number as exact text without an exponent: ``1234.5``."""
    return None if value is None else f"{value:f}"
