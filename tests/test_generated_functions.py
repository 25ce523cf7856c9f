"""What is made from the registry of functions says the same everywhere, compared as sets; VBA is ASCII and runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from de_an06_xl.excel import worksheet_functions
from de_an06_xl.excel.answer_cells import ERROR_MARK, answer_cells
from de_an06_xl.functions import CellError, call_function, registry
from de_an06_xl.functions.registry import LONGEST_HELP, argument_values, load_facts
from de_an06_xl.functions.write_functions_doc import functions_document
from de_an06_xl.functions.write_vba_help import LONGEST_LINE, MOST_CONTINUATIONS, argument_help, escaped, vba_help
from de_an06_xl.functions.write_vba_module import vba_module

NAMES = {facts.name for facts in load_facts()}


def test_every_generated_thing_has_exactly_the_functions_of_the_registry() -> None:
    assert set(registry()) == NAMES
    assert {name for name in vars(worksheet_functions) if name.startswith("DA06_")} == NAMES
    assert set(re.findall(r"^Public Function (DA06_\w+)", vba_module(), re.M)) == NAMES
    assert set(re.findall(r'DangKy "(DA06_\w+)"', vba_help())) == NAMES
    assert set(re.findall(r"^## (DA06_\w+)$", functions_document(), re.M)) == NAMES


def test_each_vba_function_hands_over_all_its_arguments_in_order() -> None:
    calls = dict(re.findall(r'= GoiHam\("(\w+)", Array\((.*)\)\)', vba_module()))
    assert {name: len(given.split(", ")) for name, given in calls.items()} == {
        facts.name: len(facts.arguments) for facts in load_facts()
    }
    optional = re.findall(r"Optional ByVal", vba_module())
    assert len(optional) == sum(item.optional for facts in load_facts() for item in facts.arguments)


@pytest.mark.parametrize("text", [vba_module(), vba_help()], ids=["DA06_Ham", "DA06_TroGiup"])
def test_vba_is_ascii_and_within_the_limits_of_the_editor(text: str) -> None:
    assert text.isascii()
    assert "\t" not in text
    assert max(map(len, text.splitlines())) <= LONGEST_LINE
    statements = re.split(r"(?<! _)\n", text)
    assert max(statement.count(" _\n") for statement in statements) <= MOST_CONTINUATIONS


def test_the_help_fits_what_excel_takes() -> None:
    for facts in load_facts():
        assert all(len(text) <= LONGEST_HELP for text in (facts.help, *map(argument_help, facts.arguments)))


def test_the_help_decodes_to_the_registrys_own_words() -> None:
    text = re.sub(r'" _\n\s*& "', "", vba_help())
    decoded = re.sub(r"\\u([0-9A-F]{4})", lambda match: chr(int(match[1], 16)), text).replace('""', '"')
    for facts in load_facts():
        assert f'"{facts.help}"' in decoded, facts.name
        for item in facts.arguments:
            assert f'"{argument_help(item)}"' in decoded, (facts.name, item.name)


def test_escaping_is_undone_by_vba() -> None:
    assert escaped('Đề án "06"') == '\\u0110\\u1EC1 \\u00E1n ""06""'


# ---------------------------------------------------------------- the way through xlwings


def test_every_example_arrives_through_the_module_xlwings_serves() -> None:
    for facts in load_facts():
        for example in facts.examples:
            given = argument_values(example)
            answer = call_function(facts.name, *given)
            rows = answer if isinstance(answer, list) else [[answer]]
            marked = [
                [f"{ERROR_MARK}{v.excel_code}" if isinstance(v, CellError) else "" if v is None else v for v in row]
                for row in rows
            ]
            arrived = getattr(worksheet_functions, facts.name)(*map(_over_com, given))
            assert arrived == marked, (facts.name, example.note)


def _over_com(value: object) -> object:
    """A value as Excel hands it over: ranges as tuples, one row flat, blanks empty, errors as their numbers."""
    if isinstance(value, list):
        rows = tuple(tuple(map(_over_com, row)) for row in value)
        return rows[0] if len(rows) == 1 else rows
    if isinstance(value, CellError):
        return -2146828288 + value.excel_code
    return None if value == "" else value


def test_a_missing_argument_and_money_and_days_arrive_as_they_should() -> None:
    import datetime as dt
    from decimal import Decimal

    assert answer_cells("DA06_TYLE", Decimal("50"), 100, -2147352572) == [[50.0]]
    assert answer_cells("DA06_NGAY", dt.datetime(2026, 11, 5)) == [[46331]]
    assert answer_cells("DA06_SO", object()) == [[f"{ERROR_MARK}2015"]]


def test_whatever_goes_wrong_is_an_error_value(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: object) -> object:
        raise RuntimeError("x")

    monkeypatch.setattr("de_an06_xl.excel.answer_cells.call_function", broken)
    assert answer_cells("DA06_SO", 1) == [[f"{ERROR_MARK}{CellError.NOT_WORKED_OUT.excel_code}"]]
    assert "DA06_SO" in caplog.text


def test_every_error_has_a_number_of_its_own_in_both_programs() -> None:
    assert len({error.excel_code for error in CellError}) == len(CellError)
    assert len({error.calc_code for error in CellError}) == len(CellError)


def test_the_committed_files_are_those_made_now() -> None:
    root = Path(__file__).parents[1]
    assert (root / "macros" / "DA06_Ham.bas").read_bytes().decode("ascii") == vba_module()
    assert (root / "macros" / "DA06_TroGiup.bas").read_bytes().decode("ascii") == vba_help()
