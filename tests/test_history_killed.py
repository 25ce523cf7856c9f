"""A run killed at any moment: the store and the last summary are whole, and the next run goes through.

The command itself runs in a forked child and gets SIGKILL: from outside after a random delay, or from inside at a
random call of a function while it stores or while it writes. Two days "as of" take turns, so that every run has
something new to store and to write. Only deaths count, and a death at a call comes however busy the machine is.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from forked_runs import DIED, consolidate, ended, forked, invented_month

from de_an06_xl.history import open_store
from de_an06_xl.history.store import Store

DEATHS = 200
# Four of five moments are calls, so the deaths are complete before the moments are used up.
MOMENTS = ("storing", "writing", "delay", "storing", "writing") * (DEATHS // 4)
# After how many a run is left to complete, and the store made small again, which is quickly checked.
FRESH_EVERY = 20

Seen = Callable[[Any, str, Any], None]


def watched(home: Path, turn: int, storing: Seen | None, writing: Seen | None) -> int:
    """A run that tells ``storing`` of every call while it stores, and ``writing`` of every call after that."""
    append = Store.append_month

    def appending(*arguments: Any) -> Any:
        sys.setprofile(storing)
        stored = append(*arguments)
        sys.setprofile(writing)
        return stored

    Store.append_month = appending  # type: ignore[method-assign] - put back below, or this child dies
    try:
        return consolidate(home, turn)
    finally:
        sys.setprofile(None)
        Store.append_month = append  # type: ignore[method-assign]


def dying_at(moment: str, call: int, home: Path, turn: int) -> int:
    """Die at a call of one stretch of the run."""
    count = 0

    def counting(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        if event.endswith("call"):
            count += 1
            if count == call:
                os.kill(os.getpid(), signal.SIGKILL)

    return watched(home, turn, counting if moment == "storing" else None, counting)


def count_calls(home: Path) -> dict[str, int]:
    """How many calls a run makes while it stores, and from there to the end."""
    calls = {"storing": 0, "writing": 0}

    def counter(moment: str) -> Seen:
        def counting(_frame: Any, event: str, _argument: Any) -> None:
            calls[moment] += event.endswith("call")

        return counting

    watched(home, 1, counter("storing"), counter("writing"))
    return calls


def complete(home: Path, turn: int) -> None:
    assert ended(forked(lambda: consolidate(home, turn))) in (0, 1)


def fingerprint(home: Path) -> str:
    path = home / "tong-hop.xlsx"
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
    return hashlib.sha256(path.read_bytes()).hexdigest()


def runs_in(home: Path) -> int:
    with open_store(home / "kho.db") as store:
        assert store.tampering() == []
        return len(store.runs())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Cần fork của Linux để thử ngắt giữa chừng hàng trăm lần.")
def test_killed_at_two_hundred_moments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, chance, whole = invented_month(tmp_path, monkeypatch), random.Random(6), set()
    # What the dead leave in the folder for temporary files stays among the test's own.
    scratch = tmp_path / "tạm"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    # In this process first: loads everything, so that the children need not.
    consolidate(home, 0)
    shutil.copy(home / "kho.db", home / "small.db")
    for turn in range(2):
        started = time.perf_counter()
        complete(home, turn)
        took = time.perf_counter() - started
        whole.add(fingerprint(home))
    assert len(whole) == 2
    calls = count_calls(home)
    assert min(calls.values()) > 1000
    runs = runs_in(home)
    died = {"storing": 0, "writing": 0, "delay": 0}
    kept = 0
    for turn, moment in enumerate(MOMENTS):
        if moment == "delay":
            pid = forked(lambda turn=turn: consolidate(home, turn))  # type: ignore[misc]
            time.sleep(chance.uniform(0, took))
            os.kill(pid, signal.SIGKILL)
        else:
            call = chance.randrange(1, calls[moment] * 9 // 10)
            pid = forked(lambda turn=turn, moment=moment, call=call: dying_at(moment, call, home, turn))  # type: ignore[misc]
        dead = ended(pid) == DIED
        now = runs_in(home)
        assert now - runs in {"storing": (0, 1), "writing": (1,), "delay": (0, 1) if dead else (1,)}[moment]
        assert fingerprint(home) in whole
        assert dead or moment == "delay"
        died[moment] += dead
        kept += dead and now > runs
        runs = now
        if turn % FRESH_EVERY == FRESH_EVERY - 1:
            complete(home, turn + 1)
            assert runs_in(home) == runs + 1
            assert fingerprint(home) in whole
            # What the dead left behind in the folder stays there; only the store is the small one again.
            for path in home.glob("kho.db*"):
                path.unlink()
            shutil.copy(home / "small.db", home / "kho.db")
            runs = 1
        if sum(died.values()) == DEATHS:
            break
    complete(home, 0)
    assert runs_in(home) == runs + 1
    assert sum(died.values()) == DEATHS
    # Deaths on both sides of the commit, or the test has missed the moment that matters.
    assert min(died["storing"], died["writing"]) >= DEATHS // 4
    assert DEATHS // 4 <= kept <= DEATHS * 3 // 4
    capsys.readouterr()
