"""Whatever is changed behind the product's back is found, with its place."""

# ruff: noqa: E501 - a line of the table is a case
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_summary import LAYOUT
from score_rows import scored_month
from stored_months import MORNING, OTHER, UNIT, month_return, month_summary, ratio

from de_an06_xl.history import Store, open_store
from de_an06_xl.history.digest import canonical, rows_hash
from de_an06_xl.history.schema import tables

# What is done to the store | how the place begins | what the reason says
CASES = """
UPDATE cell_values SET number = '199' WHERE row_id = 'CT-I.5' AND column_code = 'numerator' AND return_id = 1 | Lần chạy 1 (kỳ 2026-09 | cell_values
UPDATE cell_values SET cell = 'Z9' WHERE return_id = 1 AND row_id = 'TT-10' | Lần chạy 1 (kỳ 2026-09, 08:00 ngày 10/11/2026), báo cáo của XP-02647 | cell_values
DELETE FROM cell_values WHERE return_id = 1 AND row_id = 'TT-10' | Lần chạy 1 (kỳ 2026-09 | cell_values
INSERT INTO cell_values VALUES (1, 'CT-I.6', 'numerator', 'CT', '5', '', NULL, 'K7') | Lần chạy 1 (kỳ 2026-09 | cell_values
INSERT INTO cell_values VALUES (99, 'CT-I.6', 'numerator', 'CT', '5', '', NULL, 'K7') | Bảng cell_values | không thuộc lần chạy nào
UPDATE findings SET severity = 'note' WHERE return_id = 2 | Lần chạy 2 (kỳ 2026-10 | findings
DELETE FROM findings WHERE return_id = 1 | Lần chạy 1 (kỳ 2026-09 | findings
UPDATE score_rows SET points = '10' WHERE return_id = 3 AND component = 'BC' AND row_id = 'BC-3' | Lần chạy 3 (kỳ 2026-11 | score_rows
UPDATE units SET score = '99' WHERE run_id = 2 AND unit = 'XP-02647' | Lần chạy 2 (kỳ 2026-10 | units
UPDATE units SET state = 'on_time' WHERE run_id = 1 AND unit = 'SN-CAT' | Lần chạy 1 (kỳ 2026-09 | units
DELETE FROM units WHERE run_id = 1 AND unit = 'SN-CAT' | Lần chạy 1 (kỳ 2026-09 | units
UPDATE returns SET received = '2026-10-01' WHERE id = 1 | Lần chạy 1 (kỳ 2026-09 | returns
UPDATE returns SET sha256 = '0' WHERE id = 1 | Lần chạy 1 (kỳ 2026-09 | returns
UPDATE runs SET at = '2026-10-01T00:00:00+07:00' WHERE id = 1 | Lần chạy 1 (kỳ 2026-09 | runs
UPDATE runs SET policy = 'DTT/v0' WHERE id = 2 | Lần chạy 2 (kỳ 2026-10 | runs
UPDATE summaries SET json = '{}' WHERE period = '2026-10' | Lần chạy 2 (kỳ 2026-10, 08:00 ngày 10/11/2026), bản 1 | summaries
DELETE FROM summaries WHERE period = '2026-09' | Lần chạy 1 (kỳ 2026-09 | summaries
INSERT INTO summaries VALUES ('2026-08', 1, 77, '{}') | Bảng summaries | không thuộc lần chạy nào
DELETE FROM runs WHERE id = 2 | Lần chạy 2 | Đã bị xóa
"""


def three_months(place: str) -> None:
    """One unit in September and October, a scored return in November's place."""
    with open_store(place, create=True) as store:
        for period, numerator in (("2026-09", 100), ("2026-10", 120)):
            checked = month_return(period, ratio("CT-I.5", numerator, 200))
            store.append_month(month_summary(period, [checked]), LAYOUT, MORNING.replace(minute=0))
        store.append_month(_november(), LAYOUT, MORNING.replace(minute=0))


def _november() -> object:
    from dataclasses import replace

    return replace(scored_month(), period="2026-11")


def without_guards(store: Store, *statements: str) -> None:
    """What somebody with the database's own tools can do."""
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
        else:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys = OFF")
            for table in tables().append_only:
                for verb in ("update", "delete"):
                    connection.exec_driver_sql(f"DROP TRIGGER {table.name}_no_{verb}")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    place = tmp_path_factory.mktemp("kho") / "kho.db"
    three_months(str(place))
    with open_store(place) as store:
        store.back_up(place.with_name("copy.db"))
    return place.with_name("copy.db").read_bytes()


@pytest.mark.parametrize("case", CASES.strip().splitlines(), ids=lambda case: case.partition(" | ")[0][:60])
def test_every_change_is_found_with_its_place(case: str, whole: bytes, tmp_path: Path) -> None:
    statement, place, reason = (part.strip() for part in case.split(" | "))
    path = tmp_path / "kho.db"
    path.write_bytes(whole)
    with open_store(path) as store:
        assert store.tampering() == []
        without_guards(store, statement)
        faults = store.tampering()
    assert [fault for fault in faults if fault.place.startswith(place) and reason in fault.reason], faults
    assert all(fault.reason.endswith("bản sao lưu.") for fault in faults)


def test_a_change_on_a_server_is_found_too(store_place: str) -> None:
    three_months(store_place)
    with open_store(store_place) as store:
        assert store.tampering() == []
        without_guards(store, "UPDATE units SET score = '99' WHERE run_id = 2 AND unit = 'XP-02647'")
        (fault,) = store.tampering()
    assert fault.place.startswith("Lần chạy 2 (kỳ 2026-10")


def test_a_forged_link_does_not_fit_the_next_run(whole: bytes, tmp_path: Path) -> None:
    """Somebody computes the hashes of the changed run again: the run after it gives them away."""
    from de_an06_xl.history.digest import UNIT_COLUMNS, chain_hash

    path = tmp_path / "kho.db"
    path.write_bytes(whole)
    with open_store(path) as store:
        without_guards(store, "UPDATE units SET score = '99' WHERE run_id = 1 AND unit = 'XP-02647'")
        schema = tables()
        with store.engine.begin() as connection:
            units = connection.execute(schema.units.select().where(schema.units.c.run_id == 1)).mappings().all()
            run = dict(connection.execute(schema.runs.select().where(schema.runs.c.id == 1)).mappings().one())
            run["units_hash"] = rows_hash(units, UNIT_COLUMNS)
            run["chain_hash"] = chain_hash(run["previous_hash"], run)
            connection.execute(schema.runs.update().where(schema.runs.c.id == 1).values(**run))
        (fault,) = store.tampering()
    assert fault.place.startswith("Lần chạy 2")
    assert "chuỗi mã" in fault.reason


ROWS = st.lists(
    st.fixed_dictionaries({"a": st.text() | st.none() | st.integers(), "b": st.text()}), max_size=5, unique_by=canonical
)


@given(ROWS, st.randoms())
def test_the_fingerprint_hangs_on_every_row_and_not_on_their_order(
    rows: list[dict[str, object]], random: object
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    whole = rows_hash(rows, ("a", "b"))
    assert rows_hash(shuffled, ("a", "b")) == whole
    for index, row in enumerate(rows):
        assert rows_hash(rows[:index] + rows[index + 1 :], ("a", "b")) != whole
        changed = {**row, "b": f"{row['b']}x"}
        if changed not in rows:
            assert rows_hash([*rows[:index], changed, *rows[index + 1 :]], ("a", "b")) != whole


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cell_of_any_table_may_be_changed_and_it_is_seen(whole: bytes, tmp_path: Path, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(tables().append_only))
    column = data.draw(st.sampled_from(list(table.columns)))
    path = tmp_path / "kho.db"
    path.write_bytes(whole)
    with open_store(path) as store:
        with store.engine.connect() as connection:
            rows = connection.execute(table.select()).mappings().all()
        row = data.draw(st.sampled_from(rows))
        key = " AND ".join(f"{one.name} = {_literal(row[one.name])}" for one in table.primary_key.columns)
        other = 4711 if isinstance(row[column.name], int) else f"{row[column.name] or ''}1"
        without_guards(store, f"UPDATE {table.name} SET {column.name} = {_literal(other)} WHERE {key}")
        assert store.tampering() != []


def _literal(value: object) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def test_units_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    with open_store(path, create=True) as store:
        returns = [month_return("2026-10", ratio("CT-I.5", 1, 2), unit=unit) for unit in (UNIT, OTHER)]
        store.append_month(month_summary("2026-10", returns), LAYOUT, MORNING)
        (number,) = [one.id for one in store.returns(unit=OTHER)]
        without_guards(store, f"UPDATE cell_values SET number = '9' WHERE return_id = {number} AND row_id = 'CT-I.5'")
        (fault,) = store.tampering()
    assert OTHER in fault.place
    assert UNIT not in fault.place
