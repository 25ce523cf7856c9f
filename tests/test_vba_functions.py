"""The generated VBA run headless: true errors out of marked answers, #NULL! without Python, help texts decoded."""

from __future__ import annotations

import pytest
from pyopenvba.interpreter import Interpreter, VBAErrorValue

from de_an06_xl.excel.answer_cells import ERROR_MARK
from de_an06_xl.functions import CellError
from de_an06_xl.functions.registry import load_facts
from de_an06_xl.functions.write_vba_help import argument_help, escaped, vba_help
from de_an06_xl.functions.write_vba_module import vba_module

# xlwings without a Python behind it, and doors to what the modules keep private.
_NO_PYTHON = 'Function XLPy() As Object\n    Err.Raise 1000, , "no Python"\nEnd Function\n'
_DOORS = """
Public Function ThuMot(ByVal giaTri As Variant) As Variant
    ThuMot = VoiLoiThat(giaTri)
End Function
Public Function ThuDong() As Variant
    ThuDong = VoiLoiThat(Array(1.5, "abc", Chr$(1) & "2042"))
End Function
Public Function ThuBang() As Variant
    Dim bang(1 To 2, 1 To 2) As Variant
    bang(1, 1) = 5
    bang(1, 2) = ""
    bang(2, 1) = "#N/A"
    bang(2, 2) = Chr$(1) & "2015"
    ThuBang = VoiLoiThat(bang)
End Function
"""
_HELP_DOOR = "\nPublic Function ThuGiaiMa(ByVal chu As String) As String\n    ThuGiaiMa = GiaiMa(chu)\nEnd Function\n"


@pytest.fixture(scope="module")
def vba() -> Interpreter:
    interpreter = Interpreter()
    interpreter.add_module(_NO_PYTHON, name="xlwings")
    interpreter.add_module(vba_module() + _DOORS, name="DA06_Ham")
    interpreter.add_module(vba_help() + _HELP_DOOR, name="DA06_TroGiup")
    return interpreter


@pytest.mark.parametrize("error", CellError)
def test_a_marked_answer_is_a_true_error(error: CellError, vba: Interpreter) -> None:
    found = vba.run("ThuMot", [f"{ERROR_MARK}{error.excel_code}"])
    assert isinstance(found, VBAErrorValue)
    assert found.number == error.excel_code


@pytest.mark.parametrize("value", ["abc", "", "#N/A", 2.5, True])
def test_everything_else_stays_as_it_is(value: object, vba: Interpreter) -> None:
    assert vba.run("ThuMot", [value]) == value


def test_rows_and_tables_keep_their_shape(vba: Interpreter) -> None:
    assert [_plain(cell) for cell in vba.run("ThuDong", []).elements()] == [1.5, "abc", 2042]
    table = vba.run("ThuBang", [])
    cells = [[_plain(table.get([row, column])) for column in (1, 2)] for row in (1, 2)]
    assert cells == [[5, ""], ["#N/A", 2015]]


def _plain(value: object) -> object:
    return value.number if isinstance(value, VBAErrorValue) else value


@pytest.mark.parametrize("facts", load_facts(), ids=lambda facts: facts.name)
def test_without_python_every_function_is_null(facts: object, vba: Interpreter) -> None:
    required = [1 for argument in facts.arguments if not argument.optional]
    assert vba.run(facts.name, required).number == CellError.NOT_WORKED_OUT.excel_code


def test_help_texts_come_out_as_they_were_written(vba: Interpreter) -> None:
    for facts in load_facts():
        for text in (facts.help, *map(argument_help, facts.arguments)):
            assert vba.run("ThuGiaiMa", [escaped(text).replace('""', '"')]) == text
