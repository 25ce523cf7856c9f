"""The command line is a public contract: names, exit codes, JSON keys, and one sentence for whoever typed wrongly."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import command_names, da06, da06_process
from data_copies import cases
from form_files import write_form
from good_entries import good_entries

from de_an06_xl.cli import app as command_line
from de_an06_xl.cli.exit_codes import CANNOT_RUN, DONE, DONE_WITH_ERRORS
from de_an06_xl.run_context import RunContext

GOOD, BAD, DAMAGED, LETTER = (
    "BM-01_2026-10_XP-02647.xlsx",
    "BM-01_2026-10_XP-02683.xlsx",
    "BM-01_2026-10_XP-02686.xlsx",
    "công văn.txt",
)
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Path:
    """A good return, one with an error, a damaged file and a letter."""
    folder = tmp_path_factory.mktemp("nop")
    for name in (GOOD, BAD, DAMAGED):
        context = run.form_context(run.unit(name[14:22]), run.period("2026-10"))
        entries = good_entries(context)
        if name == BAD:
            entries["CT", "CT-I.5", "denominator"] = 0
        write_form(folder, context, run.layout, entries, name=name)
    (folder / DAMAGED).write_bytes((folder / DAMAGED).read_bytes()[:-3000])
    (folder / LETTER).write_text("Kính gửi Công an tỉnh.", encoding="utf-8")
    return folder


# ---------------------------------------------------------------- help

ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|show|message|exit|required|default|path|text|integer|file|folder|"
    r"directory|list|true|false|the|and|error|help(?<!--help))\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", ["", *command_names(with_groups=True)])
def test_help_is_vietnamese_throughout(capsys: Capture, name: str) -> None:
    outcome = da06(capsys, *name.split(), "--help")
    assert outcome.code == DONE
    assert outcome.out.startswith(f"Cách dùng: da06 {name}".rstrip())
    words = re.sub(r"--[a-z-]+|^  [a-z-]+  |da06 [a-z -]+", " ", outcome.out, flags=re.MULTILINE)
    words = words.replace("unit, received, extended_to, reason", "")
    assert ENGLISH.findall(words) == []
    assert not re.search(r"[<>{}]", words)


def test_without_arguments_it_explains_itself(capsys: Capture) -> None:
    outcome = da06(capsys)
    assert outcome.code == DONE
    assert outcome.out == da06(capsys, "--help").out


def test_the_commands_of_the_contract_are_there() -> None:
    assert {"demo", "ke-hoach", "bieu-mau", "kiem-tra", "cham-diem", "tong-hop"} <= set(command_names())


# ---------------------------------------------------------------- exit codes and output

# command on the folder | exit code
CODES = f"""
kiem-tra {GOOD} | 0
kiem-tra {GOOD} công-văn | 0
kiem-tra {BAD} | 1
kiem-tra {DAMAGED} | 1
kiem-tra {GOOD} {BAD} | 1
kiem-tra . | 1
cham-diem {GOOD} | 0
cham-diem {GOOD} --giai-thich | 0
cham-diem {BAD} | 1
cham-diem {DAMAGED} | 1
ke-hoach | 0
"""


@pytest.mark.parametrize(("line", "code"), cases(CODES))
def test_exit_codes(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, line: str, code: str) -> None:
    monkeypatch.chdir(folder)
    arguments = [LETTER if word == "công-văn" else word for word in line.split()]
    outcome = da06(capsys, *arguments)
    assert outcome.code == int(code)
    assert "Traceback" not in outcome.err + outcome.out


def test_findings_are_printed_with_place_reason_and_remedy(folder: Path, capsys: Capture) -> None:
    outcome = da06(capsys, "kiem-tra", folder / BAD)
    assert f"{BAD} > Chỉ tiêu!" in outcome.out
    for words in ("R301", "lỗi", "Cách sửa:", "CT-I.5"):
        assert words in outcome.out


def test_the_score_is_explained_down_to_its_lines(folder: Path, capsys: Capture) -> None:
    short, long = (da06(capsys, "cham-diem", folder / GOOD, *more).out for more in ((), ("--giai-thich",)))
    assert "điểm tuân thủ đề xuất" in short
    assert "không phải điểm của dean06.vn" in short
    assert "CT-I.5" not in short
    for row in ("CT-I.5", "NV-XI.1", "TC-b", "BC-1"):
        assert row in long


# ---------------------------------------------------------------- JSON

FINDING_KEYS = ["code", "severity", "sheet", "cell", "row_id", "value", "message", "fix"]


def _keys(data: Any) -> list[str]:
    return list(data)


def test_json_of_kiem_tra(folder: Path, capsys: Capture) -> None:
    outcome = da06(capsys, "kiem-tra", folder, "--json")
    assert outcome.code == DONE_WITH_ERRORS
    data = outcome.json
    assert _keys(data) == ["files"]
    by_name = {file["file"]: file for file in data["files"]}
    assert set(by_name) == {GOOD, BAD, DAMAGED, LETTER}
    assert all(_keys(file) == ["file", "unit", "period", "outcome", "findings"] for file in data["files"])
    found = [finding for file in data["files"] for finding in file["findings"]]
    assert found
    assert all(_keys(finding) == FINDING_KEYS for finding in found)
    assert {finding["severity"] for finding in found} <= {"error", "query", "note"}
    good = by_name[GOOD]
    assert (good["unit"], good["period"], good["outcome"]) == ("XP-02647", "2026-10", "included")
    assert (by_name[LETTER]["unit"], by_name[LETTER]["outcome"]) == (None, "not_a_return")
    assert by_name[DAMAGED]["outcome"] == "rejected"
    (error,) = [finding for finding in by_name[BAD]["findings"] if finding["severity"] == "error"]
    assert (error["code"], error["sheet"], error["row_id"]) == ("R301", "Chỉ tiêu", "CT-I.5")
    assert re.fullmatch(r"[A-Z]+\d+", error["cell"])


def test_json_of_cham_diem(folder: Path, capsys: Capture) -> None:
    data = da06(capsys, "cham-diem", folder / GOOD, "--json").json
    assert _keys(data) == ["unit", "period", "policy", "score", "band", "components"]
    assert [component["id"] for component in data["components"]] == ["CT", "NV", "BC", "TC"]
    assert sum(component["weight"] for component in data["components"]) == 100
    for component in data["components"]:
        assert _keys(component) == ["id", "weight", "points", "rows"]
        assert component["rows"]
        assert all(_keys(row) == ["id", "points", "max", "reason"] for row in component["rows"])
    assert isinstance(data["score"], (int, float))


def test_json_of_a_file_that_cannot_be_scored_is_no_half_json(folder: Path, capsys: Capture) -> None:
    outcome = da06(capsys, "cham-diem", folder / DAMAGED, "--json")
    assert (outcome.code, outcome.out) == (DONE_WITH_ERRORS, "")
    assert DAMAGED in outcome.err


def test_json_of_tong_hop(folder: Path, capsys: Capture, tmp_path: Path) -> None:
    outcome = da06(capsys, "tong-hop", folder, "--ky", "2026-10", "--ra", tmp_path / "a.xlsx", "--json")
    assert outcome.code == DONE_WITH_ERRORS
    assert (tmp_path / "a.xlsx").stat().st_size > 10_000
    assert "a.xlsx" in outcome.err
    data = outcome.json
    # Keys of the first release: later ones are added, none goes.
    assert {"period", "policy", "counts", "files", "units", "indicators", "tasks"} <= data.keys()
    counts = data["counts"]
    assert {"expected", "on_time", "late", "missing", "not_due", "rejected"} <= counts.keys()
    assert counts["on_time"] + counts["late"] + counts["missing"] + counts["not_due"] == counts["expected"] == 120
    assert counts["rejected"] == 1
    assert {"file", "sha256", "unit", "outcome", "reason", "codes"} <= data["files"][0].keys()
    assert {"unit", "name", "state", "score", "band", "components"} <= data["units"][0].keys()
    assert _keys(data["units"][0]["components"]) == ["CT", "NV", "BC", "TC"]
    indicator = {
        *("id", "target", "actual", "actual_from", "numerator", "denominator"),
        *("commune_actual", "commune_numerator", "commune_denominator", "commune_reported", "commune_expected"),
        "status",
    }
    assert indicator <= data["indicators"][0].keys()
    task = {"id", "units", "done", "done_late", "in_progress", "overdue", "not_started", "waiting"}
    assert task <= data["tasks"][0].keys()
    assert [len(data[table]) for table in ("files", "units", "indicators", "tasks")] == [4, 120, 52, 53]


def test_json_of_ke_hoach(capsys: Capture) -> None:
    data = da06(capsys, "ke-hoach", "--json").json
    assert data["counts"] == {"indicators": 52, "tasks": 53, "units": 120, "departments": 21, "communes": 99}
    assert data["targets"]["2026"]["share_ge"] == 25
    assert len(data["assumptions"]) == 12
    assert len(data["corrections"]) == 53


def test_ke_hoach_in_words(capsys: Capture) -> None:
    out = da06(capsys, "ke-hoach").out
    assert "52 chỉ tiêu, 53 nhiệm vụ, 120 đơn vị" in out
    for words in ("GD-12", "KH-LAOCAI-2026-2030/2026.1", "DTT/v1", "Mục tiêu theo loại"):
        assert words in out


def test_bieu_mau_writes_the_forms_named(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "mới" / "kỳ 11"
    outcome = da06(capsys, "bieu-mau", "--ky", "2026-11", "--ra", target, "--don-vi", "XP-02647", "--don-vi", "SN-SNGV")
    assert outcome.code == DONE
    assert sorted(path.name for path in target.iterdir()) == [
        "BM-01_2026-11_SN-SNGV.xlsx",
        "BM-01_2026-11_XP-02647.xlsx",
    ]


def test_the_register_is_read(folder: Path, capsys: Capture, tmp_path: Path) -> None:
    register = tmp_path / "sổ nhận.csv"
    register.write_text("unit,received,extended_to,reason\nXP-02647,12/11/2026,,\n", encoding="utf-8")
    line = ("tong-hop", folder, "--ky", "2026-10", "--ra", tmp_path / "a.xlsx", "--json")
    outcome = da06(capsys, *line, "--so-nhan", register)
    (unit,) = [unit for unit in outcome.json["units"] if unit["unit"] == "XP-02647"]
    assert unit["state"] == "late"
    before_due = da06(capsys, *line, "--ngay", "05/11/2026")
    assert before_due.json["counts"]["not_due"] >= 117


# ---------------------------------------------------------------- bad input

# what is typed | what the one sentence says
REFUSED = f"""
tong-hop không-có --ky 2026-10 --ra a.xlsx | Không tìm thấy thư mục không-có
tong-hop {GOOD} --ky 2026-10 --ra a.xlsx | không phải thư mục
tong-hop . --ky 10/2026 --ra a.xlsx | không phải là một tháng
tong-hop . --ky 2026-13 --ra a.xlsx | không phải là một tháng
tong-hop . --ky 2035-01 --ra a.xlsx | nằm ngoài thời gian
tong-hop . --ky 2026-10 --ra chưa-có/a.xlsx | Không ghi được
tong-hop . --ky 2026-10 --ra a.xls | .xlsx
tong-hop . --ky 2026-10 --ra . | .xlsx
tong-hop . --ky 2026-10 --ra a.xlsx --ngay mai | không phải là ngày
tong-hop . --ky 2026-10 --ra a.xlsx --ngay 31/02/2026 | không phải là ngày
tong-hop . --ky 2026-10 --ra a.xlsx --so-nhan không-có.csv | Không tìm thấy sổ nhận
tong-hop . --ky 2026-10 --ra a.xlsx --so-nhan {GOOD} | UTF-8
tong-hop . --ky 2026-10 | còn thiếu “--ra”
tong-hop --ky 2026-10 --ra a.xlsx | còn thiếu “THƯ_MỤC”
tong-hop . --ky | --help
tong-hop . --kỳ 2026-10 --ra a.xlsx | Không có tùy chọn “--kỳ”
kiem-tra | còn thiếu “ĐƯỜNG_DẪN”
kiem-tra không-có.xlsx | Không tìm thấy không-có.xlsx
kiem-tra {GOOD} không-có.xlsx | Không tìm thấy không-có.xlsx
kiem-tra . --json=1 | --help
cham-diem | còn thiếu “TỆP”
cham-diem . | là thư mục
cham-diem {GOOD} {BAD} | --help
cham-diem không-có.xlsx | Không tìm thấy
bieu-mau --ky 2026-10 --ra mới --don-vi XP-1 | Mã đơn vị “XP-1”
bieu-mau --ky tháng-10 --ra mới | không phải là một tháng
bieu-mau --ky 2026-10 --ra {GOOD} --don-vi XP-02647 | Không tạo được thư mục
demo --ra {GOOD} | Không tạo được thư mục
tổng-hợp . | --help
--phiên-bản | Không có tùy chọn
"""


@pytest.mark.parametrize(("line", "words"), cases(REFUSED))
def test_what_cannot_run_is_one_vietnamese_sentence(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, line: str, words: str
) -> None:
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    outcome = da06(capsys, *line.split())
    assert outcome.code == CANNOT_RUN
    assert outcome.out == ""
    said = [text for text in outcome.err.splitlines() if text.strip() and "━" not in text and " 0:00:" not in text]
    assert len(said) == 1, outcome.err
    assert words in said[0]
    assert "Error" not in outcome.err
    assert sorted(folder.rglob("*")) == before


def test_a_folder_without_permission_is_told(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_permission(_path: object = ".") -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", no_permission)
    outcome = da06(capsys, "kiem-tra", folder)
    assert outcome.code == CANNOT_RUN
    assert "Không đọc được thư mục" in outcome.err


def test_an_unforeseen_fault_is_a_sentence_and_not_a_trace(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ZeroDivisionError("detail")

    monkeypatch.setattr(command_line, "build_app", lambda: lambda *_arguments, **_options: broken())
    monkeypatch.delenv("DA06_LOI_CHI_TIET", raising=False)
    outcome = da06(capsys, "ke-hoach")
    assert outcome.code == CANNOT_RUN
    assert "lỗi ngoài dự kiến" in outcome.err
    assert "detail" not in outcome.err
    monkeypatch.setenv("DA06_LOI_CHI_TIET", "1")
    with pytest.raises(ZeroDivisionError):
        da06(capsys, "ke-hoach")


def test_a_stop_by_the_user_is_a_sentence(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "build_app", lambda: stop)
    outcome = da06(capsys, "ke-hoach")
    assert (outcome.code, outcome.out) == (CANNOT_RUN, "")
    assert "Đã dừng" in outcome.err


# ---------------------------------------------------------------- a process of its own


def _modules_loaded_by(*arguments: object) -> set[str]:
    """The modules in memory when a command has ended."""
    code = (
        "import sys; from de_an06_xl.cli.app import run_command_line; "
        "run_command_line(sys.argv[1:]); print('\\nLOADED', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stdout.rpartition("LOADED")[2].split())


HEAVY = {"pandas", "numpy", "openpyxl", "xlsxwriter", "xlwings"}


@pytest.mark.parametrize("arguments", [("--help",), ("ke-hoach", "--json"), ("tong-hop", "--help")])
def test_help_and_plan_start_without_heavy_modules(arguments: tuple[str, ...]) -> None:
    loaded = _modules_loaded_by(*arguments)
    assert "typer" in loaded
    assert HEAVY & loaded == set()


def test_checking_one_file_starts_without_heavy_modules(folder: Path) -> None:
    assert HEAVY & _modules_loaded_by("kiem-tra", folder / GOOD, "--json") == set()


def test_json_stays_pure_and_utf8_whatever_the_console(folder: Path) -> None:
    outcome = da06_process("kiem-tra", folder / BAD, "--json", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert outcome.code == DONE_WITH_ERRORS
    assert "Chỉ tiêu" in outcome.out
    assert outcome.json["files"][0]["unit"] == "XP-02683"


def test_the_exit_code_reaches_the_shell(folder: Path) -> None:
    assert da06_process("kiem-tra", folder / GOOD).code == DONE
    assert da06_process("kiem-tra", folder / "không có").code == CANNOT_RUN
