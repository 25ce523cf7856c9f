"""Worksheet functions in Python: every example, ranges in and out, blanks, errors; sources of figures."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from de_an06_xl.errors import DataError
from de_an06_xl.form.rows import day_serial
from de_an06_xl.functions import CellError, call_function, registry
from de_an06_xl.functions.in_force import PLAN_VARIABLE, look_again
from de_an06_xl.functions.model import Example, FunctionFacts
from de_an06_xl.functions.register import worksheet_function
from de_an06_xl.functions.registry import argument_values, expected_value, load_facts
from de_an06_xl.run_context import RunContext

NA, VALUE, NUM, DIV0 = CellError.NOT_FOUND, CellError.VALUE, CellError.NUMBER, CellError.DIVISION
EXAMPLES = [(facts, example) for facts in load_facts() for example in facts.examples]


@pytest.mark.parametrize(("facts", "example"), EXAMPLES, ids=[f"{f.name}-{e.note[:30]}" for f, e in EXAMPLES])
def test_every_example_gives_what_it_says(facts: FunctionFacts, example: Example) -> None:
    assert call_function(facts.name, *argument_values(example)) == expected_value(example)


def test_the_promised_functions_are_there() -> None:
    promised = "MUCTIEU TYLE DIEM_CT DIEM_NV TRANGTHAI_NV XEPLOAI HAN_NOP DONVI SO NGAY CO_PII KIEMTRA GIAITHICH"
    looked_up = "THUCHIEN DIEM XEPHANG"
    assert set(registry()) == {f"DA06_{name}" for name in f"{promised} {looked_up}".split()}


def test_each_function_shows_an_error_and_a_range() -> None:
    for facts in load_facts():
        assert any(example.shows_error for example in facts.examples), facts.name
        assert any("[[" in str(example.args) or "@" in str(example.args) for example in facts.examples), facts.name


# name | arguments | answer
CALLS = (
    # one row and one column make a block
    ("DA06_TYLE", ([[1, 2, 4]], [[4], [8]]), [[25, 50, 100], [12.5, 25, 50]]),
    ("DA06_TYLE", ([[1, 2], [3, 4]], [[4], [4], [4]]), VALUE),
    ("DA06_TYLE", ([], 4), []),
    # a blank is a blank, an error stays that error
    ("DA06_TYLE", (None, 5), ""),
    ("DA06_TYLE", ("  ", 5), ""),
    ("DA06_TYLE", (CellError.REFERENCE, 5), CellError.REFERENCE),
    ("DA06_TYLE", ([[1], [CellError.DIVISION]], 5), [[20], [DIV0]]),
    ("DA06_TYLE", (True, 5), VALUE),
    ("DA06_TYLE", (float("nan"), 5), NUM),
    ("DA06_TYLE", (1e300, 5), NUM),
    ("DA06_TYLE", (0.1, 0.3), 100 / 3),
    ("DA06_TYLE", (1, 2, "mức giảm"), 50),
    ("DA06_TYLE", (3, 2, "Mức giảm"), -50),
    ("DA06_TYLE", (1, 2, "Số lượng"), VALUE),
    ("DA06_TYLE", (1, -2), NUM),
    ("DA06_TYLE", ("1.234", 5000), NUM),
    ("DA06_TYLE", (1, 2, None, 4), VALUE),
    # points: what the row lacks, its states
    ("DA06_DIEM_CT", ("ct–i.5", "10/2026", 80, 100), 10),
    ("DA06_DIEM_CT", ("CT-I.5", dt.date(2026, 10, 8).toordinal() - 693594, 80, 100), 10),
    ("DA06_DIEM_CT", ("CT-I.5", "2026-10"), ""),
    ("DA06_DIEM_CT", ("CT-I.5", "2026-10", 5, None), ""),
    ("DA06_DIEM_CT", ("CT-I.5", "2026-10", 5, -1), NUM),
    ("DA06_DIEM_CT", ("CT-I.5", "2026-10", 0, 7), 0),
    ("DA06_DIEM_CT", ("CT-I.5", "2026-10", 5, 7, "Chưa có số liệu"), ""),
    ("DA06_DIEM_CT", ("CT-I.5", "2026-10", 5, 7, "CÓ SỐ LIỆU"), 8.93),
    ("DA06_DIEM_CT", ("CT-I.5", "2026-10", 5, 0, "có số liệu"), DIV0),
    ("DA06_DIEM_CT", ("CT-I.8", "2026-10", 5, 7), ""),
    ("DA06_DIEM_CT", ("CT-V.7", "2030-10", None, None, None, "Chưa đạt"), 0),
    ("DA06_DIEM_CT", ("CT-V.7", "2030-10", None, None, None, "Xong"), VALUE),
    ("DA06_DIEM_CT", ("CT-I.5", "2026-13", 5, 7), NUM),
    ("DA06_DIEM_CT", (5, "2026-10", 5, 7), VALUE),
    # the exact tie that nested decimals break: 8,625 is 8,63
    ("DA06_DIEM_CT", ("CT-I.5", "2026-10", 69, 100), 8.63),
    ("DA06_DIEM_NV", ("NV-I.3", "2026-10", "Đang triển khai", "nhiều"), VALUE),
    ("DA06_DIEM_NV", ("NV-I.3", "2026-10", "Hoàn thành"), 0),
    ("DA06_DIEM_NV", ("NV-I.3", "2026-10", ""), ""),
    ("DA06_DIEM_NV", ("NV-I.3", "2026-10", "Tạm dừng", None, None, None, None, "Chờ kinh phí."), ""),
    ("DA06_TRANGTHAI_NV", ("NV-I.2", "2026-10", "Hoàn thành", "30/05/2026"), "Hoàn thành"),
    ("DA06_TRANGTHAI_NV", ("NV-I.2", "2026-10", "Hoàn thành", "hôm qua"), VALUE),
    ("DA06_XEPLOAI", (90.0000000001, "2026-10"), "Hoàn thành xuất sắc"),
    ("DA06_XEPLOAI", (95, "2026-10", None, 69.9), "Chưa đủ dữ liệu"),
    ("DA06_XEPLOAI", (-1, "2026-10"), NUM),
    ("DA06_HAN_NOP", (0,), NUM),
    ("DA06_HAN_NOP", (None,), ""),
    ("DA06_DONVI", ("Bảo Hà",), "XP-02989"),
    ("DA06_DONVI", ("XP-99999",), NA),
    ("DA06_DONVI", ("Công an tỉnh", "Tỉnh"), VALUE),
    ("DA06_SO", (None,), ""),
    ("DA06_SO", (True,), VALUE),
    ("DA06_SO", ("1e3",), VALUE),
    ("DA06_NGAY", ("8/10",), VALUE),
    ("DA06_NGAY", (46326.75,), 46326),
    ("DA06_CO_PII", (900000012,), False),
    ("DA06_KIEMTRA", ("", "2026-10", "SN-CAT"), VALUE),
    ("DA06_KIEMTRA", ([["x"]], [["2026-10"], ["2026-11"]], "SN-CAT"), VALUE),
    ("DA06_KIEMTRA", ([["x"]], "2026-10", "SN-CAT"), VALUE),
    ("DA06_KIEMTRA", ([["x", "y"]], "2026-10", "Xã Không Có"), NA),
    ("DA06_KIEMTRA", ([["x", "y"]], "2026-10", ""), ""),
    ("DA06_THUCHIEN", ("tong-hop.xlsx", "CT-I.5"), VALUE),
    ("DA06_THUCHIEN", ("/khong/co/tong-hop.xlsx", "CT-I.5"), NA),
    ("DA06_THUCHIEN", ("", "CT-I.5"), ""),
    ("DA06_THUCHIEN", (5, "CT-I.5"), VALUE),
    ("DA06_KHONGCO", (1,), CellError.NAME),
)


@pytest.mark.parametrize(("name", "given", "answer"), CALLS, ids=[f"{name}{given}"[:60] for name, given, _ in CALLS])
def test_calls(name: str, given: tuple[object, ...], answer: object) -> None:
    assert call_function(name, *given) == answer


def test_an_ambiguous_name_is_a_number_error(run: RunContext) -> None:
    from de_an06_xl.find_unit import find_unit
    from de_an06_xl.load_old_units import load_old_units

    names = {old.old_name.partition(" ")[2] for old in load_old_units()}
    ambiguous = next(name for name in sorted(names) if find_unit(name, run.plan).how == "ambiguous")
    assert call_function("DA06_DONVI", ambiguous) is NUM


@settings(deadline=None)
@given(
    numerators=st.lists(st.integers(0, 10**6), min_size=1, max_size=20),
    denominator=st.integers(1, 10**6),
    code=st.sampled_from(["CT-I.5", "CT-I.10", "CT-IV.4", "CT-V.9"]),
)
def test_a_range_gives_what_its_cells_give_one_by_one(numerators: list[int], denominator: int, code: str) -> None:
    column = [[float(number)] for number in numerators]
    together = call_function("DA06_DIEM_CT", code, "2026-10", column, float(denominator))
    alone = [[call_function("DA06_DIEM_CT", code, "2026-10", number, denominator)] for (number,) in column]
    assert together == alone
    points = [cell for (cell,) in alone if isinstance(cell, float)]
    assert all(0 <= value <= 10 for value in points)


@settings(deadline=None)
@given(numerator=st.decimals(0, 1000, places=3), denominator=st.decimals(1, 1000, places=2))
def test_the_points_are_those_of_the_form(numerator: object, denominator: object) -> None:
    """The same row through the product's own scoring of a return."""
    from decimal import Decimal

    from de_an06_xl.form.rows import indicator_facts
    from de_an06_xl.functions.in_force import run_in_force
    from de_an06_xl.model.submission import Entry, Row
    from de_an06_xl.score_submission.indicators import score_indicator

    indicator = run_in_force().plan.indicator_by_id["CT-I.5"]
    values = {"state": "Có số liệu", "numerator": Decimal(numerator), "denominator": Decimal(denominator)}
    row = Row("CT-I.5", "CT", indicator_facts(indicator, 2026), {key: Entry(key, v) for key, v in values.items()})
    expected = score_indicator(row).points
    answer = call_function("DA06_DIEM_CT", "CT-I.5", "2026-10", float(numerator), float(denominator))
    assert answer == (NUM if expected is None else float(expected))


# ---------------------------------------------------------------- a form and its range


def test_the_range_of_a_whole_form_finds_what_the_command_finds(run: RunContext) -> None:
    """Sheet Nhiệm vụ of a filled form: the same codes, rows and columns as the check of the return."""
    from de_an06_xl.form.rows import form_rows
    from de_an06_xl.functions.form_block import filled_block
    from de_an06_xl.functions.model import SampleTable

    rows = list(form_rows(run.form_context(run.unit("SN-SNGV"), run.period("2026-10")))["NV"])
    entries = {row: {"state": "Đang triển khai", "progress_pct": 140} for row in rows[:2]}
    table = SampleTable(id="t", title="t", sheet="NV", unit="SN-SNGV", period="2026-10", entries=entries)
    block = filled_block(table)
    found = call_function("DA06_KIEMTRA", block, "2026-10", "Sở Ngoại vụ")
    assert isinstance(found, list)
    assert ["C206", "lỗi", rows[1], "Tiến độ (%)"] in [line[:4] for line in found]
    assert {line[2] for line in found[1:]} >= set(rows[2:])
    # An error value in the range is told as such.
    block[2][block[0].index("Tiến độ (%)")] = CellError.DIVISION
    again = call_function("DA06_KIEMTRA", block, "2026-10", "Sở Ngoại vụ")
    assert "#DIV/0!" in [line[4] for line in again]


def test_a_range_without_rows_or_columns_says_so(run: RunContext) -> None:
    from de_an06_xl.functions.registry import table_block

    block = [row[:-4] for row in table_block("to_chuc_dung")]
    codes = [line[0] for line in call_function("DA06_KIEMTRA", block, "2026-10", "SN-SNGV")]
    assert "F145" in codes
    short = [line[0] for line in call_function("DA06_KIEMTRA", table_block("to_chuc_dung")[:3], "2026-10", "SN-SNGV")]
    assert "F150" in short


# ---------------------------------------------------------------- the plan in force


def test_the_offices_own_plan_is_used_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from de_an06_xl.plan_workbook.write_plan_workbook import write_plan_workbook

    assert call_function("DA06_MUCTIEU", "CT-I.5", 2026) == 80
    path = tmp_path / "ke-hoach.xlsx"
    write_plan_workbook(look_again(), path)
    monkeypatch.setenv(PLAN_VARIABLE, str(path))
    assert call_function("DA06_MUCTIEU", "CT-I.5", 2026) == 80
    monkeypatch.delenv(PLAN_VARIABLE)
    assert call_function("DA06_HAN_NOP", "2026-10") == day_serial(dt.date(2026, 11, 9))


def test_a_function_has_one_python_only() -> None:
    registry()
    with pytest.raises(DataError, match="DA06_SO"):
        worksheet_function("DA06_SO")(lambda o: o)


def test_numbers_are_exact() -> None:
    from de_an06_xl.functions.read_argument import read_number

    assert read_number(0.1) == Fraction(1, 10)
    assert read_number("85,5 %") == Fraction(171, 2)
