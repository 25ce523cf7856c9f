"""The summary workbook, read back: every sheet, every count, safe text, same bytes, nothing half-written."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from make_submission import Entries
from make_summary import PLAN, full_month, make_finding_at, make_return, summarise
from openpyxl.utils import range_boundaries
from openxml_audit import OpenXmlValidator

from de_an06_xl.errors import OutputError
from de_an06_xl.model.summary import RefusedFile, Summary
from de_an06_xl.tidy_data import TidyData
from de_an06_xl.write_summary import SHEETS, summary_workbook, write_summary

MONTHS: dict[str, Callable[[], Summary]] = {
    "no returns": summarise,
    "one return": lambda: summarise([make_return("SN-CAT", {("KK", "KK-01", "content"): "Thiếu máy"})]),
    "all units": full_month,
}
HEADER = 4  # the row of the column headers, 1-based
TASK_LINES = ("✔ Đã hoàn thành", "✖ Quá hạn", "▲ Đến hạn trong 60 ngày", "● Đang thực hiện", "○ Chưa có trả lời")


@cache
def month(name: str) -> Summary:
    return MONTHS[name]()


@cache
def written(name: str) -> bytes:
    return summary_workbook(month(name))


@cache
def workbook(name: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(name)))


def table(sheet: Any, top: int = HEADER) -> list[dict[str, Any]]:
    """The block below the header row as records, up to the first blank row."""
    headers = [cell.value for cell in sheet[top] if cell.value is not None]
    records = []
    for cells in sheet.iter_rows(min_row=top + 1, max_col=len(headers), values_only=True):
        if not any(value is not None for value in cells):
            break
        records.append(dict(zip(headers, cells, strict=True)))
    return records


def of_return(entries: Entries, unit: str = "SN-STP") -> Any:
    return openpyxl.load_workbook(io.BytesIO(summary_workbook(summarise([make_return(unit, entries)]))))


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


# ------------------------------------------------------------------ figures and links


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


# ------------------------------------------------------------------ safe text

DANGEROUS = """
=1+1
=HYPERLINK("http://example.invalid","x")
+84
-1
@SUM(A1)
http://example.invalid
internal:Sheet1!A1
00123
12/05/2026
<r><t>x</t></r>
<r>&</r>
_x0041_
a\tb
{=1}
"""


@pytest.mark.parametrize("text", DANGEROUS.strip("\n").splitlines())
def test_typed_text_stays_text(text: str) -> None:
    entries: Entries = {("KK", "KK-01", "content"): text, ("CT", "CT-I.1", "evidence"): text}
    book = of_return(entries)
    difficulty = book["Khó khăn – kiến nghị"].cell(HEADER + 1, 4)
    evidence = next(row[6] for row in book["Dữ liệu"].iter_rows(min_row=HEADER + 1) if row[4].value == "Minh chứng")
    for cell in (difficulty, evidence):
        assert cell.data_type == "s"
        assert cell.value.strip() == text
        assert cell.hyperlink is None
        assert cell.quotePrefix


def test_no_formula_and_no_outside_link_anywhere() -> None:
    entries: Entries = {("KK", "KK-01", "content"): "=cmd|'/c calc'!A1"}
    finding = make_finding_at("BM-01_2026-10_SN-STP.xlsx", value="=1+1", message="=2+2", fix="=3+3", sheet="=4")
    refused = RefusedFile("=5.xlsx", "0", "rejected", (make_finding_at("=5.xlsx"),))
    content = summary_workbook(summarise([make_return("SN-STP", entries, findings=[finding])], [refused]))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            text = package.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                assert "<f>" not in text
                assert "<f " not in text
            assert 'TargetMode="External"' not in text


def test_very_long_text_and_huge_numbers_do_not_break_the_file() -> None:
    entries: Entries = {
        ("CT", "CT-I.1", "evidence"): "Ỹ" * 40_000,
        ("CT", "CT-I.1", "explanation"): "😀" * 20_000,
        ("CT", "CT-I.1", "state"): "Có số liệu",
        ("CT", "CT-I.1", "numerator"): Decimal("1E+400"),
        ("CT", "CT-I.1", "denominator"): Decimal("2E+400"),
    }
    lines = {line["Cột"]: line for line in table(of_return(entries)["Dữ liệu"]) if line["Mã dòng"] == "CT-I.1"}
    assert len(lines["Minh chứng"]["Chữ"]) == 32_767
    assert lines["Minh chứng"]["Chữ"].endswith("Ỹ…")
    assert lines["Giải trình"]["Chữ"].endswith("😀…")
    assert len(lines["Giải trình"]["Chữ"].encode("utf-16-le")) // 2 <= 32_767
    assert lines["Tử số"]["Số"] == "1E+400"


# ------------------------------------------------------------------ manners


ON_A3 = ("Chỉ tiêu", "Nhiệm vụ", "Bản đồ CT sở, ngành", "Bản đồ CT xã, phường", "Bản đồ nhiệm vụ")
UPRIGHT = ("Bản đồ CT xã, phường", "Bản đồ nhiệm vụ", "Diễn biến")


@pytest.mark.parametrize("name", MONTHS)
def test_pages_are_set_up(name: str) -> None:
    for sheet in workbook(name).worksheets:
        assert sheet.page_setup.paperSize == (8 if sheet.title in ON_A3 else 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # One page wide always; the overview is one page in all.
        assert sheet.page_setup.fitToWidth in (None, 1)
        footer = f"{sheet.oddFooter.left.text} {sheet.oddFooter.right.text}"
        assert "KH-LAOCAI-2026-2030/2026.1" in footer
        assert "DTT/v1" in footer
        assert "&P/&N" in footer.replace("Page", "P") or "Trang" in footer
        if sheet.title == "Tổng quan":
            assert sheet.page_setup.fitToHeight in (None, 1)
            assert sheet.page_setup.orientation == "portrait"
            assert sheet.print_area
        else:
            # A map of indicators is one page in all.
            assert sheet.page_setup.fitToHeight == (None if "CT" in sheet.title else 0)
            assert sheet.page_setup.orientation == ("portrait" if sheet.title in UPRIGHT else "landscape")
            # Several blocks below one another: no head is right for all of them.
            repeated = "$1:$1" if sheet.title == "Cảnh báo" else f"${HEADER}:${HEADER}"
            assert sheet.print_title_rows == repeated
            assert sheet.freeze_panes
            assert not sheet.merged_cells.ranges


def test_blocks_are_filtered_and_named() -> None:
    book = workbook("all units")
    for title, name in (
        ("Chỉ tiêu", "DA06_ChiTieu"),
        ("Nhiệm vụ", "DA06_NhiemVu"),
        ("Tình hình nộp", "DA06_TinhHinhNop"),
        ("Phát hiện", "DA06_PhatHien"),
        ("Khó khăn – kiến nghị", "DA06_KhoKhan"),
        ("Dữ liệu", "DA06_DuLieu"),
        ("Nguồn gốc", "DA06_NguonGoc"),
    ):
        sheet = book[title]
        place = book.defined_names[name].attr_text
        assert place.replace("$", "") == f"'{title}'!{sheet.auto_filter.ref}"
        if title != "Khó khăn – kiến nghị":  # below its block stands the count by addressee
            assert sheet.auto_filter.ref == f"A{HEADER}:{sheet.dimensions.partition(':')[2]}"
    assert set(book["Xếp hạng"].tables) == {"DA06_XepHangSoNganh", "DA06_XepHangXaPhuong"}


@pytest.mark.parametrize("title", [name for name, _ in SHEETS[1:]])
def test_formats(title: str) -> None:
    """Dates look like dates, figures are grouped, one sans font of at least 11 points, headers wrap."""
    sheet = workbook("all units")[title]
    for cell in sheet[HEADER]:
        assert cell.alignment.wrap_text
    for row in sheet.iter_rows(min_row=HEADER + 1, max_row=HEADER + 60):
        for cell in row:
            assert cell.font.name == "Arial"
            assert cell.font.size >= 11
            if isinstance(cell.value, dt.datetime):
                assert cell.number_format == "dd/mm/yyyy"
            elif isinstance(cell.value, (int, float)) and title != "Dữ liệu":
                assert "#,##0" in cell.number_format


def test_columns_are_wide_enough_for_their_words() -> None:
    """No word of a header, no code, no date is wider than its column."""
    for sheet in workbook("all units").worksheets[1:]:
        for header in sheet[HEADER]:
            if header.value is None:
                continue
            width = sheet.column_dimensions[header.column_letter].width
            assert max(len(word) for word in header.value.split()) <= width + 1, (sheet.title, header.value)
            for row in range(HEADER + 1, min(sheet.max_row, HEADER + 130)):
                cell = sheet.cell(row, header.column)
                if sheet.cell(row, header.column + 1).value is None and sheet.title == "Diễn biến":
                    continue  # the title of the second block
                if isinstance(cell.value, dt.datetime):
                    assert width >= 11
                elif isinstance(cell.value, str) and header.value in ("Mã", "Mã dòng", "Mã đơn vị", "Ô"):
                    assert len(cell.value) <= width, (sheet.title, cell.value)


def test_rows_are_tall_enough_for_their_text() -> None:
    sheet = workbook("all units")["Nhiệm vụ"]
    width = sheet.column_dimensions["B"].width
    for row in range(HEADER + 1, HEADER + 54):
        lines = len(sheet.cell(row, 2).value) / (width * 1.15)
        assert (sheet.row_dimensions[row].height or 15) >= min(405, int(lines) * 14)


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


# ------------------------------------------------------------------ the file


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
