"""Nhiệm vụ: how many units stand where with each task, and who is behind by how many days."""

from __future__ import annotations

from de_an06_xl.model.summary import Summary, TaskRecord
from de_an06_xl.write_summary.book import Book, add_filtered_table, add_sheet, lay_columns
from de_an06_xl.write_summary.table import Cell, Field, Styled

_NAMES_SHOWN = 5

FIELDS = (
    Field("Mã", 10, "code"),
    Field("Nhiệm vụ", 52),
    Field("Cơ quan chủ trì", 20),
    Field("Thời hạn", 14),
    Field("Tình hình", 18),
    Field("Số đơn vị", 8, "count"),
    Field("Xong đúng hạn", 8, "count"),
    Field("Xong trễ", 8, "count"),
    Field("Đang làm", 8, "count"),
    Field("Quá hạn", 8, "count"),
    Field("Chưa làm", 8, "count"),
    Field("Chờ, tạm dừng", 8, "count"),
    Field("Chưa trả lời", 8, "count"),
    Field("Số ngày quá hạn", 9, "count"),
    Field("Đơn vị quá hạn", 28),
)


def write_tasks(book: Book, name: str) -> None:
    """One line per task of the plan."""
    sheet = add_sheet(
        book,
        name,
        f"KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ – {book.summary.period_label.upper()}",
        f"Đếm theo đơn vị được giao; mỗi đơn vị chỉ ở một cột. Quá hạn tính đến ngày {book.summary.last_day:%d/%m/%Y}.",
    )
    lay_columns(sheet, FIELDS, frozen=2)
    rows = [_row(task, book) for task in book.summary.tasks]
    add_filtered_table(book, sheet, FIELDS, rows, "DA06_NhiemVu")


def _row(task: TaskRecord, book: Book) -> list[Cell]:
    days = (book.summary.last_day - task.deadline).days if task.overdue and task.deadline else None
    return [
        task.id,
        task.name,
        task.leads_text,
        Styled(task.deadline, "date") if task.deadline else task.deadline_text or "Không nêu",
        _standing(task, book.summary),
        task.units,
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


def _standing(task: TaskRecord, summary: Summary) -> Styled:
    if not task.units:
        return Styled("– Chưa giao đơn vị", "none")
    if task.overdue:
        return Styled("✖ Quá hạn", "bad")
    if task.no_answer == task.units:
        return Styled("○ Chưa có trả lời", "none")
    if task.done + task.done_late == task.units:
        return Styled("✔ Đã hoàn thành", "good")
    if task.due_soon(summary.last_day):
        return Styled("▲ Sắp đến hạn", "care")
    return Styled("● Đang thực hiện", "text")


def _names(names: list[str]) -> str:
    more = len(names) - _NAMES_SHOWN
    shown = "; ".join(names[:_NAMES_SHOWN])
    return f"{shown} và {more} đơn vị khác" if more > 0 else shown
