"""The sheets that hold a table, column by column; found by sheet name and header, never by position."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Look = Literal["text", "wrapped", "code", "date", "time", "whole", "number", "link", "input_text", "input_date"]
"""What a cell of the column shows and whether people type there (``input_…``)."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """``width`` in characters; ``help`` is shown when the cell is chosen, for columns that people fill."""

    key: str
    header: str
    width: float
    look: Look
    help: str = ""


@dataclass(frozen=True, slots=True)
class ControlTable:
    """One sheet: title, note, header row, rows below it."""

    sheet: str
    code_name: str
    title: str
    note: str
    columns: tuple[TableColumn, ...]

    def column(self, key: str) -> TableColumn:
        return next(column for column in self.columns if column.key == key)


TITLE_ROW, NOTE_ROW, HEADER_ROW = 0, 1, 3
"""Rows of the built file, 0-based; the handlers look for the header instead."""

TRACKING = ControlTable(
    sheet="Theo dõi nộp",
    code_name="shTheoDoiNop",
    title="Theo dõi nộp báo cáo của các đơn vị",
    note="Mỗi lần bấm Kiểm tra hoặc Tổng hợp, trang này được ghi lại; chỉ cột “Ngày nhận sửa lại” do người dùng ghi.",
    columns=(
        TableColumn("number", "STT", 5, "whole"),
        TableColumn("unit", "Mã đơn vị", 13.5, "code"),
        TableColumn("name", "Đơn vị", 30, "wrapped"),
        TableColumn("state", "Tình trạng", 16, "text"),
        TableColumn("received", "Ngày nhận", 11.5, "date"),
        TableColumn(
            "override",
            "Ngày nhận sửa lại",
            12.5,
            "input_date",
            "Ghi ngày nhận thật khi khác “Ngày gửi” trong biểu, ví dụ 09/11/2026; để trống thì lấy ngày trong biểu",
        ),
        TableColumn("due_date", "Hạn nộp", 11.5, "date"),
        TableColumn("days_late", "Trễ (ngày)", 8, "whole"),
        TableColumn("errors", "Lỗi", 6.5, "whole"),
        TableColumn("queries", "Giải trình", 8, "whole"),
        TableColumn("notes", "Lưu ý", 6.5, "whole"),
        TableColumn("score", "Điểm", 8.5, "number"),
        TableColumn("band", "Xếp loại", 20, "wrapped"),
        TableColumn("file", "Tệp", 30, "link"),
        TableColumn("reason", "Ghi chú", 46, "wrapped"),
    ),
)
EXTENSIONS = ControlTable(
    sheet="Sổ gia hạn",
    code_name="shSoGiaHan",
    title="Sổ gia hạn nộp báo cáo",
    note="Mỗi dòng là một lần gia hạn cho một đơn vị trong một kỳ; các lần chạy sau tính hạn theo sổ này.",
    columns=(
        TableColumn("unit", "Mã đơn vị", 12, "input_text", "Chọn mã đơn vị trong danh sách, ví dụ XP-02647"),
        TableColumn("name", "Đơn vị", 32, "text"),
        TableColumn("period", "Kỳ", 10, "input_text", "Chọn kỳ báo cáo được gia hạn, ví dụ 2026-10"),
        TableColumn("until", "Gia hạn đến ngày", 14, "input_date", "Ngày cuối cùng được nộp, ví dụ 15/11/2026"),
        TableColumn("granted_by", "Người cho phép", 30, "input_text", "Ai cho phép gia hạn: chức vụ hoặc số văn bản"),
        TableColumn("reason", "Lý do", 50, "input_text", "Vì sao gia hạn, ví dụ: mưa lũ, mất điện nhiều ngày"),
    ),
)
JOURNAL = ControlTable(
    sheet="Nhật ký",
    code_name="shNhatKy",
    title="Nhật ký các lần chạy",
    note="Mỗi lần bấm nút thêm một dòng; không dòng nào bị sửa hay xóa.",
    columns=(
        TableColumn("time", "Lúc", 18, "time"),
        TableColumn("action", "Việc", 18, "text"),
        TableColumn("period", "Kỳ", 10, "text"),
        TableColumn("level", "Mức", 10, "text"),
        TableColumn("outcome", "Kết quả", 110, "wrapped"),
    ),
)
TABLES = (TRACKING, EXTENSIONS, JOURNAL)
EXTENSION_ROWS = 200
"""Rows of Sổ gia hạn prepared with lists and validations."""
