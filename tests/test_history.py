"""The store: what was appended comes back exactly, on a file and on a real server; nothing can be changed."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_summary import LAYOUT, full_month
from postgres_server import PostgresMissingError
from stored_months import MORNING, OTHER, UNIT, month_return, month_summary, ratio

from de_an06_xl.errors import StoreError
from de_an06_xl.history import Store, open_store
from de_an06_xl.history.sources import storable
from de_an06_xl.to_json.summary import summary_json


def append(store: Store, period: str, numerator: int, *, hour: int = 8, score: str = "80") -> int:
    """One run of a month in which one unit reports one indicator; returns the version."""
    checked = month_return(period, ratio("CT-I.5", numerator, 200), score=score)
    return store.append_month(month_summary(period, [checked]), LAYOUT, MORNING.replace(hour=hour)).version


def test_a_month_comes_back_exactly(store_place: str) -> None:
    summary = full_month()
    with open_store(store_place, create=True) as store:
        run = store.append_month(summary, LAYOUT, MORNING)
        assert (run.id, run.version, run.period, run.at) == (1, 1, "2026-10", "2026-11-10T08:30:00+07:00")
        assert store.summary_json("2026-10") == json.loads(json.dumps(summary_json(summary)))
        stored = {(v.unit, v.row_id, v.number, v.text, v.date, v.file, v.cell) for v in store.values()}
        wanted = {(r.unit, r.row_id, r.number, r.text, r.date, r.file, r.cell) for r in summary.data}
        assert stored == wanted
        assert len(store.values()) == len(summary.data)
        files = [(one.file, one.sha256, one.unit, one.outcome, one.reason) for one in store.returns()]
        assert files == [(f.file, f.sha256, f.unit, f.outcome, f.reason) for f in summary.files]
        units = {(one.unit, one.state, one.rank, one.score, one.received) for one in store.unit_months()}
        assert units == {
            (u.unit, u.state, u.rank, u.score.score if u.score else None, u.received) for u in summary.units
        }
        assert store.tampering() == []


def test_every_value_knows_its_file_cell_time_and_policy(store_place: str) -> None:
    with open_store(store_place, create=True) as store:
        append(store, "2026-10", 150)
        (value,) = store.values(unit=UNIT, row_id="CT-I.5", column="numerator")
        assert value.value == Decimal(150)
        (stored,) = store.returns("2026-10", UNIT)
        assert (value.file, value.sha256) == (stored.file, stored.sha256)
        assert value.cell
        assert (stored.at, stored.policy) == (MORNING.isoformat(), "DTT/v1")
        (unit,) = store.unit_months(unit=UNIT)
        assert (unit.sha256, unit.policy) == (stored.sha256, stored.policy)


def test_a_summary_that_changed_is_a_new_version_and_the_old_one_stays(store_place: str) -> None:
    with open_store(store_place, create=True) as store:
        assert [append(store, "2026-10", 150), append(store, "2026-10", 150, hour=9)] == [1, 1]
        assert [append(store, "2026-10", 160, hour=10), append(store, "2026-10", 160, hour=11)] == [2, 2]
        assert append(store, "2026-10", 150, hour=12) == 3
        assert [(run.id, run.version) for run in store.versions("2026-10")] == [(1, 1), (3, 2), (5, 3)]
        first, second = (store.summary_json("2026-10", version) for version in (1, 2))
        assert first == store.summary_json("2026-10", 3) != second
        assert store.summary_json("2026-10", 4) is None
        assert len(store.runs("2026-10")) == 5


def test_the_last_run_of_a_month_is_what_counts(store_place: str) -> None:
    with open_store(store_place, create=True) as store:
        for period, numerator in (("2026-09", 100), ("2026-10", 120), ("2026-09", 110), ("2026-11", 130)):
            append(store, period, numerator)
        found = [(v.period, v.number) for v in store.values(UNIT, "CT-I.5", "numerator")]
        assert found == [("2026-09", 110), ("2026-10", 120), ("2026-11", 130)]
        assert [v.number for v in store.values(UNIT, "CT-I.5", "numerator", before="2026-11")] == [110, 120]
        assert [v.number for v in store.values(UNIT, "CT-I.5", "numerator", ["2026-10", "2026-11"])] == [120, 130]
        months = store.months_before("2026-11")
        assert [month["period"] for month in months] == ["2026-09", "2026-10"]
        assert months[0] == store.summary_json("2026-09", 2)
        assert [month["period"] for month in store.months_before("2026-11", 1)] == ["2026-10"]
        assert store.periods() == ["2026-09", "2026-10", "2026-11"]
        assert store.values("SN-CAT") == []
        assert store.summary_json("2026-12") is None


def test_an_unchanged_file_is_not_stored_twice_but_both_runs_have_it(store_place: str) -> None:
    with open_store(store_place, create=True) as store:
        append(store, "2026-10", 150)
        append(store, "2026-10", 150, hour=9)
        first, second = store.returns("2026-10", UNIT)
        assert (first.content_id, second.content_id) == (first.id, first.id)
        assert store.values_of_return(first) == store.values_of_return(second) != []
        append(store, "2026-10", 151, hour=10)
        third = store.returns("2026-10", UNIT)[-1]
        assert third.content_id == third.id
        (number,) = [v.number for v in store.values_of_return(third) if v.column == "numerator"]
        assert number == 151


def test_points_come_back(store_place: str) -> None:
    from score_rows import scored_month

    summary = scored_month()
    with open_store(store_place, create=True) as store:
        store.append_month(summary, LAYOUT, MORNING)
        (unit,) = [one for one in summary.units if one.unit == UNIT]
        assert unit.score is not None
        wanted = {(c.id, row.id): (row.points, row.max_points) for c in unit.score.components for row in c.rows}
        assert {(p.component, p.row_id): (p.points, p.max_points) for p in store.points(UNIT)} == wanted
        assert len(wanted) > 20
        assert store.tampering() == []


def test_two_units_do_not_mix(store_place: str) -> None:
    returns = [month_return("2026-10", ratio("CT-I.5", 10 * n, 100), unit=u) for n, u in ((1, UNIT), (2, OTHER))]
    with open_store(store_place, create=True) as store:
        store.append_month(month_summary("2026-10", returns), LAYOUT, MORNING)
        assert [(v.unit, v.number) for v in store.values([UNIT, OTHER], "CT-I.5", "numerator")] == [
            (UNIT, 10),
            (OTHER, 20),
        ]
        assert {v.unit for v in store.values(OTHER)} == {OTHER}


@pytest.mark.parametrize("verb", ["UPDATE units SET score = '100'", "DELETE FROM returns", "DELETE FROM cell_values"])
def test_the_database_itself_refuses_changes(store_place: str, verb: str) -> None:
    with open_store(store_place, create=True) as store:
        append(store, "2026-10", 150)
        with pytest.raises(Exception, match="kho chỉ ghi thêm"), store.engine.begin() as connection:
            connection.exec_driver_sql(verb)
        assert store.tampering() == []


def test_a_failing_append_leaves_nothing(store_place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from de_an06_xl.history import append as appending

    with open_store(store_place, create=True) as store:
        append(store, "2026-10", 150)
        before = (store.runs(), store.returns(), store.values())
        monkeypatch.setattr(appending, "_insert", _break_at("findings", appending._insert))
        with pytest.raises(RuntimeError, match="broken"):
            append(store, "2026-10", 160)
        monkeypatch.undo()
        assert (store.runs(), store.returns(), store.values()) == before
        assert append(store, "2026-10", 160) == 2
        assert store.tampering() == []


def _break_at(table_name: str, insert: object) -> object:
    def broken(connection: object, table: object, rows: object) -> None:
        if table.name == table_name:  # type: ignore[attr-defined]
            raise RuntimeError("broken")
        insert(connection, table, rows)  # type: ignore[operator]

    return broken


def test_opening_asks_before_it_makes(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Không tìm thấy kho"), open_store(tmp_path / "kho.db"):
        pass
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="chưa có thư mục"), open_store(tmp_path / "x" / "kho.db", create=True):
        pass


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("no url://", "Địa chỉ kho không đúng"),
        ("mysterydb://host/name", "Không mở được kho"),
        ("postgresql://nobody:bi-mat@127.0.0.1:1/kho", "máy chủ không trả lời"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_sentence_without_its_password(place: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as caught, open_store(place, create=True):
        pass
    assert "bi-mat" not in str(caught.value)


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    letter = tmp_path / "thu.db"
    letter.write_text("Kính gửi Công an tỉnh, xin gửi báo cáo tháng." * 40, encoding="utf-8")
    with pytest.raises(StoreError, match="không phải là kho"), open_store(letter, create=True):
        pass
    empty = tmp_path / "trong.db"
    empty.touch()
    with pytest.raises(StoreError, match="chưa phải là kho"), open_store(empty):
        pass


def test_a_store_of_another_release_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "kho.db"
    with open_store(place, create=True) as store, store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE settings SET value = '999' WHERE name = 'schema'")
    with pytest.raises(StoreError, match="bản khác của công cụ"), open_store(place):
        pass


@given(st.text())
def test_what_can_be_read_can_be_stored(text: str) -> None:
    stored = storable(text)
    assert "\0" not in stored
    stored.encode()
    if "\0" not in text:
        assert stored == text


def test_half_letters_of_a_broken_file_name_can_be_stored() -> None:
    assert storable("t\udcc3p.xlsx") == "t?p.xlsx"


def test_without_a_server_tests_are_skipped_here_and_fail_on_a_build_server() -> None:
    from conftest import do_without_postgres

    problem = PostgresMissingError("PostgreSQL is not installed")
    with pytest.raises(pytest.skip.Exception, match="Bỏ qua"):
        do_without_postgres(problem, {})
    with pytest.raises(pytest.fail.Exception, match="Không kiểm được"):
        do_without_postgres(problem, {"CI": "true"})


def test_the_moment_is_the_callers(store_place: str) -> None:
    moment = dt.datetime(2026, 12, 1, 0, 0, 0, tzinfo=dt.UTC)
    with open_store(store_place, create=True) as store:
        run = store.append_month(month_summary("2026-10", []), LAYOUT, moment)
        assert store.runs() == [run]
        assert run.at == "2026-12-01T00:00:00+00:00"
