"""Writing the summary of a month against reading its returns: ``python benchmarks/bench_summary.py [FOLDER]``.

FOLDER holds the returns of 2026-10; without it the demonstration's 120 units are made first (which is not measured).
Both are measured in this process, as CPU time, the best of the rounds: reading is the gate and the cells of every file
(``open_workbook`` and ``read_cells``), the least that any summary needs of them; writing is the whole workbook with its
charts, maps and links. The promise is writing ≤ 2 × reading; the exit code is 1 when it is broken.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from de_an06_xl.demo.make_demo import DEMO_PERIOD, make_demo
from de_an06_xl.model.package import RefusedWorkbook
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.pipeline import consolidate_folder, files_in
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import load_run
from de_an06_xl.write_summary import summary_workbook
from de_an06_xl.write_summary.file_links import FileLinks

MOST = 2.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", help="thư mục các biểu đã nộp của kỳ 2026-10")
    options.add_argument("--vong", type=int, default=5, help="số vòng đo")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        run = load_run()
        folder = given.folder or make_demo(run, Path(scratch), lambda _: None).returns
        summary = consolidate_folder(folder, run.period(DEMO_PERIOD), run)
        links = FileLinks("nop/")
        reading = best(lambda: read_all(folder), given.vong)
        writing = best(lambda: summary_workbook(summary, links=links), given.vong)
        size = len(summary_workbook(summary, links=links))
    returned = sum(unit.score is not None for unit in summary.units)
    print(
        f"{returned} units of {len(summary.units)} returned, {len(summary.data)} values, workbook {size / 1024:.0f} KB"
    )
    print(f"reading {1000 * reading:.0f} ms, writing {1000 * writing:.0f} ms of CPU time")
    print(f"writing / reading = {writing / reading:.2f} (promised: at most {MOST:.0f})")
    sys.exit(writing > MOST * reading)


def read_all(folder: Path) -> None:
    for path in files_in(folder):
        opened = open_workbook(path)
        if not isinstance(opened, RefusedWorkbook):
            read_cells(opened, None)


def best(work: Callable[[], object], rounds: int) -> float:
    """The least CPU seconds of one round."""
    found = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


if __name__ == "__main__":
    main()
