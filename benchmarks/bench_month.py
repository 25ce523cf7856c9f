"""One month of returns, ours against the obvious script, in the same run.

``python benchmarks/bench_month.py [--folder ket-qua/nop] [--lan 3] [--ghi]``

(a) the whole of ``da06 tong-hop`` (gate, read, check, score, consolidate, write the summary) and (b)
``obvious_script.py``, each as a process of its own, taking turns. Prints machine, medians and the ratio;
required is at most one eighth. Then the stages inside, in one process. ``--ghi`` writes its section of
docs/benchmarks.md. Without ``--folder`` the returns of the demonstration month are made first.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from kept_section import keep_section

from de_an06_xl import pipeline
from de_an06_xl.consolidate import consolidate
from de_an06_xl.demo.make_demo import DEMO_PERIOD, make_demo
from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.run_context import load_run
from de_an06_xl.write_summary import write_summary

ROOT = Path(__file__).resolve().parents[1]
REQUIRED = 1 / 8
STAGES = (
    "open_workbook",
    "read_cells",
    "parse_submission",
    "check_integrity",
    "check_submission",
    "score_submission",
)


def main() -> int:
    """Run everything; exit code 1 when the required ratio is missed."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folder = options.folder or make_demo(load_run(), scratch).returns
        lines = _machine(folder)
        ours, obvious = _alternate(folder, scratch, options.lan)
        ratio = _median(ours) / _median(obvious)
        lines += _table(ours, obvious, ratio)
        lines += _stages(folder, scratch)
    text = "\n".join(lines)
    print(text)
    if options.ghi:
        keep_section("One month", text)
    return 0 if ratio <= REQUIRED else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="returns of the month 2026-10")
    parser.add_argument("--lan", type=int, default=3, help="how often each of the two runs")
    parser.add_argument("--ghi", action="store_true", help="write the section “One month” of docs/benchmarks.md")
    return parser.parse_args()


def _machine(folder: Path) -> list[str]:
    model = platform.processor() or platform.machine()
    with suppress(OSError):
        listed = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next((line.partition(": ")[2] for line in listed if line.startswith("model name")), model)
    return [
        f"Machine: {model}, {os.cpu_count()} processors, {platform.platform()}, Python {platform.python_version()}.",
        f"Folder: {len(pipeline.files_in(folder))} files.",
        "",
    ]


class Run(NamedTuple):
    """One process: seconds by the wall clock and of processor time (0 where the system does not tell)."""

    wall: float
    processor: float


def _alternate(folder: Path, scratch: Path, times: int) -> tuple[list[Run], list[Run]]:
    """Each run of ours and of the obvious script; one run of each before, to warm the disk."""
    out = scratch / "ours.xlsx"
    ours = [sys.executable, "-m", "de_an06_xl", "tong-hop", str(folder), "--ky", DEMO_PERIOD, "--ra", str(out)]
    obvious = [sys.executable, str(ROOT / "benchmarks" / "obvious_script.py"), str(folder), str(scratch / "b.xlsx")]
    runs: tuple[list[Run], list[Run]] = ([], [])
    for number in range(times + 1):
        for command, results in zip((ours, obvious), runs, strict=True):
            start, spent = time.perf_counter(), os.times()
            done = subprocess.run(command, capture_output=True, check=False)
            took, now = time.perf_counter() - start, os.times()
            if done.returncode not in (0, 1):
                raise SystemExit(done.stderr.decode(errors="replace"))
            if number:
                processor = sum(now[2:4]) - sum(spent[2:4])
                results.append(Run(took, processor))
    return runs


def _median(runs: list[Run]) -> float:
    return statistics.median(run.wall for run in runs)


def _table(ours: list[Run], obvious: list[Run], ratio: float) -> list[str]:
    def row(name: str, runs: list[Run]) -> str:
        each = ", ".join(f"{run.wall:.2f}" for run in runs)
        return f"| {name} | {_median(runs):.2f} | {each} | {statistics.median(run.processor for run in runs):.2f} |"

    return [
        "| run | median, s | each, s | processor time, s |",
        "|---|---|---|---|",
        row("`da06 tong-hop`: gate, read, check, score, consolidate, write", ours),
        row("obvious script: read_excel, concat, groupby, to_excel", obvious),
        "",
        f"Ratio: {ratio:.3f} (1/{1 / ratio:.1f}); required: at most {REQUIRED:.3f} (1/8).",
        "",
    ]


def _stages(folder: Path, scratch: Path) -> list[str]:
    """Where our time goes, in one process, worker processes left out."""
    spent: dict[str, float] = {}
    run = _timed(spent, "load plan, policies, layout", load_run)()
    for stage in STAGES:
        setattr(pipeline, stage, _timed(spent, stage, getattr(pipeline, stage)))
    files = [
        pipeline.process_file(pipeline.FileTask(path, path.relative_to(folder).as_posix(), DEMO_PERIOD), run)
        for path in pipeline.files_in(folder)
    ]
    digest = _timed(spent, "digest_return", pipeline.digest_checked)
    returns = [digest(file, run) for file in files if isinstance(file, CheckedReturn)]
    refused = [file for file in files if not isinstance(file, CheckedReturn)]
    period = run.period(DEMO_PERIOD)
    summary = _timed(spent, "consolidate", consolidate)(
        returns, refused, run.plan, run.policy(period), period, run.layout, {}, None
    )
    _timed(spent, "write_summary", write_summary)(summary, scratch / "stages.xlsx")
    whole = sum(spent.values())
    return [
        "| stage (one process) | s | share | ms a file |",
        "|---|---|---|---|",
        *(
            f"| {stage} | {took:.3f} | {took / whole:.0%} | "
            + (f"{1000 * took / len(files):.2f} |" if stage in STAGES else "– |")
            for stage, took in spent.items()
        ),
        f"| together | {whole:.3f} | 100% | – |",
    ]


def _timed(spent: dict[str, float], name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*arguments, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - start

    return timed


if __name__ == "__main__":
    sys.exit(main())
