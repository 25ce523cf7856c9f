"""When a report is due, who got longer, and that every unit stands in exactly one state on every output."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from command_line import da06
from data_copies import cases
from invented_province import province_book, write_province
from province_month import write_returns

from de_an06_xl.merge_extensions import merge_extensions
from de_an06_xl.model.plan import Extension, Holiday, Plan
from de_an06_xl.model.summary import CheckedReturn, Receipt
from de_an06_xl.pipeline import FileTask, consolidate_folder, process_file
from de_an06_xl.plan_workbook.records import PlanBook
from de_an06_xl.plan_workbook.write_plan_workbook import write_plan_workbook
from de_an06_xl.reporting_period import reporting_period
from de_an06_xl.run_context import RunContext, load_run
from de_an06_xl.to_json.summary import summary_json
from de_an06_xl.write_summary import write_summary

PERIOD = "2026-10"

# Tết of the year of the Goat and days swapped around it, as a province would enter them (made up).
TET = """
2027-02-04 | holiday | Nghỉ Tết Nguyên đán
2027-02-05 | holiday | Nghỉ Tết Nguyên đán
2027-02-08 | holiday | Nghỉ Tết Nguyên đán
2027-02-09 | holiday | Nghỉ Tết Nguyên đán
2027-02-10 | holiday | Nghỉ Tết Nguyên đán
2027-02-20 | workday | Làm bù Tết
2027-04-30 | holiday | Ngày Giải phóng miền Nam
2027-05-03 | holiday | Nghỉ bù
2027-05-08 | workday | Làm bù
"""


def _plan(**reporting: object) -> Plan:
    plan = province_book().plan
    holidays = tuple(
        Holiday.model_validate({"date": dt.date.fromisoformat(day), "kind": kind, "name": name})
        for day, kind, name in cases(TET)
    )
    rules = plan.reporting.model_copy(update={"move_due_off_holidays": True, **reporting})
    return plan.model_copy(update={"reporting": rules, "holidays": holidays})


# period | due day | moved to | why
MOVED = """
2027-01 | 4  | 2027-02-11 | Tết, with the weekend in its middle
2027-01 | 6  | 2027-02-11 | a Saturday within Tết
2027-01 | 12 | 2027-02-12 | an ordinary Friday
2027-01 | 13 | 2027-02-15 | an ordinary Saturday
2027-01 | 20 | 2027-02-20 | a Saturday that is worked
2027-01 | 21 | 2027-02-22 | the Sunday after it is not
2027-04 | 1  | 2027-05-04 | Saturday, Sunday, then a day off in lieu
2027-04 | 8  | 2027-05-08 | a swapped Saturday
2027-04 | 9  | 2027-05-10 | the Sunday after it
2027-03 | 28 | 2027-04-28 | a working day stays
"""


@pytest.mark.parametrize(("period", "day", "due", "why"), cases(MOVED))
def test_a_due_date_leaves_tet_weekends_and_days_in_lieu(period: str, day: str, due: str, why: str) -> None:
    assert str(reporting_period(period, _plan(due_day=int(day))).due_date) == due, why
    kept = reporting_period(period, _plan(due_day=int(day), move_due_off_holidays=False))
    assert kept.due_date.day == int(day)


# kind | due day | months after | period | first day | last day | due
CONFIGURED = """
calendar_month | 5  | 1 | 2026-12 | 2026-12-01 | 2026-12-31 | 2027-01-05
mid_month      | 16 | 0 | 2026-12 | 2026-11-15 | 2026-12-14 | 2026-12-16
mid_month      | 20 | 0 | 2027-01 | 2026-12-15 | 2027-01-14 | 2027-01-20
calendar_month | 10 | 2 | 2026-12 | 2026-12-01 | 2026-12-31 | 2027-02-11
"""


@pytest.mark.parametrize(("kind", "day", "months", "period", "first", "last", "due"), cases(CONFIGURED))
def test_days_come_from_the_workbook(
    tmp_path: Path, kind: str, day: str, months: str, period: str, first: str, last: str, due: str
) -> None:
    plan = _plan(period_kind=kind, due_day=int(day), due_month_offset=int(months))
    path = tmp_path / "kh.xlsx"
    write_plan_workbook(PlanBook(plan, province_book().policies), path)
    got = load_run(path).period(period)
    assert [str(got.first_day), str(got.last_day), str(got.due_date)] == [first, last, due]


# ---------------------------------------------------------------- extensions


def _extension(unit: str, period: str = PERIOD) -> Extension:
    return Extension(
        unit=unit, period=period, until=dt.date(2026, 11, 20), granted_by="Chánh Văn phòng", reason="Mất điện"
    )


def test_an_extension_becomes_a_line_of_the_register_and_the_register_wins() -> None:
    received = dt.date(2026, 11, 12)
    register = {
        "A": Receipt("A", received, None, ""),
        "B": Receipt("B", received, dt.date(2026, 11, 9), "Công văn 5"),
        "C": Receipt("C", None, None, "Báo qua điện thoại"),
    }
    merged = merge_extensions(register, [*map(_extension, ("A", "B", "C", "D")), _extension("E", "2026-11")], PERIOD)
    why = "Mất điện; cho phép: Chánh Văn phòng"
    until = dt.date(2026, 11, 20)
    assert merged == {
        "A": Receipt("A", received, until, why),
        "B": register["B"],
        "C": Receipt("C", None, until, f"Báo qua điện thoại; {why}"),
        "D": Receipt("D", None, until, why),
    }
    assert register["A"].extended_to is None


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> RunContext:
    return load_run(write_province(tmp_path_factory.mktemp("tinh")))


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory, province: RunContext) -> Path:
    return write_returns(tmp_path_factory.mktemp("nop"), province)


def test_a_return_within_its_extension_loses_no_point(province: RunContext, returns: Path) -> None:
    path = returns / "BM-01_2026-10_XP-90003.xlsx"
    assert _on_time_points(FileTask(path, path.name), province) == 6
    shorter = {"XP-90003": Receipt("XP-90003", None, dt.date(2026, 11, 10), "Chỉ cho đến 10/11")}
    # Two days after what the register allows: 6 − 2 × 1,5.
    assert _on_time_points(FileTask(path, path.name, register=shorter), province) == 3


def _on_time_points(task: FileTask, province: RunContext) -> Decimal | None:
    result = process_file(task, province)
    assert isinstance(result, CheckedReturn)
    return result.score.component("BC").rows[0].points


# day it is summed up | without the return of | on time | late | missing | not due
STATES = """
2026-11-07 | -                 | 4 | 1 | 2 | 0
2026-11-07 | XP-90003          | 3 | 1 | 2 | 1
2026-11-06 | XP-90003 XP-90001 | 2 | 1 | 0 | 4
2026-11-12 | XP-90003          | 3 | 1 | 2 | 1
2026-11-13 | XP-90003          | 3 | 1 | 3 | 0
2026-10-31 | SN-VP SN-CN XP-90001 XP-90002 XP-90003 | 0 | 0 | 0 | 7
"""


@pytest.mark.parametrize(("as_of", "without", "on_time", "late", "missing", "not_due"), cases(STATES))
def test_four_states_make_up_all_units_on_every_output(
    province: RunContext,
    returns: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    as_of: str,
    without: str,
    on_time: str,
    late: str,
    missing: str,
    not_due: str,
) -> None:
    folder = tmp_path / "nop"
    folder.mkdir()
    for path in returns.iterdir():
        if path.stem.rpartition("_")[2] not in without.split():
            (folder / path.name).write_bytes(path.read_bytes())
    expected = [int(count) for count in (on_time, late, missing, not_due)]
    assert sum(expected) == 7
    day = dt.date.fromisoformat(as_of)
    summary = consolidate_folder(folder, province.period(PERIOD), province, as_of=day)
    states = ("on_time", "late", "missing", "not_due")
    for counts in (summary.counts, summary_json(summary)["counts"]):
        assert [counts[state] for state in states] == expected
        assert counts["expected"] == 7
    write_summary(summary, tmp_path / "th.xlsx")
    overview = openpyxl.load_workbook(tmp_path / "th.xlsx")["Tổng quan"]
    rows = {str(row[0]).lstrip("✔▲✖○ "): row[3] for row in overview.iter_rows(values_only=True)}
    assert [rows[word] for word in ("Đúng hạn", "Trễ hạn", "Chưa nộp", "Chưa đến hạn")] == expected
    listed = openpyxl.load_workbook(tmp_path / "th.xlsx")["Tình hình nộp"]
    words = [str(row[3]).lstrip("✔▲✖○ ") for row in listed.iter_rows(min_row=5, max_row=11, values_only=True)]
    assert [words.count(word) for word in ("Đúng hạn", "Trễ hạn", "Chưa nộp", "Chưa đến hạn")] == expected


def test_the_command_prints_the_same_states(returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = write_province(tmp_path)
    done = da06(capsys, *("tong-hop", returns, "--ky", PERIOD, "--ra", tmp_path / "th.xlsx", "--ke-hoach", workbook))
    assert "7 đơn vị – 4 đúng hạn, 1 trễ hạn, 2 chưa nộp, 0 chưa đến hạn" in done.out
