"""Dữ liệu: every value of the returns that count, made for pivot tables, and where each row of it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from de_an06_xl.findings import show
from de_an06_xl.model.summary import DataRecord
from de_an06_xl.write_summary.book import HEADER_ROW, Book, add_long_table, add_sheet, lay_columns
from de_an06_xl.write_summary.data_file import MOST_ROWS_ON_SHEET, DataFile
from de_an06_xl.write_summary.table import Cell, Field, Styled, cell_value, write_table

SHEET = "Dữ liệu"
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
    Field("Ô", 7, "data"),
)


@dataclass(slots=True)
class DataPlaces:
    """First and last 0-based row on the sheet: of a form row, and of one unit's part of it."""

    of_row: dict[str, tuple[int, int]]
    of_unit: dict[tuple[str, str], tuple[int, int]]

    def row(self, row_id: str) -> str | None:
        return _target(self.of_row.get(row_id))

    def unit(self, row_id: str, units: Iterable[str]) -> str | None:
        """The place of the values of ``units`` (which stand together) in a form row."""
        found = [self.of_unit[row_id, unit] for unit in units if (row_id, unit) in self.of_unit]
        return _target((min(first for first, _ in found), max(last for _, last in found))) if found else None


def data_places(data: Iterable[DataRecord]) -> DataPlaces:
    """Where every form row of ``data`` will stand; known before the sheet is written, for links to it."""
    places = DataPlaces({}, {})
    for number, record in enumerate(data, HEADER_ROW + 1):
        first, _ = places.of_row.get(record.row_id, (number, 0))
        places.of_row[record.row_id] = (first, number)
        first, _ = places.of_unit.get((record.row_id, record.unit), (number, 0))
        places.of_unit[record.row_id, record.unit] = (first, number)
    return places


def write_data(book: Book, name: str) -> None:
    """One line per filled input; number, text and date in columns of their own."""
    if book.data_file:
        _write_where(book, name, book.data_file)
        return
    sheet = add_sheet(
        book,
        name,
        f"DỮ LIỆU CÁC ĐƠN VỊ ĐÃ NỘP – {book.summary.period_label.upper()}",
        "Mỗi dòng là một ô đã điền của một đơn vị, kèm tệp và ô nguồn; dùng được cho bảng tổng hợp (PivotTable).",
    )
    lay_columns(sheet, FIELDS)
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
        for item in book.summary.data
    ]
    add_long_table(book, sheet, FIELDS, rows, "DA06_DuLieu")


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


def _target(place: tuple[int, int] | None) -> str | None:
    return f"'{SHEET}'!A{place[0] + 1}:J{place[1] + 1}" if place else None
