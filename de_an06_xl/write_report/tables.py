"""The four annexes: indicators, tasks, and the two rankings, as rows of texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.findings import show
from de_an06_xl.model.plan import Group
from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.model.score import COMPONENT_WORDS
from de_an06_xl.model.summary import OUTLOOK_WORDS, STATE_WORDS, IndicatorRecord, TaskRecord, UnitRecord
from de_an06_xl.write_report.facts import Facts, measure_suffix, points_text, shown
from de_an06_xl.write_report.markup import Column
from de_an06_xl.write_report.parts import part_text

Row = tuple[str, ...] | str
"""The texts of the cells, or the one text of a band across the table."""

_INDICATOR_COLUMNS = (
    Column("Mã", 18),
    Column("Chỉ tiêu", 92),
    Column("Đơn vị theo dõi", 38),
    Column("Mục tiêu năm", 26, "center"),
    Column("Kết quả", 26, "center"),
    Column("Đánh giá", 22, "center"),
    Column("Cộng từ xã, phường", 18, "center"),
    Column("Số xã có số liệu", 14, "center"),
)
_TASK_COLUMNS = (
    Column("Mã", 19),
    Column("Nhiệm vụ", 77),
    Column("Cơ quan chủ trì", 34),
    Column("Thời hạn", 26, "center"),
    Column("Số đơn vị", 12, "center"),
    Column("Xong đúng hạn", 13, "center"),
    Column("Xong trễ", 12, "center"),
    Column("Đang làm", 12, "center"),
    Column("Quá hạn", 12, "center"),
    Column("Chưa làm", 12, "center"),
    Column("Chờ, tạm dừng", 12, "center"),
    Column("Chưa trả lời", 13, "center"),
)
_RANKING_COLUMNS = (
    Column("Hạng", 14, "center"),
    Column("Đơn vị", 64),
    Column("Tổng điểm", 20, "center"),
    Column("Xếp loại", 46),
    *(Column(COMPONENT_WORDS[component], 19, "center") for component in COMPONENT_IDS),
    Column("Nộp báo cáo", 34),
)


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex: its number, title in capitals, an explaining line, and its table."""

    number: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def compose_annexes(facts: Facts) -> tuple[Annex, ...]:
    say, summary = facts.say, facts.summary

    def words(sentence: str, **slots: str) -> str:
        return "".join(part_text(part) for part in say(f"annexes.{sentence}", **slots))

    note = words("score_note", policy_name=summary.policy_name)
    tables: tuple[tuple[str, str, tuple[Column, ...], Iterator[Row]], ...] = (
        ("indicators", "", _INDICATOR_COLUMNS, _indicator_rows(facts)),
        ("tasks", "", _TASK_COLUMNS, _task_rows(facts)),
        ("departments", note, _RANKING_COLUMNS, _ranking_rows(facts, "department")),
        ("communes", note, _RANKING_COLUMNS, _ranking_rows(facts, "commune")),
    )
    period = facts.period.upper()
    return tuple(
        Annex(number, f"{words(name)} – {period}", line, columns, tuple(rows) or (words("empty"),))
        for number, (name, line, columns, rows) in zip(("I", "II", "III", "IV"), tables, strict=True)
    )


def _indicator_rows(facts: Facts) -> Iterator[Row]:
    records = {record.id: record for record in facts.summary.indicators}
    for group in facts.plan.indicator_groups:
        yield _band(group)
        for indicator in facts.plan.indicators:
            if indicator.group == group.id and indicator.id in records:
                yield _indicator_row(records[indicator.id])


def _indicator_row(item: IndicatorRecord) -> Row:
    direction = f"{item.direction}\u00a0" if item.direction in ("≥", "≤") else ""
    return (
        item.id,
        item.name,
        item.monitors_text,
        direction + _measured(item.target, item),
        _measured(item.actual, item),
        OUTLOOK_WORDS[item.outlook],
        _measured(item.commune_actual, item),
        f"{item.commune_reported}/{item.commune_expected}" if item.commune_expected else "",
    )


def _measured(value: Decimal | Fraction | str | None, item: IndicatorRecord) -> str:
    return shown(value) + ("" if value is None or isinstance(value, str) else measure_suffix(item))


def _task_rows(facts: Facts) -> Iterator[Row]:
    records = {record.id: record for record in facts.summary.tasks}
    for group in facts.plan.task_groups:
        yield _band(group)
        for task in facts.plan.tasks:
            if task.group == group.id and task.id in records:
                yield _task_row(records[task.id])


def _task_row(task: TaskRecord) -> Row:
    counts = (
        task.units,
        task.done,
        task.done_late,
        task.in_progress,
        task.overdue,
        task.not_started,
        task.waiting,
        task.no_answer,
    )
    return (
        task.id,
        task.name,
        task.leads_text,
        show(task.deadline) if task.deadline else task.deadline_text or "Không nêu",
        *(show(count) if count else "–" for count in counts),
    )


def _ranking_rows(facts: Facts, group: str) -> Iterator[Row]:
    members = [unit for unit in facts.summary.units if unit.group == group]
    for unit in sorted(members, key=lambda unit: (unit.rank is None, unit.rank or 0)):
        yield _ranking_row(unit)


def _ranking_row(unit: UnitRecord) -> Row:
    score = unit.score
    points = {part.id: part.points for part in score.components} if score else {}
    late = f" ({unit.days_late} ngày)" if unit.days_late else ""
    return (
        show(unit.rank),
        unit.name,
        points_text(score.score) if score else "",
        score.band if score else "Chưa có điểm",
        *(points_text(points.get(component)) for component in COMPONENT_IDS),
        f"{STATE_WORDS[unit.state]}{late}",
    )


def _band(group: Group) -> str:
    return f"{group.id.partition('-')[2]}. {group.name}"
