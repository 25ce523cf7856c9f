"""Xếp hạng: departments and communes apart, with the four components behind each score."""

from __future__ import annotations

from decimal import Decimal

from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.model.score import COMPONENT_WORDS
from de_an06_xl.model.summary import UnitRecord
from de_an06_xl.write_summary.book import HEADER_ROW, Book, add_sheet, lay_columns
from de_an06_xl.write_summary.table import Cell, Field, Styled, write_table
from de_an06_xl.write_summary.words import GROUP_WORDS, state_cell

FIELDS = (
    Field("Hạng", 8, "whole"),
    Field("Mã đơn vị", 13, "code"),
    Field("Đơn vị", 36),
    Field("Tổng điểm", 10, "total_number"),
    Field("Xếp loại", 22),
    *(Field(COMPONENT_WORDS[component], 12, "number") for component in COMPONENT_IDS),
    Field("Độ phủ chỉ tiêu (%)", 11, "number"),
    Field("Đầy đủ biểu (%)", 11, "number"),
    Field("Nộp báo cáo", 15),
)
_TABLES = {"department": "DA06_XepHangSoNganh", "commune": "DA06_XepHangXaPhuong"}


def write_ranking(book: Book, name: str) -> None:
    """Two blocks below each other; units without a score come last, without a rank."""
    sheet = add_sheet(
        book,
        name,
        f"XẾP HẠNG ĐƠN VỊ – {book.summary.period_label.upper()}",
        f"{book.summary.policy_name} ({book.summary.policy}); không phải điểm của dean06.vn. "
        "Đơn vị bằng điểm thì cùng hạng.",
    )
    lay_columns(sheet, FIELDS, frozen=3)
    row = HEADER_ROW
    for group in ("department", "commune"):
        members = ranked(book.summary.units, group)
        # The section line of the first block takes the empty row under the head of the sheet.
        sheet.write_string(row - 1, 0, GROUP_WORDS[group].upper(), book.styles["section"])
        end = write_table(sheet, book.styles, row, FIELDS, [_row(unit) for unit in members])
        # A sheet has one filter; native tables give each of the two blocks its own.
        columns = [{"header": item.header, "header_format": book.styles["header"]} for item in FIELDS]
        sheet.add_table(row, 0, end - 1, len(FIELDS) - 1, {"name": _TABLES[group], "style": None, "columns": columns})
        row = end + 2


def ranked(units: tuple[UnitRecord, ...], group: str) -> list[UnitRecord]:
    """The units of a group by rank; those without a score last, in the plan's order."""
    members = [unit for unit in units if unit.group == group]
    return sorted(members, key=lambda unit: (unit.rank is None, unit.rank or 0))


def _row(unit: UnitRecord) -> list[Cell]:
    score = unit.score
    points: dict[str, Decimal | None] = {part.id: part.points for part in score.components} if score else {}
    return [
        unit.rank,
        unit.unit,
        unit.name,
        score.score if score else None,
        score.band if score else Styled("Chưa có điểm", "none"),
        *(points.get(component) for component in COMPONENT_IDS),
        score.coverage_pct if score else None,
        score.completeness_pct if score else None,
        state_cell(unit.state),
    ]
