"""TongHop.xlsm and DeAn06.xlam as files: VBA, buttons, ribbon, names, read back by tools that did not write them."""

from __future__ import annotations

import builtins
import importlib.metadata
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings
from macro_package import MacroPackage, without_attributes
from openxml_audit import OpenXmlValidator
from pyvbaanalysis import analyze_loose_files

from de_an06_xl.build_macro_workbooks import ADDIN_FILE, CONTROL_FILE, build_macro_workbooks
from de_an06_xl.build_macro_workbooks.vba_project import vba_project
from de_an06_xl.build_macro_workbooks.vba_sources import SOURCES, addin_modules, control_modules
from de_an06_xl.control_workbook import names
from de_an06_xl.control_workbook.tables import EXTENSIONS, TABLES, TRACKING
from de_an06_xl.control_workbook.words import VBA_SENTENCES
from de_an06_xl.errors import BuildError
from de_an06_xl.run_context import RunContext

FILES = (CONTROL_FILE, ADDIN_FILE)
MODULES = {CONTROL_FILE: control_modules, ADDIN_FILE: addin_modules}
OWN = sorted(SOURCES.glob("DA06_*.bas"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MacroPackage]:
    folder = tmp_path_factory.mktemp("macro-workbooks")
    return {path.name: MacroPackage(path) for path in build_macro_workbooks(folder)}


def test_the_same_sources_give_the_same_bytes(built: dict[str, MacroPackage], tmp_path: Path) -> None:
    for path in build_macro_workbooks(tmp_path):
        assert path.read_bytes() == built[path.name].path.read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_the_file_format_standard_has_nothing_against_it(name: str, built: dict[str, MacroPackage]) -> None:
    assert [error.description for error in OpenXmlValidator().validate(built[name].path).errors] == []


@pytest.mark.parametrize("name", FILES)
def test_two_readers_find_the_vba_that_was_written(name: str, built: dict[str, MacroPackage]) -> None:
    sources = {module: without_attributes(text) for module, text in MODULES[name]().items()}
    package = built[name]
    documents = package.by_olevba.keys() - sources.keys()
    assert {module: package.by_olevba[module] for module in sources} == sources
    assert {module: package.by_pyopenvba[module] for module in sources} == sources
    assert documents == package.code_names
    assert all(package.by_pyopenvba[document] == "" for document in documents)


@pytest.mark.parametrize("name", FILES)
def test_code_names_match_sheet_by_sheet(name: str, built: dict[str, MacroPackage]) -> None:
    assert len(built[name].code_names) == built[name].sheet_count + 1
    assert "ThisWorkbook" in built[name].code_names


def test_each_button_has_its_sub(built: dict[str, MacroPackage]) -> None:
    package = built[CONTROL_FILE]
    assert {button.macro for button in names.BUTTONS} <= set(package.button_macros)
    assert set(package.button_macros) <= package.procedures
    assert [button.caption for button in names.BUTTONS] == [c for c in package.button_captions if "…" not in c]
    assert built[ADDIN_FILE].button_macros == []


def test_each_ribbon_button_has_its_sub_and_its_words(built: dict[str, MacroPackage]) -> None:
    package = built[ADDIN_FILE]
    ribbon = package.ribbon
    space = {"r": "http://schemas.microsoft.com/office/2006/01/customui"}
    assert ribbon.xpath("string(//r:tab/@label)", namespaces=space) == "Đề án 06"
    buttons = ribbon.xpath("//r:button", namespaces=space)
    assert [button.get("label") for button in buttons] == [
        *("Kiểm tra biểu mẫu này", "Tự chấm điểm", "Tổng hợp", "Tạo biểu mẫu", "Tự kiểm tra máy", "Trợ giúp hàm")
    ]
    assert {button.get("onAction") for button in buttons} <= package.procedures
    assert len({button.get("id") for button in buttons}) == len(buttons)
    assert b"customUI/customUI.xml" in package.parts["_rels/.rels"]
    assert b"sheet.macroEnabled" not in package.parts["[Content_Types].xml"]
    assert b"addin.macroEnabled" in package.parts["[Content_Types].xml"]
    assert "customUI/customUI.xml" not in built[CONTROL_FILE].parts


def test_every_source_belongs_to_a_workbook_and_is_ascii() -> None:
    used = {*control_modules(), *addin_modules()}
    assert {path.stem for path in SOURCES.glob("*.bas")} == used
    for path in SOURCES.iterdir():
        assert path.read_bytes().isascii(), path.name


def test_our_modules_are_clean_for_the_linter() -> None:
    problems = analyze_loose_files([*OWN, SOURCES / "xlwings.bas"])
    found = [
        f"{module}: {problem.message}"
        for module, items in dict(problems).items()
        if Path(str(module)).stem != "xlwings"
        for problem in items
    ]
    assert found == []


def test_the_linter_would_see_a_fault(tmp_path: Path) -> None:
    bad = tmp_path / "DA06_Sai.bas"
    bad.write_text('Attribute VB_Name = "DA06_Sai"\nOption Explicit\nPublic Sub A()\n    khongCo = 1\nEnd Sub\n')
    assert any(items for items in dict(analyze_loose_files([bad])).values())


def test_xlwings_bas_is_the_installed_one_with_its_licence() -> None:
    vendored = (SOURCES / "xlwings.bas").read_text(encoding="ascii")
    installed = (Path(xlwings.__file__).parent / "xlwings.bas").read_text(encoding="ascii")
    assert vendored == installed
    pinned = re.search(r'"xlwings==([\d.]+)"', (SOURCES.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert pinned
    assert f'XLWINGS_VERSION As String = "{pinned[1]}"' in vendored
    assert importlib.metadata.version("xlwings") == pinned[1]
    assert "BSD 3-clause" in vendored
    assert "BSD 3-clause" in (SOURCES / "xlwings-LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_the_pro_edition_is_shipped_or_reached(name: str, built: dict[str, MacroPackage]) -> None:
    """xlwings.bas names the PRO package in one branch, taken only for sheets called ``….py`` with a licence key."""
    package = built[name]
    mentions = {module for module, code in package.by_olevba.items() if "xlwings.pro" in code}
    assert mentions <= {"xlwings"}
    assert [module for module in package.by_olevba if module in ("License", "Remote", "WebClient", "WebHelpers")] == []
    workbook = package.cells()
    assert [title for title in workbook.sheetnames if title.endswith(".py")] == []
    keys = [row[0].value for row in workbook[names.CONFIG_SHEET].iter_rows() if row[0].value]
    assert not [key for key in keys if "LICENSE" in str(key).upper()]


@pytest.mark.parametrize("name", FILES)
def test_sentences_and_settings_stand_where_vba_looks(name: str, built: dict[str, MacroPackage]) -> None:
    workbook = built[name].cells()
    for code, sentence in VBA_SENTENCES.items():
        assert _named(workbook, f"{names.SENTENCE_PREFIX}{code}").value == sentence
    read = "".join((SOURCES / f"{module}.bas").read_text() for module in MODULES[name]() if module != "xlwings")
    for wanted in re.findall(r'DA06_O\("(\w+)"\)', read):
        assert wanted in workbook.defined_names or wanted.endswith("_"), wanted
    for code in re.findall(r'DA06_Cau\("(\w+)"', read):
        assert code in VBA_SENTENCES
    config = workbook[names.CONFIG_SHEET]
    assert [row[0].value for row in config.iter_rows()] == [key for key, _, _ in names.CONFIG]
    assert config["A1"].value == names.INTERPRETER_KEY
    assert config["B1"].value is None
    assert (config.sheet_state, workbook[names.ERROR_SHEET].sheet_state) == ("hidden", "veryHidden")


def test_the_control_workbook_has_its_tables_lists_and_validations(
    built: dict[str, MacroPackage], run: RunContext
) -> None:
    workbook = built[CONTROL_FILE].cells()
    assert workbook.sheetnames[:4] == [names.CONTROL_SHEET, *(table.sheet for table in TABLES)]
    for table in TABLES:
        assert [cell.value for cell in workbook[table.sheet][4] if cell.value] == [c.header for c in table.columns]
    tracking = workbook[TRACKING.sheet]
    assert [row[1].value for row in tracking.iter_rows(min_row=5, max_row=124)] == [u.code for u in run.plan.units]
    kinds = {str(rule.sqref): rule.type for rule in workbook[EXTENSIONS.sheet].data_validations.dataValidation}
    assert sorted(kinds.values()) == ["date", "list", "list", "textLength", "textLength"]
    assert [rule.type for rule in tracking.data_validations.dataValidation] == ["date"]
    period = workbook[names.CONTROL_SHEET].data_validations.dataValidation
    assert any(rule.type == "list" and rule.formula1 == names.PERIOD_LIST for rule in period)
    months = [cell.value for (cell,) in workbook[names.LISTS_SHEET]["C2:C57"]]
    assert (months[0], months[-1]) == ("2026-05", "2030-12")


def test_without_the_engineers_tool_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("pyopenvba"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(BuildError, match="Chưa cài pyOpenVBA"):
        vba_project(["Sheet1"], {})


def test_a_source_with_other_letters_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for path in SOURCES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "DA06_GoiPython.bas").write_text("' Tổng hợp\n", encoding="utf-8")
    monkeypatch.setattr("de_an06_xl.build_macro_workbooks.vba_sources.SOURCES", tmp_path)
    with pytest.raises(BuildError, match="ngoài bảng ASCII"):
        control_modules()
    (tmp_path / "DA06_GoiPython.bas").unlink()
    with pytest.raises(BuildError, match="Không thấy"):
        control_modules()


def _named(workbook: openpyxl.Workbook, name: str) -> Any:
    sheet, cell = next(workbook.defined_names[name].destinations)
    return workbook[sheet][cell]
