"""The words of the guide sheet; ``note``, ``step`` and ``mark`` lines differ only in their look."""

from __future__ import annotations

from de_an06_xl.plan_workbook.words import COLLECTIVE_WORDS

_COLLECTIVES = ", ".join(word for _, word in COLLECTIVE_WORDS)

GUIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Sổ này để làm gì",
        (
            "Sổ chứa toàn bộ dữ liệu mà công cụ dùng để phát biểu mẫu, kiểm tra, chấm điểm và tổng hợp: đơn vị, "
            "chỉ tiêu, nhiệm vụ, hạn nộp, ngày nghỉ, gia hạn, cách tính điểm.",
            "Đổi mục tiêu, thêm đơn vị, dùng cho tỉnh khác: chỉ sửa sổ này, không cần lập trình.",
        ),
    ),
    (
        "Các bước",
        (
            "1. Sửa các ô màu vàng nhạt. Dòng chữ nghiêng phía trên tên cột cho biết phải ghi gì.",
            "2. Đổi “Phiên bản dữ liệu” ở trang Thông tin chung để mọi biểu và kết quả in ra đều mang phiên bản mới.",
            "3. Lưu sổ, chạy: da06 ke-hoach nhap TỆP.xlsx. Công cụ nêu mọi lỗi cùng lúc, kèm trang và ô.",
            "4. Chạy thử với biểu thật của tháng trước: da06 thu-nghiem THƯ_MỤC --ky 2026-10 --ke-hoach TỆP.xlsx.",
            "5. Khi đã hài lòng, thêm --ke-hoach TỆP.xlsx vào các lệnh bieu-mau, kiem-tra, cham-diem, tong-hop.",
        ),
    ),
    (
        "Cần nhớ",
        (
            "Không đổi tên trang và tên cột. Có thể đổi thứ tự cột, thêm dòng, thêm trang ghi chú riêng.",
            "Ô nhập phải là giá trị, không phải công thức. Ngày ghi ngày/tháng/năm. Phần trăm ghi 50, không ghi 0,5.",
            f"Nhiều mã trong một ô cách nhau bằng dấu chấm phẩy. Giao chung cho nhiều đơn vị: {_COLLECTIVES}.",
            "“@liên quan” (các đơn vị liên quan) chỉ để ghi lại lời văn: không giao việc cho đơn vị nào.",
            "Đổi cách tính điểm: thêm một phiên bản mới với ngày hiệu lực mới ở bốn trang Phiên bản điểm, Thông số "
            "điểm, Điểm tổ chức, Xếp loại; không sửa phiên bản đã dùng, để kỳ cũ vẫn ra đúng điểm cũ.",
            "Điểm ở đây là điểm tuân thủ đề xuất, không phải điểm của dean06.vn.",
            "Không ghi thông tin cá nhân (số căn cước, điện thoại di động, thư điện tử riêng) vào sổ.",
        ),
    ),
)
