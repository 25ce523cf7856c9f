"""The figures of the report, each asked from the tables of the summary by the words of its columns.

The tables carry the headers and words of the summary workbook, so that the question that gave a
figure (:class:`~de_an06_xl.write_report.parts.Source`) can be put to the workbook as it stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.findings import show
from de_an06_xl.half_up import half_up
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.summary import (
    OUTCOME_WORDS,
    OUTLOOK_WORDS,
    STATE_WORDS,
    DifficultyRecord,
    FileRecord,
    IndicatorRecord,
    Summary,
    TaskRecord,
    UnitRecord,
)
from de_an06_xl.write_report.parts import Figure, How, Number, Source, Where

Row = dict[str, object]

GROUP_WORDS = {"department": "Sở, ngành", "commune": "Xã, phường"}
UNADDRESSED = "(chưa ghi cơ quan)"
RETURNS, RANKING, FINDINGS, FILES = "Tình hình nộp", "Xếp hạng", "Phát hiện", "Nguồn gốc"
INDICATORS, TASKS, DIFFICULTIES, DATA = "Chỉ tiêu", "Nhiệm vụ", "Khó khăn – kiến nghị", "Dữ liệu"


class Figures:
    """Asks the tables of one summary; every answer carries its question."""

    def __init__(self, summary: Summary) -> None:
        self._tables = {sheet: list(rows(summary)) for sheet, rows in _TABLES.items()}

    def value(self, sheet: str, column: str, where: Where) -> Figure | None:
        """The number in the one row ``where`` names; ``None`` when the cell is blank or a word."""
        source = _source(sheet, "value", (column,), where)
        (row,) = self._rows(source)
        number = _number(row[column])
        return None if number is None else Figure(number, _text(number), source)

    def count(self, sheet: str, where: Where | None = None) -> Figure:
        source = _source(sheet, "count", (), where or {})
        found = len(self._rows(source))
        return Figure(found, _text(found), source)

    def total(self, sheet: str, columns: tuple[str, ...], where: Where | None = None) -> Figure:
        source = _source(sheet, "total", columns, where or {})
        numbers = (_number(row[column]) for row in self._rows(source) for column in columns)
        found = sum((Fraction(number) for number in numbers if number is not None), Fraction())
        return Figure(found, _text(found), source)

    def mean(self, sheet: str, column: str, where: Where | None = None) -> Figure | None:
        """``None`` when no row has a number."""
        source = _source(sheet, "mean", (column,), where or {})
        numbers = [number for row in self._rows(source) if (number := _number(row[column])) is not None]
        if not numbers:
            return None
        found = sum((Fraction(number) for number in numbers), Fraction()) / len(numbers)
        return Figure(found, _text(found), source)

    def _rows(self, source: Source) -> list[Row]:
        return [
            row for row in self._tables[source.sheet] if all(row[column] in values for column, values in source.where)
        ]


def _text(value: Number) -> str:
    """At most two decimals, as the summary workbook shows them: 1.234,5."""
    return show(half_up(value))


def _source(sheet: str, how: How, columns: tuple[str, ...], where: Where) -> Source:
    conditions = ((column, (wanted,) if isinstance(wanted, str) else tuple(wanted)) for column, wanted in where.items())
    return Source(sheet, how, columns, tuple(conditions))


def _number(value: object) -> Number | None:
    return value if isinstance(value, (int, Decimal, Fraction)) and not isinstance(value, bool) else None


def _returns(summary: Summary) -> Iterator[Row]:
    return map(_return_row, summary.units)


def _return_row(unit: UnitRecord) -> Row:
    return {
        "Mã đơn vị": unit.unit,
        "Nhóm": GROUP_WORDS[unit.group],
        "Tình trạng": STATE_WORDS[unit.state],
        "Số ngày trễ": unit.days_late or None,
    }


def _ranking(summary: Summary) -> Iterator[Row]:
    for unit in summary.units:
        yield {
            "Mã đơn vị": unit.unit,
            "Tổng điểm": unit.score.score if unit.score else None,
            "Xếp loại": unit.score.band if unit.score else "Chưa có điểm",
        }


def _findings(summary: Summary) -> Iterator[Row]:
    return map(_finding_row, summary.findings)


def _finding_row(finding: Finding) -> Row:
    label = finding.severity.label_vi
    return {"Mức": f"{label[0].upper()}{label[1:]}"}


def _files(summary: Summary) -> Iterator[Row]:
    return map(_file_row, summary.files)


def _file_row(file: FileRecord) -> Row:
    return {"Kết quả": OUTCOME_WORDS[file.outcome]}


def _indicators(summary: Summary) -> Iterator[Row]:
    return map(_indicator_row, summary.indicators)


def _indicator_row(item: IndicatorRecord) -> Row:
    return {
        "Mã": item.id,
        "Mục tiêu năm": item.target,
        "Kết quả": item.actual,
        "Kết quả cộng từ xã": item.commune_actual,
        "Đánh giá": OUTLOOK_WORDS[item.outlook],
    }


def _tasks(summary: Summary) -> Iterator[Row]:
    return (_task_row(task, summary.last_day) for task in summary.tasks)


def _task_row(task: TaskRecord, last_day: dt.date) -> Row:
    return {
        "Mã": task.id,
        "Số đơn vị": task.units,
        "Xong đúng hạn": task.done,
        "Xong trễ": task.done_late,
        "Đang làm": task.in_progress,
        "Quá hạn": task.overdue,
        "Chưa làm": task.not_started,
        "Chờ, tạm dừng": task.waiting,
        "Chưa trả lời": task.no_answer,
        "Số ngày quá hạn": (last_day - task.deadline).days if task.overdue and task.deadline else None,
    }


def _difficulties(summary: Summary) -> Iterator[Row]:
    return map(_difficulty_row, summary.difficulties)


def _difficulty_row(item: DifficultyRecord) -> Row:
    return {
        "Gửi cơ quan": item.addressee or UNADDRESSED,
        "Nội dung khó khăn, vướng mắc": item.content,
        "Nguyên nhân": item.cause,
        "Kiến nghị, đề xuất": item.proposal,
    }


def _duty_data(summary: Summary) -> Iterator[Row]:
    """Only the duties: the report asks nothing else of the thousands of lines of Dữ liệu."""
    for item in summary.data:
        if item.row_id.startswith("TC-"):
            yield {"Mã dòng": item.row_id, "Cột": item.column, "Số": item.number, "Chữ": item.text}


_TABLES: dict[str, Callable[[Summary], Iterator[Row]]] = {
    RETURNS: _returns,
    RANKING: _ranking,
    FINDINGS: _findings,
    FILES: _files,
    INDICATORS: _indicators,
    TASKS: _tasks,
    DIFFICULTIES: _difficulties,
    DATA: _duty_data,
}
