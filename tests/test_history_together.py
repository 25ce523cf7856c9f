"""Several consolidators at one time: each waits for its turn or is told who is at it; nothing is lost."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from forked_runs import REFUSED, consolidate, ended, forked, invented_month
from make_summary import LAYOUT
from stored_months import MORNING, month_return, month_summary, ratio

from de_an06_xl.errors import LockError
from de_an06_xl.history import open_store
from de_an06_xl.history.connect import writing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Cần fork của Linux để chạy nhiều tiến trình.")
OFFICES, RUNS = 4, 3


def test_offices_append_to_one_store(store_place: str) -> None:
    """Four processes, three runs each, at once."""

    def office(number: int) -> int:
        for run in range(RUNS):
            checked = month_return("2026-10", ratio("CT-I.5", 100 + 10 * number + run, 200))
            with open_store(store_place, create=True) as store:
                store.append_month(month_summary("2026-10", [checked]), LAYOUT, MORNING)
        return 0

    pids = [forked(lambda number=number: office(number)) for number in range(OFFICES)]  # type: ignore[misc]
    assert [ended(pid) for pid in pids] == [0] * OFFICES
    with open_store(store_place) as store:
        assert store.tampering() == []
        assert [run.id for run in store.runs()] == list(range(1, OFFICES * RUNS + 1))
        assert len(store.versions("2026-10")) == OFFICES * RUNS
        numbers = set()
        for stored in store.returns("2026-10"):
            (value,) = [one for one in store.values_of_return(stored) if one.column == "numerator"]
            numbers.add(value.number)
        assert numbers == {100 + 10 * number + run for number in range(OFFICES) for run in range(RUNS)}


def test_one_writer_waits_for_the_other(store_place: str, tmp_path: Path) -> None:
    held, free = tmp_path / "held", tmp_path / "free"

    def hold() -> int:
        with open_store(store_place, create=True) as store, writing(store.engine):
            held.touch()
            while not free.exists():
                time.sleep(0.01)
        return 0

    def append() -> int:
        with open_store(store_place) as store:
            store.append_month(month_summary("2026-10", []), LAYOUT, MORNING)
        return 0

    # No connection in this process meanwhile: SQLite does not survive a fork.
    holder = forked(hold)
    while not held.exists():
        time.sleep(0.01)
    waiting = forked(append)
    time.sleep(0.5)
    assert os.waitpid(waiting, os.WNOHANG) == (0, 0)
    free.touch()
    assert [ended(pid) for pid in (holder, waiting)] == [0, 0]
    with open_store(store_place) as store:
        assert len(store.runs()) == 1


def test_a_writer_that_waits_too_long_is_told(store_place: str) -> None:
    with open_store(store_place, create=True) as holder, writing(holder.engine):
        summary = month_summary("2026-10", [])
        with (
            open_store(store_place, wait_seconds=0.2) as store,
            pytest.raises(LockError, match="lần chạy khác đang ghi vào kho"),
        ):
            store.append_month(summary, LAYOUT, MORNING)
    with open_store(store_place) as store:
        assert store.runs() == []


def test_readers_are_not_held_up(store_place: str) -> None:
    with open_store(store_place, create=True) as holder:
        holder.append_month(month_summary("2026-09", []), LAYOUT, MORNING)
        with writing(holder.engine), open_store(store_place, wait_seconds=0.2) as store:
            assert store.periods() == ["2026-09"]
            assert store.tampering() == []


def test_two_runs_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into one workbook: one is refused or comes later. Into two workbooks: both go through. No run is lost."""
    home = invented_month(tmp_path, monkeypatch)
    consolidate(home, 0)
    done = 1
    for turn, names in enumerate([("tong-hop.xlsx", "tong-hop.xlsx"), ("a.xlsx", "b.xlsx")] * 2):
        pids = [
            forked(lambda number=number, name=name: consolidate(home, number, name=name))  # type: ignore[misc]
            for number, name in enumerate(names)
        ]
        codes = [ended(pid) for pid in pids]
        assert set(codes) <= {0, 1, REFUSED}
        assert codes.count(REFUSED) <= (1 if turn % 2 == 0 else 0)
        done += len(codes) - codes.count(REFUSED)
        with open_store(home / "kho.db") as store:
            assert len(store.runs()) == done
            assert store.tampering() == []
    capsys.readouterr()
