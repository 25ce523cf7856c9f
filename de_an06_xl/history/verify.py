"""Whether the store still says what was written: every fingerprint computed again, every link followed."""

from __future__ import annotations

from collections.abc import Iterator
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
_REMEDY = "Hãy khôi phục kho từ bản sao lưu."


def tampering(connection: Connection) -> Iterator[Tampering]:
    """Every place that was changed, removed or added outside the product, in the order of the runs."""
    yield from _runs(connection)
    yield from _strays(connection)


def count_runs(connection: Connection) -> int:
    """How many runs the store holds."""
    from sqlalchemy import func, select

    return connection.scalar(select(func.count()).select_from(tables().runs)) or 0


def _runs(connection: Connection) -> Iterator[Tampering]:
    from sqlalchemy import select

    schema = tables()
    previous, expected_id = FIRST, 1
    for run in connection.execute(select(schema.runs).order_by(schema.runs.c.id)).mappings().all():
        place = f"Lần chạy {run['id']} (kỳ {run['period']}, {moment_vi(run['at'])})"
        if run["id"] != expected_id:
            yield Tampering(f"Lần chạy {expected_id}", f"Đã bị xóa khỏi bảng runs. {_REMEDY}")
        returns = _rows(connection, schema.returns, "run_id", run["id"])
        units = _rows(connection, schema.units, "run_id", run["id"])
        for stored in returns:
            if stored["id"] == stored["content_id"]:
                yield from _content(connection, stored, place)
        if run["previous_hash"] != previous:
            yield Tampering(place, f"Không nối với lần chạy trước trong chuỗi mã. {_REMEDY}")
        if chain_hash(run["previous_hash"], run) != run["chain_hash"]:
            yield Tampering(place, f"Bảng runs (lần chạy) khác với khi ghi. {_REMEDY}")
        if rows_hash(units, UNIT_COLUMNS) != run["units_hash"]:
            yield Tampering(place, f"Bảng units (tình trạng, điểm của đơn vị) khác với khi ghi. {_REMEDY}")
        if rows_hash(returns, RETURN_COLUMNS) != run["returns_hash"]:
            yield Tampering(place, f"Bảng returns (tệp đã nhận) khác với khi ghi. {_REMEDY}")
        yield from _summary(connection, run, place)
        previous, expected_id = run["chain_hash"], run["id"] + 1


def _content(connection: Connection, stored: Any, place: str) -> Iterator[Tampering]:
    for column, name, columns, words in _CONTENT:
        table = tables().metadata.tables[name]
        if rows_hash(_rows(connection, table, "return_id", stored["id"]), columns) != stored[column]:
            unit = f"báo cáo của {stored['unit']}" if stored["unit"] else "tệp không rõ đơn vị"
            yield Tampering(
                f"{place}, {unit}, tệp “{stored['file']}”", f"Bảng {name} ({words}) khác với khi ghi. {_REMEDY}"
            )


def _summary(connection: Connection, run: Any, place: str) -> Iterator[Tampering]:
    from sqlalchemy import select

    table = tables().summaries
    chosen = select(table.c.json).where(table.c.period == run["period"], table.c.version == run["version"])
    text = connection.scalar(chosen)
    if text is None or text_hash(text) != run["summary_hash"]:
        yield Tampering(f"{place}, bản {run['version']}", f"Bảng summaries khác với khi ghi. {_REMEDY}")


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


def _rows(connection: Connection, table: Table, column: str, key: int) -> list[Any]:
    from sqlalchemy import select

    return list(connection.execute(select(table).where(table.c[column] == key)).mappings())
