"""Warnings: targets missed at the present pace, deadlines near, units late three months running; worked out by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from data_copies import cases
from hypothesis import given
from hypothesis import strategies as st
from make_summary import LAYOUT, full_month
from stored_months import MORNING

from de_an06_xl.errors import DataError
from de_an06_xl.history import open_store
from de_an06_xl.load_warnings import load_warnings
from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.model.summary import Summary
from de_an06_xl.model.warning import Warnings
from de_an06_xl.read_month_figures import read_month_figures
from de_an06_xl.to_json.summary import summary_json
from de_an06_xl.warn_ahead import monthly_pace, warn_ahead

WHOLE = full_month()
INDICATOR, UNIT = "CT-I.5", "XP-02647"


def summary(actual: str | None = None, *, direction: str = "≥", target: str = "80", state: str = "on_time") -> Summary:
    """October with one indicator and one unit as said."""
    (indicator,) = [one for one in WHOLE.indicators if one.id == INDICATOR]
    (unit,) = [one for one in WHOLE.units if one.unit == UNIT]
    figure = None if actual is None else Fraction(actual)
    return replace(
        WHOLE,
        indicators=(replace(indicator, actual=figure, target=Decimal(target), direction=direction),),
        units=(replace(unit, state=state),),
    )


def earlier(period: str, actual: str | None = None, state: str = "on_time") -> MonthFigures:
    data = summary_json(summary(actual, state=state))
    return read_month_figures({**data, "period": period})


def warned(current: Summary, *months: MonthFigures, shape: str = "ratio") -> Warnings:
    return warn_ahead(current, months, {INDICATOR: shape}, load_warnings())


# direction | target | shape | months before … now (October) | expected at the end of the year, "-" for no warning
@pytest.mark.parametrize(
    ("direction", "target", "shape", "figures", "expected"),
    cases(
        """
        ≥ | 80  | ratio     | 60 62 64       | 68
        ≥ | 68  | ratio     | 60 62 64       | -
        ≥ | 80  | ratio     | 62 64          | -
        ≥ | 80  | ratio     | 60 60 60       | 60
        ≥ | 80  | ratio     | 60 61 99 63    | 65
        ≥ | 80  | ratio     | 90 85 81       | 72
        ≥ | 100 | ratio     | 90 94 98       | -
        ≥ | 12  | count     | 5 6 7          | 9
        ≥ | 5   | count     | 9 6 3          | 0
        ≥ | 10  | reduction | -10 -12 -14    | -18
        ≤ | 30  | ratio     | 20 24 28       | 36
        ≤ | 30  | ratio     | 44 40 36       | -
        ≤ | 30  | ratio     | 40 39 38       | 36
        phải đạt | 30 | ratio | 10 10 10     | -
        – | 30  | ratio     | 10 10 10       | -
        """
    ),
)
def test_a_target_that_will_be_missed(direction: str, target: str, shape: str, figures: str, expected: str) -> None:
    *before, now = figures.split()
    months = [earlier(f"2026-{10 - len(before) + i:02d}", figure) for i, figure in enumerate(before)]
    found = warned(summary(now, direction=direction, target=target), *reversed(months), shape=shape).indicators
    assert [one.expected for one in found] == ([] if expected == "-" else [Fraction(expected)])
    if found:
        assert (found[0].id, found[0].months, found[0].actual) == (INDICATOR, len(before) + 1, Fraction(now))


def test_only_the_months_of_the_year_make_the_pace() -> None:
    months = [earlier("2025-11", "90"), earlier("2025-12", "95"), earlier("2026-09", "60")]
    assert warned(summary("62"), *months).indicators == ()
    (found,) = warned(summary("62"), *months, earlier("2026-08", "58")).indicators
    assert (found.pace, found.months) == (2, 3)


def test_a_month_without_a_figure_is_no_point_and_later_months_do_not_count() -> None:
    months = [earlier("2026-07", "56"), earlier("2026-08", None), earlier("2026-09", "60")]
    (found,) = warned(summary("62"), *months, earlier("2026-11", "99")).indicators
    assert (found.pace, found.expected, found.months) == (2, 66, 3)
    assert warned(summary(None), *months).indicators == ()


@given(st.lists(st.integers(-50, 50), min_size=3, max_size=8), st.integers(-9, 9), st.integers(-9, 9))
def test_the_pace_of_a_straight_line_is_its_slope_whatever_one_month_says(
    noise: list[int], slope: int, start: int
) -> None:
    line = [(month, Fraction(start + slope * month)) for month in range(1, len(noise) + 1)]
    assert monthly_pace(line) == slope
    if len(line) >= 5:
        odd = [*line[:2], (3, line[2][1] + noise[0]), *line[3:]]
        assert monthly_pace(odd) == slope


@pytest.mark.parametrize(
    ("states", "months"),
    cases(
        """
        late late late                  | 3
        missing late missing            | 3
        missing missing missing late    | 4
        late late                       | -
        late on_time late               | -
        late late late on_time          | -
        late not_due late late          | -
        on_time late late late          | 3
        """
    ),
)
def test_units_late_three_months_running(states: str, months: str) -> None:
    *before, now = states.split()
    known = [earlier(f"2026-{10 - len(before) + i:02d}", state=state) for i, state in enumerate(before)]
    found = warned(summary(state=now), *known).units
    assert [one.months for one in found] == ([] if months == "-" else [int(months)])


def test_a_month_that_is_not_known_ends_the_row() -> None:
    known = [earlier(f"2026-{month:02d}", state="late") for month in (6, 7, 9)]
    assert warned(summary(state="late"), *known).units == ()
    over_the_year = [earlier(period, state="late") for period in ("2025-11", "2025-12")]
    january = replace(summary(state="late"), period="2026-01")
    assert [one.months for one in warned(january, *over_the_year).units] == [3]


def test_tasks_due_soon_the_nearest_first() -> None:
    assert warned(WHOLE).tasks == ()
    november = replace(WHOLE, last_day=dt.date(2026, 11, 30))
    found = warned(november).tasks
    due = [task.id for task in WHOLE.tasks if task.deadline == dt.date(2026, 12, 31)]
    assert {one.id for one in found} <= set(due)
    assert len(found) >= 2
    assert [one.deadline for one in found] == sorted(one.deadline for one in found)
    assert all(one.days_left == 31 and 0 < one.open_units <= one.units for one in found)


def test_warnings_in_json() -> None:
    found = warned(summary("64", state="late"), *[earlier(f"2026-{m:02d}", str(44 + 2 * m), "late") for m in (8, 9)])
    data = summary_json(replace(WHOLE, warnings=found))["warnings"]
    assert data["known_months"] == 2
    assert data["indicators"] == [
        {"id": INDICATOR, "direction": "≥", "target": 80, "actual": 64, "pace": 2, "expected": 68, "months": 3}
    ]
    assert data["units"] == [{"unit": UNIT, "months": 3, "states": ["late", "late", "late"]}]
    assert len(data["tasks"]) == len(found.tasks)


def test_months_come_from_the_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db", create=True) as store:
        for month in (8, 9):
            past = replace(summary(str(44 + 2 * month)), period=f"2026-{month:02d}", files=())
            store.append_month(past, LAYOUT, MORNING)
        months = [read_month_figures(one) for one in store.months_before("2026-10")]
    (found,) = warned(summary("64"), *months).indicators
    assert found.expected == 68


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pace_months = { value = 2, ref = 'x' }\nlate_months = { value = 3, ref = 'x' }", "pace_months"),
        ("pace_months = { value = 3, ref = 'x' }\nlate_months = { value = 2.5, ref = 'x' }", "late_months"),
        ("pace_months = { value = 3, ref = 'x' }", "late_months"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "warnings.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=says):
        load_warnings(tmp_path / "warnings.toml")


def test_every_threshold_is_marked_as_proposed() -> None:
    rules = load_warnings()
    assert all("đề xuất" in number.ref for number in (rules.pace_months, rules.late_months))
