"""Heat maps unit × indicator: departments by what they monitor, communes by what every commune reports.

A department monitors a few of the 52 indicators: there each indicator is a line and each department a column, so
that the page can still be read. Every commune reports the same ten: there each commune is a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from de_an06_xl.model.summary import IndicatorRecord, UnitRecord
from de_an06_xl.write_summary.book import A3, HEADER_ROW, Book, add_sheet, lay_columns
from de_an06_xl.write_summary.heat import (
    NO_FIGURE,
    NOT_SCORED,
    OUTSIDE,
    UNIT_FIELDS,
    indicator_level,
    points_of,
    unit_cells,
    write_map,
)
from de_an06_xl.write_summary.ranking import ranked
from de_an06_xl.write_summary.table import Cell, Field, Link, Styled
from de_an06_xl.write_summary.words import outlook_cell

_UNIT_WIDTH, _INDICATOR_WIDTH = 12, 15
_NAME_SHOWN = 70
_ROW_POINTS = 18
_SOURCE, _LINE = "Tới số liệu đơn vị báo cáo", "Tới dòng của chỉ tiêu"
_INDICATORS = "Chỉ tiêu"

_Reporters = Mapping[str, frozenset[str]]
"""Indicator → the units whose figure is part of the province's."""


def write_department_map(book: Book, name: str) -> None:
    """All indicators × the departments that monitor at least one of them, on one page of A3."""
    indicators, reporters = book.summary.indicators, _reporters(book)
    units = [unit for unit in ranked(book.summary.units, "department") if any(_has_row(unit, i) for i in indicators)]
    fields = [
        Field("Mã", 10, "code"),
        Field("Chỉ tiêu", 66, "fitted"),
        Field("Đánh giá của tỉnh", 19),
        *(Field(unit.name, _UNIT_WIDTH) for unit in units),
    ]
    columns = [_cells(unit, indicators, book, reporters) for unit in units]
    rows = [
        [
            Link(item.id, "link_short", f"'{_INDICATORS}'!A{HEADER_ROW + 2 + number}", _LINE),
            _short(item.name),
            outlook_cell(item.outlook),
            *(column[number] for column in columns),
        ]
        for number, item in enumerate(indicators)
    ]
    sheet = _sheet(book, name, "CÁC SỞ, NGÀNH", fields, landscape=True)
    write_map(book, sheet, fields, rows, "DA06_BanDoSoNganh", _ROW_POINTS)
    sheet.fit_to_pages(1, 1)


def write_commune_map(book: Book, name: str) -> None:
    """All communes by rank × the indicators every commune reports, on one page of A3."""
    indicators = [item for item in book.summary.indicators if item.commune_expected]
    fields = [*UNIT_FIELDS, *(Field(f"{item.id}\n{_short(item.name)}", _INDICATOR_WIDTH) for item in indicators)]
    units, reporters = ranked(book.summary.units, "commune"), _reporters(book)
    rows = [[*unit_cells(unit, book), *_cells(unit, indicators, book, reporters)] for unit in units]
    sheet = _sheet(book, name, "CÁC XÃ, PHƯỜNG", fields, landscape=False)
    write_map(book, sheet, fields, rows, "DA06_BanDoXaPhuong", _ROW_POINTS)
    # A province has about a hundred; the lines of many more could not be read on one page.
    sheet.fit_to_pages(1, 1 if len(units) <= 120 else 0)


def _sheet(book: Book, name: str, who: str, fields: Sequence[Field], *, landscape: bool) -> Any:
    near = book.summary.outlook.at_risk_from
    share = f"{(near.value * 100).normalize():f}%"
    sheet = add_sheet(
        book,
        name,
        f"BẢN ĐỒ CHỈ TIÊU {who} – {book.summary.period_label.upper()}",
        f"Số trong ô: mức đạt so với mục tiêu năm (%). ✔ đạt · ▲ từ {share} mục tiêu ({near.ref}) · ✖ dưới {share}. "
        "Bấm vào ô để tới dòng nguồn.",
        second="○ trống: không có số liệu · – không: không chấm điểm · ô để trắng: đơn vị không báo cáo chỉ tiêu đó.",
        paper=A3,
        landscape=landscape,
    )
    lay_columns(sheet, fields, frozen=2)
    return sheet


def _reporters(book: Book) -> _Reporters:
    return {item.id: frozenset(part.unit for part in item.contributions) for item in book.summary.indicators}


def _cells(unit: UnitRecord, indicators: Sequence[IndicatorRecord], book: Book, reporters: _Reporters) -> list[Cell]:
    points = points_of(unit, "CT")
    return [_cell(unit, item, points.get(item.id), book, reporters) for item in indicators]


def _cell(unit: UnitRecord, item: IndicatorRecord, points: Decimal | None, book: Book, reporters: _Reporters) -> Cell:
    if not _has_row(unit, item):
        return OUTSIDE
    shown = _level(unit, item, points, book, reporters)
    place = book.places.unit(item.id, [unit.unit])
    return Link(shown.value, shown.style, place, _SOURCE) if place else shown


def _level(
    unit: UnitRecord, item: IndicatorRecord, points: Decimal | None, book: Book, reporters: _Reporters
) -> Styled:
    if points is not None:
        return indicator_level(points * 10, book.summary.outlook)
    reported = unit.unit in reporters[item.id]
    return NOT_SCORED if reported or (unit.score and item.status == "no_target") else NO_FIGURE


def _has_row(unit: UnitRecord, item: IndicatorRecord) -> bool:
    return unit.unit in item.monitors or (unit.group == "commune" and bool(item.commune_expected))


def _short(text: str) -> str:
    return text if len(text) <= _NAME_SHOWN else text[:_NAME_SHOWN].rpartition(" ")[0] + "…"
