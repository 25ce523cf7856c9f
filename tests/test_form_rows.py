import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from data_copies import cases

from de_an06_xl.form.rows import FormContext, day_serial, form_rows, serial_day, target_of
from de_an06_xl.model.past_values import PastRow, PastValues
from de_an06_xl.run_context import RunContext


def _context(run: RunContext, unit: str, period: str = "2026-10") -> FormContext:
    return run.form_context(run.unit(unit), run.period(period))


# day | number of the 1900 system
SERIALS = """
1900-03-01 | 61
2026-05-11 | 46153
2026-10-31 | 46326
2099-12-31 | 73050
"""


@pytest.mark.parametrize(("day", "serial"), cases(SERIALS))
def test_day_numbers(day: str, serial: str) -> None:
    assert day_serial(dt.date.fromisoformat(day)) == int(serial)
    assert serial_day(int(serial)) == dt.date.fromisoformat(day)


# unit | CT | NV | TC
SIZES = """
XP-02647 | 10 | 11 | 6
SN-CAT   | 31 | 47 | 6
SN-SKHCN | 6  | 29 | 6
SN-SNGV  | 0  | 11 | 6
"""


@pytest.mark.parametrize(("unit", "indicators", "tasks", "duties"), cases(SIZES))
def test_rows_of_each_kind(run: RunContext, unit: str, indicators: str, tasks: str, duties: str) -> None:
    rows = form_rows(_context(run, unit))
    assert list(rows) == ["TT", "CT", "NV", "TC", "KK"]
    assert [len(rows[sheet]) for sheet in ("CT", "NV", "TC")] == [int(indicators), int(tasks), int(duties)]
    assert list(rows["TT"])[:2] == ["TT-01", "TT-02"]
    assert list(rows["TC"]) == ["TC-b", "TC-c", "TC-d", "TC-dd", "TC-e", "TC-g"]


def test_facts_hold_every_locked_column_of_the_layout(run: RunContext) -> None:
    rows = form_rows(_context(run, "SN-CAT"))
    for sheet in run.layout.row_sheets:
        known = {column.code for column in sheet.columns if column.kind == "reference"}
        for row_id, facts in rows[sheet.code].items():
            assert known <= facts.keys(), (sheet.code, row_id)


def test_general_fields_are_given(run: RunContext) -> None:
    rows = form_rows(_context(run, "XP-02647"))["TT"]
    given = {row_id: facts["given"] for row_id, facts in rows.items() if facts["given"] is not None}
    assert given == {
        "TT-01": "XP-02647",
        "TT-02": "Phường Lào Cai",
        "TT-03": "2026-10",
        "TT-04": day_serial(dt.date(2026, 11, 9)),
    }


# indicator | a unit that reports it | year | direction | target
TARGETS = """
CT-I.1  | SN-STP   | 2026 | ≥        | 50
CT-I.1  | SN-STP   | 2029 | ≥        | 50
CT-I.1  | SN-STP   | 2030 | ≥        | 80
CT-V.5  | SN-CAT   | 2026 | ≥        | 70
CT-V.5  | SN-CAT   | 2030 | ≥        | 80
CT-V.9  | SN-CAT   | 2027 | –        | -
CT-V.9  | SN-CAT   | 2030 | ≥        | 50
CT-V.7  | SN-SKHCN | 2030 | phải đạt | Hoàn thành
CT-V.7  | SN-SKHCN | 2026 | –        | -
CT-III.7 | SN-CAT  | 2026 | –        | -
"""


@pytest.mark.parametrize(("indicator", "unit", "year", "direction", "target"), cases(TARGETS))
def test_the_target_of_the_year(
    run: RunContext, indicator: str, unit: str, year: str, direction: str, target: str
) -> None:
    facts = form_rows(_context(run, unit, f"{year}-11"))["CT"][indicator]
    assert facts["direction"] == direction
    shown = facts["target"]
    assert ("-" if shown is None else str(shown)) == target


def test_a_target_set_for_2026_only_is_held_until_2030(run: RunContext) -> None:
    held = [item for item in run.plan.indicators if item.target_2026 and not item.target_2030]
    assert len(held) == 22
    for item in held:
        assert target_of(item, 2028) == target_of(item, 2030) == item.target_2026


def test_a_target_set_for_2030_only_waits(run: RunContext) -> None:
    waiting = [item for item in run.plan.indicators if item.target_2030 and not item.target_2026]
    assert [target_of(item, 2029) for item in waiting] == [None] * 9


def test_deadlines_and_weights_of_tasks(run: RunContext) -> None:
    rows = form_rows(_context(run, "SN-SKHCN"))["NV"]
    assert rows["NV-I.2"]["deadline"] == day_serial(dt.date(2026, 5, 31))
    assert rows["NV-I.2"]["role"] == "Chủ trì"
    assert rows["NV-I.2"]["weight"] == Decimal(1)
    police = form_rows(_context(run, "SN-CAT"))["NV"]
    assert police["NV-I.2"]["role"] == "Phối hợp"
    assert police["NV-I.2"]["weight"] == Decimal("0.4")
    assert police["NV-I.1"]["deadline"] == "Theo chỉ đạo của Trung ương"
    ongoing = [facts for facts in police.values() if facts["deadline_kind"] == "ongoing"]
    assert ongoing
    assert {facts["deadline"] for facts in ongoing} == {"Thường xuyên"}


def test_last_period_is_shown_where_known(run: RunContext) -> None:
    past = PastValues({"CT-I.5": PastRow(Decimal("41.5"), Decimal(40)), "NV-III.2": PastRow("Hoàn thành")})
    rows = form_rows(replace(_context(run, "XP-02647"), past=past))
    indicators, tasks = rows["CT"], rows["NV"]
    assert (indicators["CT-I.5"]["previous"], indicators["CT-I.5"]["last_year"]) == (Decimal("41.5"), Decimal(40))
    assert (indicators["CT-I.6"]["previous"], indicators["CT-I.6"]["last_year"]) == (None, None)
    assert (tasks["NV-III.2"]["previous"], tasks["NV-III.2"]["last_year"]) == ("Hoàn thành", None)


def test_constants_of_the_period(run: RunContext) -> None:
    constants = _context(run, "XP-02647").constants
    assert constants["LAST_DAY"] == 46326
    assert constants["DUE_DATE"] == constants["LAST_DAY"] + 9
    assert serial_day(constants["PROGRAMME_START"]) == dt.date(2026, 5, 11)
    assert serial_day(constants["OWN_PLAN_DUE"]) == dt.date(2026, 6, 6)
    assert constants["LATE_FLOOR"] == Decimal("0.5")
