"""From 120 returns to 3,400, ours against the obvious script on the same files in the same run.

``python benchmarks/bench_scale.py [--lan 3] [--tron] [--so 340] [--chi 120|3400|help] [--ghi]``

Every job is the whole of a command as a process of its own: gate, read, check, score, consolidate, write the summary
with its charts. The 3,400 returns are those of an invented nation (``make_nation.py``, made once and kept). The obvious
script takes a quarter of an hour and 5 GB for them: without ``--tron`` it runs on ``--so`` of them and its time is
multiplied up, which favours the script twofold and more (its cost per file grows). Exit code 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kept_section import keep_section
from make_nation import NATION, PERIOD, Nation, make_nation
from process_tree import Run, python_command, run_command

from de_an06_xl.workbook_patch.package_parts import PackageParts

OBVIOUS = Path(__file__).with_name("obvious_script.py")
PROVINCE = 120
PROCESSES = 2


@dataclass(frozen=True)
class Line:
    """One line of the table; ``least``/``most`` is the target of the ratio."""

    job: str
    ours: str
    yardstick: str
    ratio: float
    least: float | None = None
    most: float | None = None

    @property
    def met(self) -> bool:
        return (self.least is None or self.ratio >= self.least) and (self.most is None or self.ratio <= self.most)

    def __str__(self) -> str:
        target = f"at least {self.least:g}" if self.least else f"at most {self.most:g}"
        verdict = "met" if self.met else "**missed**"
        return f"| {self.job} | {self.ours} | {self.yardstick} | {self.ratio:.2f} | {target} | {verdict} |"


def main() -> int:
    """Run what was asked for; exit code 1 when a target is missed."""
    options = _options()
    lines: list[Line] = []
    notes: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        bench = _Bench(Path(name), options)
        if "help" in options.chi:
            lines.append(bench.start())
        per_file: dict[int, float] = {}
        for count in (PROVINCE, NATION):
            if str(count) in options.chi:
                found, per_file[count], told = bench.month(count)
                lines += found
                notes += told
        if len(per_file) == 2:
            growth = per_file[NATION] / per_file[PROVINCE]
            lines.append(
                Line(
                    "growth of the time per file from 120 to 3,400",
                    f"{1000 * per_file[NATION]:.2f} ms a file",
                    f"{1000 * per_file[PROVINCE]:.2f} ms a file",
                    growth,
                    most=1.1,
                )
            )
    text = "\n".join([_machine(options), "", *_table(lines), "", *notes])
    print(text)
    if options.ghi:
        keep_section("Scale", text)
    return 0 if all(line.met for line in lines) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lan", type=int, default=3, help="how often each run")
    parser.add_argument("--tron", action="store_true", help="the obvious script on all 3,400 as well")
    parser.add_argument("--so", type=int, default=340, help="without --tron: on so many of the 3,400")
    parser.add_argument("--chi", nargs="+", default=["help", "120", "3400"], choices=["help", "120", "3400"])
    parser.add_argument("--ghi", action="store_true", help="write the section “Scale” of docs/benchmarks.md")
    return parser.parse_args()


def _machine(options: argparse.Namespace) -> str:
    model = platform.processor() or platform.machine()
    with suppress(OSError):
        listed = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next((line.partition(": ")[2] for line in listed if line.startswith("model name")), model)
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return (
        f"Machine: {model}, {os.cpu_count()} processors, {platform.platform()}, Python {platform.python_version()}; "
        f"load at the end {load}. Medians of {options.lan} runs, ours with {PROCESSES} processes. "
        "Ratios are times by the wall clock; in brackets processor time, which a busy machine changes less."
    )


def _table(lines: Sequence[Line]) -> list[str]:
    head = ["| job | ours | against | ratio | target | |", "|---|---|---|---|---|---|"]
    return [*head, *map(str, lines)]


class _Bench:
    def __init__(self, scratch: Path, options: argparse.Namespace) -> None:
        self.scratch, self.options = scratch, options

    def start(self) -> Line:
        """Whole processes, taking turns; a bare interpreter is the unit."""
        times = max(15, self.options.lan)
        bare, ours = [], []
        for _ in range(times):
            bare.append(run_command(python_command("-c", "pass")))
            ours.append(run_command(python_command("-m", "de_an06_xl", "--help")))
        return Line("`da06 --help`", _shown(ours), f"`python -c pass` {_shown(bare)}", _ratio(ours, bare), most=6)

    def month(self, count: int) -> tuple[list[Line], float, list[str]]:
        """The lines of the table for so many returns, seconds a file of the full job, notes."""
        nation = make_nation(count=count)
        big = count == NATION
        sample = self.options.so if big and not self.options.tron else count
        turns = 1 if big and self.options.tron else self.options.lan
        full, plain, fast = [], [], []
        self._ours(nation)  # once before, to warm the disk
        for turn in range(turns):
            full.append(self._ours(nation, watch=big))
            plain.append(self._obvious(nation, sample, watch=big))
            fast.append(self._obvious(nation, sample, "--nhanh"))
            print(f"{count}: turn {turn + 1} of {turns} done", file=sys.stderr)
        changed = self._one_changed(nation)
        times = count / sample
        name = f"{count:,} returns"
        told = "" if sample == count else f" ({sample} of them, times {times:g})"
        lines = [
            Line(f"{name}, full", _shown(full), f"obvious script{told} {_shown(plain, times)}",
                 _ratio(plain, full, times), least=40 if big else 12),
            Line(f"{name}, full", _shown(full), f"with calamine and XlsxWriter{told} {_shown(fast, times)}",
                 _ratio(fast, full, times), least=7 if big else 2.8),
            Line(f"{name}, 1 changed", _shown(changed), f"obvious script{told} {_shown(plain, times)}",
                 _ratio(plain, changed, times), least=100 if big else 20),
        ]  # fmt: skip
        notes = [self._lower_bound(nation, count, full)]
        if big:
            peak = max(run.memory for run in full)
            lines.append(Line(f"{name}, peak memory of all processes", f"{peak:.0f} MB", "300 MB", peak / 300, most=1))
            notes.append(
                f"Memory is the sum over all processes with shared pages counted once (PSS), every 0.1 s; "
                f"the obvious script had {max(run.memory for run in plain):.0f} MB for {sample} returns."
            )
        return lines, _median(full) / count, notes

    def _ours(self, nation: Nation, *more: object, watch: bool = False) -> Run:
        plan = ["--ke-hoach", nation.plan] if nation.plan else []
        out = self.scratch / "ours.xlsx"
        job = ["tong-hop", nation.returns, "--ky", PERIOD, "--ra", out, "--jobs", PROCESSES, *plan, *more]
        return run_command(python_command("-m", "de_an06_xl", *job), watch_memory=watch)

    def _obvious(self, nation: Nation, count: int, *more: str, watch: bool = False) -> Run:
        job = [OBVIOUS, nation.returns, self.scratch / "obvious.xlsx", "--so", count, *more]
        return run_command(python_command(*job), watch_memory=watch)

    def _one_changed(self, nation: Nation) -> list[Run]:
        """After a run that filled the store, another file with another figure before each run."""
        store = self.scratch / f"kho-{nation.returns.parent.name}.db"
        self._ours(nation, "--kho", store)
        runs = []
        for path in sorted(nation.returns.glob("*XP-*.xlsx"))[: self.options.lan]:
            original = path.read_bytes()
            try:
                path.write_bytes(_with_another_figure(original))
                runs.append(self._ours(nation, "--kho", store))
            finally:
                path.write_bytes(original)
        return runs

    def _lower_bound(self, nation: Nation, count: int, full: list[Run]) -> str:
        """Nobody can read the returns without inflating the parts that hold their cells."""
        start = time.process_time()
        for path in nation.returns.glob("*.xlsx"):
            with zipfile.ZipFile(path) as package:
                for name in package.namelist():
                    if name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml":
                        package.read(name)
        spent = time.process_time() - start
        ours = statistics.median(run.processor for run in full)
        return (
            f"Lower bound for {count:,}: inflating the sheets and strings of the same files takes {spent:.2f} s of one "
            f"processor ({1000 * spent / count:.2f} ms a file); the full job takes {ours:.2f} s of processor time, "
            f"{ours / spent:.1f} times that."
        )


def _with_another_figure(content: bytes) -> bytes:
    parts = PackageParts(content)
    sheet = parts.read("xl/worksheets/sheet3.xml").decode()
    changed = re.sub(r"<v>(\d{3,})</v>", lambda found: f"<v>{int(found[1]) - 1}</v>", sheet, count=1)
    if changed == sheet:
        raise SystemExit("No figure to change: has the layout of the form changed?")
    parts.write("xl/worksheets/sheet3.xml", changed.encode())
    return parts.to_bytes()


def _median(runs: Sequence[Run]) -> float:
    return statistics.median(run.wall for run in runs)


def _ratio(one: Sequence[Run], other: Sequence[Run], times: float = 1) -> float:
    return times * _median(one) / _median(other)


def _shown(runs: Sequence[Run], times: float = 1) -> str:
    processor = statistics.median(run.processor for run in runs)
    return f"{times * _median(runs):.3g} s [{times * processor:.3g}]"


if __name__ == "__main__":
    sys.exit(main())
