import datetime as dt

import pytest
from data_copies import cases

from de_an06_xl.errors import PeriodError
from de_an06_xl.load_plan import load_plan
from de_an06_xl.model.plan import Plan
from de_an06_xl.reporting_period import reporting_period


def _plan(**changes: object) -> Plan:
    plan = load_plan()
    return plan.model_copy(update={"reporting": plan.reporting.model_copy(update=changes)})


# period | first day | last day | due
MONTHS = """
2026-05 | 2026-05-01 | 2026-05-31 | 2026-06-09
2026-10 | 2026-10-01 | 2026-10-31 | 2026-11-09
2026-11 | 2026-11-01 | 2026-11-30 | 2026-12-09
2026-12 | 2026-12-01 | 2026-12-31 | 2027-01-09
2027-02 | 2027-02-01 | 2027-02-28 | 2027-03-09
2028-02 | 2028-02-01 | 2028-02-29 | 2028-03-09
2030-12 | 2030-12-01 | 2030-12-31 | 2031-01-09
"""


@pytest.mark.parametrize(("text", "first", "last", "due"), cases(MONTHS))
def test_calendar_months(text: str, first: str, last: str, due: str) -> None:
    period = reporting_period(f" {text} ", load_plan())
    assert period.id == text
    assert [str(period.first_day), str(period.last_day), str(period.due_date)] == [first, last, due]


# period | first day | last day | due: the days of Nghị định 09/2019/NĐ-CP
MID_MONTHS = """
2026-10 | 2026-09-15 | 2026-10-14 | 2026-11-09
2027-01 | 2026-12-15 | 2027-01-14 | 2027-02-09
2028-03 | 2028-02-15 | 2028-03-14 | 2028-04-09
"""


@pytest.mark.parametrize(("text", "first", "last", "due"), cases(MID_MONTHS))
def test_periods_from_mid_month(text: str, first: str, last: str, due: str) -> None:
    period = reporting_period(text, _plan(period_kind="mid_month"))
    assert [str(period.first_day), str(period.last_day), str(period.due_date)] == [first, last, due]


# period | due day | due, moved to the next working day
MOVED = """
2026-10 | 9 | 2026-11-09
2026-09 | 10 | 2026-10-12
2026-08 | 1 | 2026-09-03
2026-12 | 1 | 2027-01-04
"""


@pytest.mark.parametrize(("text", "day", "due"), cases(MOVED))
def test_a_due_date_leaves_weekends_and_holidays_only_when_told(text: str, day: str, due: str) -> None:
    moved = reporting_period(text, _plan(due_day=int(day), move_due_off_holidays=True))
    assert str(moved.due_date) == due
    kept = reporting_period(text, _plan(due_day=int(day), move_due_off_holidays=False))
    assert kept.due_date.day == int(day)


def test_a_weekend_day_that_is_worked_may_be_due() -> None:
    plan = _plan(due_day=10, move_due_off_holidays=True)
    saturday = {"date": dt.date(2026, 10, 10), "kind": "workday", "name": "Làm bù"}
    worked = plan.model_copy(update={"holidays": (type(plan.holidays[0])(**saturday),)})
    assert reporting_period("2026-09", worked).due_date == dt.date(2026, 10, 10)


def test_due_in_the_same_month_or_two_later() -> None:
    assert reporting_period("2026-12", _plan(due_month_offset=0)).due_date == dt.date(2026, 12, 9)
    assert reporting_period("2026-11", _plan(due_month_offset=2)).due_date == dt.date(2027, 1, 9)


@pytest.mark.parametrize(
    "text", ["", "2026", "10/2026", "2026-13", "2026-00", "2026-1", "2026-10-01", "tháng 10", "２０２６-10x", "20261-0"]
)
def test_text_that_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="không phải là một tháng"):
        reporting_period(text, load_plan())


@pytest.mark.parametrize("text", ["2026-04", "2025-12", "2031-01", "1999-05"])
def test_months_outside_the_plan_are_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="nằm ngoài thời gian"):
        reporting_period(text, load_plan())


def test_label_and_year() -> None:
    period = reporting_period("2027-01", _plan(period_kind="mid_month"))
    assert period.label_vi == "Tháng 1/2027"
    assert period.year == 2027
