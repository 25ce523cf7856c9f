"""What differs between two months, and that each reason is one the two summaries show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published_months import published, side

from de_an06_xl.compare_months import compare_months
from de_an06_xl.model.comparison import Change, Comparison, Reason, Side
from de_an06_xl.read_month_figures import read_month_figures

UNIT = "XP-02647"
FILE = f"BM-01_2026-10_{UNIT}.xlsx"
NEW_SHA = "ab" * 32


def changed(edits: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Comparison:
    return compare_months(side(before), side(edits, "bản 2"))


def unit_change(result: Comparison, code: str = UNIT) -> Any:
    return next(unit for unit in result.units if unit.unit == code)


def test_equal_months_differ_in_nothing() -> None:
    result = changed({})
    assert result.same
    assert result.restated


def test_a_replaced_return_explains_the_unit_and_the_figures_it_moved() -> None:
    month = read_month_figures(published())
    part = next(
        item for item in month.indicator_by_id["CT-I.5"].contributions if (item.unit, item.level) == (UNIT, "commune")
    )
    own = f"indicators/CT-I.5/contributions/{UNIT}"
    edits = {
        f"files/{FILE}/sha256": NEW_SHA,
        f"units/{UNIT}/score": 12.5,
        "indicators/CT-I.5/commune_numerator": 1,
        f"{own}/actual": 1.5,
        f"{own}/numerator": 3,
    }
    result = changed(edits)
    unit = unit_change(result)
    old_sha = month.file_by_name[FILE].sha256
    assert unit.reasons == (Reason("return_replaced", UNIT, old_sha, NEW_SHA),)
    (indicator,) = result.indicators
    assert [change.name for change in indicator.changes] == ["commune_numerator"]
    assert indicator.reasons == (Reason("own_figure", UNIT, part.actual, Decimal("1.5"), "commune", "return_replaced"),)
    assert result.tasks == ()


# what is written over in the second version | the reasons given for the unit
UNIT_CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({f"units/{UNIT}/score": 1, f"files/{FILE}/sha256": NEW_SHA}, ["return_replaced"]),
    ({f"units/{UNIT}/score": None, f"files/{FILE}/outcome": "rejected"}, ["return_withdrawn"]),
    ({f"units/{UNIT}/state": "late", f"units/{UNIT}/received": "2026-11-15"}, ["received"]),
    ({f"units/{UNIT}/state": "late", f"units/{UNIT}/due_date": "2026-11-15"}, ["extension"]),
    ({f"units/{UNIT}/score": 1, "policy": "DTT/v2"}, ["policy"]),
    ({f"units/{UNIT}/score": 1, "plan": "KH/2", "form_version": "BM-01 9"}, ["plan", "form_version"]),
    ({f"units/{UNIT}/score": 1, "due_date": "2026-11-20", "as_of": "2026-11-21"}, ["due_date", "as_of"]),
    ({f"units/{UNIT}/rank": 99}, ["other_units"]),
    ({f"units/{UNIT}/score": 1}, ["unknown"]),
    ({f"units/{UNIT}/components/CT": 1}, ["unknown"]),
    ({f"files/{FILE}/sha256": NEW_SHA}, ["return_replaced"]),
]


@pytest.mark.parametrize(("edits", "kinds"), UNIT_CASES)
def test_reasons_of_a_unit(edits: dict[str, Any], kinds: list[str]) -> None:
    assert [reason.kind for reason in unit_change(changed(edits)).reasons] == kinds


def test_changes_carry_both_values_and_their_difference() -> None:
    old = read_month_figures(published()).unit_by_code[UNIT]
    unit = unit_change(changed({f"units/{UNIT}/score": 12.5, f"units/{UNIT}/band": "Không hoàn thành"}))
    assert unit.changes == (
        Change("score", old.score, Decimal("12.5")),
        Change("band", old.band, "Không hoàn thành"),
    )
    assert unit.changes[0].difference == Decimal("12.5") - (old.score or 0)
    assert unit.changes[1].difference is None


def test_rows_that_moved() -> None:
    before = {f"units/{UNIT}/rows": {"CT-I.5": 8, "CT-I.6": 10, "NV-I.5": None}}
    after = {f"units/{UNIT}/rows": {"CT-I.5": 9.5, "CT-I.6": 10, "NV-I.5": 4, "TC-b": 1}}
    unit = unit_change(changed(after, before))
    assert [(row.name, row.old, row.new) for row in unit.rows] == [
        ("CT-I.5", Decimal(8), Decimal("9.5")),
        ("NV-I.5", None, Decimal(4)),
        ("TC-b", None, Decimal(1)),
    ]


@pytest.mark.parametrize(
    ("first", "second", "where"), [({f"units/{UNIT}": ...}, {}, "new"), ({}, {f"units/{UNIT}": ...}, "old")]
)
def test_a_unit_that_only_one_plan_has(first: dict[str, Any], second: dict[str, Any], where: str) -> None:
    result = changed({**second, "plan": "KH/2"}, first)
    unit = unit_change(result)
    assert unit.only_in == where
    assert [reason.kind for reason in unit.reasons] == ["plan"]
    assert result.names[UNIT]


INDICATOR_CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({"indicators/CT-I.1/target": 60, "plan": "KH/2"}, ["plan", "target"]),
    ({"indicators/CT-I.1/target": 60, "indicators/CT-I.1/status": "not_reached"}, ["target"]),
    ({"indicators/CT-I.1/actual": 3}, ["unknown"]),
    ({"indicators/CT-I.1/actual": 3, "policy": "DTT/v2"}, ["policy"]),
    ({"indicators/CT-I.1/actual": 3, "indicators/CT-I.1/contributions": []}, ["no_detail"]),
    ({"indicators/CT-I.1/actual_from": "SN-SYT"}, ["other_source"]),
]


@pytest.mark.parametrize(("edits", "kinds"), INDICATOR_CASES)
def test_reasons_of_an_indicator(edits: dict[str, Any], kinds: list[str]) -> None:
    (indicator,) = changed(edits).indicators
    assert [reason.kind for reason in indicator.reasons] == kinds


def test_monitors_come_first_and_big_moves_before_small_ones() -> None:
    def parts(one: float, two: float, three: float, monitor: float) -> list[dict[str, Any]]:
        values = {"XP-02647": one, "XP-02671": two, "XP-02680": three}
        return [
            {"unit": "SN-CAT", "level": "monitor", "actual": monitor, "numerator": 1, "denominator": 2},
            *(
                {"unit": unit, "level": "commune", "actual": value, "numerator": 1, "denominator": 2}
                for unit, value in values.items()
            ),
        ]

    before = {"indicators/CT-I.5/contributions": parts(10, 20, 30, 40)}
    after = {"indicators/CT-I.5/contributions": parts(11, 28, 30, 40.5), "indicators/CT-I.5/commune_numerator": 7}
    (indicator,) = changed(after, before).indicators
    assert [reason.unit for reason in indicator.reasons] == ["SN-CAT", "XP-02671", "XP-02647"]


def test_tasks_tell_who_moved_and_why() -> None:
    month = read_month_figures(published())
    task = next(item for item in month.tasks if UNIT in item.standings and item.deadline)
    one = next(unit for unit in task.standings if unit != UNIT)
    standings = dict(task.standings)
    before = {
        f"tasks/{task.id}/standings": {**standings, UNIT: "in_progress", one: "not_started"},
        f"tasks/{task.id}/deadline": "2026-10-15",
        "last_day": "2026-09-30",
        "period": "2026-09",
    }
    after = {
        f"tasks/{task.id}/standings": {**standings, UNIT: "overdue", one: "done"},
        f"tasks/{task.id}/deadline": "2026-10-15",
    }
    result = changed(after, before)
    change = next(item for item in result.tasks if item.id == task.id)
    moves = {move.unit: (move.old, move.new, move.because) for move in change.moves}
    assert moves[UNIT] == ("in_progress", "overdue", "deadline_passed")
    assert moves[one][:2] == ("not_started", "done")
    assert moves[one][2] in ("next_return", "unknown")
    assert Reason("deadline_passed", "", None, dt.date(2026, 10, 15)) in change.reasons
    assert not result.restated


def test_a_task_given_to_another_unit() -> None:
    month = read_month_figures(published())
    task = next(item for item in month.tasks if UNIT in item.standings)
    without = {unit: standing for unit, standing in task.standings.items() if unit != UNIT}
    result = changed({f"tasks/{task.id}/standings": without, f"tasks/{task.id}/units": len(without), "plan": "KH/2"})
    (change,) = result.tasks
    assert [(move.unit, move.new, move.because) for move in change.moves] == [(UNIT, None, "assignment")]
    assert [reason.kind for reason in change.reasons] == ["plan"]


def test_the_next_month_explains_by_its_returns_and_not_by_dates() -> None:
    after = {"period": "2026-11", "due_date": "2026-12-09", "as_of": "2026-12-10", f"units/{UNIT}/score": 1}
    result = changed(after)
    assert result.rules == ()
    assert [reason.kind for reason in unit_change(result).reasons] == ["next_return"]


def test_a_month_of_the_first_release_invents_no_change() -> None:
    """What 0.1 did not publish is unknown, which is not a difference."""
    data = published()
    keys = {
        "units": ("unit", "name", "state", "score", "band", "components"),
        "tasks": ("id", "units", "done", "done_late", "in_progress", "overdue", "not_started", "waiting"),
        "files": ("file", "sha256", "unit", "outcome", "reason", "codes"),
    }
    for table, kept in keys.items():
        data[table] = [{key: item[key] for key in kept} for item in data[table]]
    for item in data["indicators"]:
        del item["fallback"], item["contributions"]
    for key in ("plan", "form_version", "last_day", "due_date", "as_of", "corrections", "warnings"):
        del data[key]
    old = Side("0.1", read_month_figures(data))
    assert compare_months(old, side()).same
    result = compare_months(old, side({f"units/{UNIT}/score": 1, "indicators/CT-I.5/commune_actual": 1}))
    assert [unit.unit for unit in result.units] == [UNIT]
    assert [reason.kind for reason in result.indicators[0].reasons] == ["no_detail"]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_score_changes_is_told_once_and_both_ways(data: st.DataObject) -> None:
    """Every edited unit and no other is told; swapped sides give the opposite difference."""
    codes = [unit["unit"] for unit in published()["units"] if unit["score"] is not None]
    chosen = data.draw(st.lists(st.sampled_from(codes), unique=True, max_size=6))
    scores = {code: data.draw(st.decimals(0, 100, places=2)) for code in chosen}
    month = read_month_figures(published())
    edits = {f"units/{code}/score": float(score) for code, score in scores.items()}
    there, back = compare_months(side(), side(edits)), compare_months(side(edits), side())
    expected = [unit.unit for unit in month.units if unit.unit in scores and unit.score != scores[unit.unit]]
    assert [unit.unit for unit in there.units] == [unit.unit for unit in back.units] == expected
    for one, other in zip(there.units, back.units, strict=True):
        assert one.changes[0].difference == -(other.changes[0].difference or 0)
