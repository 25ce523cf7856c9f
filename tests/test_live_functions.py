"""Worksheet functions in real cells of a running LibreOffice Calc, through the extension as a user installs it.

Every example of every function is worked out twice: with its arguments in cells that are then changed, and as the
formula that HamMau.xlsx offers. Errors are read back as the cell's own error number.
"""

from __future__ import annotations

import zipfile
from itertools import cycle, islice
from pathlib import Path

import pytest
from calc_extension import stop_bridge
from live_calc import LiveBook, LiveCalc
from make_summary import full_month

from de_an06_xl.functions import CellError, call_function
from de_an06_xl.functions.example_cells import Area
from de_an06_xl.functions.model import FunctionFacts
from de_an06_xl.functions.registry import argument_values, expected_value, load_facts
from de_an06_xl.functions.write_example_book import OFF, ON, SAME, SHEET, SWITCH_CELL, WAITING
from de_an06_xl.write_summary import write_summary

pytestmark = pytest.mark.xdist_group("calc")
BOOK = Path(__file__).resolve().parents[1] / "workbooks" / "templates" / "HamMau.xlsx"
PAGE = "Sheet1"
# Arguments begin at A1, one below the other in blocks of this many rows; answers stand far to the right.
_BLOCK_ROWS, _ANSWER_COLUMN = 12, 30


def _shown(value: object) -> object:
    """A value as Calc keeps it: truth values are numbers, a blank an empty text."""
    if isinstance(value, bool):
        return float(value)
    return "" if value is None else value


def _rows(value: object) -> list[list[object]]:
    return [[_shown(cell) for cell in row] for row in value] if isinstance(value, list) else [[_shown(value)]]


def _put(book: LiveBook, number: int, value: object) -> str:
    """The argument laid out in cells (errors as formulas); its address."""
    rows = value if isinstance(value, list) else [[value]]
    area = Area(number * _BLOCK_ROWS, 0, len(rows), len(rows[0]))
    plain = [[None if isinstance(cell, CellError) else _shown(cell) for cell in row] for row in rows]
    book.type_block(PAGE, _address(area), plain)
    for address, cell in zip(area.cells, (cell for row in rows for cell in row), strict=True):
        if isinstance(cell, CellError):
            book.type_formula(PAGE, address, "=NA()" if cell is CellError.NOT_FOUND else "=1/0")
    # An error within a range ends the call in Calc before the add-in is asked (Err:504).
    return area.address if isinstance(value, CellError) else _address(area)


def _address(area: Area) -> str:
    # A range even of one cell: a lone blank cell would be handed over as 0.
    return area.address if ":" in area.address else f"{area.address}:{area.address}"


def _read(book: LiveBook, area: Area) -> list[list[object]]:
    """Values of the answer, with errors by their numbers."""
    values = [list(row) for row in book.block(PAGE, _address(area))]
    by_number = {error.calc_code: error for error in CellError}
    for row in range(area.rows):
        for column in range(area.columns):
            if values[row][column] is None:
                cell = area.cells[row * area.columns + column]
                values[row][column] = by_number[book.error(PAGE, cell)]
    return values


@pytest.mark.parametrize("facts", load_facts(), ids=lambda facts: facts.name)
def test_every_example_in_cells_and_again_after_the_cells_changed(
    facts: FunctionFacts, calc_functions: LiveCalc
) -> None:
    """One formula for all examples with ranges of the same sizes: only its input cells change in between."""
    shapes: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for number, example in enumerate(facts.examples):
        given = [_rows(value) for value in argument_values(example)]
        shapes.setdefault(tuple((len(rows), len(rows[0])) for rows in given), []).append(number)
    for numbers in shapes.values():
        with calc_functions.new() as book:
            formula = ""
            # The first one once more at the end: also back to where it was.
            for number in islice(cycle(numbers), len(numbers) + 1):
                example = facts.examples[number]
                given, expected = argument_values(example), _rows(expected_value(example))
                places = [_put(book, place, value) for place, value in enumerate(given)]
                area = Area(0, _ANSWER_COLUMN, len(expected), len(expected[0]))
                call = f"={facts.name}({';'.join(places)})"
                if call + area.address != formula:
                    book.clear(PAGE, "AA1:AZ60")
                    book.type_array_formula(PAGE, _address(area), call)
                    formula = call + area.address
                in_python = _rows(call_function(facts.name, *given))
                assert _read(book, area) == expected == in_python, example.note


def test_hammau_is_right_in_every_line_once_it_is_switched_on(calc_functions: LiveCalc) -> None:
    with calc_functions.open(BOOK) as book:
        verdicts = [row[11] for row in book.used(SHEET)]
        assert verdicts.count(WAITING) == sum(len(facts.examples) for facts in load_facts())
        book.enter_again(SHEET)
        book.type_in(SHEET, SWITCH_CELL, ON)
        book.calculate()
        verdicts = [row[11] for row in book.used(SHEET)]
        assert verdicts.count(SAME) == sum(len(facts.examples) for facts in load_facts())
        assert set(verdicts[7:]) == {SAME, ""}
        # A wrong expected value would be noticed.
        book.type_in(SHEET, "G9", 81)
        book.type_in(SHEET, "G12", "#NUM!")
        assert [book.value(SHEET, cell) for cell in ("L9", "L12")] == ["Khác", "Khác"]


def test_without_the_add_in_hammau_shows_no_error(calc: LiveCalc, tmp_path: Path) -> None:
    """A copy that calls functions nobody has: as on a machine where nothing is installed, everything recalculated."""
    copy = tmp_path / "HamMau.xlsx"
    with zipfile.ZipFile(BOOK) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b",DA06_", b",KHONG_CO_"))
    with calc.open(copy) as book:
        book.calculate()
        assert book.value(SHEET, SWITCH_CELL) == OFF
        assert book.errors() == []
        assert book.value(SHEET, "D9") == 80
        book.type_in(SHEET, SWITCH_CELL, ON)
        assert book.error(SHEET, "D9") == CellError.NAME.calc_code


def test_a_lone_blank_cell_is_handed_over_as_zero(calc_functions: LiveCalc) -> None:
    """What FUNCTIONS.md warns of: Calc does so with every add-in; a range of one cell stays blank."""
    with calc_functions.new() as book:
        for formula, answer in (
            ('=DA06_DIEM_CT("CT-I.5";"2026-10";A1;100)', 0.0),
            ('=DA06_DIEM_CT("CT-I.5";"2026-10";A1:A1;100)', ""),
            ("=DA06_DONVI(A1)", ""),
            ("=DA06_HAN_NOP(A1)", ""),
        ):
            book.type_formula(PAGE, "C1", formula)
            assert book.value(PAGE, "C1") == answer, formula


def test_an_error_stops_a_sum(calc_functions: LiveCalc) -> None:
    with calc_functions.new() as book:
        book.type_block(PAGE, "A1:A3", [[10], [None], [20]])
        book.type_formula(PAGE, "C1", "=SUM(DA06_TYLE(A1:A3;40))")
        assert book.value(PAGE, "C1") == 75
        book.type_in(PAGE, "A2", "khoảng 5")
        assert book.error(PAGE, "C1") == CellError.VALUE.calc_code


def test_ten_thousand_rows_in_one_call(calc_functions: LiveCalc) -> None:
    with calc_functions.new() as book:
        rows = [[number % 1000, 1000 + number % 7] for number in range(10_000)]
        book.type_block(PAGE, "A1:B10000", rows)
        book.type_array_formula(PAGE, "C1:C10000", '=DA06_DIEM_CT("CT-I.5";"2026-10";A1:A10000;B1:B10000)')
        column = [[float(up)] for up, _ in rows], [[float(whole)] for _, whole in rows]
        assert [list(row) for row in book.block(PAGE, "C1:C10000")] == call_function(
            "DA06_DIEM_CT", "CT-I.5", "2026-10", *column
        )


def test_figures_from_a_summary_file(calc_functions: LiveCalc, tmp_path: Path) -> None:
    """By its path, from a folder named as offices name theirs."""
    folder = tmp_path / "Đề án 06"
    folder.mkdir()
    path = folder / "tổng hợp.xlsx"
    write_summary(full_month(), path)
    with calc_functions.new() as book:
        book.type_in(PAGE, "A1", str(path))
        for formula in ('DA06_THUCHIEN(A1;"CT-I.5")', 'DA06_DIEM(A1;"SN-CAT")', 'DA06_XEPHANG(A1;"SN-CAT")'):
            book.type_formula(PAGE, "C1", f"={formula}")
            name, _, rest = formula.partition("(")
            key = rest.split(";")[1].strip('")')
            assert book.value(PAGE, "C1") == call_function(name, str(path), key) != ""
        book.type_in(PAGE, "A1", str(folder / "khong-co.xlsx"))
        assert book.error(PAGE, "C1") == CellError.NOT_FOUND.calc_code


def test_without_the_product_the_cell_shows_null(calc_functions: LiveCalc) -> None:
    """The bridge's Python is gone; once it is back, so are the answers."""
    settings = calc_functions.addin_settings
    kept = settings.read_text(encoding="utf-8")
    try:
        settings.write_text('{"python": "/khong/co/python"}', encoding="utf-8")
        with calc_functions.new() as book:
            stop_bridge(calc_functions)
            book.type_formula(PAGE, "A1", '=DA06_SO("5")')
            assert book.error(PAGE, "A1") == CellError.NOT_WORKED_OUT.calc_code
            settings.write_text(kept, encoding="utf-8")
            book.calculate()
            assert book.value(PAGE, "A1") == 5
    finally:
        settings.write_text(kept, encoding="utf-8")
