"""Tổng hợp pressed for 120 units: VBA, RunPython's own command line, xlwings, live Calc, in a folder “Đề án 06”.

What the button leaves behind is compared with the command line's result for the same register: the summary byte for
byte, Theo dõi nộp value by value as the live document shows it.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from calc_document import EPOCH
from conftest import DemoRun
from live_calc import LiveBook, LiveCalc
from live_month import Desk, set_up_desk
from vba_run import VbaRun
from windows_command import run_python_part

from de_an06_xl.control_workbook import names
from de_an06_xl.control_workbook.register import OVERRIDE_REASON
from de_an06_xl.control_workbook.tables import EXTENSIONS, JOURNAL, TRACKING
from de_an06_xl.model.summary import STATE_WORDS

# With the demonstration month, which takes longer to make than a second LibreOffice to start.
pytestmark = pytest.mark.xdist_group("demo")

PERIOD = "2026-10"
PYTHON = r"C:\Users\Lan & Minh\De an\python.exe"
PRESSED_AT = dt.datetime(2026, 11, 12, 16, 45)
EXTENSION = ("Giám đốc Công an tỉnh", "mưa lũ")


@dataclass(frozen=True)
class Pressed:
    """The live workbook after the button, and the same month by command line."""

    desk: Desk
    book: LiveBook
    command: str
    run: subprocess.CompletedProcess[str]
    by_command_line: dict
    summary: Path
    late: str
    missing: str

    def lines(self, table) -> list[dict[str, object]]:
        rows = [list(row) for row in self.book.used(table.sheet)]
        headers = [column.header for column in table.columns]
        top = next(place for place, row in enumerate(rows) if row[: len(headers)] == headers)
        return [dict(zip((c.key for c in table.columns), row, strict=False)) for row in rows[top + 1 :]]


@pytest.fixture(scope="module")
def pressed(demo: DemoRun, calc: LiveCalc, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pressed]:
    desk = set_up_desk(tmp_path_factory.mktemp("desk"), demo.folder / "nop")
    late, missing = (_unit_in_state(demo.folder / f"tong-hop-{PERIOD}.xlsx", state) for state in ("late", "missing"))
    vba = VbaRun(desk.workbook)
    vba.run("DatO", names.CONFIG_SHEET, "B1", PYTHON)
    vba.run("DatMay", True, 0, "")
    vba.run("DA06_TongHop")
    command = vba.value("LenhDaChay")
    with calc.open(desk.workbook) as book:
        _type(book, names.PERIOD, PERIOD)
        _type(book, names.RUN_TIME, (PRESSED_AT - EPOCH) / dt.timedelta(days=1))
        _type_override(book, late, dt.datetime(2026, 11, 9))
        until = (dt.datetime(2026, 11, 20) - EPOCH).days
        for place, value in zip("ACDEF", (missing, PERIOD, until, *EXTENSION), strict=True):
            book.type_in(EXTENSIONS.sheet, f"{place}5", value)
        run = run_python_part(PYTHON, command, calc.pipe, desk.workbook.parent)
        register = desk.workbook.parent / "so-nhan.csv"
        with register.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("unit", "received", "extended_to", "reason"))
            writer.writerow((late, "2026-11-09", "", OVERRIDE_REASON))
            writer.writerow((missing, "", "2026-11-20", f"{EXTENSION[1]}; cho phép: {EXTENSION[0]}"))
        # Beside the button's folder and of the same name: the summary's links are relative.
        summary = desk.output.with_name("dong-lenh") / f"tong-hop-{PERIOD}.xlsx"
        summary.parent.mkdir()
        by_command_line = json.loads(_command_line(desk, summary, "--so-nhan", str(register)).stdout)
        yield Pressed(desk, book, command, run, by_command_line, summary, late, missing)


def _unit_in_state(summary: Path, state: str) -> str:
    """The first unit that stands so in a summary made without a register."""
    workbook = openpyxl.load_workbook(summary, read_only=True)
    for sheet in workbook:
        for row in sheet.iter_rows(values_only=True):
            codes = [value for value in row if isinstance(value, str) and re.fullmatch(r"XP-\d{5}", value)]
            if codes and any(str(value).endswith(STATE_WORDS[state]) for value in row):
                return codes[0]
    raise AssertionError(state)


def _command_line(desk: Desk, summary: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [*("tong-hop", str(desk.returns), "--ky", PERIOD, "--ra", str(summary), "--json"), *more]
    return subprocess.run(
        [sys.executable, "-m", "de_an06_xl", *command], capture_output=True, encoding="utf-8", check=False
    )


def _type(book: LiveBook, name: str, value: object) -> None:
    book.document.NamedRanges.getByName(name).getReferredCells().setDataArray(((value,),))


def _type_override(book: LiveBook, unit: str, day: dt.datetime) -> None:
    rows = book.used(TRACKING.sheet)
    number = next(place for place, row in enumerate(rows, 1) if row[1] == unit)
    book.type_in(TRACKING.sheet, f"F{number}", (day - EPOCH).days)


def test_the_button_runs_its_handler_through_runpythons_command_line(pressed: Pressed) -> None:
    assert pressed.command.startswith("cmd.exe /C ")
    assert "de_an06_xl.excel.buttons as buttons; buttons.consolidate()" in pressed.command
    assert "Đề án 06/TongHop.xlsm" in pressed.command
    assert (pressed.run.returncode, pressed.run.stderr) == (0, "")


def test_the_summary_is_the_command_lines_byte_for_byte(pressed: Pressed) -> None:
    made = pressed.desk.output / f"tong-hop-{PERIOD}.xlsx"
    assert made.read_bytes() == pressed.summary.read_bytes()


def test_every_unit_stands_in_the_tracking_sheet_as_the_command_line_reports_it(pressed: Pressed) -> None:
    lines = {str(line["unit"]): line for line in pressed.lines(TRACKING) if line["unit"]}
    expected = {unit["unit"]: unit for unit in pressed.by_command_line["units"]}
    assert len(lines) == 120
    assert lines.keys() == expected.keys()
    for code, unit in expected.items():
        line = lines[code]
        assert line["name"] == unit["name"]
        assert line["state"] == STATE_WORDS[unit["state"]]
        assert line["score"] == ("" if unit["score"] is None else unit["score"])
        assert line["band"] == (unit["band"] or "")
    assert Counter(line["state"] for line in lines.values()) == {
        STATE_WORDS[state]: count
        for state, count in pressed.by_command_line["counts"].items()
        if state in STATE_WORDS and count
    }


def test_a_typed_receipt_date_and_an_extension_count(pressed: Pressed) -> None:
    lines = {str(line["unit"]): line for line in pressed.lines(TRACKING) if line["unit"]}
    late, missing = lines[pressed.late], lines[pressed.missing]
    assert (late["state"], late["days_late"]) == (STATE_WORDS["on_time"], "")
    assert late["received"] == late["override"] == (dt.datetime(2026, 11, 9) - EPOCH).days
    assert missing["state"] == STATE_WORDS["not_due"]
    assert missing["due_date"] == (dt.datetime(2026, 11, 20) - EPOCH).days


def test_findings_are_counted_and_files_linked(pressed: Pressed) -> None:
    codes = {record["unit"]: record for record in pressed.by_command_line["files"] if record["outcome"] == "included"}
    linked = 0
    for place, line in enumerate(pressed.lines(TRACKING)):
        if line["unit"] not in codes:
            continue
        file = codes[str(line["unit"])]["file"]
        assert line["file"] == file
        formula = pressed.book.document.Sheets.getByName(TRACKING.sheet).getCellRangeByName(f"N{place + 5}").Formula
        assert formula.startswith("=HYPERLINK(")
        linked += 1
        assert all(isinstance(line[key], float) for key in ("errors", "queries", "notes"))
    assert linked > 100
    assert any(line["errors"] for line in pressed.lines(TRACKING))
    folder = pressed.book.number(names.READ_FOLDER)
    assert Path(str(folder)) == pressed.desk.returns


def test_one_message_says_what_happened(pressed: Pressed) -> None:
    message, counts = str(pressed.book.number(names.MESSAGE)), pressed.by_command_line["counts"]
    assert message.startswith(f"Đã tổng hợp {len(pressed.by_command_line['files'])} tệp.")
    assert f"{counts['on_time']} đúng hạn, {counts['late']} trễ hạn, {counts['missing']} chưa nộp" in message
    assert "lỗi phải sửa" in message
    assert message.endswith(f"tong-hop-{PERIOD}.xlsx.")
    assert pressed.book.number(names.LEVEL) == "luu_y"


def test_the_journal_has_a_line_with_the_callers_time(pressed: Pressed) -> None:
    line = pressed.lines(JOURNAL)[0]
    assert round(float(str(line["time"])), 6) == round((PRESSED_AT - EPOCH) / dt.timedelta(days=1), 6)
    assert (line["action"], line["period"], line["level"]) == ("Tổng hợp", PERIOD, "Lưu ý")
    assert line["outcome"] == pressed.book.number(names.MESSAGE)


def test_the_summary_was_opened(pressed: Pressed, calc: LiveCalc) -> None:
    opened = [document for document in calc.documents() if Path(document.path).name == f"tong-hop-{PERIOD}.xlsx"]
    assert [Path(document.path) for document in opened] == [pressed.desk.output / f"tong-hop-{PERIOD}.xlsx"]
    opened[0].close()


def test_no_cell_shows_an_error(pressed: Pressed) -> None:
    assert pressed.book.errors() == []
