"""What the store costs and gives: lookups against reading them out of the summary workbook, one month appended.

``python benchmarks/bench_store.py [--ky 12] [--lan 30] [--kho URL]``

A store of ``--ky`` months of the whole province (120 units, made up) is filled; then the questions of the
worksheet functions and of the next month's forms are asked of it in turn with the obvious way, opening last
month's summary workbook and looking the value up in it (openpyxl read-only and calamine). Printed are medians,
CPU time and ratios. Required: a lookup takes less than 20 ms and at most a tenth of the workbook's way.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from make_summary import LAYOUT, full_month  # noqa: E402

from de_an06_xl.history import Store, open_store  # noqa: E402
from de_an06_xl.write_summary import write_summary  # noqa: E402

MOST_MS = 20.0
MOST_RATIO = 0.1
UNIT, ROW = "XP-02647", "CT-I.5"
NOON = dt.datetime(2026, 11, 10, 12, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def main() -> int:
    """Run everything; exit code 1 when a required figure is missed."""
    options = _options()
    print(f"Machine: {os.cpu_count()} processors, {platform.platform()}, Python {platform.python_version()}.")
    month = full_month()
    periods = [f"{2026 + (10 + n) // 12}-{(10 + n) % 12 + 1:02d}" for n in range(options.ky)]
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "tong-hop.xlsx"
        write_summary(month, book)
        with open_store(options.kho or Path(name) / "kho.db", create=True) as store:
            taken = [
                _clock(lambda p=period: store.append_month(replace(month, period=p), LAYOUT, NOON))  # type: ignore[misc]
                for period in periods
            ]
            print(f"One month appended (120 units, {len(month.files)} files): median {_ms(taken)}.")
            again = _clock(lambda: store.append_month(replace(month, period=periods[-1]), LAYOUT, NOON))
            print(f"The same month once more, unchanged: {_ms([again])}.")
            if not options.kho:
                print(f"Size with {options.ky} months: {(Path(name) / 'kho.db').stat().st_size / 1e6:.1f} MB.")
            print(f"Whole chain checked: {_ms([_clock(store.tampering)])}.")
            return _lookups(store, book, periods[-1], options.lan)


def _lookups(store: Store, book: Path, period: str, rounds: int) -> int:
    questions: dict[str, Callable[[], Any]] = {
        "one value": lambda: store.values(UNIT, ROW, "numerator", period),
        "one unit, every month": lambda: store.values(UNIT, before="9999-12"),
        "score and rank of a unit": lambda: store.unit_months(UNIT, period),
        "points of a unit's rows": lambda: store.points(UNIT, periods=period),
    }
    ways: dict[str, Callable[[], Any]] = {"openpyxl": lambda: _openpyxl(book), "calamine": lambda: _calamine(book)}
    for ask in (*questions.values(), *ways.values()):
        ask()
    times: dict[str, list[float]] = {name: [] for name in (*questions, *ways)}
    for number in range(rounds):
        for name, ask in questions.items():
            times[name].append(_clock(ask))
        # The slow ones need fewer rounds; all take turns, so that a busy machine slows them alike.
        if number % 10 == 0:
            for name, way in ways.items():
                times[name].append(_clock(way))
    best = min(statistics.median(times[name]) for name in ways)
    missed = []
    for name in questions:
        median = statistics.median(times[name])
        print(f"{name}: {_ms(times[name])}, 1/{best / median:.0f} of the workbook's way.")
        if median * 1000 > MOST_MS or median > best * MOST_RATIO:
            missed.append(name)
    for name in ways:
        print(f"the workbook by {name}: {_ms(times[name])}.")
    print(f"Missed: {', '.join(missed)}." if missed else "Every target met.")
    return 1 if missed else 0


def _openpyxl(book: Path) -> object:
    import openpyxl

    workbook = openpyxl.load_workbook(book, read_only=True)
    rows = workbook["Dữ liệu"].iter_rows(values_only=True)
    return [row for row in rows if row[0] == UNIT and ROW in row]


def _calamine(book: Path) -> object:
    import python_calamine

    rows = python_calamine.CalamineWorkbook.from_path(str(book)).get_sheet_by_name("Dữ liệu").iter_rows()
    return [row for row in rows if row[0] == UNIT and ROW in row]


def _clock(work: Callable[[], object]) -> float:
    """CPU seconds: on a shared machine waiting says nothing. A server's own work is not in it."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _ms(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.1f} ms"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--ky", type=int, default=12, help="months in the store")
    parser.add_argument("--lan", type=int, default=30, help="rounds")
    parser.add_argument("--kho", default="", help="URL of an empty store on a server")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
