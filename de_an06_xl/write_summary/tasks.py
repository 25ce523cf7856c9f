"""Nhiệm vụ: how many units stand where with each task; Nhiệm vụ trễ hạn: who is late by how many days."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.model.summary import LateUnit, TaskRecord
from de_an06_xl.write_summary.block_sheet import BlockCell, SheetLink
from de_an06_xl.write_summary.book import (
    A3,
    HEADER_ROW,
    Book,
    add_filtered_table,
    add_long_table,
    add_sheet,
    lay_columns,
)
from de_an06_xl.write_summary.row_heights import row_height
from de_an06_xl.write_summary.table import Cell, Field, Link, Styled, cell_value
from de_an06_xl.write_summary.words import GROUP_WORDS, task_cell

_NAMES_SHOWN = 5
_LINES = "Tới các dòng của nhiệm vụ này trong Dữ liệu"

FIELDS = (
    Field("Mã", 10, "code"),
    Field("Nhiệm vụ", 60),
    Field("Cơ quan chủ trì", 22),
    Field("Thời hạn", 14),
    Field("Tình hình", 19),
    Field("Số đơn vị", 8, "count"),
    Field("Xong đúng hạn", 8, "count"),
    Field("Xong trễ", 8, "count"),
    Field("Đang làm", 8, "count"),
    Field("Quá hạn", 8, "count"),
    Field("Chưa làm", 8, "count"),
    Field("Chờ, tạm dừng", 8, "count"),
    Field("Chưa trả lời", 8, "count"),
    Field("Số ngày quá hạn", 9, "count"),
    Field("Đơn vị quá hạn", 34),
)
LATE_FIELDS = (
    Field("Mã", 10, "code"),
    Field("Nhiệm vụ", 60),
    Field("Mã đơn vị", 12, "short"),
    Field("Đơn vị", 32),
    Field("Nhóm", 11, "short"),
    Field("Thời hạn", 12, "date"),
    Field("Tình trạng", 15),
    Field("Số ngày trễ", 9, "link_whole"),
    Field("Tiến độ (%)", 9, "number"),
    Field("Ngày hoàn thành", 12, "date"),
)
_DAYS = [field.header for field in LATE_FIELDS].index("Số ngày trễ")


def write_tasks(book: Book, name: str) -> None:
    """One line per task of the plan; the number of units leads to their lines in Dữ liệu."""
    sheet = add_sheet(
        book,
        name,
        f"KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ – {book.summary.period_label.upper()}",
        f"Đếm theo đơn vị được giao; mỗi đơn vị chỉ ở một cột. Quá hạn tính đến ngày {book.summary.last_day:%d/%m/%Y}. "
        "Từng đơn vị trễ bao nhiêu ngày: trang “Nhiệm vụ trễ hạn”.",
        paper=A3,
    )
    lay_columns(sheet, FIELDS, frozen=2)
    rows = [_row(task, book) for task in book.summary.tasks]
    add_filtered_table(book, sheet, FIELDS, rows, "DA06_NhiemVu")


def write_late_tasks(book: Book, name: str) -> None:
    """One line per unit and task it is or was late with, the longest delay first."""
    summary = book.summary
    sheet = add_sheet(
        book,
        name,
        f"ĐƠN VỊ TRỄ HẠN NHIỆM VỤ – {summary.period_label.upper()}",
        f"Quá hạn: chưa xong, số ngày tính đến {summary.last_day:%d/%m/%Y}. "
        "Xong trễ: số ngày tính đến ngày hoàn thành. Bấm vào số ngày để tới các dòng nguồn.",
    )
    lay_columns(sheet, LATE_FIELDS, frozen=2)
    late = sorted(_late(book), key=lambda pair: (pair[1].completed is not None, -pair[1].days))
    rows = [_late_row(task, unit, book) for task, unit in late]
    widths = [field.width for field in LATE_FIELDS]
    heights = [row_height([cell[0] if isinstance(cell, tuple) else cell for cell in row], widths) for row in rows]
    add_long_table(book, sheet, LATE_FIELDS, rows, "DA06_TreHan", heights)
    for row, (task, unit) in enumerate(late, HEADER_ROW + 1):
        place = book.places.unit(task.id, [unit.unit])
        if place:
            sheet.add_link(SheetLink(row, _DAYS, place))


def _late(book: Book) -> Iterator[tuple[TaskRecord, LateUnit]]:
    return ((task, unit) for task in book.summary.tasks for unit in task.late_units)


def _late_row(task: TaskRecord, late: LateUnit, book: Book) -> list[BlockCell]:
    unit = book.units.get(late.unit)
    state, style = ("✖ Quá hạn", "bad") if late.completed is None else ("▲ Xong trễ", "care")
    return [
        task.id,
        cell_value(task.name) or "",
        late.unit,
        cell_value(unit.name) or "" if unit else "",
        GROUP_WORDS[unit.group] if unit else "",
        cell_value(task.deadline) or "",
        (state, book.styles[style]),
        late.days,
        "" if late.progress_pct is None else cell_value(late.progress_pct),
        cell_value(late.completed) or "",
    ]


def _row(task: TaskRecord, book: Book) -> list[Cell]:
    days = (book.summary.last_day - task.deadline).days if task.overdue and task.deadline else None
    place = book.places.row(task.id)
    return [
        task.id,
        task.name,
        task.leads_text,
        Styled(task.deadline, "date") if task.deadline else task.deadline_text or "Không nêu",
        task_cell(book.summary.task_outlook(task), book.summary.soon_days)
        if task.units
        else Styled("– Chưa giao đơn vị", "none"),
        Link(task.units, "link_whole", place, _LINES) if place else task.units,
        task.done,
        task.done_late,
        task.in_progress,
        Styled(task.overdue, "bad_whole") if task.overdue else 0,
        task.not_started,
        task.waiting,
        task.no_answer,
        days,
        _names([book.unit_name(code) for code in task.overdue_units]),
    ]


def _names(names: list[str]) -> str:
    more = len(names) - _NAMES_SHOWN
    shown = "; ".join(names[:_NAMES_SHOWN])
    return f"{shown} và {more} đơn vị khác" if more > 0 else shown
