"""The province's figures: each indicator from its monitor, beside the communes' sum; each task by where units stand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from consolidated_records import COMMUNES, data, day, indicator_of, row, task_of
from make_submission import make_submission
from make_summary import LAYOUT, PLAN, POLICY, full_month, make_return, make_score, summarise

from de_an06_xl.consolidate import consolidate
from de_an06_xl.consolidate.tasks import task_records
from de_an06_xl.digest_return import digest_return
from de_an06_xl.form.rows import FormContext, day_serial
from de_an06_xl.model.submission import EntryValue
from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.reporting_period import reporting_period

# ------------------------------------------------------------------ indicators

# indicator (kind of target), monitor's numerator and denominator → exact figure, status
FIGURES = """
CT-I.1   | 1   | 2     | 50     | reached      # ≥ 50, exactly
CT-I.1   | 1   | 3     | 100/3  | not_reached
CT-I.1   | 499999999999 | 1000000000000 | 499999999999/10000000000 | not_reached
CT-I.1   | 3   | 2     | -      | no_data      # a share above 1 is no figure
CT-I.1   | 1   | 0     | -      | no_data
CT-I.1   | -1  | 2     | -      | no_data
CT-I.1   | 1   | -     | -      | no_data
CT-I.10  | 3   | 10    | 30     | reached      # ≤ 30
CT-I.10  | 31  | 100   | 31     | not_reached
CT-V.5   | 30  | 100   | 70     | reached      # reduction ≥ 70
CT-V.5   | 301 | 1000  | 699/10 | not_reached
CT-V.5   | 200 | 100   | -100   | not_reached  # it grew
CT-II.9  | 1   | 2     | 50     | no_target
"""


@pytest.mark.parametrize("line", FIGURES.strip().splitlines())
def test_indicator_figure(line: str) -> None:
    code, numerator, denominator, actual, status = (cell.strip() for cell in line.partition("#")[0].split("|"))
    monitor = PLAN.indicator_by_id[code].monitors[0]
    entries = data(code, numerator, None if denominator == "-" else denominator)
    item = indicator_of(summarise([make_return(monitor, entries)]), code)
    assert item.status == status
    if actual == "-":
        assert (item.actual, item.actual_from, item.numerator, item.denominator) == (None, None, None, None)
    else:
        assert (item.actual, item.actual_from, item.fallback) == (Fraction(actual), monitor, False)
        assert (item.numerator, item.denominator) == (Fraction(numerator), Fraction(denominator))


@pytest.mark.parametrize("state", ["Không phát sinh", "Không áp dụng", "Chưa có số liệu", "Khác", None])
def test_figures_count_only_under_the_state_with_data(state: str | None) -> None:
    entries = row("CT-I.1", state=state, numerator=Decimal(1), denominator=Decimal(2))
    assert indicator_of(summarise([make_return("SN-STP", entries)]), "CT-I.1").actual is None


def test_counts_and_words() -> None:
    counted = PLAN.indicator_by_id["CT-V.3"]
    target = counted.target_2026
    assert target and target.value
    summary = summarise([make_return(counted.monitors[0], data("CT-V.3", str(target.value)))])
    item = indicator_of(summary, "CT-V.3")
    assert (item.actual, item.denominator, item.status) == (Fraction(target.value), None, "reached")
    worded = PLAN.indicator_by_id["CT-IV.5"]
    entries = row("CT-IV.5", state="Có số liệu", qualitative="Chưa đạt")
    item = indicator_of(summarise([make_return(worded.monitors[0], entries)]), "CT-IV.5")
    assert (item.actual, item.numerator) == ("Chưa đạt", None)


def test_qualitative_target_of_2030() -> None:
    period = reporting_period("2030-03", PLAN)
    monitor = PLAN.indicator_by_id["CT-IV.5"].monitors[0]
    context = FormContext(PLAN, POLICY, period, PLAN.unit_by_code[monitor])
    statuses = []
    for word in ("Đạt", "Hoàn thành", "Chưa hoàn thành"):
        submission = make_submission(context, LAYOUT, row("CT-IV.5", state="Có số liệu", qualitative=word))
        checked = CheckedReturn("a.xlsx", "0", submission, (), make_score(monitor, "1", "x"))
        item = indicator_of(
            consolidate([digest_return(checked, context, LAYOUT)], [], PLAN, POLICY, period, LAYOUT, {}, None),
            "CT-IV.5",
        )
        statuses.append(item.status)
    assert (statuses, item.target) == (["reached", "reached", "not_reached"], "Đảm bảo")


def test_second_monitor_stands_in_and_is_never_added() -> None:
    first, second = PLAN.indicator_by_id["CT-I.1"].monitors
    other = make_return(second, data("CT-I.1", "9", "10"))
    item = indicator_of(summarise([other]), "CT-I.1")
    assert (item.actual, item.actual_from, item.fallback) == (90, second, True)
    unusable = make_return(first, data("CT-I.1", "3", "2"))
    assert indicator_of(summarise([unusable, other]), "CT-I.1").actual_from == second
    both = indicator_of(summarise([make_return(first, data("CT-I.1", "1", "10")), other]), "CT-I.1")
    assert (both.actual, both.numerator, both.actual_from, both.fallback) == (10, 1, first, False)


def test_communes_are_summed_not_averaged() -> None:
    returns = [
        make_return(COMMUNES[0], data("CT-I.5", "1", "3")),
        make_return(COMMUNES[1], data("CT-I.5", "90", "100")),
        make_return(COMMUNES[2], data("CT-I.5", "5", "0")),
        make_return(COMMUNES[3], row("CT-I.5", state="Không phát sinh", explanation="chưa có")),
    ]
    item = indicator_of(summarise(returns), "CT-I.5")
    assert (item.commune_numerator, item.commune_denominator) == (91, 103)
    assert item.commune_actual == Fraction(9100, 103)
    assert (item.commune_reported, item.commune_expected) == (2, 99)
    # The communes' sum never stands in for the monitor.
    assert (item.actual, item.status) == (None, "no_data")


def test_commune_columns_are_empty_where_communes_do_not_report() -> None:
    item = indicator_of(full_month(), "CT-I.1")
    assert (item.commune_actual, item.commune_numerator, item.commune_denominator) == (None, None, None)
    assert (item.commune_reported, item.commune_expected) == (0, 0)


# ------------------------------------------------------------------ tasks

# task (its deadline), state, completion date → the count the unit is in
STANDINGS = """
NV-I.2 (31/05/2026) | Hoàn thành      | 31/05/2026 | done
NV-I.2              | Hoàn thành      | 01/06/2026 | done_late
NV-I.2              | Hoàn thành      | -          | done
NV-I.2              | Đang triển khai | -          | overdue
NV-I.2              | Chưa triển khai | -          | overdue
NV-I.2              | Tạm dừng        | -          | waiting
NV-I.2              | Chờ hướng dẫn   | -          | waiting
NV-I.2              | linh tinh       | -          | no_answer
NV-I.2              | -               | 31/05/2026 | no_answer
NV-I.3 (31/12/2026) | Đang triển khai | -          | in_progress
NV-I.3              | Chưa triển khai | -          | not_started
NV-I.4 (ongoing)    | Đang triển khai | -          | in_progress
"""


@pytest.mark.parametrize("line", STANDINGS.strip().splitlines())
def test_task_standing(line: str) -> None:
    task, state, completed, count = (cell.strip() for cell in line.split("|"))
    code = task.partition(" ")[0]
    entries: dict[tuple[str, str, str], EntryValue] = {}
    if state != "-":
        entries["NV", code, "state"] = state
    completion = day(completed)
    if completion:
        entries["NV", code, "completion_date"] = day_serial(completion)
    record = task_of(summarise([make_return("SN-CAT", entries)]), code)
    counts = {
        name: getattr(record, name)
        for name in ("done", "done_late", "in_progress", "overdue", "not_started", "waiting", "no_answer")
    }
    expected = dict.fromkeys(counts, 0) | {"no_answer": record.units - 1}
    expected[count] += 1
    assert counts == expected
    assert record.overdue_units == (("SN-CAT",) if count == "overdue" else ())


def test_task_units_are_the_assigned_ones() -> None:
    summary = full_month()
    for record in summary.tasks:
        assigned = [unit for unit in PLAN.units if record.id in {task.id for task, _ in PLAN.tasks_of(unit)}]
        assert record.units == len(assigned)
        assert record.units == (
            record.done
            + record.done_late
            + record.in_progress
            + record.overdue
            + record.not_started
            + record.waiting
            + record.no_answer
        )


def test_deadline_day_itself_is_not_overdue() -> None:
    task = next(task for task in PLAN.tasks if task.deadline.date and task.deadline.date.month == 12)
    assert task.deadline.date
    unit = next(unit for unit in PLAN.units if task.id in {item.id for item, _ in PLAN.tasks_of(unit)})
    checked = make_return(unit.code, {("NV", task.id, "state"): "Đang triển khai"})
    period = reporting_period(f"{task.deadline.date:%Y-%m}", PLAN)
    of_unit = digest_return(checked, FormContext(PLAN, POLICY, period, unit), LAYOUT)
    record = next(item for item in task_records({unit.code: of_unit}, PLAN, period.last_day) if item.id == task.id)
    assert (record.overdue, record.in_progress) == (0, 1)
