"""Whether the store still says what was written: every fingerprint computed again, every link followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
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
from de_an06_xl.history.schema import tables
from de_an06_xl.model.history import Tampering, moment_vi

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_CONTENT = (
    ("values_hash", "cell_values", VALUE_COLUMNS, "số liệu"),
    ("findings_hash", "findings", FINDING_COLUMNS, "phát hiện"),
    ("points_hash", "score_rows", POINT_COLUMNS, "điểm từng dòng"),
)
_NOTHING = rows_hash((), ())
_REMEDY = "Hãy khôi phục kho từ bản sao lưu."


def tampering(connection: Connection) -> Iterator[Tampering]:
    """Every place that was changed, removed or added outside the product, in the order of the runs."""
    runs = list(_runs(connection))
    places = {run.id: run.place for run in runs}
    yield from _links(runs)
    yield from _belongings(connection, runs)
    yield from _contents(connection, places)
    yield from _strays(connection)


@dataclass(frozen=True, slots=True)
class _Run:
    """One row of ``runs`` with the words that name it."""

    row: Any
    place: str

    @property
    def id(self) -> int:
        key: int = self.row["id"]
        return key


def count_runs(connection: Connection) -> int:
    """How many runs the store holds."""
    from sqlalchemy import func, select

    return connection.scalar(select(func.count()).select_from(tables().runs)) or 0


def _runs(connection: Connection) -> Iterator[_Run]:
    from sqlalchemy import select

    table = tables().runs
    for row in connection.execute(select(table).order_by(table.c.id)).mappings():
        yield _Run(row, f"Lần chạy {row['id']} (kỳ {row['period']}, {moment_vi(row['at'])})")


def _links(runs: Iterable[_Run]) -> Iterator[Tampering]:
    """Every run follows the one before it, and is as it was."""
    previous, expected_id = FIRST, 1
    for run in runs:
        if run.id != expected_id:
            yield Tampering(f"Lần chạy {expected_id}", f"Đã bị xóa khỏi bảng runs. {_REMEDY}")
        if run.row["previous_hash"] != previous:
            yield Tampering(run.place, f"Không nối với lần chạy trước trong chuỗi mã. {_REMEDY}")
        if chain_hash(run.row["previous_hash"], run.row) != run.row["chain_hash"]:
            yield Tampering(run.place, f"Bảng runs (lần chạy) khác với khi ghi. {_REMEDY}")
        previous, expected_id = run.row["chain_hash"], run.id + 1


def _belongings(connection: Connection, runs: Iterable[_Run]) -> Iterator[Tampering]:
    """Units, files and summary of each run."""
    units = _hashes(connection, tables().units, "run_id", UNIT_COLUMNS)
    returns = _hashes(connection, tables().returns, "run_id", RETURN_COLUMNS)
    for run in runs:
        if units.get(run.id, _NOTHING) != run.row["units_hash"]:
            yield Tampering(run.place, f"Bảng units (tình trạng, điểm của đơn vị) khác với khi ghi. {_REMEDY}")
        if returns.get(run.id, _NOTHING) != run.row["returns_hash"]:
            yield Tampering(run.place, f"Bảng returns (tệp đã nhận) khác với khi ghi. {_REMEDY}")
        yield from _summary(connection, run)


def _contents(connection: Connection, places: Mapping[int, str]) -> Iterator[Tampering]:
    """Values, findings and points of each return that keeps them."""
    from sqlalchemy import select

    table = tables().returns
    keepers = select(table).where(table.c.id == table.c.content_id).order_by(table.c.id)
    found = [
        (column, name, words, _hashes(connection, tables().metadata.tables[name], "return_id", columns))
        for column, name, columns, words in _CONTENT
    ]
    for stored in connection.execute(keepers).mappings():
        for column, name, words, hashes in found:
            if hashes.get(stored["id"], _NOTHING) != stored[column]:
                unit = f"báo cáo của {stored['unit']}" if stored["unit"] else "tệp không rõ đơn vị"
                place = places.get(stored["run_id"], f"Lần chạy {stored['run_id']}")
                yield Tampering(
                    f"{place}, {unit}, tệp “{stored['file']}”", f"Bảng {name} ({words}) khác với khi ghi. {_REMEDY}"
                )


def _summary(connection: Connection, run: _Run) -> Iterator[Tampering]:
    from sqlalchemy import select

    table, period, version = tables().summaries, run.row["period"], run.row["version"]
    text = connection.scalar(select(table.c.json).where(table.c.period == period, table.c.version == version))
    if text is None or text_hash(text) != run.row["summary_hash"]:
        yield Tampering(f"{run.place}, bản {version}", f"Bảng summaries khác với khi ghi. {_REMEDY}")


def _strays(connection: Connection) -> Iterator[Tampering]:
    """Rows that belong to nothing that was appended."""
    from sqlalchemy import func, select

    schema = tables()
    owned = [(schema.cell_values, "return_id"), (schema.findings, "return_id"), (schema.score_rows, "return_id")]
    keepers = select(schema.returns.c.id).where(schema.returns.c.id == schema.returns.c.content_id)
    run_ids = select(schema.runs.c.id)
    homes = [(table, column, keepers) for table, column in owned]
    homes += [(table, "run_id", run_ids) for table in (schema.units, schema.returns, schema.summaries)]
    for table, column, home in homes:
        count = connection.scalar(select(func.count()).select_from(table).where(table.c[column].not_in(home)))
        if count:
            yield Tampering(f"Bảng {table.name}", f"Có {count} dòng không thuộc lần chạy nào. {_REMEDY}")


def _hashes(connection: Connection, table: Table, owner: str, columns: Sequence[str]) -> dict[int, str]:
    """Fingerprint of the rows of each owner, read in one pass."""
    from sqlalchemy import select

    found = connection.execute(select(table).order_by(table.c[owner])).mappings()
    return {key: rows_hash(rows, columns) for key, rows in groupby(found, key=lambda row: row[owner])}
