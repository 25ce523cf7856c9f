"""The look at a machine, on made-up Windows machines: what it finds, what it closes, what it tells nobody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import pytest
from command_line import da06
from data_copies import cases
from simulated_windows import EXCEL_365, MARKED, MadeUpRegistry, Marks, windows

from de_an06_xl.installation import find_places, install
from de_an06_xl.load_rules import load_rules
from de_an06_xl.self_test import SelfTest, result_json, run_self_test
from de_an06_xl.self_test.golden_values import GOLDEN_VALUES, as_words
from de_an06_xl.self_test.list_versions import list_packages, other_versions
from de_an06_xl.self_test.mask_names import mask_path
from de_an06_xl.self_test.model import Passage, Timing
from de_an06_xl.self_test.pass_values import changed_values, pass_values
from de_an06_xl.self_test.time_functions import time_functions
from de_an06_xl.self_test.ways_left import ways_left
from de_an06_xl.surroundings.environment import Environment
from de_an06_xl.surroundings.policies import load_ways

EXCEL_SECURITY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
ASR_RULES = r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
ASR = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"


class MadeUpExcel:
    """Reads and writes what it is told to; ``calls`` counts."""

    def __init__(self, *, broken: bool = False, timing: Timing | None = None, changes: bool = False) -> None:
        self.broken, self.timing, self.changes = broken, timing, changes

    def read_column(self, path: Path) -> list[object]:
        if self.broken:
            raise RuntimeError("0x800A03EC")
        values = [golden.value for golden in GOLDEN_VALUES]
        return ["2,0", *values[1:]] if self.changes else values

    def write_column(self, path: Path, values: Sequence[object]) -> None:
        import openpyxl

        book = openpyxl.Workbook()
        for row, value in enumerate(values, 1):
            cell = book.active.cell(row, 2, value)  # type: ignore[union-attr]
            if isinstance(value, str):
                cell.data_type = "s"
        book.save(path)

    def time_calls(self, count: int) -> Timing | None:
        if self.broken:
            raise RuntimeError("0x800A03EC")
        return self.timing


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "Users" / "nguyenvana").mkdir(parents=True)
    return tmp_path / "Users" / "nguyenvana"


def look(machine: Environment, home: Path, excel: MadeUpExcel | None = None, folders: Sequence[Path] = ()) -> SelfTest:
    return run_self_test(machine, find_places(machine), home / ".venv" / "python.exe", folders, excel)


def codes(test: SelfTest) -> set[str]:
    return {finding.code for finding in test.findings}


# ---------------------------------------------------------------- a whole look


def test_a_machine_where_everything_works(home: Path) -> None:
    machine = windows(home, MadeUpRegistry(EXCEL_365))
    interpreter = home / ".venv" / "python.exe"
    interpreter.parent.mkdir()
    interpreter.write_bytes(b"MZ")
    install(machine, find_places(machine), interpreter)
    test = look(machine, home, MadeUpExcel(timing=Timing("Excel", "DA06_DIEM_CT", 1000, 6000.0, 50.0)))
    assert test.findings == []
    assert test.faults == []
    assert test.closed_ways == {}
    assert test.open_ways == [way.label for way in load_ways()]
    assert test.excel and test.excel.build == "16.0.17928.20114"
    assert [timing.through for timing in test.timings] == ["Python", "Excel"]
    assert {one.way for one in test.passages} == {
        "XlsxWriter → calamine (1900)",
        "XlsxWriter → calamine (1904)",
        "XlsxWriter → Excel (1900)",
        "XlsxWriter → Excel (1904)",
        "Excel → calamine",
    }
    assert {path.what for path in test.paths} == {"python", "package", "work", "add_ins", "workbook"}


def test_a_locked_down_machine_says_what_forbids_and_what_is_left(home: Path) -> None:
    registry = MadeUpRegistry(
        {
            "HKCU": {EXCEL_SECURITY: {"VBAWarnings": 4, "blockcontentexecutionfrominternet": 1}},
            "HKLM": {**EXCEL_365["HKLM"], ASR_RULES: {ASR: "1"}},
        }
    )
    test = look(windows(home, registry), home)
    assert {"X909", "X910", "X911"} <= codes(test)
    buttons, functions, calc, launcher, command_line = [way.label for way in load_ways()]
    assert test.open_ways == [calc, launcher, command_line]
    assert test.closed_ways == {buttons: ["X909", "X911"], functions: ["X909", "X911"]}
    blocked = next(finding for finding in test.findings if finding.code == "X911")
    assert "Block all Office applications from creating child processes" in blocked.message
    assert any(state.place == rf"HKLM\{ASR_RULES}\{ASR}" for state in test.policies)


def test_a_machine_without_excel(home: Path) -> None:
    test = look(windows(home), home)
    assert codes(test) == {"X915"}
    assert len(test.open_ways) == 3


def test_an_excel_that_refuses_stops_nothing(home: Path) -> None:
    test = look(windows(home, MadeUpRegistry(EXCEL_365)), home, MadeUpExcel(broken=True))
    assert len(test.faults) == 2
    assert all("RuntimeError" in fault for fault in test.faults)
    assert len(test.passages) == 2 * len(GOLDEN_VALUES)
    assert len(test.timings) == 1


# what is made up | rule
SITUATIONS = {
    "console": (lambda machine, home: replace(machine, code_pages=lambda: {"console": 1258, "ansi": 1258}), "X914"),
    "workers": (lambda machine, home: replace(machine, can_start_children=lambda: False), "X904"),
    "share": (lambda machine, home: machine, "X902"),
    "letters": (
        lambda machine, home: replace(machine, variables={**machine.variables, "USERPROFILE": "C:/Đề án"}),
        "X906",
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_single_hindrance(home: Path, name: str) -> None:
    change, code = SITUATIONS[name]
    machine = change(windows(home, MadeUpRegistry(EXCEL_365)), home)
    folders = [PureWindowsPath(r"\\10.0.0.5\nop")] if name == "share" else []
    assert codes(look(machine, home, folders=folders)) == {code}  # type: ignore[arg-type]


def test_what_was_installed_is_looked_at_again(home: Path) -> None:
    marks, interpreter = Marks(), home / ".venv" / "python.exe"
    machine = windows(home, MadeUpRegistry(EXCEL_365), marks)
    places = find_places(machine)
    install(machine, places, interpreter)
    # The interpreter is gone, the workbook was taken from a mail since, the add-in is in quarantine.
    marks.zones[places.work / "TongHop.xlsm"] = MARKED
    (places.add_ins or Path()).joinpath("DeAn06.xlam").unlink()
    test = look(machine, home)
    assert codes(test) == {"X901", "X905", "X917"}
    assert [finding.file for finding in test.findings if finding.code == "X917"] == ["TongHop.xlsm"]


# ---------------------------------------------------------------- values


def test_every_value_comes_back_in_both_date_systems(tmp_path: Path) -> None:
    passages = pass_values(tmp_path)
    assert len(passages) == 2 * len(GOLDEN_VALUES)
    assert [one for one in passages if not one.ok] == []
    assert list(changed_values(passages)) == []


def test_what_excel_writes_is_read_back(tmp_path: Path) -> None:
    passages = [one for one in pass_values(tmp_path, MadeUpExcel()) if one.way == "Excel → calamine"]
    assert len(passages) == len(GOLDEN_VALUES) - 1
    assert [one for one in passages if not one.ok] == []


def test_a_changed_value_is_an_error_with_both_readings(tmp_path: Path) -> None:
    (found, *more) = changed_values(pass_values(tmp_path, MadeUpExcel(changes=True)))
    assert [finding.code for finding in (found, *more)] == ["X916", "X916"]
    assert found.severity == "error"
    for words in ("số nguyên", "42", "Excel", "2,0"):
        assert words in found.message
    (nothing,) = changed_values([Passage("a → b", "số không", "0", "")])
    assert "trống" in nothing.message


def test_the_golden_values_are_the_ones_that_go_wrong() -> None:
    words = {golden.name: as_words(golden.value) for golden in GOLDEN_VALUES}
    assert len(words) == len(set(words.values())) == len(GOLDEN_VALUES)
    assert words["chữ dựng sẵn (NFC)"] != words["chữ tổ hợp (NFD)"]
    assert "32767" in words["chữ rất dài"]
    assert as_words(0.1 + 0.2) == as_words(0.3) != as_words(0.300001)
    assert as_words(42) == as_words(42.0) != as_words("42,0")
    assert as_words(True) != as_words(1)


def test_an_unreadable_workbook_is_told_value_by_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("de_an06_xl.self_test.pass_values._write", lambda path, date_1904: path.write_bytes(b"PK"))
    assert {one.read for one in pass_values(tmp_path)} == {"không đọc được"}


# ---------------------------------------------------------------- speed, versions


def test_single_calls_are_timed_against_one_over_all_rows() -> None:
    timing = time_functions(50)
    assert (timing.through, timing.count) == ("Python", 50)
    assert timing.single_ms > 0 < timing.array_ms
    assert timing.ratio == pytest.approx(timing.single_ms / timing.array_ms)
    assert replace(timing, array_ms=0.0).ratio == 0


def test_packages_are_compared_with_their_pins() -> None:
    lines = ["pandas==3.1.1", "xlwings==0.37.8", "rich==15.0.0", 'psycopg[binary]==3.3.9; extra == "postgres"']
    found = list_packages(lines, _installed)
    assert [(one.name, one.pinned, one.installed) for one in found] == [
        ("pandas", "3.1.1", "3.1.1"),
        ("xlwings", "0.37.8", "0.30.0"),
        ("rich", "15.0.0", ""),
    ]
    findings = list(other_versions(found))
    assert [finding.code for finding in findings] == ["X913", "X913"]
    messages = [finding.message for finding in findings]
    assert "0.30.0" in messages[0] and "0.37.8" in messages[0]
    assert "chưa cài" in messages[1]


def _installed(name: str) -> str:
    return {"pandas": "3.1.1", "xlwings": "0.30.0"}.get(name, "")


def test_the_product_s_own_pins_are_found() -> None:
    assert {"xlwings", "XlsxWriter", "python-calamine"} <= {one.name for one in list_packages()}


# ---------------------------------------------------------------- privacy

# a path | what is shown
MASKED = r"""
C:\Users\canbo1\DeAn06\TongHop.xlsm | ~\DeAn06\TongHop.xlsm
c:\users\CANBO1\DeAn06 | ~\DeAn06
C:\Users\canbo1 | ~
C:\Users\canbo12\DeAn06 | C:\Users\***\DeAn06
C:\Users\lethib\DeAn06 | C:\Users\***\DeAn06
D:\chung\canbo1\bieu | D:\chung\***\bieu
D:\canbo1.bak\x | D:\***.bak\x
\\may-chu\home\tranvanc\bieu | \\may-chu\home\***\bieu
/home/tranvanc/DeAn06 | /home/***/DeAn06
D:\DeAn06 | D:\DeAn06
"""


@pytest.mark.parametrize(("path", "shown"), cases(MASKED))
def test_no_user_is_named_in_a_path(path: str, shown: str) -> None:
    variables = {"USERPROFILE": r"C:\Users\canbo1", "USERNAME": "canbo1"}
    assert mask_path(path, variables) == shown
    assert mask_path(PureWindowsPath(path) if "\\" in path else Path(path), variables) == shown


def test_nobody_is_named_in_the_result(home: Path) -> None:
    deep = home / "Đề án 06" / ("a" * 60) / "nguyenvana"
    machine = windows(home, MadeUpRegistry(EXCEL_365))
    machine = replace(machine, variables={**machine.variables, "USERNAME": "nguyenvana", "COMPUTERNAME": "MAY-A"})
    install(machine, find_places(machine), home / "Người dùng" / "python.exe")
    test = run_self_test(machine, find_places(machine, deep), deep / "python.exe", [deep], MadeUpExcel())
    assert {"X906", "X917"} <= codes(test)
    text = json.dumps(result_json(test), ensure_ascii=False).casefold()
    assert "nguyenvana" not in text
    assert "may-a" not in text


# ---------------------------------------------------------------- the ways, the JSON, the command


def test_the_ways_name_rules_that_exist() -> None:
    assert {code for way in load_ways() for code in way.closed_by} <= set(load_rules())


def test_each_code_closes_the_ways_it_is_named_for() -> None:
    from de_an06_xl.model.finding import Finding, Severity

    for way in load_ways():
        for code in way.closed_by:
            still, closed = ways_left([Finding(code, Severity.QUERY, "", "", "")])
            assert way.label not in still
            assert closed[way.label] == [code]


JSON_KEYS = [
    "versions",
    "code_pages",
    "excel",
    "packages",
    "paths",
    "policies",
    "values",
    "timings",
    "findings",
    "works",
    "blocked",
    "faults",
]


def test_the_command_writes_json_to_send_back(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("de_an06_xl.surroundings.this_machine", lambda: windows(home))
    path = home / "ket-qua.json"
    done = da06(capsys, "tu-kiem-tra", "--json", path, "--khong-excel")
    assert done.code == 0, done.err
    assert "Cách làm việc trên máy này" in done.out
    assert "0 lần sai lệch" in done.out
    sent = json.loads(path.read_text(encoding="utf-8"))
    assert list(sent) == JSON_KEYS
    assert sent["values"] and all(one["ok"] for one in sent["values"])
    assert [one["code"] for one in sent["findings"]] == ["X915"]
    assert {"way", "codes"} == set(sent["blocked"][0])


def test_the_command_ends_with_one_when_a_value_changed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("de_an06_xl.surroundings.this_machine", lambda: windows(home))
    monkeypatch.setattr("de_an06_xl.self_test.pass_values._write", lambda path, date_1904: path.write_bytes(b"PK"))
    done = da06(capsys, "tu-kiem-tra")
    assert done.code == 1
    assert "X916" in done.out
