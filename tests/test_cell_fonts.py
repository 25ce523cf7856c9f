"""Text in old fonts is found by the font of its cell and asked about, with what it may mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_files import write_form
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from de_an06_xl.check_submission import check_submission
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.parse_submission import parse_submission
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext
from de_an06_xl.workbook_file.cell_fonts import legacy_font_cells

TASKS = "Nhiệm vụ"


def findings_of(folder: Path, run: RunContext, cells: dict[str, tuple[object, str]]) -> list[Finding]:
    """Reading and checking a form with text in given fonts, ``address → (value, font)`` on the sheet Nhiệm vụ."""

    def edit(book: Workbook) -> None:
        for address, (value, font) in cells.items():
            book[TASKS][address] = value
            book[TASKS][address].font = Font(name=font)

    context = run.form_context(run.unit("XP-02647"), run.period("2026-10"))
    opened = open_workbook(write_form(folder, context, run.layout, edit=edit))
    assert isinstance(opened, SafeWorkbook)
    grid = read_cells(opened)
    parsed = parse_submission(grid, "a.xlsx", run.layout, run.context_of)
    assert parsed.submission is not None
    checked = check_submission(parsed.submission, context, run.layout)
    return [finding for finding in (*parsed.findings, *checked) if finding.sheet == TASKS and finding.cell in cells]


def result_cell(run: RunContext) -> str:
    index = [column.code for column in run.layout.sheet_by_code["NV"].columns].index("result")
    return f"{chr(65 + index)}8"


@pytest.mark.parametrize(
    ("font", "typed", "meant"),
    [
        (".VnTime", "§· ban hµnh kÕ ho¹ch, h\u00adíng dÉn c¸c th«n", "Đã ban hành kế hoạch, hướng dẫn các thôn"),
        (".VnTimeH", "kÕ ho¹ch", "KẾ HOẠCH"),
        ("VNI-Times", "Ñaõ ban haønh keá hoaïch", "Đã ban hành kế hoạch"),
    ],
)
def test_old_text_is_an_error_with_what_it_may_mean(
    font: str, typed: str, meant: str, tmp_path: Path, run: RunContext
) -> None:
    cell = result_cell(run)
    (finding,) = findings_of(tmp_path, run, {cell: (typed, font)})
    assert (finding.code, finding.severity, finding.cell) == ("C240", Severity.ERROR, cell)
    assert f"có phải là “{meant}”?" in finding.message
    assert font in finding.message


@pytest.mark.parametrize("value", ["Đã ban hành kế hoạch", "Ke hoach 125", 12])
def test_the_font_alone_is_no_fault(value: object, tmp_path: Path, run: RunContext) -> None:
    assert findings_of(tmp_path, run, {result_cell(run): (value, ".VnTime")}) == []


def test_without_the_font_only_the_content_can_tell(tmp_path: Path, run: RunContext) -> None:
    cell = result_cell(run)
    (finding,) = findings_of(tmp_path, run, {cell: ("§· ban hµnh kÕ ho¹ch tuyªn truyÒn", "Arial")})
    assert finding.code == "C233"


def test_personal_data_is_masked_in_the_guess_too(tmp_path: Path, run: RunContext) -> None:
    findings = findings_of(tmp_path, run, {result_cell(run): ("ThÎ sè 010199000012 cña d©n", ".VnTime")})
    assert "C240" in [finding.code for finding in findings]
    assert "010199000012" not in str(findings)


def test_only_text_cells_in_such_a_font_are_named(tmp_path: Path, run: RunContext) -> None:
    def edit(book: Workbook) -> None:
        for address, value in (("B30", "chữ"), ("B31", 5), ("B32", None)):
            book[TASKS][address] = value
            book[TASKS][address].font = Font(name="VNI-Times")
        book[TASKS]["B33"] = "chữ khác"

    context = run.form_context(run.unit("XP-02647"), run.period("2026-10"))
    plain = write_form(tmp_path, context, run.layout)
    assert legacy_font_cells(plain.read_bytes()) == {}
    content = write_form(tmp_path, context, run.layout, edit=edit).read_bytes()
    found = {sheet: cells for sheet, cells in legacy_font_cells(content).items() if cells}
    assert found == {TASKS: {"B30": "VNI-Times"}}
