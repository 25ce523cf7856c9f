"""Dữ liệu: every value of the returns that count, made for pivot tables, each with the way to its file and cell."""

from __future__ import annotations

from de_an06_xl.findings import show
from de_an06_xl.write_summary.book import HEADER_ROW, Book, add_long_table, add_sheet, lay_columns
from de_an06_xl.write_summary.data_file import MOST_ROWS_ON_SHEET, DataFile
from de_an06_xl.write_summary.table import Cell, Field, Styled, cell_value, write_table

FIELDS = (
    Field("Mã dòng", 10, "data"),
    Field("Mã đơn vị", 12, "data"),
    Field("Đơn vị", 28, "data"),
    Field("Trang", 18, "data"),
    Field("Cột", 24, "data"),
    Field("Số", 13, "data_number"),
    Field("Chữ", 48, "data"),
    Field("Ngày", 12, "data_date"),
    Field("Tệp", 30, "data"),
    Field("Ô", 7, "link_data"),
)
_CELL = len(FIELDS) - 1


def write_data(book: Book, name: str) -> None:
    """One line per filled input; number, text and date in columns of their own."""
    if book.data_file:
        _write_where(book, name, book.data_file)
        return
    sheet = add_sheet(
        book,
        name,
        f"DỮ LIỆU CÁC ĐƠN VỊ ĐÃ NỘP – {book.summary.period_label.upper()}",
        "Mỗi dòng là một ô đã điền của một đơn vị, kèm tệp và ô nguồn; dùng được cho bảng tổng hợp (PivotTable). "
        "Bấm vào cột Ô để mở đúng ô đó trong tệp của đơn vị.",
    )
    fields = book.linked(FIELDS)
    lay_columns(sheet, fields)
    rows = [
        (
            item.row_id,
            item.unit,
            item.unit_name,
            item.sheet,
            item.column,
            None if item.number is None else cell_value(item.number),
            cell_value(item.text),
            None if item.date is None else cell_value(item.date),
            cell_value(item.file),
            item.cell,
        )
        for item in book.data
    ]
    add_long_table(book, sheet, fields, rows, "DA06_DuLieu")
    for row, item in enumerate(book.data, HEADER_ROW + 1):
        for link in book.link_in_file(row, _CELL, item.file, item.sheet, item.cell):
            sheet.add_link(link)


def _write_where(book: Book, name: str, file: DataFile) -> None:
    """The table stands in a file beside the workbook: where, how long, and how to tell that it is the right one."""
    sheet = add_sheet(
        book,
        name,
        f"DỮ LIỆU CÁC ĐƠN VỊ ĐÃ NỘP – {book.summary.period_label.upper()}",
        f"Có {show(file.rows)} dòng, quá {show(MOST_ROWS_ON_SHEET)} dòng của một trang nên ghi vào một tệp riêng.",
    )
    rows: list[list[Cell]] = [
        ["Tệp dữ liệu", file.name],
        ["Nơi để tệp", "Cùng thư mục với bảng tổng hợp này; khi chép đi hãy chép cả hai tệp."],
        ["Số dòng", Styled(file.rows, "whole")],
        ["Thứ tự", "Lần lượt từng đơn vị; trong một đơn vị theo thứ tự của biểu."],
        ["Cách mở", "Excel: thẻ Dữ liệu (Data) > Từ tệp văn bản/CSV, mã UTF-8, phân cách bằng dấu phẩy."],
        ["SHA-256", file.sha256],
    ]
    fields = (Field("Mục", 18, "bold"), Field("Nội dung", 90))
    lay_columns(sheet, fields)
    write_table(sheet, book.styles, HEADER_ROW, fields, rows)
