"""What is read from the sheets of TongHop.xlsm and what is shown in them, without any spreadsheet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from make_summary import full_month

from de_an06_xl.control_workbook import names
from de_an06_xl.control_workbook.register import read_extensions, read_receipts
from de_an06_xl.control_workbook.settings import read_settings
from de_an06_xl.control_workbook.tables import TABLES, TRACKING
from de_an06_xl.control_workbook.tracking import file_link, tracking_lines
from de_an06_xl.control_workbook.words import VBA_SENTENCES
from de_an06_xl.errors import InputError
from de_an06_xl.run_context import RunContext

GOOD = {
    "unit": "XP-02647",
    "name": "Phường Lào Cai",
    "period": "2026-10",
    "until": dt.datetime(2026, 11, 20),
    "granted_by": "Giám đốc Công an tỉnh",
    "reason": "mưa lũ",
}


def _changed(**changes: object) -> Mapping[str, object]:
    return {**GOOD, **changes}


def test_an_extension_is_read_and_blank_rows_are_passed_over(run: RunContext) -> None:
    blank = dict.fromkeys(GOOD)
    found = read_extensions([(5, blank), (6, GOOD), (7, {**blank, "name": "không có trong danh sách"})], run.plan)
    assert [(e.unit, e.period, e.until, e.granted_by, e.reason) for e in found] == [
        ("XP-02647", "2026-10", dt.date(2026, 11, 20), "Giám đốc Công an tỉnh", "mưa lũ")
    ]


@pytest.mark.parametrize("until", ["20/11/2026", "20-11-2026", dt.date(2026, 11, 20), "2026-11-20"])
def test_a_date_may_be_a_date_or_plain_text(until: object, run: RunContext) -> None:
    assert read_extensions([(5, _changed(until=until))], run.plan)[0].until == dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"unit": "XP-99999"}, "mã đơn vị “XP-99999” không có"),
        ({"unit": None}, "mã đơn vị “” không có"),
        ({"period": "tháng 10"}, "“tháng 10” không phải là một tháng"),
        ({"period": "2031-01"}, "nằm ngoài thời gian"),
        ({"until": None}, "chưa ghi “Gia hạn đến ngày”"),
        ({"until": "sang tuần"}, "“sang tuần” ở cột “Gia hạn đến ngày” không phải là ngày"),
        ({"until": 46346.0}, "không phải là ngày"),
        ({"until": dt.datetime(2026, 11, 9)}, "không sau hạn nộp thông thường 09/11/2026"),
        ({"granted_by": " "}, "chưa ghi “Người cho phép”"),
        ({"reason": None}, "chưa ghi “Lý do”"),
    ],
)
def test_a_faulty_extension_is_told_with_its_row(changes: dict[str, object], told: str, run: RunContext) -> None:
    with pytest.raises(InputError) as caught:
        read_extensions([(9, _changed(**changes))], run.plan)
    assert str(caught.value).startswith("Trang “Sổ gia hạn”, dòng 9: ")
    assert told in str(caught.value)


def test_one_unit_is_extended_once_a_period(run: RunContext) -> None:
    with pytest.raises(InputError, match="dòng 6: XP-02647 đã được gia hạn kỳ 2026-10 ở dòng trước"):
        read_extensions([(5, GOOD), (6, GOOD)], run.plan)
    assert len(read_extensions([(5, GOOD), (6, _changed(period="2026-09"))], run.plan)) == 2


def test_no_personal_data_of_the_sheet_is_kept(run: RunContext) -> None:
    (found,) = read_extensions([(5, _changed(reason="gọi 0912345678"))], run.plan)
    assert "0912345678" not in found.reason
    with pytest.raises(InputError) as caught:
        read_extensions([(5, _changed(until="001099012345"))], run.plan)
    assert "001099012345" not in str(caught.value)


def test_receipt_dates_are_those_typed_in(run: RunContext) -> None:
    lines = [
        (5, {"unit": "XP-02647", "override": dt.datetime(2026, 11, 9, 8, 30)}),
        (6, {"unit": "SN-CAT", "override": None}),
        (7, {"unit": "SN-STC", "override": "8/11/2026"}),
        (8, {"unit": "XP-00000", "override": dt.datetime(2026, 11, 9)}),
    ]
    found = read_receipts(lines, run.plan)
    assert {code: (receipt.received, receipt.extended_to) for code, receipt in found.items()} == {
        "XP-02647": (dt.date(2026, 11, 9), None),
        "SN-STC": (dt.date(2026, 11, 8), None),
    }
    with pytest.raises(InputError, match="dòng 5: “hôm qua” ở cột “Ngày nhận sửa lại” không phải là ngày"):
        read_receipts([(5, {"unit": "SN-CAT", "override": "hôm qua"})], run.plan)
    with pytest.raises(InputError, match="dòng 6: đơn vị XP-02647 đã có ngày nhận"):
        read_receipts([lines[0], (6, lines[0][1])], run.plan)


def test_settings_have_defaults_and_start_at_the_workbooks_folder(run: RunContext, tmp_path: Path) -> None:
    settings = read_settings({names.PERIOD: " 2026-10 "}, tmp_path)
    period = run.period(settings.period_id)
    assert (settings.returns, settings.output, settings.plan_workbook) == (tmp_path / "nop", tmp_path / "ket-qua", None)
    assert settings.summary_path(period) == tmp_path / "ket-qua" / "tong-hop-2026-10.xlsx"
    assert settings.forms_folder(period) != settings.copies_folder(period)
    elsewhere = tmp_path / "nơi khác"
    given = {names.PERIOD: "2026-10", names.RETURNS_FOLDER: str(elsewhere), names.PLAN_WORKBOOK: "kh.xlsx"}
    settings = read_settings(given, tmp_path / "a")
    assert (settings.returns, settings.plan_workbook) == (elsewhere, tmp_path / "a" / "kh.xlsx")
    with pytest.raises(InputError, match="Chưa chọn kỳ báo cáo"):
        read_settings({names.PERIOD: None}, tmp_path)


def test_a_line_shows_what_the_summary_says_of_the_unit() -> None:
    summary = full_month()
    lines = tracking_lines(summary)
    assert list(lines) == [unit.unit for unit in summary.units]
    shown = {column.key for column in TRACKING.columns} - {"override"}
    for unit in summary.units:
        line = lines[unit.unit]
        assert line.keys() == shown
        assert line["score"] == (float(unit.score.score) if unit.score else None)
        assert line["due_date"] == dt.datetime.combine(unit.due_date, dt.time())
        assert (line["errors"] is None) == (not unit.file)
        assert (line["days_late"] is not None) == (unit.state == "late")
    missing = replace(summary.units[0], file="", score=None, state="missing")
    line = tracking_lines(replace(summary, units=(missing,)))[missing.unit]
    assert (line["file"], line["score"], line["errors"], line["state"]) == (None, None, None, "Chưa nộp")


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("", None),
        ("BM-01.xlsx", '=HYPERLINK(DA06_THU_MUC_DA_DOC&"BM-01.xlsx","BM-01.xlsx")'),
        ('a"&1+1&".xlsx', '=HYPERLINK(DA06_THU_MUC_DA_DOC&"a""&1+1&"".xlsx","a""&1+1&"".xlsx")'),
        ("x" * 300, "x" * 300),
    ],
)
def test_a_file_name_is_only_ever_text_in_its_link(name: str, formula: str | None) -> None:
    assert file_link(name) == formula


def test_headers_are_told_apart_and_sentences_end() -> None:
    for table in TABLES:
        assert len({column.header for column in table.columns}) == len(table.columns)
        assert len(table.sheet) <= 31
    titles = {"TIEU_DE", "CHON_THU_MUC_NOP", "CHON_THU_MUC_RA", "CHON_SO_KE_HOACH"}
    assert [code for code, text in VBA_SENTENCES.items() if code not in titles and text[-1] not in ".…"] == []


def test_pictures_of_the_guide_are_there_and_small() -> None:
    docs = Path(__file__).resolve().parents[1] / "docs"
    text = (docs / "tong-hop-bang-nut.md").read_text(encoding="utf-8")
    pictures = [docs / name for name in re.findall(r"\]\((hinh/[^)]+)\)", text)]
    assert len(pictures) >= 6
    assert [path.name for path in pictures if not 0 < path.stat().st_size < 200_000] == []
