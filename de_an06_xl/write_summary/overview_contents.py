"""The table of contents beside the printed page of Tổng quan: every sheet, what it answers, one click away."""

from __future__ import annotations

from typing import Any

from de_an06_xl.write_summary.book import Book
from de_an06_xl.write_summary.table import Link, write_cell

CONTENTS = {
    "Chỉ tiêu": "kết quả, mục tiêu, chênh lệch, đối chiếu với số của xã",
    "Nhiệm vụ": "mỗi nhiệm vụ đang ở đâu, bao nhiêu đơn vị",
    "Nhiệm vụ trễ hạn": "đơn vị nào trễ bao nhiêu ngày",
    "Xếp hạng": "điểm, các thành phần, hạng kỳ trước",
    "Bản đồ CT sở, ngành": "bản đồ nhiệt: sở, ngành × chỉ tiêu",
    "Bản đồ CT xã, phường": "bản đồ nhiệt: xã, phường × chỉ tiêu",
    "Bản đồ nhiệm vụ": "bản đồ nhiệt: đơn vị × nhóm nhiệm vụ",
    "Diễn biến": "chỉ tiêu và điểm qua các tháng đã biết",
    "Cảnh báo": "chỉ tiêu khó đạt với nhịp hiện nay, hạn sắp tới, đơn vị hay trễ",
    "Tình hình nộp": "ai đã nộp, ai chưa, vì sao",
    "Nộp lại": "bản gửi lại khác bản trước ở ô nào",
    "Phát hiện": "lỗi, điểm cần giải trình và cách sửa",
    "Khó khăn – kiến nghị": "ý kiến của đơn vị theo cơ quan được kiến nghị",
    "Dữ liệu": "mọi ô đã điền, kèm tệp và ô nguồn",
    "Nguồn gốc": "mọi tệp trong thư mục và kết quả xử lý",
}


def write_contents(book: Book, sheet: Any, row: int, column: int) -> None:
    """The list from 0-based ``row`` down in ``column``."""
    sheet.set_column(column, column, 24)
    sheet.set_column(column + 1, column + 1, 60)
    sheet.write_string(row, column, "Các trang của tệp này (không in)", book.styles["section"])
    for at, (name, words) in enumerate(CONTENTS.items(), row + 1):
        link = Link(name, "link_short", f"'{name}'!A1", words)
        write_cell(sheet, book.styles, at, column, link, "short")
        sheet.write_string(at, column + 1, words, book.styles["short"])
