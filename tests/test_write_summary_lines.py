"""The lines of every sheet: figures, words and links as the month has them."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from make_submission import Entries
from make_summary import PLAN
from openpyxl.utils import range_boundaries
from summary_months import HEADER, month, of_return, table, workbook

from de_an06_xl.write_summary import summary_workbook


def test_indicator_line() -> None:
    record = {item["Mã"]: item for item in table(workbook("all units")["Chỉ tiêu"])}
    source = next(item for item in month("all units").indicators if item.id == "CT-I.5")
    line = record["CT-I.5"]
    assert source.commune_actual is not None
    assert not isinstance(source.actual, str)
    assert source.actual is not None
    assert line["Kết quả"] == pytest.approx(float(source.actual))
    assert line["Chênh lệch"] == pytest.approx(float(source.actual) - 80)
    assert line["Kết quả cộng từ xã"] == pytest.approx(float(source.commune_actual))
    assert line["Độ phủ"] == f"tổng của {source.commune_reported}/99 đơn vị"
    assert line["Nguồn số liệu"] == "Sở Tư pháp"
    assert line["Đánh giá"] == "✔ Đạt"
    assert line["Mục tiêu năm"] == 80


def test_target_shows_its_direction_and_stays_a_number() -> None:
    formats = {
        row[0].value: row[3].number_format for row in workbook("all units")["Chỉ tiêu"].iter_rows(min_row=HEADER + 1)
    }
    assert formats["CT-I.1"].startswith('"≥ "')
    assert formats["CT-I.10"].startswith('"≤ "')


def test_source_words() -> None:
    first, second = PLAN.indicator_by_id["CT-I.1"].monitors
    entries: Entries = {("CT", "CT-I.1", "state"): "Có số liệu"}
    entries = {**entries, ("CT", "CT-I.1", "numerator"): Decimal(1), ("CT", "CT-I.1", "denominator"): Decimal(4)}
    lines = {line["Mã"]: line for line in table(of_return(entries, second)["Chỉ tiêu"])}
    assert lines["CT-I.1"]["Nguồn số liệu"] == "Văn phòng UBND tỉnh (thay đơn vị theo dõi chính)"
    assert lines["CT-I.1"]["Đánh giá"] == "✖ Chậm"
    assert lines["CT-I.1"]["Chênh lệch"] == -25
    assert lines["CT-I.2"]["Nguồn số liệu"] == "Chưa có (theo dõi: Sở Tư pháp; Công an tỉnh)"
    assert lines["CT-I.2"]["Đánh giá"] == "○ Chưa có số liệu"
    assert first != second


def test_every_figure_leads_to_its_lines() -> None:
    book, summary = workbook("all units"), month("all units")
    sheet, data = book["Chỉ tiêu"], book["Dữ liệu"]
    headers = [cell.value for cell in sheet[HEADER]]
    communes = {unit.unit for unit in summary.units if unit.group == "commune"}
    links = 0
    for row, item in zip(sheet.iter_rows(min_row=HEADER + 1), summary.indicators, strict=False):
        own, total = row[headers.index("Kết quả")], row[headers.index("Kết quả cộng từ xã")]
        for cell, units in ((own, {item.actual_from}), (total, communes)):
            assert (cell.hyperlink is None) == (cell.value is None)
            if cell.hyperlink is None:
                continue
            links += 1
            where, _, place = cell.hyperlink.location.partition("!")
            assert where == "'Dữ liệu'"
            _, first, _, last = range_boundaries(place)
            lines = list(data.iter_rows(min_row=first, max_row=last, max_col=2, values_only=True))
            assert {line[0] for line in lines} == {item.id}
            assert {line[1] for line in lines} <= units
            # The block is the whole of it: nothing of the same row and units stands beside it.
            beside = [data.cell(edge, column).value for edge in (first - 1, last + 1) for column in (1, 2)]
            assert not any(beside[at] == item.id and beside[at + 1] in units for at in (0, 2))
    assert links == 62


def test_task_line_names_who_is_behind() -> None:
    entries: Entries = {("NV", "NV-I.2", "state"): "Đang triển khai"}
    lines = {line["Mã"]: line for line in table(of_return(entries, "SN-STP")["Nhiệm vụ"])}
    line = lines["NV-I.2"]
    assert (line["Tình hình"], line["Quá hạn"], line["Số ngày quá hạn"]) == ("✖ Quá hạn", 1, 153)
    assert line["Đơn vị quá hạn"] == "Sở Tư pháp"
    assert line["Thời hạn"] == dt.datetime(2026, 5, 31)
    assert lines["NV-I.3"]["Tình hình"] == "○ Chưa có trả lời"


def test_long_lists_of_units_are_shortened() -> None:
    task = next(task for task in month("all units").tasks if task.units > 10)
    names = tuple(unit.code for unit in PLAN.units[:8])
    summary = replace(
        month("no returns"), tasks=(replace(task, deadline=dt.date(2026, 10, 1), overdue=8, overdue_units=names),)
    )
    book = openpyxl.load_workbook(io.BytesIO(summary_workbook(summary)))
    shown = table(book["Nhiệm vụ"])[0]["Đơn vị quá hạn"]
    assert shown.count(";") == 4
    assert shown.endswith(" và 3 đơn vị khác")


def test_returns_and_ranking_lines() -> None:
    book, summary = workbook("all units"), month("all units")
    for line, unit in zip(table(book["Tình hình nộp"]), summary.units, strict=True):
        assert line["Mã đơn vị"] == unit.unit
        assert line["Hạn nộp"].date() == unit.due_date
        assert (line["Ngày nhận"] or None) == (dt.datetime.combine(unit.received, dt.time()) if unit.received else None)
        assert line["Số ngày trễ"] == (unit.days_late or None)
        assert (line["Lý do, ghi chú"] or "") == unit.reason
        assert line["Điểm"] == (float(unit.score.score) if unit.score else None)
    communes = table(book["Xếp hạng"], HEADER + 21 + 3)
    ranks = [line["Hạng"] for line in communes if line["Hạng"]]
    assert ranks == sorted(ranks)
    assert [line["Xếp loại"] for line in communes if not line["Hạng"]] == ["Chưa có điểm"] * (99 - len(ranks))


def test_difficulties_stand_by_addressee() -> None:
    addressees = [line["Gửi cơ quan"] for line in table(workbook("all units")["Khó khăn – kiến nghị"])]
    assert addressees == sorted(addressees)
    assert table(workbook("one return")["Khó khăn – kiến nghị"])[0]["Gửi cơ quan"] == "(chưa ghi cơ quan)"


def test_findings_name_unit_place_and_fix() -> None:
    line = table(workbook("all units")["Phát hiện"])[1]
    assert (line["Mã"], line["Mức"], line["Trang"], line["Ô"]) == ("C202", "✖ Lỗi", "Chỉ tiêu", "K8")
    assert (line["Mã đơn vị"], line["Đơn vị"]) == ("SN-BHXH", "Bảo hiểm xã hội tỉnh")
    assert (line["Nội dung"], line["Cách sửa"]) == ("Ô “Tử số” phải là số.", "Gõ lại một số.")


def test_provenance_holds_the_identity() -> None:
    lines = {line["Tệp"]: line for line in table(workbook("all units")["Nguồn gốc"])}
    line = lines["BM-01_2026-10_SN-CAT.xlsx"]
    assert (line["Biểu"], line["Kỳ"], line["Chính sách điểm"]) == ("BM-01 1.0", "2026-10", "DTT/v1")
    assert len(line["SHA-256 của tệp"]) == 64
    assert lines["ghi chú.txt"]["Kết quả"] == "○ Không phải biểu báo cáo"
    assert lines["cũ/BM-01_2026-10_SN-VPUB.xlsx"]["Kết quả"] == "– Đã có bản nộp sau"


def test_data_types() -> None:
    sheet = workbook("all units")["Dữ liệu"]
    for line in table(sheet)[:3000]:
        filled = [line[column] is not None for column in ("Số", "Chữ", "Ngày")]
        assert sum(filled) == 1
        assert isinstance(line["Số"], (int, float, type(None)))
        assert isinstance(line["Ngày"], (dt.datetime, type(None)))
