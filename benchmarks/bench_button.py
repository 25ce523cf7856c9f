"""What the button Tổng hợp costs beyond the command line, on the demonstration month of 120 units.

    python benchmarks/bench_button.py [--luot 3] [--nop FOLDER]

Both do the same work in the same process, in turn: ``da06 tong-hop`` as typed, and the handler of the button over a
live LibreOffice Calc (the tests' xlwings engine), which also reads the sheets, tells its progress, fills Theo dõi nộp
and writes the journal. The spreadsheet program's own time to open the finished summary is measured apart: with the
command line somebody opens it too. The shortest of the rounds counts; the target is a ratio below 1.15.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from calc_engine import called_from, use_calc  # noqa: E402
from live_calc import LiveCalc  # noqa: E402
from live_month import set_up_desk  # noqa: E402

from de_an06_xl.cli.app import run_command_line  # noqa: E402
from de_an06_xl.control_workbook import names  # noqa: E402
from de_an06_xl.demo.make_demo import DEMO_PERIOD, make_demo  # noqa: E402
from de_an06_xl.excel import buttons, month_buttons  # noqa: E402
from de_an06_xl.run_context import load_run  # noqa: E402

TARGET = 1.15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--luot", type=int, default=3, help="how many rounds (default 3)")
    parser.add_argument("--nop", type=Path, help="a folder of returns of 2026-10 to use instead of a new demonstration")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-button-") as home, LiveCalc() as office:
        returns = options.nop or make_demo(load_run(), Path(home, "demo")).returns
        desk = set_up_desk(Path(home), returns)
        app = use_calc(office)
        book = app.books.open(str(desk.workbook))
        book.names[names.PERIOD].refers_to_range.value = DEMO_PERIOD
        opening: list[float] = []
        month_buttons._show = timed(month_buttons._show, opening)
        summary = desk.output / f"tong-hop-{DEMO_PERIOD}.xlsx"
        # Of the same name in a folder beside: the summary's links are relative.
        typed = desk.output.with_name("dong-lenh") / summary.name
        typed.parent.mkdir()
        command = [
            "tong-hop",
            str(desk.returns),
            "--ky",
            DEMO_PERIOD,
            "--ra",
            str(typed),
        ]
        by_command, by_button = [], []
        for _ in range(options.luot):
            by_command.append(seconds(lambda: quiet(command)))
            with called_from(book):
                by_button.append(seconds(buttons.consolidate))
            by_button[-1] -= opening[-1]
            assert summary.read_bytes() == typed.read_bytes()
            app.books[summary.name].close()
    ratio = min(by_button) / min(by_command)
    print(f"da06 tong-hop, 120 units     {min(by_command):7.2f} s")
    print(f"button Tổng hợp              {min(by_button):7.2f} s")
    print(f"ratio                        {ratio:7.3f}   (target below {TARGET})")
    print(f"opening the summary in Calc  {min(opening):7.2f} s, not counted")


def quiet(command: list[str]) -> None:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run_command_line(command)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def timed(work: Callable[..., None], spent: list[float]) -> Callable[..., None]:
    def measured(*arguments: object) -> None:
        spent.append(seconds(lambda: work(*arguments)))

    return measured


if __name__ == "__main__":
    main()
