"""Heat maps, late tasks and the head of the first page: what a leader looks at first."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import openpyxl
import pytest
from make_summary import PLAN, full_month, make_return, summarise, with_rows

from de_an06_xl.consolidate.addressees import by_one_spelling
from de_an06_xl.load_outlook import load_outlook
from de_an06_xl.model.score import ScoreRow
from de_an06_xl.model.summary import DifficultyRecord, LateUnit, Summary, UnitRecord
from de_an06_xl.write_summary import summary_workbook
from de_an06_xl.write_summary.heat import indicator_level, task_level
from de_an06_xl.write_summary.overview_attention import attention_lines

HEADER = 4
month = cache(full_month)
RULES = load_outlook()
SYMBOL = {"heat_good": "✔", "heat_care": "▲", "heat_bad": "✖"}

LEVELS = """
100   | ✔
99.99 | ▲
90    | ▲
89.99 | ✖
0     | ✖
"""


@pytest.mark.parametrize("line", LEVELS.strip().splitlines())
def test_level_of_an_indicator(line: str) -> None:
    share, symbol = (part.strip() for part in line.split("|"))
    assert SYMBOL[indicator_level(Decimal(share), RULES).style] == symbol


TASK_LEVELS = """
90    | 0 | ✔
89.99 | 0 | ▲
70    | 0 | ▲
69.99 | 0 | ✖
100   | 1 | ✖   one task overdue is enough
"""


@pytest.mark.parametrize("line", TASK_LEVELS.strip().splitlines())
def test_level_of_a_group_of_tasks(line: str) -> None:
    mean, overdue, symbol = (part.strip() for part in line.split("|"))
    assert SYMBOL[task_level(Fraction(mean), int(overdue), RULES).style] == symbol[0]


# ------------------------------------------------------------------ the maps


@cache
def summary() -> Summary:
    return with_rows(month())


@cache
def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(summary_workbook(summary())))


def rows_of(unit: UnitRecord, component: int) -> tuple[ScoreRow, ...]:
    return unit.score.components[component].rows if unit.score else ()


def cells(sheet: str) -> Iterator[tuple[Any, str, str]]:
    """Every cell of a map with the codes or names of its row and column."""
    page = book()[sheet]
    heads = [cell.value for cell in page[HEADER]]
    first = 3 if heads[0] == "Mã" else 4
    for row in page.iter_rows(min_row=HEADER + 1):
        for head, cell in zip(heads[first:], row[first:], strict=True):
            yield cell, row[0].value, head.partition("\n")[0]


def test_communes_by_indicator() -> None:
    points = {
        (unit.unit, row.id): row.points
        for unit in summary().units
        if unit.score
        for row in unit.score.components[0].rows
    }
    reported = {(part.unit, item.id) for item in summary().indicators for part in item.contributions}
    seen = set()
    for cell, unit, indicator in cells("Bản đồ CT xã, phường"):
        found = points.get((unit, indicator))
        if found is not None:
            assert cell.value == pytest.approx(float(found) * 10)
            symbol = SYMBOL[indicator_level(found * 10, RULES).style]
            assert f'"{symbol} "' in cell.number_format
            seen.add(symbol)
        else:
            assert cell.value in (["– không"] if (unit, indicator) in reported else ["○ trống", "– không"])
            seen.add(cell.value[0])
    assert seen >= {"✔", "✖", "○", "–"}
    assert len(list(cells("Bản đồ CT xã, phường"))) == 99 * 10


def test_departments_only_where_they_monitor() -> None:
    monitors = {(item.id, unit) for item in summary().indicators for unit in item.monitors}
    codes = {unit.name: unit.unit for unit in summary().units}
    filled = {(row, codes[head]) for cell, row, head in cells("Bản đồ CT sở, ngành") if cell.value is not None}
    assert filled == monitors
    assert book()["Bản đồ CT sở, ngành"]["A5"].hyperlink.location == "'Chỉ tiêu'!A5"


def test_a_cell_leads_to_the_unit_s_own_lines() -> None:
    data = book()["Dữ liệu"]
    links = 0
    for cell, unit, indicator in cells("Bản đồ CT xã, phường"):
        if cell.hyperlink:
            links += 1
            place = cell.hyperlink.location.partition("!")[2]
            assert {(row[0].value, row[1].value) for row in data[place]} == {(indicator, unit)}
    assert links > 900


def test_units_by_group_of_tasks() -> None:
    groups = {task.id: task.group for task in summary().tasks}
    for cell, unit, group in cells("Bản đồ nhiệm vụ"):
        if group == "Số nhiệm vụ quá hạn":
            assert cell.value == sum(unit in task.overdue_units for task in summary().tasks)
            continue
        record = next(item for item in summary().units if item.unit == unit)
        scored = [row.points for row in rows_of(record, 1) if groups[row.id] == group and row.points is not None]
        assigned = any(unit == code for task in summary().tasks if task.group == group for code, _ in task.standings)
        if scored:
            assert cell.value == pytest.approx(10 * float(sum(scored)) / len(scored))
        else:
            assert cell.value in (("○ trống", "– không") if assigned else (None,))


# ------------------------------------------------------------------ who is late


def test_who_is_late_by_how_many_days() -> None:
    task = next(task for task in summary().tasks if task.units > 5)
    late = (
        LateUnit("SN-CAT", 12, None, Decimal(40)),
        LateUnit("SN-STP", 153, None, None),
        LateUnit("SN-SYT", 9, dt.date(2026, 10, 9), Decimal(100)),
    )
    late_month = replace(summarise(), tasks=(replace(task, deadline=dt.date(2026, 5, 31), overdue=2, late_units=late),))
    page = openpyxl.load_workbook(io.BytesIO(summary_workbook(late_month)))["Nhiệm vụ trễ hạn"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEADER + 1)]
    assert [(row[3], row[6], row[7], row[8]) for row in rows] == [
        ("Sở Tư pháp", "✖ Quá hạn", 153, None),
        ("Công an tỉnh", "✖ Quá hạn", 12, 40),
        ("Sở Y tế", "▲ Xong trễ", 9, 100),
    ]
    assert rows[2][9] == dt.datetime(2026, 10, 9)


def test_late_units_come_from_the_returns() -> None:
    entries = {
        ("NV", "NV-I.2", "state"): "Hoàn thành",
        ("NV", "NV-I.2", "completion_date"): (dt.date(2026, 6, 10) - dt.date(1899, 12, 30)).days,
        ("NV", "NV-I.2", "progress_pct"): Decimal(100),
    }
    done = summarise([make_return("SN-STP", entries)])
    assert next(task for task in done.tasks if task.id == "NV-I.2").late_units == (
        LateUnit("SN-STP", 10, dt.date(2026, 6, 10), Decimal(100)),
    )
    still_open = summarise([make_return("SN-STP", {("NV", "NV-I.2", "state"): "Đang triển khai"})])
    assert next(task for task in still_open.tasks if task.id == "NV-I.2").late_units == (
        LateUnit("SN-STP", 153, None, None),
    )


# ------------------------------------------------------------------ the head of the first page


def test_what_needs_a_decision() -> None:
    missing, behind, tasks = attention_lines(month())
    absent = [unit.name for unit in month().units if unit.state == "missing"]
    assert missing.startswith(f"Chưa nộp: {len(absent)} đơn vị: {absent[0]}")
    slow = [item for item in month().indicators if item.outlook == "behind"]
    assert behind.startswith(f"Chỉ tiêu chậm: {len(slow)}, xa nhất: CT-")
    assert "Đến hạn trong 60 ngày" in tasks
    assert all(len(line) <= 118 for line in (missing, behind, tasks))


def test_nothing_to_decide_is_said_too() -> None:
    quiet = replace(month(), units=(), indicators=(), tasks=())
    assert attention_lines(quiet) == (
        "Không có đơn vị nào chưa nộp.",
        "Không có chỉ tiêu nào chậm.",
        "Đến hạn trong 60 ngày: 0 nhiệm vụ. Không có nhiệm vụ nào quá hạn.",
    )


def test_many_names_are_cut_to_the_line() -> None:
    missing, _, _ = attention_lines(summarise())
    assert missing.startswith("Chưa nộp: 120 đơn vị: ")
    assert missing.endswith(" nữa.")
    shown = missing.removeprefix("Chưa nộp: 120 đơn vị: ").partition(" và ")[0].split("; ")
    assert f" và {120 - len(shown)} nữa." in missing


def test_the_page_can_be_signed() -> None:
    words = {cell.value for row in book()["Tổng quan"].iter_rows() for cell in row}
    assert {"NGƯỜI TỔNG HỢP", "THỦ TRƯỞNG ĐƠN VỊ", "………………, ngày …… tháng …… năm 2026"} <= words
    assert not book()["Tổng quan"].merged_cells.ranges


# ------------------------------------------------------------------ at risk, addressees

RISKS = """
CT-I.1 | 50  | reached  target 50
CT-I.1 | 45  | at_risk  90 % of the target
CT-I.1 | 44  | behind
CT-I.10| 30  | reached  at most 30
CT-I.10| 33  | at_risk  30/33 is 0.909
CT-I.10| 34  | behind
"""


@pytest.mark.parametrize("line", RISKS.strip().splitlines())
def test_near_the_target_or_far_from_it(line: str) -> None:
    code, share, expected = (part.strip() for part in line.split("|"))
    row = ("CT", code)
    entries = {(*row, "state"): "Có số liệu", (*row, "numerator"): Decimal(share), (*row, "denominator"): Decimal(100)}
    found = summarise([make_return(PLAN.indicator_by_id[code].monitors[0], entries)])
    assert next(item for item in found.indicators if item.id == code).outlook == expected.split()[0]


def test_one_body_written_in_many_ways_is_one_group() -> None:
    def asked(addressee: str) -> DifficultyRecord:
        return DifficultyRecord("SN-STP", "Sở Tư pháp", "x", "", "", addressee, "a.xlsx", "B7")

    names = ["UBND tỉnh", "ubnd  Tỉnh ", "UBND tỉnh", "Bộ Công an", ""]
    found = by_one_spelling(map(asked, names), "Khó khăn")
    assert [item.addressee for item in found] == ["UBND tỉnh", "UBND tỉnh", "UBND tỉnh", "Bộ Công an", ""]
    assert {item.sheet for item in found} == {"Khó khăn"}
    page = openpyxl.load_workbook(io.BytesIO(summary_workbook(replace(summarise(), difficulties=found))))
    rows = [[cell.value for cell in row[:3]] for row in page["Khó khăn – kiến nghị"].iter_rows(min_row=HEADER + 1)]
    top = next(number for number, row in enumerate(rows) if row[0] == "Cơ quan được kiến nghị")
    assert rows[top + 1 :] == [["Bộ Công an", 1, 1], ["UBND tỉnh", 3, 1], ["(chưa ghi cơ quan)", 1, 1]]
