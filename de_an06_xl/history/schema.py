"""The tables of the store, readable with any SQL tool.

Everything is text or a whole number, so that SQLite and a server keep the very same: numbers as exact
decimals (``1234.5``), days as ``2026-10-31``, moments in ISO 8601. Nothing is updated or deleted; the
triggers of :mod:`~de_an06_xl.history.connect` see to it.

A run has returns, a return has values, findings and points. What stands in ``returns`` and ``runs`` (file
hash, file, moment, policy) holds for every row below it. A file that came before unchanged names the
earlier return in ``content_id`` instead of repeating a hundred rows; ``packed_hash`` only tells quickly that it is so.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import MetaData, Table

SCHEMA_VERSION = "1"


@dataclass(frozen=True)
class Tables:
    """Every append-only table of the store; ``metadata`` also knows ``settings`` and ``known_files``."""

    metadata: MetaData
    runs: Table
    summaries: Table
    units: Table
    returns: Table
    cell_values: Table
    findings: Table
    score_rows: Table

    @property
    def append_only(self) -> tuple[Table, ...]:
        """The tables in the order they are written."""
        return tuple(getattr(self, field.name) for field in fields(self) if field.name != "metadata")


@cache
def tables() -> Tables:
    """The schema; SQLAlchemy is loaded when a store is first opened."""
    from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

    metadata = MetaData()

    def key(name: str, kind: type = String) -> Column[object]:
        return Column(name, kind, primary_key=True, autoincrement=False)

    def text(name: str) -> Column[object]:
        return Column(name, Text, nullable=False, default="")

    def owner(name: str, of: str, *, in_key: bool = False) -> Column[object]:
        # Checked at the end of the transaction: a run is closed only after everything that belongs to it.
        link = ForeignKey(of, deferrable=True, initially="DEFERRED")
        return Column(name, link, nullable=False, primary_key=in_key, autoincrement=False)

    def maybe(name: str, kind: type = String) -> Column[object]:
        return Column(name, kind, nullable=True)

    Table("settings", metadata, key("name"), text("value"))
    # What the last run made of each file, so that only what changed is read again. Not part of the record: it may be
    # overwritten and emptied at any time.
    Table(
        "known_files",
        metadata,
        key("period"),
        key("file"),
        Column("size", BigInteger, nullable=False),
        Column("modified_ns", BigInteger, nullable=False),
        Column("seen_ns", BigInteger, nullable=False),
        text("sha256"),
        text("unit"),
        text("ground"),
        text("unit_ground"),
        Column("result", LargeBinary, nullable=False),
    )
    runs = Table(
        "runs",
        metadata,
        key("id", Integer),
        text("at"),
        Column("period", String, nullable=False),
        Column("version", Integer, nullable=False),
        text("plan"),
        text("policy"),
        text("form_version"),
        text("as_of"),
        text("summary_hash"),
        text("units_hash"),
        text("returns_hash"),
        text("previous_hash"),
        text("chain_hash"),
        Index("runs_by_period", "period", "id"),
    )
    summaries = Table(
        "summaries",
        metadata,
        key("period"),
        key("version", Integer),
        owner("run_id", "runs.id"),
        text("json"),
    )
    units = Table(
        "units",
        metadata,
        owner("run_id", "runs.id", in_key=True),
        key("unit"),
        text("state"),
        text("due_date"),
        maybe("received"),
        Column("days_late", Integer, nullable=False),
        maybe("score"),
        text("band"),
        maybe("rank", Integer),
        text("file"),
        text("reason"),
    )
    returns = Table(
        "returns",
        metadata,
        key("id", Integer),
        owner("run_id", "runs.id"),
        owner("content_id", "returns.id"),
        text("file"),
        text("sha256"),
        Column("unit", String, nullable=False),
        Column("period", String, nullable=False),
        text("policy"),
        maybe("received"),
        text("outcome"),
        text("reason"),
        text("identity"),
        text("packed_hash"),
        text("values_hash"),
        text("findings_hash"),
        text("points_hash"),
        Index("returns_by_run", "run_id", "unit"),
        Index("returns_by_unit", "unit", "period"),
        # While a run is not closed, SQLite looks for rows that wait for each new return: without it, through the table.
        Index("returns_by_content", "content_id"),
    )

    def of_return(name: str, *columns: Column[object]) -> Table:
        return Table(name, metadata, owner("return_id", "returns.id", in_key=True), *columns, sqlite_with_rowid=False)

    return Tables(
        metadata=metadata,
        runs=runs,
        summaries=summaries,
        units=units,
        returns=returns,
        cell_values=of_return(
            "cell_values",
            key("row_id"),
            key("column_code"),
            text("sheet"),
            maybe("number"),
            text("text"),
            maybe("date"),
            text("cell"),
        ),
        findings=of_return(
            "findings",
            key("number", Integer),
            text("code"),
            text("severity"),
            text("sheet"),
            text("cell"),
            text("row_id"),
            text("value"),
            text("message"),
            text("fix"),
        ),
        score_rows=of_return(
            "score_rows",
            key("component"),
            key("row_id"),
            maybe("points"),
            text("max_points"),
            text("weight"),
            text("reason"),
        ),
    )
