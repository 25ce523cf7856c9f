"""Chỉ tiêu: the plan's indicators with target, result, gap, source and the communes' sum."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from de_an06_xl.model.summary import IndicatorRecord
from de_an06_xl.write_summary.book import Book, add_filtered_table, add_sheet, lay_columns
from de_an06_xl.write_summary.data import DataPlaces, data_places
from de_an06_xl.write_summary.table import Cell, Field, Link, Styled, figure
from de_an06_xl.write_summary.words import status_cell

FIELDS = (
    Field("Mã", 10, "code"),
    Field("Chỉ tiêu", 40),
    Field("Đơn vị tính", 9, "centre"),
    Field("Mục tiêu năm", 11),
    Field("Kết quả", 10, "number"),
    Field("Chênh lệch", 10, "number"),
    Field("Đánh giá", 15),
    Field("Tử số", 11, "number"),
    Field("Mẫu số", 11, "number"),
    Field("Nguồn số liệu", 20),
    Field("Kết quả cộng từ xã", 11, "number"),
    Field("Tử số của xã", 12, "number"),
    Field("Mẫu số của xã", 12, "number"),
    Field("Độ phủ", 13),
    Field("Chênh với xã", 10, "number"),
)
_TARGET_STYLES = {"≥": "at_least", "≤": "at_most"}
_RESULT, _COMMUNES = "Tới số liệu đơn vị theo dõi báo cáo", "Tới số liệu các xã, phường báo cáo"


def write_indicators(book: Book, name: str) -> None:
    """One line per indicator of the plan; figures lead to the lines of Dữ liệu they come from."""
    sheet = add_sheet(
        book,
        name,
        f"KẾT QUẢ CÁC CHỈ TIÊU – {book.summary.period_label.upper()}",
        "Kết quả là số của đơn vị theo dõi; cột của xã là tổng tử số chia tổng mẫu số các xã, phường có số liệu. "
        "Bấm vào con số gạch chân để tới các dòng nguồn.",
    )
    lay_columns(sheet, FIELDS, frozen=2)
    places = data_places(() if book.data_file else book.summary.data)
    rows = [_row(item, book, places) for item in book.summary.indicators]
    add_filtered_table(book, sheet, FIELDS, rows, "DA06_ChiTieu")


def _row(item: IndicatorRecord, book: Book, places: DataPlaces) -> list[Cell]:
    own = places.unit(item.id, [item.actual_from] if item.actual_from else [])
    communes = places.unit(item.id, (code for code, unit in book.units.items() if unit.group == "commune"))
    return [
        item.id,
        item.name,
        item.measure,
        _target(item),
        _linked(_decimals(item.actual, item.measure), own, _RESULT),
        _difference(item.actual, item.target),
        status_cell(item.status),
        figure(item.numerator),
        figure(item.denominator),
        _source(item, book),
        _linked(_decimals(item.commune_actual, item.measure), communes, _COMMUNES),
        figure(item.commune_numerator),
        figure(item.commune_denominator),
        f"tổng của {item.commune_reported}/{item.commune_expected} đơn vị" if item.commune_expected else None,
        _difference(item.actual, item.commune_actual),
    ]


def _target(item: IndicatorRecord) -> Styled:
    """The number of the target, shown with its direction (``≥ 50``) and still a number."""
    shown = figure(item.target)
    direction = _TARGET_STYLES.get(item.direction)
    return Styled(shown.value, f"{direction}_{shown.style}") if direction else shown


def _decimals(value: Fraction | str | None, measure: str) -> Styled:
    shown = figure(value)
    return Styled(value, "number") if measure == "%" and isinstance(value, Fraction) else shown


def _linked(shown: Styled, target: str | None, tip: str) -> Cell:
    if shown.value is None or target is None:
        return shown
    return Link(shown.value, f"link_{shown.style}", target, tip)


def _difference(value: Fraction | str | None, other: Fraction | Decimal | str | None) -> Fraction | None:
    if value is None or other is None or isinstance(value, str) or isinstance(other, str):
        return None
    return value - Fraction(other)


def _source(item: IndicatorRecord, book: Book) -> str:
    if item.actual_from is None:
        return f"Chưa có (theo dõi: {item.monitors_text})"
    name = book.unit_name(item.actual_from)
    return f"{name} (thay đơn vị theo dõi chính)" if item.fallback else name
