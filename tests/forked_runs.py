"""The command ``tong-hop`` with a store, run in forked children: everything is loaded, so hundreds are cheap."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_province import write_province
from province_month import write_returns

from de_an06_xl import run_context
from de_an06_xl.cli import consolidate_command
from de_an06_xl.errors import Da06Error
from de_an06_xl.run_context import load_run

DAYS = ("07/11/2026", "20/11/2026")
"""Days "as of" that give different summaries."""
DIED = 128 + signal.SIGKILL
REFUSED = 2
_LIMIT_S = 60


def invented_month(home: Path, patch: pytest.MonkeyPatch) -> Path:
    """Five returns of the invented province in ``home/nop``; its plan is loaded once for all runs."""
    province = load_run(write_province(home))
    patch.setattr(run_context, "load_run", lambda _workbook=None: province)
    write_returns(home / "nop", province)
    return home


def consolidate(home: Path, turn: int, *, name: str = "tong-hop.xlsx", store: str = "") -> int:
    """One run; ``turn`` chooses the day."""
    return consolidate_command.consolidate(
        home / "nop",
        "2026-10",
        home / name,
        as_of=DAYS[turn % 2],
        store_place=store or str(home / "kho.db"),
        as_json=True,
        jobs=1,
    )


def forked(work: Callable[[], int]) -> int:
    """The id of a child that does ``work``, silently, and leaves with its result as exit code."""
    pid = os.fork()
    if pid:
        return pid
    code = 99
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = work()
    except Da06Error:
        code = REFUSED
    finally:
        os._exit(code)


def ended(pid: int) -> int:
    """The child's exit code, 137 when it was killed."""
    until = time.monotonic() + _LIMIT_S
    while time.monotonic() < until:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return DIED if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    pytest.fail("the run does not end")
