# ruff: noqa: E501 - a line of the table is one case
"""Every check of the plan workbook: which cell, which words; nothing is told twice, nothing hides another."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from invented_province import province_grid

from de_an06_xl.model.cells import CellGrid, ErrorValue, Formula, SheetGrid, column_letters
from de_an06_xl.plan_workbook import read_plan_workbook as module
from de_an06_xl.plan_workbook.faults import CHECKS, Fault
from de_an06_xl.plan_workbook.read_plan_workbook import read_plan_grid
from de_an06_xl.plan_workbook.sheets import SHEETS
from de_an06_xl.workbook_file.sheet_scan import parse_address

# The tables stand as typed in invented_province: names of columns in row 3, the first record in row 4.
# code | sheet | cell = value, several with ";" | where the fault is | all codes, when it brings others along
# In a value: ∅ blank, #REF! an error, =A1 a formula, dd/mm/yyyy a date, digits a number, '5 the text 5.
FAULTS = """
KH102 | Giả định        | -                                     | Giả định         |
KH103 | Đơn vị          | +                                     | đơn vị           |
KH104 | Nhóm            | A3=∅; B3=∅                            | Nhóm             |
KH105 | Ngày nghỉ       | C3=∅                                  | Ngày nghỉ!A3     |
KH106 | Ngày nghỉ       | D3=Tên                                | Ngày nghỉ!D3     |
KH107 | Ngày nghỉ       | D3=Ghi chú riêng                      | Ngày nghỉ!D3     |
KH109 | Thông tin chung | B4=KH-0                               | Thông tin chung!B4 |
KH110 | Thông tin chung | A7=Tỉnh                               | Thông tin chung!A7 | KH110 KH111
KH111 | Thông tin chung | A7=∅; B7=∅                            | Thông tin chung!A3 |
KH112 | Thông tin chung | A22=Năm đầu; B22=2026                 | Thông tin chung!A22 |
KH113 | Xếp loại        | A4:F8=∅                               | Xếp loại         | KH113 KH816
KH201 | Đơn vị          | B5=∅                                  | Đơn vị!B5        |
KH201 | Thông tin chung | B9=∅                                  | Thông tin chung!B9 |
KH201 | Gia hạn         | D4=∅                                  | Gia hạn!D4       |
KH201 | Gia hạn         | E4=  ; D4=∅                           | Gia hạn!E4       |
KH202 | Chỉ tiêu        | F4=#REF!                              | Chỉ tiêu!F4      |
KH203 | Thông số điểm   | C4==50                                | Thông số điểm!C4 |
KH204 | Thông số điểm   | C4=năm mươi                           | Thông số điểm!C4 |
KH204 | Chỉ tiêu        | F4=01/01/2026                         | Chỉ tiêu!F4      |
KH205 | Chỉ tiêu        | F6='1.234                             | Chỉ tiêu!F6      |
KH206 | Thông tin chung | B16=5,5                               | Thông tin chung!B16 |
KH207 | Thông tin chung | B16=29                                | Thông tin chung!B16 |
KH207 | Thông số điểm   | C12=4; C11=2                          | Thông số điểm!C11 |
KH207 | Thông số điểm   | C8=0                                  | Thông số điểm!C8 |
KH208 | Ngày nghỉ       | A4=31/02/2026x                        | Ngày nghỉ!A4     |
KH208 | Nhiệm vụ        | H4=46387                              | Nhiệm vụ!H4      |
KH209 | Đơn vị          | D4=Sở                                 | Đơn vị!D4        |
KH209 | Đơn vị          | E4=có lẽ                              | Đơn vị!E4        |
KH210 | Đơn vị          | B4=05/08/2026                         | Đơn vị!B4        |
KH210 | Thông tin chung | B6=2026,1                             | Thông tin chung!B6 |
KH211 | Nhiệm vụ        | B4=dài                                | Nhiệm vụ!B4      |
KH212 | Nhiệm vụ        | B4=điều khiển                         | Nhiệm vụ!B4      |
KH213 | Gia hạn         | D4=Ông A 0900 000 012                 | Gia hạn!D4       |
KH214 | Nhiệm vụ        | C4=SN-CN;;SN-VP                       | Nhiệm vụ!C4      |
KH301 | Thông tin chung | B5=KH SÔNG/MẪU                        | Thông tin chung!B5 |
KH301 | Thông tin chung | B6=1.0 sửa                            | Thông tin chung!B6 |
KH302 | Thông tin chung | B13=SN-KHAC                           | Thông tin chung!B13 |
KH303 | Thông tin chung | B12=2025                              | Thông tin chung!B12 |
KH304 | Thông tin chung | B10=01/01/2025                        | Thông tin chung!B10 |
KH305 | Thông tin chung | B14=31/12/2025                        | Thông tin chung!B14 |
KH306 | Thông tin chung | B17=0                                 | Thông tin chung!B16 |
KH307 | Ngày nghỉ       | A5=05/11/2026; B5=Ngày nghỉ           | Ngày nghỉ!A5     |
KH308 | Ngày nghỉ       | A5=06/11/2026                         | Ngày nghỉ!A5     |
KH309 | Ngày nghỉ       | A5=06/11/2032                         | Ngày nghỉ!A5     |
KH310 | Gia hạn         | A4=XP-99999                           | Gia hạn!A4       |
KH311 | Gia hạn         | B4=2026-13                            | Gia hạn!B4       |
KH311 | Gia hạn         | B4=2031-01                            | Gia hạn!B4       |
KH312 | Gia hạn         | C4=06/11/2026                         | Gia hạn!C4       |
KH313 | Gia hạn         | A5=XP-90003; B5=2026-10; C5=20/11/2026; D5=A; E5=B | Gia hạn!A5 |
KH401 | Đơn vị          | A7=XP-901                             | Đơn vị!A7        |
KH402 | Đơn vị          | A8=XP-90001                           | Đơn vị!A8        |
KH403 | Đơn vị          | B8=Xã Một                             | Đơn vị!B8        |
KH404 | Đơn vị          | D7=Sở, ngành                          | Đơn vị!A7        |
KH405 | Đơn vị          | G7=xã HAI                             | Đơn vị!G7        |
KH406 | Nhóm            | B4=CT-1                               | Nhóm!B4          | KH406 KH503
KH407 | Nhóm            | B5=CT-I                               | Nhóm!B5          | KH407 KH503
KH501 | Chỉ tiêu        | A4=CT-I.0                             | Chỉ tiêu!A4      |
KH502 | Chỉ tiêu        | A5=CT-I.1                             | Chỉ tiêu!A5      |
KH503 | Chỉ tiêu        | A4=CT-V.1                             | Chỉ tiêu!A4      |
KH504 | Chỉ tiêu        | M4=SN-KHAC                            | Chỉ tiêu!M4      |
KH505 | Chỉ tiêu        | M6=SN-VP; SN-VP                       | Chỉ tiêu!M6      |
KH506 | Chỉ tiêu        | M4=@sở ngành                          | Chỉ tiêu!M4      |
KH507 | Chỉ tiêu        | F4=∅                                  | Chỉ tiêu!F4      |
KH508 | Chỉ tiêu        | F8=100                                | Chỉ tiêu!F8      |
KH509 | Chỉ tiêu        | I4=∅                                  | Chỉ tiêu!I4      |
KH510 | Chỉ tiêu        | F4=0                                  | Chỉ tiêu!F4      |
KH511 | Chỉ tiêu        | J4=101                                | Chỉ tiêu!J4      |
KH512 | Chỉ tiêu        | E6=Mức giảm, ít nhất (≥)              | Chỉ tiêu!E6      |
KH513 | Chỉ tiêu        | K4=∅                                  | Chỉ tiêu!K4      |
KH514 | Chỉ tiêu        | C4=hồ sơ                              | Chỉ tiêu!C4      |
KH515 | Chỉ tiêu        | C6=∅                                  | Chỉ tiêu!C6      |
KH601 | Nhiệm vụ        | A4=NV-1.1                             | Nhiệm vụ!A4      |
KH602 | Nhiệm vụ        | A5=NV-I.1                             | Nhiệm vụ!A5      |
KH603 | Nhiệm vụ        | A4=NV-IX.1                            | Nhiệm vụ!A4      |
KH604 | Nhiệm vụ        | C4=Sở Công nghệ                       | Nhiệm vụ!C4      |
KH604 | Nhiệm vụ        | E5=@mọi người                         | Nhiệm vụ!E5      |
KH605 | Nhiệm vụ        | C5=SN-VP; SN-VP                       | Nhiệm vụ!C5      |
KH606 | Nhiệm vụ        | C4=@liên quan                         | Nhiệm vụ!C4      |
KH607 | Nhiệm vụ        | H4=∅                                  | Nhiệm vụ!H4      |
KH608 | Nhiệm vụ        | H6=31/12/2026                         | Nhiệm vụ!H6      |
KH609 | Nhiệm vụ        | H4=30/12/2026                         | Nhiệm vụ!H4      |
KH609 | Nhiệm vụ        | H5=31/08/2026                         | Nhiệm vụ!H5      |
KH610 | Nhiệm vụ        | H4=31/12/2029                         | Nhiệm vụ!H4      |
KH611 | Nhiệm vụ        | I7=∅                                  | Nhiệm vụ!I7      |
KH701 | Tổ chức thực hiện | A4=TC-1; A5=TC-d                    | Tổ chức thực hiện!A4 | KH701 KH810 KH812
KH702 | Tổ chức thực hiện | A6=TC-b; B6=c; C6=Việc khác         | Tổ chức thực hiện!A6 |
KH703 | Giả định        | A5=GD-01; B5=Gì?; C5=Thế              | Giả định!A5      |
KH801 | Phiên bản điểm  | A4=SMa                                | Phiên bản điểm!A4 | KH801 KH805 KH807 KH812 KH813 KH816
KH802 | Phiên bản điểm  | A6=SM/a; B6=x; C6=01/01/2028; D6=Giữ mục tiêu 2026; E6=X; F6=Y; G6=z; H6=z | Phiên bản điểm!A6 |
KH803 | Phiên bản điểm  | C5=01/01/2026                         | Phiên bản điểm!C5 |
KH804 | Phiên bản điểm  | C4=01/01/2030; C5=01/01/2029          | Phiên bản điểm!C5 |
KH805 | Xếp loại        | A4=SM/c                               | Xếp loại!A4      | KH805 KH821
KH806 | Thông số điểm   | B5=Trọng số Chỉ tiêu                  | Thông số điểm!B5 | KH806 KH807
KH807 | Thông số điểm   | A4:D4=∅                               | Phiên bản điểm!A4 |
KH808 | Thông số điểm   | C5=31                                 | Thông số điểm!C4 |
KH809 | Thông số điểm   | C17=3                                 | Thông số điểm!C15 |
KH810 | Điểm tổ chức    | B5=TC-e                               | Điểm tổ chức!B5  | KH810 KH812
KH811 | Điểm tổ chức    | B5=TC-b                               | Điểm tổ chức!B5  | KH811 KH812
KH812 | Tổ chức thực hiện | A6=TC-e; B6=e; C6=Mô hình           | Phiên bản điểm!A4 |
KH813 | Điểm tổ chức    | D4=5                                  | Điểm tổ chức!D4  |
KH814 | Điểm tổ chức    | E4=7                                  | Điểm tổ chức!E4  |
KH815 | Điểm tổ chức    | E5=1                                  | Điểm tổ chức!E5  |
KH816 | Xếp loại        | A4:F6=∅                               | Phiên bản điểm!A4 |
KH817 | Xếp loại        | B5=A                                  | Xếp loại!B5      |
KH818 | Xếp loại        | C5=Tốt                                | Xếp loại!C5      |
KH819 | Xếp loại        | E5=60                                 | Xếp loại!D5      | KH819 KH822
KH820 | Xếp loại        | D6=10                                 | Xếp loại!D6      |
KH821 | Xếp loại        | E4=99                                 | Xếp loại!E4      |
KH822 | Xếp loại        | E5=79                                 | Xếp loại!D4      |
KH823 | Xếp loại        | E5=81                                 | Xếp loại!D4      |
KH824 | Phiên bản điểm  | F4=Tốt                                | Phiên bản điểm!F4 |
"""

_RANGE = re.compile(r"([A-Z]+\d+):([A-Z]+\d+)")
_SPECIAL = {"∅": None, "dài": "dài " * 1200, "điều khiển": "chữ \x07", "#REF!": ErrorValue("#REF!")}
ELSEWHERE = {"KH101": "test_plan_workbook", "KH108": "below", "KH901": "below"}


def _value(text: str) -> object:
    if text in _SPECIAL:
        return _SPECIAL[text]
    if match := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text):
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    if re.fullmatch(r"\d+(,\d+)?", text):
        return float(text.replace(",", "."))
    return text.removeprefix("'")


def _put(sheet: SheetGrid, address: str, value: object) -> None:
    row, column = parse_address(address)
    while len(sheet.rows) <= row:
        sheet.rows.append([])
    sheet.rows[row] += [None] * (column + 1 - len(sheet.rows[row]))
    sheet.rows[row][column] = value


def _edit(grid: CellGrid, name: str, edits: str) -> None:
    if edits == "-":
        del grid.sheets[name]
        return
    if edits == "+":
        grid.sheets["đơn  vị"] = SheetGrid(name.lower(), [])
        return
    sheet = grid.sheets[name]
    for edit in re.split(r"; (?=[A-Z]+\d+[:=])", edits):
        place, _, text = edit.partition("=")
        if text.startswith("="):
            sheet.formulas[place] = Formula(text[1:])
            text = text[1:]
        for address in _addresses(place):
            _put(sheet, address, _value(text))


def _addresses(place: str) -> list[str]:
    match = _RANGE.fullmatch(place)
    if not match:
        return [place]
    (top, left), (bottom, right) = parse_address(match[1]), parse_address(match[2])
    return [f"{column_letters(c)}{r + 1}" for r in range(top, bottom + 1) for c in range(left, right + 1)]


def _faults(name: str, edits: str) -> tuple[Fault, ...]:
    grid = province_grid()
    _edit(grid, name, edits)
    return read_plan_grid(grid).faults


def _rows() -> list[tuple[str, ...]]:
    return [
        (*row, "")[:5] for row in (tuple(c.strip() for c in line.split("|")) for line in FAULTS.strip().splitlines())
    ]


@pytest.mark.parametrize(("code", "sheet", "edits", "place", "others"), _rows())
def test_each_fault_at_its_cell(code: str, sheet: str, edits: str, place: str, others: str) -> None:
    faults = _faults(sheet, edits)
    assert {fault.code for fault in faults} == set((others or code).split()), faults
    assert place in [fault.place_vi for fault in faults if fault.code == code]
    assert all("{" not in fault.reason + fault.fix for fault in faults)


def test_every_check_is_exercised() -> None:
    assert {row[0] for row in _rows()} | set(ELSEWHERE) == set(CHECKS)
    assert len(CHECKS) >= 40


def test_the_sentences_are_whole_and_differ() -> None:
    for code, (reason, fix) in CHECKS.items():
        assert reason.endswith((".", "}")), code
        assert fix.endswith((".", "}")), code
        assert len(reason) < 120, code
    assert len(set(CHECKS.values())) == len(CHECKS)


def test_faults_stand_in_the_order_of_the_workbook_and_show_the_value() -> None:
    grid = province_grid()
    for name, edits in (("Xếp loại", "D6=10"), ("Đơn vị", "A8=XP-90001"), ("Đơn vị", "B5=∅"), ("Chỉ tiêu", "F4=0")):
        _edit(grid, name, edits)
    faults = read_plan_grid(grid).faults
    assert [fault.place_vi for fault in faults] == ["Đơn vị!B5", "Đơn vị!A8", "Chỉ tiêu!F4", "Xếp loại!D6"]
    assert [fault.value for fault in faults] == ["", "XP-90001", "0", "10"]


def test_a_cell_that_cannot_be_read_is_told_once() -> None:
    """No sum, no gap and no missing reference is reported on top of an unreadable cell."""
    assert [fault.code for fault in _faults("Thông số điểm", "C4=năm mươi")] == ["KH204"]
    assert [fault.code for fault in _faults("Đơn vị", "A3=Mã")] == ["KH105", "KH107"]
    assert [fault.code for fault in _faults("Nhóm", "-")] == ["KH102"]


def test_personal_data_is_never_shown_again() -> None:
    (fault,) = _faults("Gia hạn", "D4=Ông A 0900 000 012")
    assert "0900" not in repr(fault)


def test_the_1904_date_system_is_refused() -> None:
    grid = province_grid()
    (fault,) = read_plan_grid(CellGrid(grid.sheets, date_1904=True)).faults
    assert fault.code == "KH108"


def test_what_slips_through_the_checks_is_still_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(tables: Any) -> None:
        return None

    monkeypatch.setattr(module, "check_tables", nothing)
    for edits, why in (("M4=SN-KHAC", "không có trong units.csv"), ("A4=CT-I", "giá trị không hợp lệ")):
        (fault,) = _faults("Chỉ tiêu", edits)
        assert fault.code == "KH901"
        assert why in fault.reason


def test_every_cell_of_the_workbook_may_hold_anything() -> None:
    """Whatever stands in a cell, reading ends with faults or with a plan, never with an exception."""
    junk: list[object] = [
        None,
        "",
        "x",
        -1.0,
        1e300,
        float("inf"),
        True,
        dt.datetime(2026, 1, 1, 8),
        dt.time(8),
        ErrorValue("#N/A"),
    ]
    blank = province_grid()
    for sheet in SHEETS:
        rows = blank.sheets[sheet.name].rows
        for row in range(3, min(len(rows), 6)):
            for column in range(len(rows[2])):
                grid = province_grid()
                _put(grid.sheets[sheet.name], f"{column_letters(column)}{row + 1}", junk[(row + column) % len(junk)])
                reading = read_plan_grid(grid)
                assert (reading.book is None) == bool(reading.faults)


def test_all_blank() -> None:
    grid = province_grid()
    for sheet in grid.sheets.values():
        sheet.rows[3:] = []
    codes = [fault.code for fault in read_plan_grid(grid).faults]
    assert set(codes) == {"KH111", "KH113"}
    assert read_plan_grid(CellGrid({})).faults[0].code == "KH102"
