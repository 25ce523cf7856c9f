"""Tổng quan: the month on one A4 page, to be read in a minute and signed."""

from __future__ import annotations

from typing import Any

from de_an06_xl.model.score import COMPONENT_WORDS
from de_an06_xl.model.summary import UnitRecord
from de_an06_xl.write_summary.book import Book, add_sheet
from de_an06_xl.write_summary.overview_attention import attention_lines
from de_an06_xl.write_summary.overview_blocks import (
    write_band_block,
    write_indicator_block,
    write_note,
    write_return_block,
    write_task_block,
)
from de_an06_xl.write_summary.overview_charts import Area, add_chart
from de_an06_xl.write_summary.overview_contents import write_contents
from de_an06_xl.write_summary.overview_signature import write_signature
from de_an06_xl.write_summary.ranking import ranked, ranking_rows
from de_an06_xl.write_summary.table import Cell, Link, Styled, write_cell
from de_an06_xl.write_summary.words import GROUP_WORDS

# Columns A–D hold the figures, F–I the charts and the second lists; E parts them. K, beyond the page, the contents.
_PIXELS = (210, 78, 82, 132, 10, 210, 78, 82, 132)
_RIGHT = 5
_TOP = 7
_LISTED = 5
_ROW_PIXELS = 26


def write_overview(book: Book, name: str) -> None:
    """What to decide, then counts and distributions with their charts, lists of units, and the signatures."""
    summary = book.summary
    sheet = add_sheet(
        book,
        name,
        f"TỔNG HỢP KẾT QUẢ THỰC HIỆN ĐỀ ÁN 06 – {summary.period_label.upper()}",
        f"Hạn nộp {summary.due_date:%d/%m/%Y} · tính đến {summary.as_of:%d/%m/%Y} · "
        f"Kế hoạch {summary.plan} · chính sách điểm {summary.policy}",
        landscape=False,
        second=f"{summary.policy_name}; không phải điểm của dean06.vn.",
    )
    sheet.set_default_row(_ROW_PIXELS * 0.75)
    for column, pixels in enumerate(_PIXELS):
        sheet.set_column_pixels(column, column, pixels)
    for number, line in enumerate(attention_lines(summary), 3):
        write_note(sheet, book, number, f"▪ {line}", "attention")
    row = _TOP
    blocks = []
    for write in (write_return_block, write_band_block, write_indicator_block):
        figures, row = write(sheet, book, row)
        blocks.append(figures)
    row = write_task_block(sheet, book, row)
    # The charts share the height of the blocks beside them, less the blank row below the last.
    share = (row - 1 - _TOP) / len(blocks)
    for place, figures in enumerate(blocks):
        area = Area(
            column=_RIGHT,
            # The title row is higher than the others.
            y=round((_TOP + place * share) * _ROW_PIXELS) + 32 - _ROW_PIXELS,
            width=sum(_PIXELS[_RIGHT:]),
            height=round(share * _ROW_PIXELS),
        )
        add_chart(book, sheet, name, figures, area)
    row = _write_lists(sheet, book, row)
    last = len(_PIXELS) - 1
    row = write_signature(sheet, book, row + 1, range(_RIGHT - 1), range(_RIGHT, last + 1))
    write_contents(book, sheet, 0, last + 2)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.print_area(0, 0, row - 1, last)
    sheet.activate()


def _write_lists(sheet: Any, book: Book, row: int) -> int:
    end = row
    for group, column in (("department", 0), ("commune", _RIGHT)):
        scored = [unit for unit in ranked(book.summary.units, group) if unit.score]
        # Nobody is named both among the best and among those that need help.
        best, helped = scored[:_LISTED], scored[_LISTED:][-_LISTED:][::-1]
        words = GROUP_WORDS[group]
        below = _write_list(sheet, book, row, column, (f"5. {words}: điểm cao nhất", "Xếp loại"), best)
        end = _write_list(sheet, book, below + 1, column, (f"6. {words}: cần giúp đỡ", "Yếu nhất ở"), helped)
    return end


def _write_list(sheet: Any, book: Book, row: int, column: int, heads: tuple[str, str], units: list[UnitRecord]) -> int:
    for at, head in enumerate((heads[0], "Hạng", "Điểm", heads[1])):
        sheet.write_string(row, column + at, head, book.styles["header" if at else "head_left"])
    if not units:
        sheet.write_string(row + 1, column, "Chưa có đơn vị nào.", book.styles["subtitle"])
    places = ranking_rows(book.summary)
    for number, unit in enumerate(units, row + 1):
        if unit.score is None:
            continue
        last = unit.score.band if heads[1] == "Xếp loại" else _weakest(unit)
        place = f"'Xếp hạng'!A{places[unit.unit] + 1}"
        cells: tuple[Cell, ...] = (
            Link(unit.name, "link_fitted", place, "Tới dòng của đơn vị trong Xếp hạng"),
            Styled(unit.rank, "whole"),
            Styled(unit.score.score, "number"),
            Styled(last, "fitted"),
        )
        for at, cell in enumerate(cells):
            write_cell(sheet, book.styles, number, column + at, cell, "short")
    return row + 1 + _LISTED


def _weakest(unit: UnitRecord) -> str:
    components = unit.score.components if unit.score else ()
    points = {part.id: part.points for part in components if part.points is not None}
    return COMPONENT_WORDS[min(points, key=points.__getitem__)] if points else ""
