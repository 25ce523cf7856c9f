"""What safety costs: the gate against the read it guards, and a folder with hostile files against a clean one.

``python benchmarks/bench_gate.py [--lan 15] [--tep 12]``

(a) The gate (file read, hash, archive, checksums, XML, extent scan) against calamine opening the same normal forms
and reading every sheet; required is at most one to one. The forms differ from each other as those of a month do; what
they have in common (styles, theme, relations) the gate looks at once a process, so it is also measured without that
memory, as for the first file of a process. (b) The run of 120 returns, in worker processes, clean and
with 30 of them replaced by hostile files; required is at most twice. Rounds take turns, so that a busy machine
slows both alike; printed are medians and ratios, nothing is kept back when a target is missed.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import python_calamine

from de_an06_xl.demo.make_demo import DEMO_PERIOD, make_demo
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.pipeline import FileTask, files_in, process_file, process_folder
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext, load_run
from de_an06_xl.workbook_file.same_parts import forget_parts

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

MOST_GATE = 1.0
MOST_HOSTILE = 2.0
HOSTILE = 30
ANEW = "gate that remembers nothing"


def main() -> int:
    """Run everything; exit code 1 when a required ratio is missed."""
    options = _options()
    run = load_run()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        made = make_demo(run, scratch / "demo").returns
        normal = [path for path in files_in(made) if isinstance(open_workbook(path), SafeWorkbook)]
        print(f"Machine: {os.cpu_count()} processors, {platform.platform()}, Python {platform.python_version()}.")
        gate_ratio = _gate(normal[:: max(1, len(normal) // options.tep)], options.lan)
        hostile_ratio = _folders(normal, scratch, run, max(3, options.lan // 3))
    missed = [
        name
        for name, ratio, most in (("gate", gate_ratio, MOST_GATE), ("hostile", hostile_ratio, MOST_HOSTILE))
        if ratio > most
    ]
    print(f"Missed: {', '.join(missed)}." if missed else "Both targets met.")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lan", type=int, default=15, help="rounds")
    parser.add_argument("--tep", type=int, default=12, help="normal forms looked at")
    return parser.parse_args()


def _calamine(content: bytes) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _gate(paths: list[Path], rounds: int) -> float:
    """Median milliseconds for one form; returns gate over bare calamine."""
    contents = [path.read_bytes() for path in paths]
    opened = [book for path in paths if isinstance(book := open_workbook(path), SafeWorkbook)]
    ways: dict[str, Callable[[int], object]] = {
        "gate and extent scan": lambda index: open_workbook(paths[index]),
        "bare calamine, all sheets": lambda index: _calamine(contents[index]),
        "our stage around calamine": lambda index: read_cells(opened[index]),
        ANEW: lambda index: open_workbook(paths[index]),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            for index in range(len(paths)):
                if name == ANEW:
                    forget_parts()
                start = time.perf_counter()
                way(index)
                times[name].append((time.perf_counter() - start) * 1000)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"\n(a) {len(paths)} normal forms, {rounds} rounds, milliseconds for one form:")
    for name, median in medians.items():
        print(f"  {name:28} {median:7.2f}")
    gate, bare, stage, anew = medians.values()
    print(f"  gate / bare calamine {gate / bare:.2f} (at most {MOST_GATE:g}); gate / our stage {gate / stage:.2f}")
    print(f"  without memory / bare calamine {anew / bare:.2f}")
    return gate / bare


def _folders(normal: list[Path], scratch: Path, run: RunContext, rounds: int) -> float:
    """Median seconds for the whole folder; returns hostile over clean."""
    clean, hostile = scratch / "clean", scratch / "hostile"
    for folder in (clean, hostile):
        folder.mkdir()
        for index in range(120):
            shutil.copy(normal[index % len(normal)], folder / f"{index:03}.xlsx")
    kinds = _hostile_files(normal[0].read_bytes())
    for number in range(HOSTILE):
        (hostile / f"{number * 4:03}.xlsx").write_bytes(kinds[number % len(kinds)])
    period = run.period(DEMO_PERIOD)
    # Not through workers: here a file cannot be replaced when it kills its reader, so only the gate protects us.
    ways: dict[str, Callable[[], object]] = {
        "clean, workers": lambda: process_folder(clean, period, run),
        "hostile, workers": lambda: process_folder(hostile, period, run),
        "clean, one process": lambda: [
            process_file(FileTask(path, path.name, period.id), run) for path in files_in(clean)
        ],
    }
    time.sleep(2.5)  # files just written and cut short would be waited for, as if still being copied
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(values) for name, values in times.items()}
    refused = len(process_folder(hostile, period, run)[1])
    print(f"\n(b) 120 files, {HOSTILE} of them hostile in the second ({refused} refused), {rounds} rounds, seconds:")
    for name, median in medians.items():
        print(f"  {name:28} {median:7.2f}")
    one, two, alone = medians.values()
    print(f"  hostile / clean {two / one:.2f} (at most {MOST_HOSTILE:g}); one process / workers {alone / one:.2f}")
    return two / one


def _hostile_files(form: bytes) -> list[bytes]:
    """One of each kind that costs a reader most: bombs, far cells, giant merges, entities, damage."""
    from form_files import edit_parts, replace

    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(2000, 60_000))
    sheet = "xl/worksheets/sheet3.xml"
    return [
        edit_parts(form, {"xl/bomb.xml": bytes(49 * 1024 * 1024)}),
        edit_parts(form, {sheet: replace("</sheetData>", far)}),
        edit_parts(form, {sheet: replace("</sheetData>", merge)}),
        edit_parts(form, {sheet: replace("</sheetData>", f"{rows}</sheetData>")}),
        edit_parts(form, {"xl/sharedStrings.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        edit_parts(form, {"xl/styles.xml": replace("</cellXfs>", '<xf numFmtId="14"/>' * 60_000 + "</cellXfs>")}),
        edit_parts(form, {"xl/vbaProject.bin": b"\0" * 10_000}),
        form[: len(form) // 2],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(100_000),
        os.urandom(5_000_000),
    ]


if __name__ == "__main__":
    sys.exit(main())
