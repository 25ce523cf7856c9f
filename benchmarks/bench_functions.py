"""Worksheet functions in a live LibreOffice Calc: one array call against scalar calls through the same bridge.

``python benchmarks/bench_functions.py [--lan 5] [--ghi]``

DA06_DIEM_CT over 10,000 rows of made-up numbers in one call, and 1,000 cells with a call each, through the extension
as users install it (Calc → LibreOffice's Python → pipe → the product's process and back), recalculated in turns: time
for a row by the wall clock, and processor time of soffice with all it started. The array call is measured alone (its
sum in one cell) and with its 10,000 cells filled. Required: at least 100 times faster for each row. ``--ghi`` writes
its section of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from calc_extension import children, install_extension  # noqa: E402
from kept_section import keep_section  # noqa: E402
from live_calc import LiveBook, LiveCalc  # noqa: E402

from de_an06_xl.functions import call_function  # noqa: E402
from de_an06_xl.functions.calc_addin.da06_bridge import SETTINGS_VARIABLE, write_settings  # noqa: E402

ROWS, CELLS, REQUIRED = 10_000, 1_000, 100
PAGE = "Sheet1"
ARRAY = f'DA06_DIEM_CT("CT-I.5";"2026-10";A1:A{ROWS};B1:B{ROWS})'
_TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """Microseconds for a row: by the wall clock and of processor time."""

    wall: float
    processor: float


def main() -> int:
    """Run everything; exit code 1 when the required ratio is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lan", type=int, default=5, help="rounds (default 5)")
    options.add_argument("--ghi", action="store_true", help="write docs/benchmarks.md")
    chosen = options.parse_args()
    with LiveCalc() as calc:
        write_settings(sys.executable, ROOT, {SETTINGS_VARIABLE: str(calc.addin_settings)})
        install_extension(calc, ROOT / "workbooks" / "templates" / "DeAn06.oxt")
        costs = _measure(calc, chosen.lan)
    scalar, alone, filled = (_median(costs[name]) for name in ("scalar", "alone", "filled"))
    ratio = scalar.wall / alone.wall
    lines = [
        f"Machine: {_processor()}, {os.cpu_count()} processors, {platform.platform()}, "
        f"Python {platform.python_version()}.",
        f"{ROWS:,} rows in one call, {CELLS:,} cells with a call each; median of {chosen.lan} rounds.",
        "",
        "| DA06_DIEM_CT in Calc | µs a row, wall clock | µs a row, processor time |",
        "|---|---|---|",
        f"| scalar calls | {scalar.wall:.1f} | {scalar.processor:.1f} |",
        f"| one array call (its sum in one cell) | {alone.wall:.2f} | {alone.processor:.2f} |",
        f"| one array call, 10,000 cells filled | {filled.wall:.2f} | {filled.processor:.2f} |",
        "",
        f"Ratio of scalar to array call: {ratio:.0f} (processor time: {scalar.processor / alone.processor:.0f}; "
        f"cells filled: {scalar.wall / filled.wall:.0f}); required: at least {REQUIRED}.",
    ]
    text = "\n".join(lines)
    print(text)
    if chosen.ghi:
        keep_section("Worksheet functions", text)
    return 0 if ratio >= REQUIRED else 1


def _measure(calc: LiveCalc, rounds: int) -> dict[str, list[Cost]]:
    draw = random.Random(6)
    rows = [[draw.randint(0, 1000), draw.randint(1000, 3000)] for _ in range(ROWS)]
    costs: dict[str, list[Cost]] = {"scalar": [], "alone": [], "filled": []}
    kinds: dict[str, tuple[Callable[[LiveBook], Any], int]] = {
        "scalar": (_scalar_cells, CELLS),
        "alone": (lambda book: book.type_formula(PAGE, "C1", f"=SUM({ARRAY})"), ROWS),
        "filled": (lambda book: book.type_array_formula(PAGE, f"C1:C{ROWS}", f"={ARRAY}"), ROWS),
    }
    for _ in range(rounds):
        for name, (enter, count) in kinds.items():
            with calc.new() as book:
                book.type_block(PAGE, f"A1:B{ROWS}", rows)
                enter(book)
                book.calculate()
                costs[name].append(_recalculate(calc, book, count))
                _check(book, name, rows)
    return costs


def _check(book: LiveBook, name: str, rows: list[list[int]]) -> None:
    """A wrong or refused call would be fast: what the cells show must be what Python gives."""
    columns = [[[row[place]] for row in rows] for place in (0, 1)]
    points = [row[0] for row in call_function("DA06_DIEM_CT", "CT-I.5", "2026-10", *columns)]
    shown = [row[0] for row in book.block(PAGE, {"scalar": f"C1:C{CELLS}", "alone": "C1"}.get(name, f"C1:C{ROWS}"))]
    wanted = [sum(points)] if name == "alone" else points[: len(shown)]
    if any(abs(one - other) > 1e-6 for one, other in zip(shown, wanted, strict=True)):
        raise SystemExit(f"{name}: the cells do not show the points")


def _scalar_cells(book: LiveBook) -> None:
    for row in range(1, CELLS + 1):
        book.type_formula(PAGE, f"C{row}", f'=DA06_DIEM_CT("CT-I.5";"2026-10";A{row};B{row})')


def _recalculate(calc: LiveCalc, book: LiveBook, count: int) -> Cost:
    """Every formula once more; the sheet holds nothing but the calls and their numbers."""
    times = 1 if count == CELLS else 5
    before, start = _spent(calc), time.perf_counter()
    for _ in range(times):
        book.calculate()
    wall, processor = time.perf_counter() - start, _spent(calc) - before
    return Cost(*(seconds * 1e6 / count / times for seconds in (wall, processor)))


def _spent(calc: LiveCalc) -> float:
    """Processor seconds of soffice and everything it started."""
    total = 0
    for process in children(calc.process_id):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def _median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


if __name__ == "__main__":
    sys.exit(main())
