"""Defined names, sheets and buttons of TongHop.xlsm and DeAn06.xlam; VBA, builder and handlers share them."""

from __future__ import annotations

from dataclasses import dataclass

PERIOD = "DA06_KY"
RETURNS_FOLDER = "DA06_THU_MUC_NOP"
OUTPUT_FOLDER = "DA06_THU_MUC_RA"
PLAN_WORKBOOK = "DA06_SO_KE_HOACH"
STORE = "DA06_KHO"
# Written by VBA before a handler runs: the handler itself reads no clock.
RUN_TIME = "DA06_LUC_CHAY"
# Written by the handler, shown by VBA once Python has ended.
MESSAGE = "DA06_THONG_BAO"
LEVEL = "DA06_MUC_THONG_BAO"
# The folder whose files the links of Theo dõi nộp open, the counts above that table, the period it was filled for.
READ_FOLDER = "DA06_THU_MUC_DA_DOC"
COUNTS = "DA06_DEM"
FILLED_PERIOD = "DA06_KY_DA_GHI"
# The add-in only: where VBA has put a copy of the form that is open.
FORM_COPY = "DA06_BAN_SAO"
SENTENCE_PREFIX = "DA06_CAU_"

CONTROL_SHEET = "Bảng điều khiển"
ADDIN_SHEET = "Đề án 06"
LISTS_SHEET = "_danh_sach"
SENTENCES_SHEET = "_loi_nhan"
# The names of these two are xlwings' own: its VBA reads settings from the first and puts error text on the second.
CONFIG_SHEET = "xlwings.conf"
ERROR_SHEET = "Error"

UNIT_LIST, PERIOD_LIST = "DA06_DS_DON_VI", "DA06_DS_KY"
UNIT_NAMES = "DA06_DS_TEN_DON_VI"

INTERPRETER_KEY = "INTERPRETER_WIN"
CONFIG: tuple[tuple[str, str, str], ...] = (
    (INTERPRETER_KEY, "", "Đường dẫn python.exe của công cụ; lệnh da06 cai-dat điền vào đây."),
    ("PYTHONPATH", "", "Thư mục tìm thêm mã; để trống khi công cụ đã được cài vào môi trường."),
    # A file named like a module beside the workbook must never be run in its place.
    ("ADD_WORKBOOK_TO_PYTHONPATH", "false", "Không chạy mã Python nằm cạnh tệp này."),
    ("SHOW CONSOLE", "False", "Không hiện cửa sổ dòng lệnh."),
    ("SHOW_ERROR_POPUPS", "False", "Lỗi kỹ thuật ghi vào trang ẩn; người dùng chỉ thấy một câu tiếng Việt."),
    ("USE UDF SERVER", "False", "Mỗi nút chạy một tiến trình riêng."),
)
"""Key, value, explanation; keys are xlwings', in capitals because its VBA compares them so."""


@dataclass(frozen=True, slots=True)
class Button:
    """A form button: ``macro`` is a public Sub of the VBA sources."""

    caption: str
    macro: str


BUTTONS = (
    Button("Tạo biểu mẫu", "DA06_TaoBieuMau"),
    Button("Kiểm tra", "DA06_KiemTra"),
    Button("Tổng hợp", "DA06_TongHop"),
    Button("Mở bảng tổng hợp", "DA06_MoBangTongHop"),
)
