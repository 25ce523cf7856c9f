"""The four blocks of figures on Tổng quan; each is a small table closed by its total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from de_an06_xl.model.summary import Outlook, TaskOutlook, TaskRecord, UnitRecord, UnitState
from de_an06_xl.write_summary.book import HEADER_ROW, Book
from de_an06_xl.write_summary.table import Cell, Link, Styled, plain, write_cell
from de_an06_xl.write_summary.trend import NOT_KNOWN
from de_an06_xl.write_summary.words import OUTLOOK_COLOURS, outlook_cell, state_cell, task_cell

_STATES: tuple[UnitState, ...] = ("on_time", "late", "missing", "not_due")
_OUTLOOKS: tuple[Outlook, ...] = ("reached", "at_risk", "behind", "no_data", "no_target")
_TASKS: tuple[TaskOutlook, ...] = ("finished", "overdue", "due_soon", "under_way", "silent")
_GROUP_HEADS = ("Sở, ngành", "Xã, phường", "Cộng")

# A line of a block: its label and its figures from column B on.
Line = tuple[Cell, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Figures:
    """A block's figures for its chart: 0-based first and last row, columns of the series, and the words.

    ``points`` are the colours of the bars of a single series, (fill, ink) from the first row on.
    """

    title: str
    first: int
    last: int
    columns: tuple[int, ...]
    description: str
    points: tuple[tuple[str, str], ...] = ()


def write_return_block(sheet: Any, book: Book, row: int) -> tuple[Figures, int]:
    """Units by state; the four states sum to all units."""
    summary = book.summary
    lines: list[Line] = [
        (state_cell(state), _by_group([unit for unit in summary.units if unit.state == state], "Tình hình nộp"))
        for state in _STATES
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
    """Units by band, with the mean score of this month and of the last one below."""
    units = book.summary.units
    lines: list[Line] = [
        (band, _by_group([unit for unit in units if unit.score and unit.score.band == band], "Xếp hạng"))
        for band in book.summary.bands
    ]
    lines.append(("Chưa có điểm", _by_group([unit for unit in units if unit.score is None], "Xếp hạng")))
    total: Line = ("Tổng số đơn vị", _by_group(units))
    end = _write_block(sheet, book, row, ("2. Xếp loại đơn vị", *_GROUP_HEADS), lines, total)
    groups = [[unit for unit in units if unit.group == group] for group in ("department", "commune")]
    means = [_mean(unit.score.score for unit in members if unit.score) for members in (*groups, units)]
    _write_line(sheet, book, end, ("Điểm trung bình", means), "total_number", "total")
    before = [_mean(book.past.last_scores(unit.unit for unit in members)) for members in (*groups, units)]
    known: list[Cell] = [Styled(NOT_KNOWN, "none") if mean is None else mean for mean in before]
    _write_line(sheet, book, end + 1, ("Điểm trung bình kỳ trước", known), "number", "short")
    return _figures("Xếp loại đơn vị (số đơn vị)", row, lines, (1, 2), counted=2), end + 3


def write_indicator_block(sheet: Any, book: Book, row: int) -> tuple[Figures, int]:
    """Indicators reached, at risk, behind, without figure or target, with their share of all."""
    counts = Counter(item.outlook for item in book.summary.indicators)
    total = len(book.summary.indicators)
    lines: list[Line] = [
        (outlook_cell(outlook), (_to("Chỉ tiêu", counts[outlook]), _share(counts[outlook], total)))
        for outlook in _OUTLOOKS
    ]
    heads = ("3. Chỉ tiêu của Kế hoạch", "Số lượng", "Tỷ lệ (%)")
    end = _write_block(
        sheet, book, row, heads, lines, ("Tổng số chỉ tiêu", (total, _share(total, total, "total_number")))
    )
    figures = _figures(
        "Kết quả các chỉ tiêu (số chỉ tiêu)",
        row,
        lines,
        (1,),
        counted=0,
        points=tuple(OUTLOOK_COLOURS[outlook] for outlook in _OUTLOOKS),
    )
    return figures, end + 1


def write_task_block(sheet: Any, book: Book, row: int) -> int:
    """Tasks by the most pressing thing to say of each; beside it the assignments (one per task and unit)."""
    summary = book.summary
    tasks = {outlook: [task for task in summary.tasks if summary.task_outlook(task) == outlook] for outlook in _TASKS}
    units = {
        "finished": sum(task.finished for task in summary.tasks),
        "overdue": sum(task.overdue for task in summary.tasks),
        "due_soon": sum(_open(task) for task in summary.tasks if summary.due_soon(task)),
        "under_way": sum(_open(task) for task in summary.tasks if not summary.due_soon(task)),
        "silent": sum(task.no_answer for task in summary.tasks),
    }
    total = len(summary.tasks)
    lines: list[Line] = []
    for outlook in _TASKS:
        count = len(tasks[outlook])
        sheet_name = "Nhiệm vụ trễ hạn" if outlook == "overdue" else "Nhiệm vụ"
        lines.append(
            (
                task_cell(outlook, summary.soon_days),
                (_to(sheet_name, count), _share(count, total), units[outlook]),
            )
        )
    heads = ("4. Nhiệm vụ của Kế hoạch", "Số lượng", "Tỷ lệ (%)", "Lượt đơn vị")
    closing: Line = (
        "Tổng số nhiệm vụ",
        (total, _share(total, total, "total_number"), sum(task.units for task in summary.tasks)),
    )
    return _write_block(sheet, book, row, heads, lines, closing) + 1


def write_note(sheet: Any, book: Book, row: int, text: str, style: str = "subtitle") -> None:
    """One line of plain words across the page."""
    sheet.write_string(row, 0, text, book.styles[style])


def _open(task: TaskRecord) -> int:
    """Units that answer and have the task before them, not overdue."""
    return task.in_progress + task.not_started + task.waiting


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


def _figures(
    title: str,
    row: int,
    lines: Sequence[Line],
    columns: tuple[int, ...],
    *,
    counted: int,
    points: tuple[tuple[str, str], ...] = (),
) -> Figures:
    words = "; ".join(f"{plain(label)}: {plain(values[counted])}" for label, values in lines)
    return Figures(title, row + 1, row + len(lines), columns, f"{title}. {words}.", points)


def _by_group(units: Sequence[UnitRecord], sheet_name: str = "") -> tuple[Cell, Cell, Cell]:
    departments = sum(unit.group == "department" for unit in units)
    total = len(units)
    return departments, total - departments, _to(sheet_name, total) if sheet_name else total


def _to(sheet_name: str, count: int) -> Cell:
    """A count that leads to the lines it counts; nothing to see behind 0."""
    return Link(count, "link_whole", f"'{sheet_name}'!A{HEADER_ROW + 1}", f"Tới trang {sheet_name}") if count else 0


def _share(part: int, whole: int, style: str = "number") -> Styled:
    return Styled(Decimal(100 * part) / whole if whole else Decimal(0), style)


def _mean(scores: Iterable[Decimal]) -> Decimal | None:
    known = list(scores)
    return (sum(known, Decimal()) / len(known)).quantize(Decimal("0.01"), ROUND_HALF_UP) if known else None
