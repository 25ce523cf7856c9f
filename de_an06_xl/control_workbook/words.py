"""The sentences of the two workbooks. VBA is ASCII and reads its own from cells; ``{}`` is a place it fills in."""

from __future__ import annotations

VBA_SENTENCES: dict[str, str] = {
    "TIEU_DE": "Đề án 06",
    "DANG_CHAY": "Đề án 06: đang chạy, xin chờ…",
    "CHUA_CAI": "Tệp này chưa biết công cụ được cài ở đâu trên máy. Hãy chạy lệnh da06 cai-dat rồi mở lại tệp.",
    "MAT_CHUONG_TRINH": "Không thấy {}. Công cụ đã bị chuyển đi hoặc gỡ; hãy chạy lại lệnh da06 cai-dat.",
    "KHONG_CHAY": (
        "Excel không khởi động được công cụ (mã lỗi {}). Có thể chính sách của máy không cho Excel chạy chương trình "
        "khác; hãy chạy lệnh da06 tu-kiem-tra, hoặc dùng lệnh da06 tong-hop thay cho nút này."
    ),
    "DUNG_GIUA": (
        "Công cụ dừng giữa chừng, kết quả cũ còn nguyên. Hãy bấm lại; nếu vẫn vậy, chạy lệnh da06 tu-kiem-tra và gửi "
        "kết quả cho bộ phận kỹ thuật."
    ),
    "KHONG_CO_BIEU": "Chưa mở tệp nào. Hãy mở biểu mẫu BM-01 của đơn vị rồi bấm lại.",
    "KHONG_SAO": "Không sao được tệp đang mở để kiểm tra. Hãy lưu tệp vào một thư mục trên máy rồi bấm lại.",
    "CHON_THU_MUC_NOP": "Chọn thư mục chứa các biểu đã nộp",
    "CHON_THU_MUC_RA": "Chọn thư mục ghi kết quả",
    "CHON_SO_KE_HOACH": "Chọn sổ kế hoạch đã sửa",
}

LEVEL_WORDS: dict[str, str] = {"xong": "Xong", "luu_y": "Lưu ý", "loi": "Lỗi"}
"""Level of a message, as VBA compares it, and the word people read."""

CONTROL_TITLE = "Tổng hợp báo cáo tháng Đề án 06 – tỉnh Lào Cai"
CONTROL_NOTE = "Chọn kỳ và thư mục, bấm nút, đọc thông báo. Không cần gõ lệnh."
SECTION_SETTINGS = "1. Kỳ báo cáo và thư mục"
SECTION_BUTTONS = "2. Việc cần làm"
SECTION_OUTCOME = "3. Lần chạy gần nhất"
SECTION_GUIDE = "4. Hướng dẫn ngắn"
SECTION_LEGEND = "5. Màu trong tệp này"

SETTING_LABELS: dict[str, tuple[str, str]] = {
    "period": ("Kỳ báo cáo", "Chọn trong danh sách, ví dụ 2026-10."),
    "returns": ("Thư mục biểu đã nộp", "Nơi để các tệp đơn vị gửi về; tên viết tắt tính từ thư mục của tệp này."),
    "output": ("Thư mục kết quả", "Nơi ghi biểu mẫu, bản trả lại và bảng tổng hợp; chưa có thì được tạo."),
    "store": (
        "Kho các kỳ trước",
        "Tệp .db lưu các kỳ để so sánh; chưa có thì được tạo. Để trống thì không lưu.",
    ),
    "plan": ("Sổ kế hoạch đã sửa", "Để trống thì dùng kế hoạch đi kèm công cụ."),
}
DEFAULT_RETURNS, DEFAULT_OUTPUT = "nop", "ket-qua"
CHOOSE = "Chọn…"

GUIDE: tuple[str, ...] = (
    "Tạo biểu mẫu: ghi biểu BM-01 của kỳ cho mọi đơn vị vào thư mục kết quả.",
    "Kiểm tra: đọc các tệp đã nộp, ghi trang “Theo dõi nộp” và lập bản trả lại có đánh dấu cho từng đơn vị.",
    "Tổng hợp: như Kiểm tra, rồi lập bảng tổng hợp của tỉnh và mở ra.",
    "Ngày nhận khác “Ngày gửi” trong biểu: ghi vào cột “Ngày nhận sửa lại” của trang “Theo dõi nộp”.",
    "Đơn vị được lùi hạn: ghi một dòng vào trang “Sổ gia hạn”. Mọi lần chạy được ghi ở trang “Nhật ký”.",
)
LEGEND: tuple[tuple[str, str], ...] = (
    ("input_text", "Ô được nhập"),
    ("good", "Đúng hạn"),
    ("care", "Trễ hạn, chưa đến hạn"),
    ("bad", "Chưa nộp, có lỗi phải sửa"),
)
RUN_LABELS = ("Lúc", "Thông báo")
FORM_COPY_LABEL = "Bản sao của biểu"
NOT_RUN_YET = "Chưa chạy lần nào."
INPUT_ERROR_TITLE = "Chưa đúng"

ADDIN_TITLE = "Công cụ Đề án 06"
ADDIN_LINES: tuple[str, ...] = (
    "Đây là phần bổ trợ của Excel: các nút nằm ở thẻ “Đề án 06” trên thanh công cụ, các hàm có tên bắt đầu bằng DA06_.",
    "Trang này chỉ giữ thông báo của lần chạy gần nhất; không cần mở hay sửa.",
)
