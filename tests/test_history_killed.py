"""A run killed at any moment: the store and the last summary are whole, and the next run goes through.

The command itself runs in a forked child and gets SIGKILL: from outside after a random delay, or from inside at a
random call of a function while it stores and writes. Two days "as of" take turns, so that every run has something
new to store and to write.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from forked_runs import DIED, consolidate, ended, forked, invented_month

from de_an06_xl.history import open_store
from de_an06_xl.history.store import Store

# Deaths from outside, deaths at a call; after how many a run is left to complete, and the store made anew.
DELAYS, CALLS, COMPLETE_EVERY, FRESH_EVERY = 60, 170, 16, 16


def dying_at(call: int, home: Path, turn: int) -> int:
    """Count function calls from the moment the store is written, and die at one of them."""
    append, count = Store.append_month, 0

    def counting(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        if event.endswith("call"):
            count += 1
            if count == call:
                os.kill(os.getpid(), signal.SIGKILL)

    def appending(*arguments: Any) -> Any:
        sys.setprofile(counting)
        return append(*arguments)

    Store.append_month = appending  # type: ignore[method-assign] - only in this child
    return consolidate(home, turn)


def count_calls(home: Path, patch: pytest.MonkeyPatch) -> int:
    """How many calls a run makes from storing to the end."""
    append, count = Store.append_month, 0

    def counting(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event.endswith("call")

    def appending(*arguments: Any) -> Any:
        sys.setprofile(counting)
        return append(*arguments)

    with patch.context() as only_here:
        only_here.setattr(Store, "append_month", appending)
        try:
            consolidate(home, 1)
        finally:
            sys.setprofile(None)
    return count


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
def test_killed_at_more_than_two_hundred_moments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, chance, whole = invented_month(tmp_path, monkeypatch), random.Random(6), set()
    # In this process first: loads everything, so that the children need not.
    consolidate(home, 0)
    for turn in range(2):
        started = time.perf_counter()
        complete(home, turn)
        took = time.perf_counter() - started
        whole.add(fingerprint(home))
    assert len(whole) == 2
    calls = count_calls(home, monkeypatch)
    assert calls > 1000
    plan = [("delay", chance.uniform(0, took)) for _ in range(DELAYS)]
    plan += [("call", chance.randrange(1, calls * 9 // 10)) for _ in range(CALLS)]
    chance.shuffle(plan)
    runs = deaths = kept_by_the_dead = 0
    for turn, (kind, when) in enumerate(plan):
        if turn % FRESH_EVERY == 0:
            # A small store is checked quickly; what the dead left behind in the folder stays there.
            for path in home.glob("kho.db*"):
                path.unlink()
            complete(home, turn + 1)
            runs = 1
        if kind == "delay":
            pid = forked(lambda turn=turn: consolidate(home, turn))  # type: ignore[misc]
            time.sleep(when)
            os.kill(pid, signal.SIGKILL)
        else:
            pid = forked(lambda turn=turn, when=when: dying_at(int(when), home, turn))  # type: ignore[misc]
        died = ended(pid) == DIED
        now = runs_in(home)
        assert now - runs in ((0, 1) if died else (1,)), f"{kind} {when}"
        assert fingerprint(home) in whole
        deaths += died
        kept_by_the_dead += died and now > runs
        runs = now
        if turn % COMPLETE_EVERY == 0:
            complete(home, turn + 1)
            runs += 1
            assert runs_in(home) == runs
            assert fingerprint(home) in whole
    complete(home, 0)
    assert runs_in(home) == runs + 1
    # Deaths on both sides of the commit, or the test has missed the moment that matters.
    assert deaths >= 200
    assert 20 <= kept_by_the_dead <= deaths - 20
    capsys.readouterr()
