"""Cảnh báo: what the leader should look at before it is too late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from de_an06_xl.model.summary import STATE_WORDS
from de_an06_xl.model.warning import IndicatorWarning, LateWarning, TaskWarning
from de_an06_xl.write_summary.book import Book, add_sheet
from de_an06_xl.write_summary.table import Cell, Field, write_table

_INDICATORS = (
    Field("Mã", 19, "bold"),
    Field("Chỉ tiêu khó đạt với nhịp hiện nay", 52),
    Field("Đơn vị tính", 26),
    Field("Mục tiêu", 13),
    Field("Thực hiện", 12, "number"),
    Field("Thay đổi mỗi tháng", 12, "number"),
    Field("Ước cuối năm", 12, "number"),
    Field("Số kỳ làm căn cứ", 12, "whole"),
)
_TASKS = (
    Field("Mã", 19, "bold"),
    Field("Nhiệm vụ sắp đến hạn", 52),
    Field("Chủ trì", 26),
    Field("Thời hạn", 13, "date"),
    Field("Còn (ngày)", 12, "whole"),
    Field("Đơn vị chưa xong", 12, "whole"),
    Field("Số đơn vị", 12, "whole"),
)
_UNITS = (
    Field("Mã", 19, "bold"),
    Field("Đơn vị nộp trễ hoặc chưa nộp nhiều kỳ liền", 52),
    Field("Tình trạng từng kỳ, kỳ này ở cuối", 26),
    Field("Số kỳ liền", 13, "whole"),
)


def write_warnings(book: Book, name: str) -> None:
    """Three blocks below one another: indicators, tasks, units; each says when there is nothing."""
    summary, warnings = book.summary, book.summary.warnings
    sheet = add_sheet(book, name, f"CẢNH BÁO SỚM – {summary.period_label.upper()}", _note(book))
    for column, field in enumerate(_INDICATORS):
        sheet.set_column(column, column, field.width)
    # Only the title: the head of the first block would be wrong above the others.
    sheet.repeat_rows(0)
    sheet.freeze_panes(2, 1)
    blocks: tuple[tuple[Sequence[Field], list[list[Cell]]], ...] = (
        (_INDICATORS, [_indicator(one) for one in warnings.indicators]),
        (_TASKS, [_task(one) for one in warnings.tasks]),
        (_UNITS, [_unit(one) for one in warnings.units]),
    )
    _write_blocks(book, sheet, blocks)


def _write_blocks(book: Book, sheet: Any, blocks: Sequence[tuple[Sequence[Field], list[list[Cell]]]]) -> None:
    top = 3
    for fields, rows in blocks:
        top = write_table(sheet, book.styles, top, fields, rows) + 1


def _note(book: Book) -> str:
    warnings = book.summary.warnings
    if warnings.rules is None or not warnings.known_months:
        return "Chưa có kho các kỳ trước nên chưa tính được nhịp tăng và số kỳ trễ liền; hãy tổng hợp với --kho."
    return (
        f"Căn cứ {warnings.known_months} kỳ trước trong kho. Nhịp tăng tính khi có từ "
        f"{int(warnings.rules.pace_months.value)} kỳ trong năm, là trung vị của thay đổi mỗi tháng (đề xuất)."
    )


def _indicator(one: IndicatorWarning) -> list[Cell]:
    target = f"{one.direction} {f'{one.target.normalize():f}'.replace('.', ',')}"
    return [one.id, one.name, one.measure, target, one.actual, one.pace, one.expected, one.months]


def _task(one: TaskWarning) -> list[Cell]:
    return [one.id, one.name, one.leads_text, one.deadline, one.days_left, one.open_units, one.units]


def _unit(one: LateWarning) -> list[Cell]:
    return [one.unit, one.name, " → ".join(STATE_WORDS[state] for state in one.states), one.months]
