"""The committed templates are those the product builds today; regenerate with ``da06`` or build_templates."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from form_package import FormPackage
from openxml_audit import OpenXmlValidator

from de_an06_xl.build_templates import COMMUNE, DEPARTMENT, build_templates, with_every_row, with_unit
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.parse_submission import parse_submission
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext

COMMITTED = Path(__file__).parent.parent / "workbooks" / "templates"
NAMES = ("BM-01_xa-phuong.xlsx", "BM-01_so-nganh.xlsx")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates") / "new"
    assert [path.name for path in build_templates(folder)] == list(NAMES)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_committed_template_is_current(name: str, built: Path) -> None:
    """Part by part: the packing of a ZIP may differ between zlib versions, its parts may not."""
    with zipfile.ZipFile(built / name) as new, zipfile.ZipFile(COMMITTED / name) as old:
        assert new.namelist() == old.namelist()
        for part in new.namelist():
            same = new.read(part) == old.read(part)
            assert same, f"{name}: {part} đã khác; chạy lại build_templates(workbooks/templates)"


def test_nothing_else_stands_among_the_templates() -> None:
    others = ["HamMau.xlsx"]
    assert sorted(path.name for path in COMMITTED.glob("*.xlsx")) == sorted([*NAMES, *others])


def test_department_template_has_every_row_of_the_plan(built: Path, run: RunContext) -> None:
    sheets = FormPackage(built / "BM-01_so-nganh.xlsx").sheets
    codes = {cell.value for name in ("Chỉ tiêu", "Nhiệm vụ") for cell in sheets[name].cells.values()}
    assert {item.id for item in run.plan.indicators} | {task.id for task in run.plan.tasks} <= codes
    roles = [cell.value for cell in sheets["Nhiệm vụ"].cells.values() if cell.value in ("Chủ trì", "Phối hợp")]
    assert roles == ["Chủ trì"] * len(run.plan.tasks)


def test_commune_template_has_the_rows_of_a_commune(built: Path, run: RunContext) -> None:
    commune = next(unit for unit in run.plan.units if unit.group == "commune" and not unit.named_in_plan)
    sheets = FormPackage(built / "BM-01_xa-phuong.xlsx").sheets
    rows = [item.id for item in run.plan.indicators_of(commune)] + [task.id for task, _ in run.plan.tasks_of(commune)]
    found = [cell.value for name in ("Chỉ tiêu", "Nhiệm vụ") for cell in sheets[name].cells.values()]
    assert [value for value in found if value in rows] == rows


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_sound_and_never_a_return(name: str, run: RunContext) -> None:
    path = COMMITTED / name
    assert OpenXmlValidator().validate(str(path)).errors == []
    grid = read_cells(open_workbook(path), None)
    parsed = parse_submission(grid, name, run.layout, run.context_of)
    assert parsed.submission is None
    assert [finding.code for finding in parsed.findings] == ["F134"]


def test_placeholder_units_are_found_in_the_widened_plan_only(run: RunContext) -> None:
    assert run.plan.unit_by_code
    for widen, unit in ((with_unit, COMMUNE), (with_every_row, DEPARTMENT)):
        assert widen(run.plan, unit).unit_by_code[unit.code] == unit
        assert unit.code not in run.plan.unit_by_code
