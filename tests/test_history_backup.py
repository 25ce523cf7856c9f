"""One command copies the store, one brings it back; from a file, from a server and into one."""

from __future__ import annotations

from pathlib import Path

import pytest
from make_summary import LAYOUT
from stored_months import MORNING, month_return, month_summary, ratio
from test_history_verify import without_guards

from de_an06_xl.errors import LockError, OutputError, StoreError
from de_an06_xl.history import Store, open_store, restore


def append(store: Store, numerator: int) -> None:
    checked = month_return("2026-10", ratio("CT-I.5", numerator, 200))
    store.append_month(month_summary("2026-10", [checked]), LAYOUT, MORNING)


def content(store: Store) -> object:
    return store.runs(), store.returns(), store.values(), store.points(), store.unit_months(), store.versions("2026-10")


def test_there_and_back(store_place: str, tmp_path: Path) -> None:
    backup = tmp_path / "sao-luu.db"
    with open_store(store_place, create=True) as store:
        append(store, 100)
        append(store, 110)
        store.back_up(backup)
        before = content(store)
        append(store, 120)
    assert restore(backup, tmp_path / "moi.db") == 2
    with open_store(tmp_path / "moi.db") as store:
        assert content(store) == before
        assert store.tampering() == []
        append(store, 130)
        assert store.tampering() == []


@pytest.mark.xdist_group("postgres")
def test_into_a_server(postgres: object, tmp_path: Path) -> None:
    place = postgres.new_database()  # type: ignore[attr-defined]
    with open_store(tmp_path / "kho.db", create=True) as store:
        append(store, 100)
        append(store, 110)
        store.back_up(tmp_path / "sao-luu.db")
        before = content(store)
    assert restore(tmp_path / "sao-luu.db", place) == 2
    with open_store(place) as store:
        assert content(store) == before
        assert store.tampering() == []
        append(store, 120)
    with pytest.raises(StoreError, match="không khôi phục đè lên"):
        restore(tmp_path / "sao-luu.db", place)
    with open_store(place) as store:
        assert len(store.runs()) == 3


def test_the_backup_is_one_file_and_the_older_one_is_kept(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db", create=True) as store:
        for numerator in (100, 110):
            append(store, numerator)
            (tmp_path / "b").mkdir(exist_ok=True)
            store.back_up(tmp_path / "b" / "sao-luu.db")
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == ["sao-luu.db", "sao-luu.truoc-1.db"]
    for name, runs in (("sao-luu.truoc-1.db", 1), ("sao-luu.db", 2)):
        with open_store(tmp_path / "b" / name) as store:
            assert len(store.runs()) == runs


def test_what_stood_at_the_place_is_kept_beside_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db", create=True) as store:
        append(store, 100)
        store.back_up(tmp_path / "sao-luu.db")
        append(store, 110)
    assert restore(tmp_path / "sao-luu.db", tmp_path / "kho.db") == 1
    with open_store(tmp_path / "kho.truoc-1.db") as store:
        assert len(store.runs()) == 2
    with open_store(tmp_path / "kho.db") as store:
        assert len(store.runs()) == 1
        assert store.tampering() == []


def test_a_store_damaged_beyond_reading_is_replaced(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db", create=True) as store:
        append(store, 100)
        store.back_up(tmp_path / "sao-luu.db")
    damaged = (tmp_path / "kho.db").read_bytes()
    (tmp_path / "kho.db").write_bytes(b"\0" * 5000 + damaged[5000:])
    (tmp_path / "kho.db-wal").write_bytes(b"rubbish")
    assert restore(tmp_path / "sao-luu.db", tmp_path / "kho.db") == 1
    with open_store(tmp_path / "kho.db") as store:
        assert store.tampering() == []


def test_a_store_in_use_is_not_pulled_away(tmp_path: Path) -> None:
    from de_an06_xl.history.connect import writing

    with open_store(tmp_path / "kho.db", create=True) as store:
        append(store, 100)
        store.back_up(tmp_path / "sao-luu.db")
        with writing(store.engine), pytest.raises(LockError, match="chương trình khác mở"):
            restore(tmp_path / "sao-luu.db", tmp_path / "kho.db")
        assert store.tampering() == []


def test_a_backup_that_was_changed_is_not_restored(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db", create=True) as store:
        append(store, 100)
        store.back_up(tmp_path / "sao-luu.db")
    with open_store(tmp_path / "sao-luu.db") as store:
        without_guards(store, "UPDATE units SET score = '99' WHERE unit = 'XP-02647'")
    before = (tmp_path / "kho.db").read_bytes()
    with pytest.raises(StoreError, match="không nguyên vẹn"):
        restore(tmp_path / "sao-luu.db", tmp_path / "kho.db")
    assert (tmp_path / "kho.db").read_bytes() == before


def test_a_store_is_not_its_own_backup(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db", create=True) as store:
        append(store, 100)
        with pytest.raises(OutputError, match="chính là kho"):
            store.back_up(tmp_path / "kho.db")
        with pytest.raises(OutputError, match="Không ghi được"):
            store.back_up(tmp_path / "khong-co" / "b.db")
    with pytest.raises(StoreError, match="vừa là bản sao lưu vừa là kho"):
        restore(tmp_path / "kho.db", tmp_path / "kho.db")
    assert list(tmp_path.glob(".*.tmp")) == []
