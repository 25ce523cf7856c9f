"""Our VBA run without Excel by pyOpenVBA: pure helpers, and the way from a button to RunPython and its message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from live_month import TEMPLATES
from vba_run import VbaRun
from windows_command import arguments_after

from de_an06_xl.build_macro_workbooks.vba_sources import SOURCES
from de_an06_xl.control_workbook import names
from de_an06_xl.control_workbook.words import LEVEL_WORDS, VBA_SENTENCES
from de_an06_xl.excel import buttons

PYTHON = r"C:\Users\Lan & Minh\De an\python.exe"


@pytest.fixture
def vba() -> VbaRun:
    return VbaRun(TEMPLATES / "TongHop.xlsm")


def _installed(vba: VbaRun, *, there: bool = True, exit_code: int = 0, says: str = "") -> None:
    vba.run("DatO", names.CONFIG_SHEET, "B1", PYTHON)
    vba.run("DatMay", there, exit_code, says)


def test_icons_by_level(vba: VbaRun) -> None:
    icons = {level: vba.run("DA06_BieuTuong", level) for level in (*LEVEL_WORDS, "khác", "")}
    assert icons == {"xong": 64, "luu_y": 48, "loi": 16, "khác": 16, "": 16}


def test_sentences_come_from_cells_with_their_place_filled(vba: VbaRun) -> None:
    for code, sentence in VBA_SENTENCES.items():
        assert vba.run("DA06_Cau", code, "C:\\Đề án") == sentence.replace("{}", "C:\\Đề án")
    assert vba.run("DA06_DienCho", "không có chỗ trống", "x") == "không có chỗ trống"


@pytest.mark.parametrize(
    ("random", "workbook", "expected"),
    [
        ("rad4F.tmp", "BM-01_2026-10.xlsx", "da06-rad4F-tmp.xlsx"),
        ("rad4F.tmp", "Biểu mẫu.XLSM", "da06-rad4F-tmp.xlsm"),
        ("rad4F.tmp", "Book1", "da06-rad4F-tmp.xlsx"),
    ],
)
def test_the_copy_of_a_form_has_an_ascii_name(vba: VbaRun, random: str, workbook: str, expected: str) -> None:
    assert vba.run("DA06_TenTepTam", random, workbook) == expected


def test_every_handler_that_vba_names_exists() -> None:
    called = set()
    for path in SOURCES.glob("DA06_*.bas"):
        called |= set(re.findall(r'DA06_(?:Goi|TrenBieuMau) "(\w+)"', path.read_text(encoding="ascii")))
    assert len(called) >= 8
    assert [name for name in sorted(called) if not callable(getattr(buttons, name, None))] == []


def test_a_command_has_no_double_quote(vba: VbaRun) -> None:
    assert '"' not in vba.run("DA06_LenhPython", "consolidate")


def test_without_installation_the_message_says_what_to_do(vba: VbaRun) -> None:
    vba.run("DA06_TongHop")
    assert (vba.value("ThongBaoCuoi"), vba.value("MucCuoi")) == (VBA_SENTENCES["CHUA_CAI"], "loi")
    assert vba.value("LenhDaChay") == ""


def test_a_program_that_is_gone_is_named(vba: VbaRun) -> None:
    _installed(vba, there=False)
    vba.run("DA06_KiemTra")
    assert vba.value("ThongBaoCuoi") == VBA_SENTENCES["MAT_CHUONG_TRINH"].replace("{}", PYTHON)


def test_the_handlers_message_is_shown(vba: VbaRun) -> None:
    _installed(vba, says="Đã tổng hợp 117 tệp.")
    vba.run("DA06_TongHop")
    assert (vba.value("ThongBaoCuoi"), vba.value("MucCuoi")) == ("Đã tổng hợp 117 tệp.", "xong")


@pytest.mark.parametrize(("exit_code", "says"), [(1, "nửa chừng"), (0, "")])
def test_a_python_that_stops_half_way_is_told_in_vietnamese(vba: VbaRun, exit_code: int, says: str) -> None:
    _installed(vba, exit_code=exit_code, says=says)
    vba.run("DA06_TaoBieuMau")
    assert (vba.value("ThongBaoCuoi"), vba.value("MucCuoi")) == (VBA_SENTENCES["DUNG_GIUA"], "loi")


def test_the_command_line_passes_the_handler_and_nothing_from_the_workbooks_folder(vba: VbaRun) -> None:
    _installed(vba, says="x")
    vba.run("DA06_MoBangTongHop")
    command = vba.value("LenhDaChay")
    arguments = arguments_after(PYTHON, command)
    assert arguments[:2] == ["-B", "-c"]
    assert arguments[2].endswith("buttons.open_summary()")
    assert 'prepare_sys_path("false;' in arguments[2]
    assert arguments[3:5] == ["--wb=TongHop.xlsm", "--from_xl=1"]
    assert f'cd "{Path(PYTHON.replace(chr(92), "/")).parent}"'.replace("/", "\\") in command


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (' -B -c "a b" c', ["-B", "-c", "a b", "c"]),
        (r' "say \"hi\"" x', ['say "hi"', "x"]),
        (r' "C:\a\\" y\z', ["C:\\a\\", "y\\z"]),
        (' --wb="Tổng hợp.xlsm"', ["--wb=Tổng hợp.xlsm"]),
        (' ""', [""]),
    ],
)
def test_windows_words(rest: str, expected: list[str]) -> None:
    assert arguments_after("p", f'"p"{rest} 2> "log"') == expected
