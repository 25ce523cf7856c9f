"""One command as a user runs it: time by the wall clock, processor time and memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_EVERY_S = 0.1
PROCESSES = Path("/proc")


class Run(NamedTuple):
    """Seconds by the wall clock and of processor time, peak memory in MB (0 where the system does not tell)."""

    wall: float
    processor: float
    memory: float


def run_command(command: Sequence[str], *, watch_memory: bool = False) -> Run:
    """Run to its end; raises ``SystemExit`` with its words when it fails (exit codes 0 and 1 are results)."""
    start, spent = time.perf_counter(), os.times()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_as_users()) as process:
        watch = _Watch(process.pid)
        if watch_memory:
            watch.start()
        _, words = process.communicate()
        watch.stop.set()
    took, now = time.perf_counter() - start, os.times()
    if process.returncode not in (0, 1):
        raise SystemExit(words.decode(errors="replace"))
    return Run(took, sum(now[2:4]) - sum(spent[2:4]), watch.peak / 1e6)


def _as_users() -> dict[str, str]:
    """Compiled modules are kept, as on any desk: build servers often forbid it, and then every run compiles anew."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def python_command(*arguments: object) -> list[str]:
    """This interpreter with these arguments."""
    return [sys.executable, *map(str, arguments)]


class _Watch(threading.Thread):
    """Adds up the memory of a process and all below it; pages they share are counted once (PSS)."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.peak, self.stop = root, 0, threading.Event()

    def run(self) -> None:
        while not self.stop.wait(_EVERY_S):
            self.peak = max(self.peak, sum(map(_memory, _tree(self.root))))


def _tree(root: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in PROCESSES.iterdir():
        if entry.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                parents.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for process in found:
        found += parents.get(process, [])
    return found


def _memory(process: int) -> int:
    with suppress(OSError):
        for line in (PROCESSES / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
