"""The fingerprint: stable against re-saving, sensitive to every locked cell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import FORM_UNITS, BuiltForm
from live_calc import LiveCalc
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from de_an06_xl.form.identity import fingerprint, normal_constant, normal_formula
from de_an06_xl.form.lay_out_form import address_of
from de_an06_xl.form.names import IDENTITY_NAME, META_SHEET
from de_an06_xl.form.rows import day_serial
from de_an06_xl.model.form import FormIdentity

Cell = tuple[str, int, int, object, str]

SAME_FORMULAS = """
=SUM(K7:K15)             | sum( $K$7 : $K$15 )
=IF(A1,TRUE(),FALSE())   | IF(A1,TRUE,FALSE)
=_xlfn.IFERROR(A1,0)     | IFERROR($A1, 0)
=DA06_CAN_DIEN+1         | da06_can_dien + 1
=A1&" a  b "             | $A$1 & " a  b "
"""
OTHER_FORMULAS = """
=A1&"a b"  | =A1&"A B"
=A1&"a b"  | =A1&"a  b"
=SUM(A1)   | =SUM(A2)
=1         | ="1"
"""
SAME_CONSTANTS = [(5, 5.0), (Decimal("5.00"), 5), ("Mức  đạt ", "Mức đạt"), (0.1, Decimal("0.1")), (1e15, 10**15)]


def locked_cells(path: Path) -> list[Cell]:
    """The locked cells of a saved form as another program reads them; dates as day serials."""
    cells: list[Cell] = []
    for sheet in load_workbook(path).worksheets:
        if sheet.title == META_SHEET:
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked or cell.value is None:
                    continue
                value = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
                formula = value if cell.data_type == "f" else ""
                if isinstance(value, dt.datetime):
                    value = day_serial(value.date())
                cells.append((sheet.title, cell.row - 1, cell.column - 1, value, formula))
    return cells


def identities(path: Path) -> set[str]:
    """What the three places of a file say."""
    book = load_workbook(path)
    written = {
        str(book[META_SHEET]["A1"].value),
        book.defined_names[IDENTITY_NAME].attr_text.strip('"'),
    }
    return written | {item.value for item in book.custom_doc_props.props if item.name == IDENTITY_NAME}


@pytest.mark.parametrize("unit", FORM_UNITS)
def test_three_places_agree_and_the_fingerprint_is_that_of_the_file(
    unit: str, built_forms: dict[str, BuiltForm]
) -> None:
    form = built_forms[unit]
    assert identities(form.path) == {str(form.identity)}
    assert FormIdentity.parse(str(form.identity)) == form.identity
    assert fingerprint(locked_cells(form.path)) == form.identity.hash


@pytest.mark.xdist_group("calc")
@pytest.mark.parametrize("unit", FORM_UNITS)
def test_saving_again_in_libreoffice_keeps_the_fingerprint(
    unit: str, built_forms: dict[str, BuiltForm], calc: LiveCalc, tmp_path: Path
) -> None:
    form = built_forms[unit]
    saved = tmp_path / form.path.name
    sheet, address = address_of(form.document, "TT", "TT-05", "value")
    with calc.open(form.path) as book:
        book.type_in(sheet, address, "Lò Thị Mẫu")
        book.save_xlsx(saved)
    assert saved.read_bytes() != form.path.read_bytes()
    assert load_workbook(saved)[sheet][address].value == "Lò Thị Mẫu"
    assert identities(saved) == {str(form.identity)}
    assert fingerprint(locked_cells(saved)) == form.identity.hash


def test_every_locked_cell_counts_and_no_input_does(built_forms: dict[str, BuiltForm]) -> None:
    form = built_forms["XP-02647"]
    cells = locked_cells(form.path)
    for number in range(0, len(cells), 37):
        sheet, row, column, value, formula = cells[number]
        changed = (sheet, row, column, "Sửa", "") if not formula else (sheet, row, column, value, formula + "+1")
        assert fingerprint([*cells[:number], changed, *cells[number + 1 :]]) != form.identity.hash
    assert fingerprint(reversed(cells)) == form.identity.hash
    inputs = {(cell.row, cell.column) for s in form.document.sheets for cell in s.cells if cell.is_input}
    assert inputs


@pytest.mark.parametrize("line", SAME_FORMULAS.strip().splitlines())
def test_one_formula_however_a_program_writes_it(line: str) -> None:
    left, right = (part.strip() for part in line.split("|"))
    assert normal_formula(left) == normal_formula(right)


@pytest.mark.parametrize("line", OTHER_FORMULAS.strip().splitlines())
def test_different_formulas_stay_different(line: str) -> None:
    left, right = (part.strip() for part in line.split("|"))
    assert normal_formula(left) != normal_formula(right)


@pytest.mark.parametrize(("left", "right"), SAME_CONSTANTS)
def test_one_constant_however_a_program_stores_it(left: object, right: object) -> None:
    assert normal_constant(left) == normal_constant(right)


def test_blank_constants_leave_no_trace() -> None:
    cells: list[Cell] = [("A", 0, 0, "x", ""), ("A", 0, 1, None, ""), ("A", 1, 0, "", "")]
    assert fingerprint(cells) == fingerprint(cells[:1])
