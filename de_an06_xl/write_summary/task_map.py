"""Heat map unit × group of tasks: where the work of the plan stands still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from de_an06_xl.model.summary import Summary, TaskRecord, TaskStanding, UnitRecord
from de_an06_xl.write_summary.book import A3, Book, add_sheet, lay_columns
from de_an06_xl.write_summary.heat import (
    NO_FIGURE,
    NOT_SCORED,
    OUTSIDE,
    UNIT_FIELDS,
    points_of,
    task_level,
    unit_cells,
    write_map,
)
from de_an06_xl.write_summary.ranking import ranked
from de_an06_xl.write_summary.table import Cell, Field, Styled

_WIDE = 13
_NAME_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Column:
    """One group of tasks, and where each unit stands with each of its tasks."""

    id: str
    name: str
    standings: Mapping[str, Mapping[str, TaskStanding]]


def write_task_map(book: Book, name: str) -> None:
    """Departments, then communes, each by rank; only groups with tasks."""
    rules = book.summary.outlook
    good, care = rules.tasks_good_from, rules.tasks_care_from
    sheet = add_sheet(
        book,
        name,
        f"BẢN ĐỒ NHIỆM VỤ THEO NHÓM – {book.summary.period_label.upper()}",
        f"Số trong ô: điểm trung bình các nhiệm vụ của nhóm (%). ✔ từ {good.value} · ▲ từ {care.value} "
        f"({care.ref.partition(';')[0]}) · ✖ thấp hơn hoặc có nhiệm vụ quá hạn.",
        second="○ trống: chưa trả lời · – không: chưa đến lúc chấm · ô để trắng: đơn vị không được giao nhóm đó.",
        paper=A3,
        landscape=False,
    )
    columns = _columns(book.summary)
    fields = [
        *UNIT_FIELDS,
        Field("Số nhiệm vụ quá hạn", 10, "count"),
        *(Field(f"{column.id}\n{column.name}", _WIDE) for column in columns),
    ]
    lay_columns(sheet, fields, frozen=2)
    units = [unit for group in ("department", "commune") for unit in ranked(book.summary.units, group)]
    write_map(book, sheet, fields, [_row(unit, columns, book) for unit in units], "DA06_BanDoNhiemVu", 18)


def _columns(summary: Summary) -> list[_Column]:
    by_group: dict[str, list[TaskRecord]] = {}
    for task in summary.tasks:
        by_group.setdefault(task.group, []).append(task)
    names = dict(summary.groups)
    return [_column(group, names.get(group, ""), tasks) for group, tasks in by_group.items()]


def _column(group: str, name: str, tasks: Sequence[TaskRecord]) -> _Column:
    standings: dict[str, dict[str, TaskStanding]] = {}
    for task in tasks:
        for unit, standing in task.standings:
            standings.setdefault(unit, {})[task.id] = standing
    short = name if len(name) <= _NAME_SHOWN else name[:_NAME_SHOWN].rpartition(" ")[0] + "…"
    return _Column(group, short, standings)


def _row(unit: UnitRecord, columns: Sequence[_Column], book: Book) -> list[Cell]:
    points = points_of(unit, "NV")
    overdue = sum(list(column.standings.get(unit.unit, {}).values()).count("overdue") for column in columns)
    cells: list[Cell] = []
    for column in columns:
        standings = column.standings.get(unit.unit, {})
        scored = [value for task in standings if (value := points.get(task)) is not None]
        if not standings:
            cells.append(OUTSIDE)
        elif scored:
            mean = 10 * Fraction(sum(scored)) / len(scored)
            late = list(standings.values()).count("overdue")
            cells.append(task_level(mean, late, book.summary.outlook))
        else:
            cells.append(NO_FIGURE if set(standings.values()) == {"no_answer"} else NOT_SCORED)
    return [*unit_cells(unit, book), Styled(overdue, "bad_whole") if overdue else 0, *cells]
