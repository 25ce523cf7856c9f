# ruff: noqa: E501 - a line of a table is a row of the workbook
"""The plan of a province that does not exist, as an administrator types it into the plan workbook.

Three departments, four communes, an indicator of every kind, a task of every kind of deadline, two
policies with weights and bands of their own. Small enough to work out every figure by hand.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from de_an06_xl.model.cells import CellGrid, SheetGrid
from de_an06_xl.plan_workbook.read_plan_workbook import read_plan_grid
from de_an06_xl.plan_workbook.records import PlanBook
from de_an06_xl.plan_workbook.sheets import SHEETS
from de_an06_xl.plan_workbook.write_plan_workbook import write_plan_workbook

SETTINGS = """
Nội dung | Giá trị
Mẫu sổ kế hoạch | KH-1
Mã Kế hoạch | KH-SONGMAU-2026-2028
Phiên bản dữ liệu | 1.0
Tỉnh, thành phố | tỉnh Sông Mẫu
Tên Kế hoạch | Kế hoạch mẫu của tỉnh Sông Mẫu
Căn cứ pháp lý | Quyết định mẫu
Ngày bắt đầu thực hiện | 01/01/2026
Năm đầu | 2026
Năm cuối | 2028
Đơn vị tổng hợp | SN-VP
Hạn kế hoạch riêng của đơn vị | 01/03/2026
Kỳ số liệu | Tháng dương lịch
Ngày hạn nộp | 5
Hạn nộp sau kỳ mấy tháng | 1
Hạn rơi vào ngày nghỉ thì lùi | Có
Căn cứ kỳ và hạn nộp | đề xuất
Phối hợp nêu chung cũng phải báo cáo | Không
Căn cứ phân công | đề xuất
"""

UNITS = """
Mã đơn vị | Tên đơn vị | Loại hình | Nhóm | Nhận nhiệm vụ giao chung | Được nêu tên trong Kế hoạch | Tên gọi khác | Cần tỉnh xác nhận
SN-VP | Văn phòng tỉnh | cơ quan chuyên môn | Sở, ngành | Có | Có | VP | Không
SN-YT | Sở Y tế | cơ quan chuyên môn | Sở, ngành | Có | Có | | Không
SN-CN | Sở Công nghệ | cơ quan chuyên môn | Sở, ngành | Không | Có | Sở CN; Sở KHCN | Có
XP-90001 | Xã Một | xã | Xã, phường | Có | Không | | Không
XP-90002 | Xã Hai | xã | Xã, phường | Có | Không | | Không
XP-90003 | Xã Ba | xã | Xã, phường | Có | Không | | Không
XP-90004 | Phường Bốn | phường | Xã, phường | Có | Không | | Không
"""

GROUPS = """
Dùng cho | Mã nhóm | Tên nhóm
Chỉ tiêu | CT-I | Dịch vụ công
Chỉ tiêu | CT-II | An toàn
Nhiệm vụ | NV-I | Có hạn
Nhiệm vụ | NV-II | Không có ngày
"""

# The columns of 2030 are empty but for one row.
INDICATORS = """
Mã chỉ tiêu | Tên chỉ tiêu | Đơn vị tính | Cách tính | Mục tiêu 2026: loại | Mục tiêu 2026: con số | Mục tiêu 2026: ghi trong Kế hoạch | Mục tiêu 2026: ghi rõ dấu | Mục tiêu 2030: loại | Mục tiêu 2030: con số | Mục tiêu 2030: ghi trong Kế hoạch | Mục tiêu 2030: ghi rõ dấu | Mã đơn vị theo dõi | Đơn vị theo dõi ghi trong Kế hoạch | Xã, phường cùng báo cáo | Ghi chú | Phụ lục | Mục | Dòng văn bản nguồn
CT-I.1 | Tỷ lệ hồ sơ trực tuyến | % | Tỷ lệ | Tỷ lệ, ít nhất (≥) | 80 | ≥80 | Có | Tỷ lệ, ít nhất (≥) | 90 | 90 | Không | SN-YT | Sở Y tế | Có | | Phụ lục I | I.1 | 10
CT-I.2 | Tỷ lệ hồ sơ trả muộn | % | Tỷ lệ | Tỷ lệ, không quá (≤) | 30 | 30 | Không | | | | | SN-VP | Văn phòng tỉnh | Không | | Phụ lục I | I.2 | 11
CT-I.3 | Số hệ thống đã kết nối | Hệ thống | Số lượng | Số lượng, ít nhất (≥) | 10 | 10 | Không | | | | | SN-VP; SN-CN | Văn phòng tỉnh; Sở Công nghệ | Không | | Phụ lục I | I.3 | 12
CT-II.1 | Giảm số vụ | % | Mức giảm | Mức giảm, ít nhất (≥) | 20 | 20 | Không | | | | | SN-VP | Văn phòng tỉnh | Không | | Phụ lục I | II.1 | 13
CT-II.2 | Bảo đảm an toàn | | Định tính | Định tính, phải đạt | | Đảm bảo | Không | | | | | SN-CN | Sở Công nghệ | Không | | Phụ lục I | II.2 | 14
"""

TASKS = """
Mã nhiệm vụ | Tên nhiệm vụ | Mã chủ trì | Chủ trì ghi trong Kế hoạch | Mã phối hợp | Phối hợp ghi trong Kế hoạch | Loại thời hạn | Ngày hết hạn | Thời hạn ghi trong Kế hoạch | Sản phẩm | Ghi chú | Phụ lục | Mục | Dòng văn bản nguồn
NV-I.1 | Xây dựng nền tảng | SN-CN | Sở Công nghệ | SN-YT; @liên quan | Sở Y tế; đơn vị liên quan | Theo tháng | 31/12/2026 | Tháng 12/2026 | Nền tảng | | Phụ lục II | I.1 | 20
NV-I.2 | Ban hành quy chế | SN-VP | Văn phòng tỉnh | | | Theo quý | 30/09/2026 | Quý III/2026 | Quy chế | | Phụ lục II | I.2 | 21
NV-I.3 | Tuyên truyền | @xã phường | Các xã, phường | | | Thường xuyên | | Thường xuyên | | | Phụ lục II | I.3 | 22
NV-II.1 | Kết nối dữ liệu | SN-YT | Sở Y tế | | | Theo chỉ đạo | | Theo chỉ đạo của bộ | | | Phụ lục II | II.1 | 23
NV-II.2 | Chuẩn hóa dữ liệu | @sở ngành | Các sở, ngành | | | Theo lộ trình được giao | | Theo lộ trình | | | Phụ lục II | II.2 | 24
NV-II.3 | Rà soát thủ tục | @tất cả | Các sở, ngành, địa phương | | | Không nêu | | | | | Phụ lục II | II.3 | 25
"""

DUTIES = """
Mã nội dung | Điểm trong Kế hoạch | Nội dung | Đơn vị của con số
TC-b | b | Ban hành kế hoạch riêng |
TC-d | d | Tuyên truyền | lượt
"""

# The fifth is a holiday and the Saturday after it is worked.
HOLIDAYS = """
Ngày | Loại | Tên
05/11/2026 | Ngày nghỉ | Ngày hội tỉnh Sông Mẫu
07/11/2026 | Ngày làm bù | Làm bù ngày hội
"""

EXTENSIONS = """
Mã đơn vị | Kỳ | Gia hạn đến | Người cho phép | Lý do
XP-90003 | 2026-10 | 12/11/2026 | Chánh Văn phòng tỉnh | Mưa lũ
"""

POLICIES = """
Phiên bản | Tên | Hiệu lực từ | Các năm 2027–2029 | Mã khi chưa đủ dữ liệu | Tên khi chưa đủ dữ liệu | Căn cứ khi chưa đủ dữ liệu | Căn cứ
SM/a | Điểm Sông Mẫu a | 01/01/2026 | Giữ mục tiêu 2026 | CDDL | Chưa đủ dữ liệu | đề xuất | đề xuất
SM/b | Điểm Sông Mẫu b | 01/11/2026 | Giữ mục tiêu 2026 | CDDL | Chưa đủ dữ liệu | đề xuất | đề xuất
"""

# label | in version a | in version b
NUMBERS = """
Trọng số Chỉ tiêu | 50 | 30
Trọng số Nhiệm vụ | 30 | 50
Trọng số Chế độ báo cáo | 10 | 10
Trọng số Tổ chức thực hiện | 10 | 10
Nhiệm vụ: hệ số khi chủ trì | 1 | 1
Nhiệm vụ: hệ số khi phối hợp | 0,5 | 0,5
Nhiệm vụ: mức trừ mỗi ngày hoàn thành muộn | 0,02 | 0,02
Nhiệm vụ: mức còn lại ít nhất khi hoàn thành muộn | 0,4 | 0,4
Nhiệm vụ: phần được tính khi quá hạn chưa xong | 0,5 | 0,5
Nhiệm vụ: được miễn khi mới qua dưới 1 phần mấy thời gian | 4 | 4
Nhiệm vụ thường xuyên: phần được tính khi thiếu văn bản | 0,6 | 0,8
Báo cáo: điểm đúng hạn | 6 | 6
Báo cáo: mức trừ mỗi ngày nộp muộn | 1,5 | 1,5
Báo cáo: điểm đầy đủ | 2 | 2
Báo cáo: điểm chất lượng | 2 | 2
Báo cáo: mức trừ mỗi lỗi | 0,2 | 0,2
Độ phủ chỉ tiêu ít nhất (%) | 60 | 60
Mức đầy đủ ít nhất (%) | 60 | 60
"""

DUTY_POINTS = """
Phiên bản | Mã nội dung | Cách báo cáo | Điểm tối đa | Điểm khi muộn | Căn cứ
SM/a | TC-b | Có ngày | 6 | 3 | đề xuất
SM/a | TC-d | Có/Chưa | 4 | | đề xuất
SM/b | TC-b | Có ngày | 5 | 2,5 | đề xuất
SM/b | TC-d | Có/Chưa | 5 | | đề xuất
"""

BANDS = """
Phiên bản | Mã xếp loại | Tên xếp loại | Từ điểm | Đến dưới điểm | Căn cứ
SM/a | A | Tốt | 80 | 100 | đề xuất
SM/a | B | Đạt | 60 | 80 | đề xuất
SM/a | C | Chưa đạt | 0 | 60 | đề xuất
SM/b | A | Tốt | 75 | 100 | đề xuất
SM/b | B | Đạt | 0 | 75 | đề xuất
"""

ASSUMPTIONS = """
Mã | Câu hỏi | Đang xử lý
GD-01 | Mẫu số của CT-I.1 lấy ở đâu? | Đơn vị tự khai
"""

CORRECTIONS = """
Phần | Mục | Dòng | Cột | Bản gốc | Đã sửa | Số chỗ | Lý do
Phụ lục I | I.1 | 10 | tên | trưc tuyến | trực tuyến | 1 | Mất dấu
"""

_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_NUMBER = re.compile(r"\d+(,\d+)?")


def _numbers() -> str:
    lines = [line.split(" | ") for line in NUMBERS.strip().splitlines()]
    rows = [
        f"SM/{version} | {line[0]} | {line[column]} | đề xuất"
        for column, version in ((1, "a"), (2, "b"))
        for line in lines
    ]
    return "\n".join(["Phiên bản | Thông số | Giá trị | Căn cứ", *rows])


TABLES = {
    "settings": SETTINGS,
    "units": UNITS,
    "groups": GROUPS,
    "indicators": INDICATORS,
    "tasks": TASKS,
    "duties": DUTIES,
    "holidays": HOLIDAYS,
    "extensions": EXTENSIONS,
    "policies": POLICIES,
    "numbers": _numbers(),
    "duty_points": DUTY_POINTS,
    "bands": BANDS,
    "assumptions": ASSUMPTIONS,
    "corrections": CORRECTIONS,
}


def province_grid() -> CellGrid:
    """The workbook as typed: a title in row 1, the table from row 3 (0-based 2); dates and numbers as a spreadsheet stores them."""
    sheets = {}
    for sheet in SHEETS:
        lines = [[_cell(cell.strip()) for cell in line.split("|")] for line in TABLES[sheet.code].strip().splitlines()]
        sheets[sheet.name] = SheetGrid(sheet.name, [[sheet.title], [], *lines])
    return CellGrid(sheets)


def _cell(text: str) -> object:
    if match := _DATE.fullmatch(text):
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    return text or None


def province_book() -> PlanBook:
    """The plan, the policies and the extension; fails with the faults when the tables above are wrong."""
    reading = read_plan_grid(province_grid())
    assert reading.book is not None, [(fault.place_vi, fault.reason) for fault in reading.faults]
    return reading.book


def write_province(folder: Path) -> Path:
    """The province's plan workbook in ``folder``."""
    path = folder / "song-mau.xlsx"
    write_plan_workbook(province_book(), path)
    return path
