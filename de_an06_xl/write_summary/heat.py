"""The cells of the heat maps: how far a unit has come, told by colour, symbol and text together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.model.outlook import OutlookRules
from de_an06_xl.model.summary import UnitRecord
from de_an06_xl.write_summary.book import HEADER_ROW, Book
from de_an06_xl.write_summary.table import Cell, Field, Styled, add_native_table, write_table
from de_an06_xl.write_summary.words import state_cell

OUTSIDE = Styled(None, "heat_outside")
NO_FIGURE = Styled("○ trống", "heat_none")
NOT_SCORED = Styled("– không", "heat_none")
UNIT_FIELDS = (
    Field("Mã đơn vị", 14, "code"),
    Field("Đơn vị", 32),
    Field("Nộp báo cáo", 14),
    Field("Hạng", 7, "whole"),
)
FULL = Decimal(100)


def indicator_level(reached_pct: Decimal, rules: OutlookRules) -> Styled:
    """``reached_pct`` of the target, 0–100: reached, near it, or far from it."""
    if reached_pct >= FULL:
        return Styled(reached_pct, "heat_good")
    return Styled(reached_pct, "heat_care" if reached_pct >= FULL * rules.at_risk_from.value else "heat_bad")


def task_level(mean_pct: Fraction, overdue: int, rules: OutlookRules) -> Styled:
    """``mean_pct`` 0–100 of a group of tasks; one task overdue is enough for the worst level."""
    if overdue or mean_pct < rules.tasks_care_from.value:
        return Styled(mean_pct, "heat_bad")
    return Styled(mean_pct, "heat_good" if mean_pct >= rules.tasks_good_from.value else "heat_care")


def unit_cells(unit: UnitRecord, book: Book) -> list[Cell]:
    """Who the row is about; the name leads to the unit's file."""
    return [unit.unit, book.in_file(unit.name, "link_text", unit.file), state_cell(unit.state), unit.rank]


def points_of(unit: UnitRecord, component: str) -> dict[str, Decimal | None]:
    """Row id → points out of 10 (``None``: not scored), of the unit's own rows; empty without a score."""
    parts = unit.score.components if unit.score else ()
    return {row.id: row.points for part in parts if part.id == component for row in part.rows}


def write_map(
    book: Book, sheet: Any, fields: Sequence[Field], rows: Sequence[Sequence[Cell]], name: str, height: float
) -> int:
    """The map as a native table with rows of one height; the first free row below."""
    end = write_table(sheet, book.styles, HEADER_ROW, fields, rows, height)
    if rows:
        add_native_table(sheet, book.styles, HEADER_ROW, end, fields, name)
    return end
