"""Earlier months in the workbook: last month's figure and place, the development; plain words when none is known."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pytest
from make_summary import full_month, summarise
from summary_months import HEADER, table

from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.model.summary import Summary
from de_an06_xl.read_month_figures import read_month_figures
from de_an06_xl.tidy_data import TidyData
from de_an06_xl.to_json.summary import summary_json
from de_an06_xl.write_summary import summary_workbook
from de_an06_xl.write_summary.past_months import past_months


@cache
def month() -> Summary:
    """All units, without the long table: nothing here asks for it."""
    return replace(full_month(), data=TidyData())


@cache
def before(period: str, minus: int = 0, ranks: bool = True) -> MonthFigures:
    """This month's figures moved to ``period``: scores and percentages lower by ``minus``."""
    told = json.loads(json.dumps(summary_json(month())))
    told["period"] = period
    for unit in told["units"]:
        unit["score"] = None if unit["score"] is None else unit["score"] - minus
        unit["rank"] = unit["rank"] if ranks else None
    for item in told["indicators"]:
        if isinstance(item["actual"], (int, float)):
            item["actual"] -= minus
    return read_month_figures(told)


def opened(past: Sequence[MonthFigures]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(summary_workbook(month(), past=past)))


def test_only_earlier_months_in_order_each_once() -> None:
    given = [before("2026-09", 2), before("2026-12"), before("2026-10"), before("2026-07"), before("2026-09", 5)]
    past = past_months(given, month())
    assert [item.period for item in past.months] == ["2026-07", "2026-09"]
    assert past.last is given[-1]
    assert past.labels == ("T7/2026", "T9/2026")
    assert past.note == "Kỳ trước là tháng 9/2026; diễn biến của 3 tháng đã biết."


def test_no_more_months_than_the_line_shows() -> None:
    given = [before(f"2025-{number:02d}") for number in range(1, 13)] + [before("2026-06")]
    past = past_months(given, month())
    assert [item.period for item in past.months][:2] == ["2025-03", "2025-04"]
    assert len(past.months) == 11


@pytest.mark.parametrize("ranks", [True, False], ids=["ranks told", "ranks from scores"])
def test_last_month_s_place_and_score(ranks: bool) -> None:
    summary = month()
    page = opened([before("2026-09", 4, ranks)])["Xếp hạng"]
    told = {line["Mã đơn vị"]: line for line in table(page) + table(page, HEADER + 21 + 3)}
    for unit in summary.units:
        line = told[unit.unit]
        if unit.score is None:
            assert (line["Hạng kỳ trước"], line["Thay đổi hạng"]) == ("chưa có", "–")
            continue
        assert line["Hạng kỳ trước"] == unit.rank
        assert line["Thay đổi hạng"] == "● Giữ hạng"
        assert line["Điểm kỳ trước"] == pytest.approx(float(unit.score.score) - 4)


def test_places_won_and_lost() -> None:
    summary = month()
    communes = [unit for unit in summary.units if unit.group == "commune" and unit.score]
    first = next(unit for unit in communes if unit.rank == 1)
    last = before("2026-09")
    units = tuple(
        unit.model_copy(update={"score": unit.score and (1 if unit.unit == first.unit else unit.score), "rank": None})
        for unit in last.units
    )
    page = opened([last.model_copy(update={"units": units})])["Xếp hạng"]
    told = {line["Mã đơn vị"]: line for line in table(page, HEADER + 21 + 3)}
    assert told[first.unit]["Hạng kỳ trước"] == len(communes)
    assert told[first.unit]["Thay đổi hạng"] == f"▲ Lên {len(communes) - 1}"
    second = next(unit for unit in communes if unit.rank == 2)
    assert told[second.unit]["Thay đổi hạng"] == "▼ Xuống 1"


def test_last_month_s_figure_and_the_months_known() -> None:
    book = opened([before("2026-08", 6), before("2026-09", 4)])
    item = next(item for item in month().indicators if item.id == "CT-I.5")
    assert not isinstance(item.actual, str)
    assert item.actual is not None
    line = next(line for line in table(book["Chỉ tiêu"]) if line["Mã"] == "CT-I.5")
    assert line["Kỳ trước"] == pytest.approx(float(item.actual) - 4, abs=0.001)
    trend = next(line for line in table(book["Diễn biến"]) if line["Mã"] == "CT-I.5")
    assert [trend[label] for label in ("T8/2026", "T9/2026", "T10/2026")] == pytest.approx(
        [float(item.actual) - 6, float(item.actual) - 4, float(item.actual)], abs=0.001
    )
    means = {row[0]: row[3] for row in book["Tổng quan"].iter_rows(max_col=4, values_only=True) if row[0]}
    assert means["Điểm trung bình kỳ trước"] == pytest.approx(means["Điểm trung bình"] - 4, abs=0.011)


def test_native_lines_read_the_cells_of_their_row() -> None:
    content = summary_workbook(month(), past=[before("2026-09", 4)])
    book = openpyxl.load_workbook(io.BytesIO(content))
    trend = book["Diễn biến"]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for title, column, count in (("Chỉ tiêu", "I", 52), ("Xếp hạng", "P", 120)):
            xml = package.read(f"xl/worksheets/sheet{book.sheetnames.index(title) + 1}.xml").decode()
            found = [part.partition("</x14:sparkline>")[0] for part in xml.split("<x14:sparkline>")[1:]]
            assert len(found) == count
            for part in found:
                source = part.partition("<xm:f>")[2].partition("</xm:f>")[0]
                place = part.partition("<xm:sqref>")[2].partition("</xm:sqref>")[0]
                row = int(place.removeprefix(column))
                code = book[title].cell(row, 1 if title == "Chỉ tiêu" else 2).value
                first, last = source.rpartition("!")[2].replace("$", "").split(":")
                assert (first[0], last[0]) == ("D", "E")
                assert trend.cell(int(first[1:]), 1).value == code


def test_without_earlier_months_the_columns_say_so() -> None:
    book = opened([])
    assert "Chưa có số liệu các tháng trước" in book["Chỉ tiêu"]["A2"].value
    assert {line["Kỳ trước"] for line in table(book["Chỉ tiêu"])} == {"chưa có"}
    assert {line["Diễn biến"] for line in table(book["Chỉ tiêu"])} == {"chưa có"}
    assert {line["Hạng kỳ trước"] for line in table(book["Xếp hạng"])} == {"chưa có"}
    means = {row[0]: row[1:4] for row in book["Tổng quan"].iter_rows(max_col=4, values_only=True) if row[0]}
    assert means["Điểm trung bình kỳ trước"] == ("chưa có",) * 3


def test_earlier_months_alone_are_shown_when_nobody_has_returned() -> None:
    book = openpyxl.load_workbook(io.BytesIO(summary_workbook(summarise(), past=[before("2026-09")])))
    assert isinstance(table(book["Chỉ tiêu"])[0]["Kỳ trước"], (int, float))
    assert {line["Thay đổi hạng"] for line in table(book["Xếp hạng"])} == {"–"}
