"""The sheets "Nộp lại" and "Cảnh báo": every changed cell, every warning, and nothing that could become a formula."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openpyxl
from make_summary import full_month

from de_an06_xl.load_warnings import load_warnings
from de_an06_xl.model.correction import CellChange, Correction
from de_an06_xl.model.warning import IndicatorWarning, LateWarning, TaskWarning, Warnings
from de_an06_xl.write_summary import summary_workbook

DAY = dt.date(2026, 11, 3)
CHANGES = (
    CellChange("Chỉ tiêu", "CT-I.5", "Tử số", "K7", Decimal("1234.5"), Decimal(0)),
    CellChange("Nhiệm vụ", "NV-III.2", "Kết quả trong kỳ", "J7", "=1+1", None),
    CellChange("Thông tin", "TT-10", "Giá trị", "E16", DAY, dt.date(2026, 11, 12)),
)
CORRECTION = Correction(
    unit="XP-02647",
    unit_name="Phường Lào Cai",
    origin="store",
    old_file="a.xlsx",
    old_sha256="0",
    old_sent=DAY,
    new_file="b.xlsx",
    new_sha256="1",
    new_sent=dt.date(2026, 11, 12),
    by="lập biểu: Lò Thị Mẫu",
    after_due=True,
    changes=CHANGES,
)
WARNINGS = Warnings(
    indicators=(
        IndicatorWarning(
            "CT-I.5", "Tỷ lệ hồ sơ", "%", "≥", Decimal("80.5"), Fraction(200, 3), Fraction(-1, 2), Fraction(65), 4
        ),
    ),
    tasks=(TaskWarning("NV-I.3", "Xây dựng nền tảng", "Công an tỉnh", dt.date(2026, 12, 31), 31, 2, 3),),
    units=(LateWarning("XP-02683", "Xã Bát Xát", 3, ("late", "missing", "late")),),
    known_months=3,
    rules=load_warnings(),
)


def sheet(title: str, **changes: Any) -> Any:
    content = summary_workbook(replace(full_month(), **changes))
    return openpyxl.load_workbook(io.BytesIO(content))[title]


def rows(one: Any) -> list[list[object]]:
    found = [[cell.value for cell in row] for row in one.iter_rows(min_row=4)]
    return [row for row in found if any(value is not None for value in row)]


def test_every_changed_cell_is_a_line() -> None:
    same = replace(CORRECTION, unit="XP-02671", unit_name="Phường Cam Đường", after_due=False, changes=())
    one = sheet("Nộp lại", corrections=(CORRECTION, same))
    _, numerator, result, sent, nothing = rows(one)
    assert numerator[:8] == [
        *("Phường Lào Cai", "XP-02647", "▲ Sửa sau hạn"),
        *("CT-I.5", "Tử số", "Chỉ tiêu!K7", "1.234,5", "0"),
    ]
    assert numerator[8:] == [
        "a.xlsx (gửi 03/11/2026; từ kho, lần tổng hợp trước)",
        "b.xlsx (gửi 12/11/2026)",
        "lập biểu: Lò Thị Mẫu",
    ]
    assert result[6:8] == ["=1+1", "(để trống)"]
    assert sent[6:8] == ["03/11/2026", "12/11/2026"]
    assert (nothing[2], nothing[7]) == (None, "Không khác ô nào")
    assert {cell.data_type for row in one.iter_rows(min_row=4) for cell in row} <= {"s", "n"}
    assert "2 đơn vị nộp lại, trong đó 0 đơn vị sửa sau hạn" in str(one["A2"].value)


def test_units_corrected_late_are_counted() -> None:
    month = full_month()
    marked = (replace(month.units[0], corrected_late=True), *month.units[1:])
    assert "trong đó 1 đơn vị sửa sau hạn" in str(sheet("Nộp lại", units=marked)["A2"].value)


def test_three_blocks_of_warnings() -> None:
    one = sheet("Cảnh báo", warnings=WARNINGS)
    _, indicator, _, task, _, unit = rows(one)
    assert indicator[:4] == ["CT-I.5", "Tỷ lệ hồ sơ", "%", "≥ 80,5"]
    assert [round(float(str(value)), 4) for value in indicator[4:]] == [66.6667, -0.5, 65, 4]
    assert task[:7] == ["NV-I.3", "Xây dựng nền tảng", "Công an tỉnh", dt.datetime(2026, 12, 31), 31, 2, 3]
    assert unit[:4] == ["XP-02683", "Xã Bát Xát", "Trễ hạn → Chưa nộp → Trễ hạn", 3]
    assert "3 kỳ trước" in str(one["A2"].value)
    assert "đề xuất" in str(one["A2"].value)


def test_without_earlier_months_the_sheet_says_so() -> None:
    one = sheet("Cảnh báo")
    assert "hãy tổng hợp với --kho" in str(one["A2"].value)
    texts = [row[0] for row in rows(one)]
    assert texts.count("Không có dòng nào.") == 3
