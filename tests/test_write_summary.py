"""The summary workbook, read back: every sheet, every count, same bytes, nothing half-written."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from make_summary import full_month
from openxml_audit import OpenXmlValidator
from summary_months import HEADER, MONTHS, month, table, workbook, written

from de_an06_xl.errors import OutputError
from de_an06_xl.tidy_data import TidyData
from de_an06_xl.write_summary import summary_workbook, write_summary

TASK_LINES = ("✔ Đã hoàn thành", "✖ Quá hạn", "▲ Đến hạn trong 60 ngày", "● Đang thực hiện", "○ Chưa có trả lời")


@pytest.mark.parametrize("name", MONTHS)
def test_sheets_and_their_order(name: str) -> None:
    assert workbook(name).sheetnames == [
        "Tổng quan",
        "Chỉ tiêu",
        "Nhiệm vụ",
        "Nhiệm vụ trễ hạn",
        "Xếp hạng",
        "Bản đồ CT sở, ngành",
        "Bản đồ CT xã, phường",
        "Bản đồ nhiệm vụ",
        "Diễn biến",
        "Cảnh báo",
        "Tình hình nộp",
        "Nộp lại",
        "Phát hiện",
        "Khó khăn – kiến nghị",
        "Dữ liệu",
        "Nguồn gốc",
    ]
    assert workbook(name).active.title == "Tổng quan"


@pytest.mark.parametrize("name", MONTHS)
def test_row_counts(name: str) -> None:
    book, summary = workbook(name), month(name)
    assert len(table(book["Chỉ tiêu"])) == 52
    assert len(table(book["Nhiệm vụ"])) == 53
    assert len(table(book["Tình hình nộp"])) == 120
    departments = table(book["Xếp hạng"])
    assert len(departments) == 21
    assert len(table(book["Xếp hạng"], HEADER + 21 + 3)) == 99
    for sheet, records in (
        ("Phát hiện", summary.findings),
        ("Khó khăn – kiến nghị", summary.difficulties),
        ("Dữ liệu", summary.data),
        ("Nguồn gốc", summary.files),
    ):
        assert book[sheet].cell(HEADER + 1, 1).value is not None
        # Without records one line says so.
        assert len(table(book[sheet])) == max(1, len(records))
        if not records:
            assert book[sheet].cell(HEADER + 1, 1).value == "Không có dòng nào."


@pytest.mark.parametrize("name", MONTHS)
def test_overview_adds_up(name: str) -> None:
    summary, sheet = month(name), workbook(name)["Tổng quan"]
    figures = {row[0]: row[1:4] for row in sheet.iter_rows(max_col=4, values_only=True) if row[0]}
    states = [figures[key] for key in ("✔ Đúng hạn", "▲ Trễ hạn", "✖ Chưa nộp", "○ Chưa đến hạn")]
    counts = summary.counts
    assert [line[2] for line in states] == [counts["on_time"], counts["late"], counts["missing"], counts["not_due"]]
    assert figures["Tổng số đơn vị"] == (21, 99, 120)
    assert [sum(line[at] for line in states) for at in range(3)] == [21, 99, 120]
    bands = [figures[band] for band in (*summary.bands, "Chưa có điểm")]
    assert [sum(line[at] for line in bands) for at in range(3)] == [21, 99, 120]
    statuses = [
        figures[key][0] for key in ("✔ Đạt", "▲ Có nguy cơ", "✖ Chậm", "○ Chưa có số liệu", "– Không chấm điểm")
    ]
    assert sum(statuses) == figures["Tổng số chỉ tiêu"][0] == 52
    tasks = [figures[key] for key in TASK_LINES]
    assert [sum(line[at] for line in tasks) for at in (0, 2)] == [53, sum(task.units for task in summary.tasks)]
    assert [figures["Tổng số nhiệm vụ"][at] for at in (0, 2)] == [sum(line[at] for line in tasks) for at in (0, 2)]
    assert figures["✔ Đã hoàn thành"][2] == sum(task.done + task.done_late for task in summary.tasks)
    assert figures["✖ Quá hạn"][0] == sum(task.overdue > 0 for task in summary.tasks)


def test_overview_lists_best_and_weakest() -> None:
    sheet = workbook("all units")["Tổng quan"]
    rows = list(sheet.iter_rows(values_only=True))

    def names(head: str, column: int) -> list[tuple[str, int]]:
        start = next(number for number, row in enumerate(rows) if row[column] == head)
        return [(row[column], row[column + 1]) for row in rows[start + 1 : start + 6]]

    units = month("all units").units
    departments = {unit.rank: unit.name for unit in units if unit.group == "department"}
    assert names("5. Sở, ngành: điểm cao nhất", 0) == [(departments[rank], rank) for rank in range(1, 6)]
    assert names("6. Sở, ngành: cần giúp đỡ", 0) == [(departments[rank], rank) for rank in range(21, 16, -1)]
    ranks = [unit.rank for unit in units if unit.group == "commune" and unit.rank]
    assert [rank for _, rank in names("6. Xã, phường: cần giúp đỡ", 5)] == sorted(ranks, reverse=True)[:5]


def test_nobody_is_both_best_and_weakest() -> None:
    sheet = workbook("one return")["Tổng quan"]
    values = [cell.value for cell in sheet["A"]]
    assert values.count("Công an tỉnh") == 1


@pytest.mark.parametrize("name", MONTHS)
def test_three_charts_read_their_cells_and_are_described(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(name))) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
        charts = [package.read(f"xl/charts/chart{number}.xml").decode() for number in (1, 2, 3)]
        assert "xl/charts/chart4.xml" not in package.namelist()
    descriptions = re.findall(r'descr="([^"]+)"', drawing)
    assert [text.partition(".")[0] for text in descriptions] == [
        "Tình hình nộp báo cáo (số đơn vị)",
        "Xếp loại đơn vị (số đơn vị)",
        "Kết quả các chỉ tiêu (số chỉ tiêu)",
    ]
    counts = month(name).counts
    assert f"✔ Đúng hạn: {counts['on_time']}; ▲ Trễ hạn: {counts['late']}" in descriptions[0]
    sheet = workbook(name)["Tổng quan"]
    for chart, first_label in zip(charts, ("✔ Đúng hạn", "Hoàn thành xuất sắc", "✔ Đạt"), strict=True):
        place = re.search(r"<c:cat><c:strRef><c:f>'Tổng quan'!\$A\$(\d+):\$A\$(\d+)</c:f>", chart)
        assert place
        assert sheet.cell(int(place[1]), 1).value == first_label
        assert sheet.cell(int(place[2]) + 1, 1).value.startswith("Tổng số")


# ------------------------------------------------------------------ the file


def test_title_property_and_no_clock() -> None:
    properties = workbook("all units").properties
    assert properties.title == "Tổng hợp kết quả thực hiện Đề án 06 – Tháng 10/2026"
    assert properties.created == dt.datetime(2026, 11, 10)


@pytest.mark.parametrize("name", MONTHS)
def test_opens_cleanly(name: str, tmp_path: Path) -> None:
    path = tmp_path / "tong-hop.xlsx"
    # The first units of the long table stand for all of them: the check reads cell by cell.
    data = month(name).data
    assert isinstance(data, TidyData)
    few = TidyData(data.units[:3], data.row_ids, data.names)
    path.write_bytes(summary_workbook(replace(month(name), data=few)))
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, result.errors[:3]
    assert not result.errors


def test_same_month_same_bytes() -> None:
    assert summary_workbook(full_month()) == written("all units")


def test_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "tong-hop-2026-10.xlsx"
    path.write_bytes(b"old")
    write_summary(month("one return"), path)
    assert path.read_bytes() == written("one return")
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_a_crash_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tong-hop.xlsx"
    path.write_bytes(b"old")

    def locked(self: Path, target: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(OutputError, match=r"Không ghi được tệp .*tong-hop\.xlsx\. Hãy đóng tệp"):
        write_summary(month("no returns"), path)
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["tong-hop.xlsx"]


def test_a_failure_while_composing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "tong-hop.xlsx"
    path.write_bytes(b"old")
    broken = replace(month("no returns"), tasks=(None,))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        write_summary(broken, path)
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("tong-hop.xlsx", b"old")]


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Không ghi được vào thư mục"):
        write_summary(month("no returns"), tmp_path / "khong-co" / "tong-hop.xlsx")
