"""The four blocks of figures on Tổng quan; each is a small table closed by its total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from de_an06_xl.model.summary import SOON_DAYS, IndicatorStatus, TaskRecord, UnitRecord, UnitState
from de_an06_xl.write_summary.book import Book
from de_an06_xl.write_summary.table import Cell, Styled, plain, write_cell
from de_an06_xl.write_summary.words import state_cell, status_cell

_STATES: tuple[UnitState, ...] = ("on_time", "late", "missing", "not_due")
_STATUSES: tuple[IndicatorStatus, ...] = ("reached", "not_reached", "no_data", "no_target")
_STANDINGS = (
    ("done", "Xong đúng hạn"),
    ("done_late", "Xong trễ"),
    ("in_progress", "Đang làm"),
    ("overdue", "Quá hạn"),
    ("not_started", "Chưa làm"),
    ("waiting", "Chờ hướng dẫn, tạm dừng"),
    ("no_answer", "Chưa trả lời"),
)
_GROUP_HEADS = ("Sở, ngành", "Xã, phường", "Cộng")

# A line of a block: its label and its figures from column B on.
Line = tuple[Cell, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Figures:
    """A block's figures for its chart: 0-based first and last row, columns of the series, and the words."""

    title: str
    first: int
    last: int
    columns: tuple[int, ...]
    description: str


def write_return_block(sheet: Any, book: Book, row: int) -> tuple[Figures, int]:
    """Units by state; the four states sum to all units."""
    summary = book.summary
    lines: list[Line] = [
        (state_cell(state), _by_group([unit for unit in summary.units if unit.state == state])) for state in _STATES
    ]
    total: Line = ("Tổng số đơn vị", _by_group(summary.units))
    end = _write_block(sheet, book, row, ("1. Tình hình nộp báo cáo", *_GROUP_HEADS), lines, total)
    outcomes = Counter(file.outcome for file in summary.files)
    write_note(
        sheet,
        book,
        end,
        f"Thư mục có {len(summary.files)} tệp: bị từ chối {outcomes['rejected']}; "
        f"đã có bản nộp sau {outcomes['superseded']}; không phải biểu {outcomes['not_a_return']}.",
    )
    return _figures("Tình hình nộp báo cáo (số đơn vị)", row, lines, (1, 2), counted=2), end + 2


def write_band_block(sheet: Any, book: Book, row: int) -> tuple[Figures, int]:
    """Units by band, with the mean score below."""
    units = book.summary.units
    lines: list[Line] = [
        (band, _by_group([unit for unit in units if unit.score and unit.score.band == band]))
        for band in book.summary.bands
    ]
    lines.append(("Chưa có điểm", _by_group([unit for unit in units if unit.score is None])))
    total: Line = ("Tổng số đơn vị", _by_group(units))
    end = _write_block(sheet, book, row, ("2. Xếp loại đơn vị", *_GROUP_HEADS), lines, total)
    means = [_mean([unit for unit in units if unit.group == group]) for group in ("department", "commune")]
    _write_line(sheet, book, end, ("Điểm trung bình", (*means, _mean(units))), "total_number", "total")
    return _figures("Xếp loại đơn vị (số đơn vị)", row, lines, (1, 2), counted=2), end + 2


def write_indicator_block(sheet: Any, book: Book, row: int) -> tuple[Figures, int]:
    """Indicators by status, with their share of all."""
    counts = Counter(item.status for item in book.summary.indicators)
    total = len(book.summary.indicators)
    lines: list[Line] = [(status_cell(status), (counts[status], _share(counts[status], total))) for status in _STATUSES]
    heads = ("3. Chỉ tiêu của Kế hoạch", "Số lượng", "Tỷ lệ (%)")
    end = _write_block(
        sheet, book, row, heads, lines, ("Tổng số chỉ tiêu", (total, _share(total, total, "total_number")))
    )
    return _figures("Kết quả các chỉ tiêu (số chỉ tiêu)", row, lines, (1,), counted=0), end + 1


def write_task_block(sheet: Any, book: Book, row: int) -> int:
    """Task assignments (one per task and unit) by standing, and in how many tasks each standing occurs."""
    tasks = book.summary.tasks
    total = sum(task.units for task in tasks)
    lines: list[Line] = []
    for key, words in _STANDINGS:
        counts = [_count(task, key) for task in tasks]
        lines.append((words, (sum(counts), _share(sum(counts), total), sum(count > 0 for count in counts))))
    heads = ("4. Nhiệm vụ của Kế hoạch", "Lượt đơn vị", "Tỷ lệ (%)", "Số nhiệm vụ có")
    # One task can stand in several lines: the last total is the number of tasks, not a sum.
    closing: Line = ("Tổng số lượt được giao", (total, _share(total, total, "total_number"), len(tasks)))
    end = _write_block(sheet, book, row, heads, lines, closing)
    soon = sum(task.due_soon(book.summary.last_day) for task in tasks)
    write_note(sheet, book, end, f"{soon} nhiệm vụ chưa xong có hạn trong {SOON_DAYS} ngày tới.")
    return end + 2


def write_note(sheet: Any, book: Book, row: int, text: str) -> None:
    """One line of plain words across the page."""
    sheet.write_string(row, 0, text, book.styles["subtitle"])


def _write_block(sheet: Any, book: Book, row: int, heads: tuple[str, ...], lines: Sequence[Line], total: Line) -> int:
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head, book.styles["header" if column else "head_left"])
    for number, line in enumerate(lines, row + 1):
        _write_line(sheet, book, number, line, "whole", "short")
    end = row + 1 + len(lines)
    _write_line(sheet, book, end, total, "total_whole", "total")
    return end + 1


def _write_line(sheet: Any, book: Book, row: int, line: Line, style: str, label_style: str) -> None:
    label, values = line
    write_cell(sheet, book.styles, row, 0, label, label_style)
    for column, value in enumerate(values, 1):
        write_cell(sheet, book.styles, row, column, value, style)


def _figures(title: str, row: int, lines: Sequence[Line], columns: tuple[int, ...], *, counted: int) -> Figures:
    words = "; ".join(f"{plain(label)}: {plain(values[counted])}" for label, values in lines)
    return Figures(title, row + 1, row + len(lines), columns, f"{title}. {words}.")


def _by_group(units: Sequence[UnitRecord]) -> tuple[int, int, int]:
    departments = sum(unit.group == "department" for unit in units)
    return departments, len(units) - departments, len(units)


def _share(part: int, whole: int, style: str = "number") -> Styled:
    return Styled(Decimal(100 * part) / whole if whole else Decimal(0), style)


def _mean(units: Sequence[UnitRecord]) -> Decimal | None:
    scores = [unit.score.score for unit in units if unit.score]
    return (sum(scores, Decimal()) / len(scores)).quantize(Decimal("0.01"), ROUND_HALF_UP) if scores else None


def _count(task: TaskRecord, key: str) -> int:
    count: int = getattr(task, key)
    return count
