"""The look of a form, by role of a cell; colour never carries a meaning alone."""

from __future__ import annotations

from typing import Any

from de_an06_xl.model.form_document import Style

# "none": a font tied to the theme would be shown as the theme's own, Calibri.
FONT = {"font_name": "Arial", "font_size": 11, "font_scheme": "none"}
_GRID = {"border": 1, "border_color": "#8A8A8A", "valign": "top", "text_wrap": True}

# No two styles may look alike: XlsxWriter would merge them into one format.
# Style → (name of the cell style a spreadsheet shows, XlsxWriter properties).
STYLES: dict[Style, tuple[str, dict[str, Any]]] = {
    "title": ("DA06 Tiêu đề", {"bold": True, "font_size": 14, "font_color": "#7B1113"}),
    "subtitle": ("DA06 Phụ đề", {"bold": True}),
    "note": ("DA06 Ghi chú", {"italic": True, "font_color": "#404040"}),
    "status": ("DA06 Trạng thái", {"bold": True, "font_size": 12, "font_color": "#7B1113"}),
    "section": ("DA06 Mục", {"bold": True, "font_color": "#7B1113"}),
    "plain": ("DA06 Chữ", {"align": "left", "valign": "top", "text_wrap": True, "indent": 1}),
    "header": (
        "DA06 Đầu cột",
        {**_GRID, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "align": "center", "valign": "vcenter"},
    ),
    "code": ("DA06 Mã", {**_GRID, "bold": True}),
    "reference": ("DA06 Tham chiếu", _GRID),
    "input": ("DA06 Ô nhập", {**_GRID, "border": 2, "border_color": "#BF8F00", "bg_color": "#FFF8DC", "locked": False}),
    "calc": ("DA06 Tự tính", {**_GRID, "italic": True, "bg_color": "#EDEDED"}),
    "check": ("DA06 Kiểm tra", {**_GRID, "italic": True, "bg_color": "#EDEDED", "font_color": "#7B1113"}),
    "total": ("DA06 Tổng", {**_GRID, "bold": True, "bg_color": "#D9E2F3"}),
    "unused": ("DA06 Không dùng", {**_GRID, "pattern": 14, "fg_color": "#D0D0D0", "bg_color": "#FFFFFF"}),
}
