"""Chỉ tiêu: the plan's indicators with target, result, gap, development, source and the communes' sum explained."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from de_an06_xl.explain_difference import explain_difference
from de_an06_xl.model.summary import IndicatorRecord
from de_an06_xl.write_summary.book import A3, HEADER_ROW, Book, add_filtered_table, add_sheet, lay_columns
from de_an06_xl.write_summary.table import Cell, Field, Link, Styled, figure
from de_an06_xl.write_summary.trend import NOT_KNOWN, trend_of
from de_an06_xl.write_summary.words import outlook_cell

FIELDS = (
    Field("Mã", 10, "code"),
    Field("Chỉ tiêu", 44),
    Field("Đơn vị tính", 9, "centre"),
    Field("Mục tiêu năm", 11),
    Field("Kết quả", 11, "number"),
    Field("Chênh lệch", 12, "number"),
    Field("Đánh giá", 18),
    Field("Kỳ trước", 11, "number"),
    Field("Diễn biến", 16),
    Field("Tử số", 12, "number"),
    Field("Mẫu số", 12, "number"),
    Field("Nguồn số liệu", 20),
    Field("Kết quả cộng từ xã", 11, "number"),
    Field("Tử số của xã", 12, "number"),
    Field("Mẫu số của xã", 12, "number"),
    Field("Độ phủ", 13),
    Field("Chênh với xã", 10, "number"),
    Field("Vì sao chênh với xã", 44),
)
_TREND = [field.header for field in FIELDS].index("Diễn biến")
_TARGET_STYLES = {"≥": "at_least", "≤": "at_most"}
_RESULT, _COMMUNES = "Tới số liệu đơn vị theo dõi báo cáo", "Tới số liệu các xã, phường báo cáo"


def write_indicators(book: Book, name: str) -> None:
    """One line per indicator of the plan; figures lead to the lines of Dữ liệu they come from."""
    rules = book.summary.outlook
    sheet = add_sheet(
        book,
        name,
        f"KẾT QUẢ CÁC CHỈ TIÊU – {book.summary.period_label.upper()}",
        "Kết quả là số của đơn vị theo dõi; cột của xã là tổng tử số chia tổng mẫu số các xã, phường có số liệu. "
        f"{book.past.note} Bấm vào con số gạch chân để tới các dòng nguồn.",
        paper=A3,
        second=f"Có nguy cơ: chưa đạt nhưng đã từ {_percent(rules.at_risk_from.value * 100)} mục tiêu "
        f"({rules.at_risk_from.ref}); dưới mức đó là Chậm. Số cộng từ dưới "
        f"{_percent(rules.low_coverage_pct.value)} số xã, phường in mờ ({rules.low_coverage_pct.ref}).",
    )
    lay_columns(sheet, FIELDS, frozen=2)
    rows = [_row(item, book) for item in book.summary.indicators]
    add_filtered_table(book, sheet, FIELDS, rows, "DA06_ChiTieu")
    trend = trend_of(book.summary, book.past)
    for row, item in enumerate(book.summary.indicators, HEADER_ROW + 1):
        trend.add_line(sheet, row, _TREND, item.id)


def _row(item: IndicatorRecord, book: Book) -> list[Cell]:
    own = book.places.unit(item.id, [item.actual_from] if item.actual_from else [])
    communes = book.places.unit(item.id, (code for code, unit in book.units.items() if unit.group == "commune"))
    before = book.past.actuals(item.id)[-1:] or [None]
    faint = _faint(item, book)
    return [
        item.id,
        item.name,
        item.measure,
        _target(item),
        _linked(_decimals(item.actual, item.measure), own, _RESULT),
        _difference(item.actual, item.target),
        outlook_cell(item.outlook),
        Styled(NOT_KNOWN, "none") if before[0] is None else figure(before[0]),
        None if book.past.months else Styled(NOT_KNOWN, "none"),
        figure(item.numerator),
        figure(item.denominator),
        _source(item, book),
        _linked(_faded(_decimals(item.commune_actual, item.measure), faint), communes, _COMMUNES),
        _faded(figure(item.commune_numerator), faint),
        _faded(figure(item.commune_denominator), faint),
        Styled(_coverage(item), "none" if faint else "text"),
        _difference(item.actual, item.commune_actual),
        explain_difference(item),
    ]


def _target(item: IndicatorRecord) -> Styled:
    """The number of the target, shown with its direction (``≥ 50``) and still a number."""
    shown = figure(item.target)
    direction = _TARGET_STYLES.get(item.direction)
    return Styled(shown.value, f"{direction}_{shown.style}") if direction else shown


def _decimals(value: Fraction | str | None, measure: str) -> Styled:
    shown = figure(value)
    return Styled(value, "number") if measure == "%" and isinstance(value, Fraction) else shown


def _coverage(item: IndicatorRecord) -> str | None:
    return f"tổng của {item.commune_reported}/{item.commune_expected} đơn vị" if item.commune_expected else None


def _faint(item: IndicatorRecord, book: Book) -> bool:
    """Too few communes have a figure for their sum to stand for all."""
    least = book.summary.outlook.low_coverage_pct.value
    return bool(item.commune_expected) and 100 * item.commune_reported < least * item.commune_expected


def _faded(shown: Styled, faint: bool) -> Styled:
    return Styled(shown.value, f"faint_{shown.style}") if faint and shown.value is not None else shown


def _linked(shown: Styled, place: str | None, tip: str) -> Cell:
    if shown.value is None or place is None:
        return shown
    return Link(shown.value, f"link_{shown.style}", place, tip)


def _difference(value: Fraction | str | None, other: Fraction | Decimal | str | None) -> Fraction | None:
    if value is None or other is None or isinstance(value, str) or isinstance(other, str):
        return None
    return value - Fraction(other)


def _source(item: IndicatorRecord, book: Book) -> str:
    if item.actual_from is None:
        return f"Chưa có (theo dõi: {item.monitors_text})"
    name = book.unit_name(item.actual_from)
    return f"{name} (thay đơn vị theo dõi chính)" if item.fallback else name


def _percent(value: Decimal) -> str:
    return f"{value.normalize():f}%".replace(".", ",")
