"""Diễn biến: every indicator and every unit month by month, as far as known; the lines of other sheets read here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.model.cells import column_letters
from de_an06_xl.model.summary import Summary
from de_an06_xl.write_summary.book import HEADER_ROW, Book, add_sheet, lay_columns
from de_an06_xl.write_summary.past_months import PastMonths, month_label
from de_an06_xl.write_summary.styles import BLUE, ORANGE
from de_an06_xl.write_summary.table import Cell, Field, Styled, add_native_table, figure, write_table
from de_an06_xl.write_summary.words import GROUP_WORDS

SHEET = "Diễn biến"
_INDICATOR_HEADS = (Field("Mã", 11, "code"), Field("Chỉ tiêu", 56), Field("Đơn vị tính", 10, "centre"))
_UNIT_HEADS = (Field("Mã đơn vị", 11, "code"), Field("Đơn vị", 56), Field("Nhóm", 10, "centre"))
_FIRST_MONTH = len(_INDICATOR_HEADS)
_MONTH_WIDTH = 11
NOT_KNOWN = "chưa có"


@dataclass(frozen=True, slots=True)
class Trend:
    """Where the months of an indicator or unit stand on the sheet; no line while only this month is known.

    ``below_zero`` are the rows with a figure below 0: their bars cannot stand on 0.
    """

    rows: dict[str, int]
    months: int
    below_zero: frozenset[str]

    def add_line(self, sheet: Any, row: int, column: int, code: str) -> None:
        """A native sparkline over a cell: one bar a month from 0 up, this month in another colour, gaps stay gaps.

        Bars, not a line: a single month among gaps is still seen, and LibreOffice prints them.
        """
        if self.months < 2:
            return
        at, last = self.rows[code] + 1, column_letters(_FIRST_MONTH + self.months - 1)
        options: dict[str, Any] = {
            "range": f"'{SHEET}'!{column_letters(_FIRST_MONTH)}{at}:{last}{at}",
            "type": "column",
            "last_point": True,
            "series_color": BLUE,
            "last_color": ORANGE,
            "empty_cells": "gaps",
        }
        sheet.add_sparkline(row, column, options if code in self.below_zero else {**options, "min": 0})


def trend_of(summary: Summary, past: PastMonths) -> Trend:
    """Known before the sheet is written, so that sheets before it can refer to it."""
    rows = {item.id: row for row, item in enumerate(summary.indicators, HEADER_ROW + 1)}
    units = _second_top(summary) + 1
    rows |= {unit.unit: row for row, unit in enumerate(summary.units, units)}
    below = {item.id for item in summary.indicators if any(map(_below_zero, (*past.actuals(item.id), item.actual)))}
    return Trend(rows, len(past.months) + 1, frozenset(below))


def _below_zero(value: Decimal | Fraction | str | None) -> bool:
    return value is not None and not isinstance(value, str) and value < 0


def write_trend(book: Book, name: str) -> None:
    """Two blocks below each other: the province's figures, the units' scores."""
    summary, past = book.summary, book.past
    sheet = add_sheet(
        book,
        name,
        f"DIỄN BIẾN QUA CÁC THÁNG – {summary.period_label.upper()}",
        past.note,
        landscape=len(past.months) > 3,
    )
    months = [Field(label, _MONTH_WIDTH, "number") for label in (*past.labels, month_label(summary.period))]
    heads = [*_INDICATOR_HEADS, *months]
    lay_columns(sheet, heads, frozen=2)
    rows: list[Sequence[Cell]] = [
        (item.id, item.name, item.measure, *map(_month, (*past.actuals(item.id), item.actual)))
        for item in summary.indicators
    ]
    sheet.write_string(HEADER_ROW - 1, 0, "KẾT QUẢ CÁC CHỈ TIÊU", book.styles["section"])
    _write(book, sheet, HEADER_ROW, heads, rows, "DA06_DienBienChiTieu")
    top = _second_top(summary)
    scores: list[Sequence[Cell]] = [
        (
            unit.unit,
            unit.name,
            GROUP_WORDS[unit.group],
            *map(_month, (*past.scores(unit.unit), unit.score.score if unit.score else None)),
        )
        for unit in summary.units
    ]
    sheet.write_string(top - 1, 0, "ĐIỂM CÁC ĐƠN VỊ", book.styles["section"])
    _write(book, sheet, top, [*_UNIT_HEADS, *months], scores, "DA06_DienBienDonVi")


def _second_top(summary: Summary) -> int:
    # Without rows a line says so: one row all the same.
    return HEADER_ROW + max(1, len(summary.indicators)) + 3


def _write(
    book: Book, sheet: Any, top: int, fields: Sequence[Field], rows: Sequence[Sequence[Cell]], name: str
) -> None:
    end = write_table(sheet, book.styles, top, fields, rows)
    if rows:
        add_native_table(sheet, book.styles, top, end, fields, name)


def _month(value: Decimal | Fraction | str | None) -> Cell:
    return Styled(None, "none") if value is None else figure(value)
