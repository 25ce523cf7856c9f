"""Writing the interpreter's path into a macro workbook without saving it again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from data_copies import cases
from openxml_audit import OpenXmlValidator

from de_an06_xl.control_workbook.names import CONFIG_SHEET, INTERPRETER_KEY
from de_an06_xl.installation.config_sheet import read_config, set_config

SUFFIXES = (".xlsm", ".xlam")
LINES = (("INTERPRETER_WIN", "python"), ("PYTHONPATH", ""), ("SHOW CONSOLE", "False"))
PYTHON = r"C:\Users\Lan & Hà\DeAn06\.venv\Scripts\python.exe"


def book(lines: tuple[tuple[str, str], ...] = LINES, *, inline: bool = False, sheet: str = CONFIG_SHEET) -> bytes:
    """A workbook with a config sheet behind a sheet of data."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": inline}) as made:
        made.add_worksheet("Bảng điều khiển").write(0, 0, "Tổng hợp")
        config = made.add_worksheet(sheet)
        bold = made.add_format({"bold": True})
        for row, (key, value) in enumerate(lines):
            config.write(row, 0, key)
            config.write(row, 1, value, bold)
    return out.getvalue()


def as_read(content: bytes) -> dict[str, str]:
    """The sheet by an independent reader, the way xlwings goes: down to the first blank."""
    sheet = openpyxl.load_workbook(io.BytesIO(content))[CONFIG_SHEET]
    found = {}
    for key, value in sheet.iter_rows(max_col=2, values_only=True):
        if not key:
            break
        found[str(key)] = str(value or "")
    return found


@pytest.mark.parametrize("inline", [False, True])
def test_values_are_replaced_and_new_keys_put_below(inline: bool) -> None:
    content = set_config(book(inline=inline), {"interpreter_win": PYTHON, "PYTHONPATH": "D:\\x", "NEW": "<1>"})
    wanted = {"INTERPRETER_WIN": PYTHON, "PYTHONPATH": "D:\\x", "SHOW CONSOLE": "False", "NEW": "<1>"}
    assert as_read(content) == read_config(content) == wanted


def test_every_other_part_keeps_its_bytes() -> None:
    before = book()
    after = set_config(before, {"INTERPRETER_WIN": PYTHON})
    old, new = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(io.BytesIO(after))
    assert old.namelist() == new.namelist()
    assert [name for name in old.namelist() if old.read(name) != new.read(name)] == ["xl/worksheets/sheet2.xml"]
    assert openpyxl.load_workbook(io.BytesIO(after))[CONFIG_SHEET]["B1"].font.b


def test_the_same_values_change_nothing() -> None:
    once = set_config(book(), {"INTERPRETER_WIN": PYTHON})
    assert set_config(once, {"INTERPRETER_WIN": PYTHON}) == once
    plain = book()
    assert set_config(plain, dict(LINES)) is plain


def test_an_empty_sheet_gets_its_first_keys() -> None:
    assert as_read(set_config(book(()), {"INTERPRETER_WIN": PYTHON, "PYTHONPATH": "D:\\x"})) == {
        "INTERPRETER_WIN": PYTHON,
        "PYTHONPATH": "D:\\x",
    }


def test_what_stands_apart_is_no_key() -> None:
    apart = (*LINES, ("", ""), ("GHI CHÚ", "không phải khóa"))
    assert read_config(book(apart)) == dict(LINES)
    content = set_config(book(apart), {"NEW": "1"})
    assert as_read(content) == {**dict(LINES), "NEW": "1", "GHI CHÚ": "không phải khóa"}
    assert as_read(set_config(book(apart), {"NEW": "1", "OTHER": "2"})) == {**dict(LINES), "NEW": "1", "OTHER": "2"}


def test_a_workbook_without_the_sheet() -> None:
    foreign = book(sheet="Khác")
    assert read_config(foreign) is None
    with pytest.raises(KeyError):
        set_config(foreign, {"A": "1"})


# what a value may hold | (each must come back as written)
VALUES = r"""
C:\Program Files\Python 3.11\python.exe
D:\Đề án 06\.venv\Scripts\python.exe
\\may-chu\chung\da06
%LOCALAPPDATA%\DeAn06\python.exe
=1+1
a & b < c > "d" 'e'
"""


@pytest.mark.parametrize(("value",), cases(VALUES))
def test_any_path_comes_back_as_written(value: str) -> None:
    content = set_config(book(), {"PYTHONPATH": value})
    assert as_read(content)["PYTHONPATH"] == value
    assert "f" not in set(_types(content))


def _types(content: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))[CONFIG_SHEET]
    return [cell.data_type for row in sheet.iter_rows() for cell in row]


TEMPLATES = Path(__file__).parents[1] / "workbooks" / "templates"
SHIPPED = sorted(path for path in TEMPLATES.iterdir() if path.suffix in SUFFIXES)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_workbooks_take_the_interpreter_and_stay_whole(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    values = {INTERPRETER_KEY: PYTHON, "PYTHONPATH": "C:\\DeAn06"}
    after = set_config(before, values)
    assert read_config(after) == {**(read_config(before) or {}), **values}
    old, new = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(io.BytesIO(after))
    changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert len(changed) == 1 and changed[0].startswith("xl/worksheets/sheet")
    assert new.read("xl/vbaProject.bin") == old.read("xl/vbaProject.bin")
    written = tmp_path / path.name
    written.write_bytes(after)
    assert [error.description for error in OpenXmlValidator().validate(written).errors] == []
    if path.suffix == ".xlsm":  # the independent reader knows no add-ins
        assert as_read(after)[INTERPRETER_KEY] == PYTHON


def test_both_shipped_workbooks_are_there() -> None:
    assert [path.name for path in SHIPPED] == ["DeAn06.xlam", "TongHop.xlsm"]
