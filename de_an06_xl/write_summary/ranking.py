"""Xếp hạng: departments and communes apart, with the four components behind each score and last month's place."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.model.score import COMPONENT_WORDS
from de_an06_xl.model.summary import Summary, UnitRecord
from de_an06_xl.write_summary.book import HEADER_ROW, Book, add_sheet, lay_columns
from de_an06_xl.write_summary.table import Cell, Field, Styled, add_native_table, write_table
from de_an06_xl.write_summary.trend import NOT_KNOWN, trend_of
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
    Field("Hạng kỳ trước", 9, "whole"),
    Field("Thay đổi hạng", 12),
    Field("Điểm kỳ trước", 10, "number"),
    Field("Diễn biến điểm", 16),
)
_TREND = len(FIELDS) - 1
_TABLES = {"department": "DA06_XepHangSoNganh", "commune": "DA06_XepHangXaPhuong"}


def write_ranking(book: Book, name: str) -> None:
    """Two blocks below each other; units without a score come last, without a rank."""
    sheet = add_sheet(
        book,
        name,
        f"XẾP HẠNG ĐƠN VỊ – {book.summary.period_label.upper()}",
        f"{book.summary.policy_name} ({book.summary.policy}); không phải điểm của dean06.vn. "
        f"Đơn vị bằng điểm thì cùng hạng. {book.past.note} Bấm vào tổng điểm để mở tệp của đơn vị.",
    )
    lay_columns(sheet, FIELDS, frozen=3)
    trend = trend_of(book.summary, book.past)
    row = HEADER_ROW
    for group in ("department", "commune"):
        members = ranked(book.summary.units, group)
        before = book.past.ranks(unit.unit for unit in members)
        # The section line of the first block takes the empty row under the head of the sheet.
        sheet.write_string(row - 1, 0, GROUP_WORDS[group].upper(), book.styles["section"])
        end = write_table(sheet, book.styles, row, FIELDS, [_row(unit, before, book) for unit in members])
        add_native_table(sheet, book.styles, row, end, FIELDS, _TABLES[group])
        for number, unit in enumerate(members, row + 1):
            trend.add_line(sheet, number, _TREND, unit.unit)
        row = end + 2


def ranked(units: tuple[UnitRecord, ...], group: str) -> list[UnitRecord]:
    """The units of a group by rank; those without a score last, in the plan's order."""
    members = [unit for unit in units if unit.group == group]
    return sorted(members, key=lambda unit: (unit.rank is None, unit.rank or 0))


def ranking_rows(summary: Summary) -> dict[str, int]:
    """Unit → its 0-based row on the sheet; known without writing it, for links."""
    rows: dict[str, int] = {}
    first = HEADER_ROW + 1
    for group in ("department", "commune"):
        members = ranked(summary.units, group)
        rows |= {unit.unit: row for row, unit in enumerate(members, first)}
        first += len(members) + 3
    return rows


def _row(unit: UnitRecord, before: Mapping[str, int], book: Book) -> list[Cell]:
    score = unit.score
    points: dict[str, Decimal | None] = {part.id: part.points for part in score.components} if score else {}
    last_score = (book.past.scores(unit.unit)[-1:] or [None])[0]
    return [
        unit.rank,
        unit.unit,
        unit.name,
        book.in_file(score.score, "link_total_number", unit.file) if score else None,
        score.band if score else Styled("Chưa có điểm", "none"),
        *(points.get(component) for component in COMPONENT_IDS),
        score.coverage_pct if score else None,
        score.completeness_pct if score else None,
        state_cell(unit.state),
        before.get(unit.unit, Styled(NOT_KNOWN, "none")),
        _movement(unit.rank, before.get(unit.unit)),
        Styled(NOT_KNOWN, "none") if last_score is None else last_score,
        None if book.past.months else Styled(NOT_KNOWN, "none"),
    ]


def _movement(rank: int | None, before: int | None) -> Styled:
    """Places won or lost: a smaller number is a better place."""
    if rank is None or before is None:
        return Styled("–", "none")
    if rank == before:
        return Styled("● Giữ hạng", "text")
    return Styled(f"▲ Lên {before - rank}", "good") if rank < before else Styled(f"▼ Xuống {rank - before}", "bad")
