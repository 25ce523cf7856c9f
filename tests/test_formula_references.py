"""References in formulas: found where spreadsheets find them, moved as they move them."""

from __future__ import annotations

import pytest
from conftest import FORM_UNITS, BuiltForm
from openpyxl.formula.translate import Translator

from de_an06_xl.form.references import Area, shift_formula, split_formula
from de_an06_xl.model.cells import cell_address

# formula | the references in it
FOUND = """
SUM(K7:K15)                             | K7:K15
'Chỉ tiêu'!$K$9+A1                      | 'Chỉ tiêu'!$K$9 A1
_meta!$A$3&B2                           | _meta!$A$3 B2
'Có ''nháy'''!C4                        | 'Có ''nháy'''!C4
IF($B7>C$2,"B7",DA06_LAST_DAY)          | $B7 C$2
LOG10(A1)+DA06_TB_C202                  | A1
"K9 ""B2"" "&TRUE                       |
SUMPRODUCT(--(TRIM($A$1:$B$2)<>""))     | $A$1:$B$2
1E5+A1.5                                |
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_finds_references_and_nothing_else(line: str) -> None:
    formula, expected = (part.strip() for part in line.rpartition("|")[::2])
    assert " ".join(str(part) for part in split_formula(formula) if isinstance(part, Area)) == expected
    assert "".join(map(str, split_formula(formula))) == formula


def test_the_plain_name_of_a_sheet() -> None:
    parts = [part for part in split_formula("'Có ''nháy'''!C4+B1") if isinstance(part, Area)]
    assert [part.sheet for part in parts] == ["Có 'nháy'", ""]


def test_a_reference_moved_off_the_sheet_is_lost() -> None:
    assert shift_formula("A1+B$1", -1, 0) == "#REF!+B$1"


@pytest.mark.parametrize("unit", FORM_UNITS)
def test_moves_every_formula_of_the_form_as_another_library_does(unit: str, built_forms: dict[str, BuiltForm]) -> None:
    compared = 0
    for sheet in built_forms[unit].document.sheets:
        for cell in sheet.cells[::3]:
            if cell.formula:
                there = cell_address(cell.row + 4, cell.column + 2)
                moved = Translator(cell.formula, cell_address(cell.row, cell.column)).translate_formula(there)
                assert shift_formula(cell.formula, 4, 2) == moved
                compared += 1
    assert compared > 50
