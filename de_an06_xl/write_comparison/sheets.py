"""The sheets of the comparison; each is one filtered table below a head that says which two months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.workbook import Workbook

from de_an06_xl.model.comparison import Change, Comparison, IndicatorChange, TaskChange, UnitChange, Value
from de_an06_xl.model.plan import Plan
from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.model.score import COMPONENT_WORDS
from de_an06_xl.model.summary import STANDING_WORDS
from de_an06_xl.write_comparison.words import (
    BECAUSE,
    FIELD_WORDS,
    keeping_note,
    reasons_text,
    shown,
    side_words,
    standing,
    title_of,
    value_text,
)
from de_an06_xl.write_summary.block_sheet import BlockSheet
from de_an06_xl.write_summary.styles import Styles
from de_an06_xl.write_summary.table import Cell, Field, Styled, figure, write_table

_TOP = 3
_A4 = 9
_ONLY = {"old": "Chỉ có ở bản trước", "new": "Chỉ có ở bản sau"}
_MOST_ROWS = 6
_LEVELS = {"monitor": "Đơn vị theo dõi", "commune": "Cấp xã"}


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook under construction."""

    workbook: Workbook
    styles: Styles
    comparison: Comparison
    plan: Plan


def write_overview(book: Book) -> None:
    """Which two months, what holds for all of each, how many reported, and how much differs."""
    comparison = book.comparison
    old, new = comparison.old, comparison.new
    before, after = side_words(comparison)
    sheet = _sheet(book, "Tổng quan", landscape=False)
    fields = [Field("Nội dung", 34, "bold"), Field(before, 30), Field(after, 30), Field("Chênh", 12, "number")]
    for column, item in enumerate(fields):
        sheet.set_column(column, column, item.width)
    rows: list[Sequence[Cell]] = [("Bản", old.label, new.label, None)]
    rows.append(("Kỳ", old.month.label_vi, new.month.label_vi, None))
    for name in ("plan", "policy", "form_version", "due_date", "as_of"):
        one, other = getattr(old.month, name), getattr(new.month, name)
        rows.append((FIELD_WORDS[name], value_text(one), _marked(value_text(one), value_text(other)), None))
    for name in ("expected", "on_time", "late", "missing", "not_due", "rejected"):
        one, other = getattr(old.month.counts, name), getattr(new.month.counts, name)
        rows.append((FIELD_WORDS[name], Styled(one, "whole"), Styled(other, "whole"), figure(other - one)))
    end = write_table(sheet, book.styles, _TOP, fields, rows)
    sheet.write_string(end + 1, 0, "CÓ GÌ KHÁC", book.styles["section"])
    found: list[Sequence[Cell]] = [
        ("Chỉ tiêu có số khác", Styled(len(comparison.indicators), "whole"), "Xem trang “Chỉ tiêu”.", None),
        ("Nhiệm vụ có thay đổi", Styled(len(comparison.tasks), "whole"), "Xem trang “Nhiệm vụ”.", None),
        ("Đơn vị có thay đổi", Styled(len(comparison.units), "whole"), "Xem trang “Đơn vị”.", None),
    ]
    heads = [Field("Nội dung", 34, "bold"), Field("Số lượng", 30), Field("Ở đâu", 30), Field("", 12)]
    write_table(sheet, book.styles, end + 2, heads, found)


def write_indicators(book: Book) -> None:
    """One row per indicator that differs."""
    before, after = side_words(book.comparison)
    fields = [
        Field("Mã", 10, "code"),
        Field("Chỉ tiêu", 40),
        Field(f"Kết quả: {before}", 12, "number"),
        Field(f"Kết quả: {after}", 12, "number"),
        Field("Chênh", 10, "number"),
        Field(f"Cộng từ cấp xã: {before}", 12, "number"),
        Field(f"Cộng từ cấp xã: {after}", 12, "number"),
        Field("Chênh cấp xã", 10, "number"),
        Field("Các số khác", 40),
        Field("Vì sao", 60),
    ]
    rows = [_indicator_row(item, book) for item in book.comparison.indicators]
    _table_sheet(book, "Chỉ tiêu", fields, rows)


def _indicator_row(item: IndicatorChange, book: Book) -> Sequence[Cell]:
    known = book.plan.indicator_by_id.get(item.id)
    old = book.comparison.old.month.indicator_by_id.get(item.id)
    new = book.comparison.new.month.indicator_by_id.get(item.id)
    difference = {change.name: change.difference for change in item.changes}
    return (
        item.id,
        known.name if known else "",
        figure(old.actual if old else None),
        figure(new.actual if new else None),
        figure(difference.get("actual")),
        figure(old.commune_actual if old else None),
        figure(new.commune_actual if new else None),
        figure(difference.get("commune_actual")),
        _ONLY[item.only_in] if item.only_in else _listed(item.changes, book, {"actual", "commune_actual"}),
        reasons_text(item.reasons, book.comparison.names),
    )


def write_tasks(book: Book) -> None:
    """One row per task that differs: every count before and after."""
    fields = [
        Field("Mã", 10, "code"),
        Field("Nhiệm vụ", 62),
        *(Field(word, 14, "centre") for word in STANDING_WORDS.values()),
        Field("Đơn vị chuyển trạng thái", 12, "whole"),
        Field("Vì sao", 50),
    ]
    rows = [_task_row(task, book) for task in book.comparison.tasks]
    _table_sheet(book, "Nhiệm vụ", fields, rows)


def _task_row(task: TaskChange, book: Book) -> Sequence[Cell]:
    known = book.plan.task_by_id.get(task.id)
    old = book.comparison.old.month.task_by_id.get(task.id)
    new = book.comparison.new.month.task_by_id.get(task.id)
    counts: list[Cell] = []
    for name in STANDING_WORDS:
        one, other = getattr(old, name, None), getattr(new, name, None)
        text = value_text(other) if one == other else f"{value_text(one)} → {value_text(other)}"
        counts.append(text if one == other else Styled(text, "care"))
    words = [_ONLY[task.only_in]] if task.only_in else []
    words += [_listed([change for change in task.changes if change.name in ("deadline", "units")], book, set())]
    words += [reasons_text(task.reasons, book.comparison.names)]
    moved = [f"{count} đơn vị {BECAUSE[kind]}" for kind, count in _by_cause(task)]
    words += [f"{'; '.join(moved)}."] if moved else []
    return (task.id, known.name if known else "", *counts, len(task.moves), " ".join(filter(None, words)))


def _by_cause(task: TaskChange) -> list[tuple[Any, int]]:
    kinds = [move.because for move in task.moves]
    return [(kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)]


def write_units(book: Book) -> None:
    """One row per unit that differs."""
    before, after = side_words(book.comparison)
    fields = [
        Field("Mã", 13, "code"),
        Field("Đơn vị", 30),
        Field(f"Nộp: {before}", 12),
        Field(f"Nộp: {after}", 12),
        Field(f"Điểm: {before}", 10, "number"),
        Field(f"Điểm: {after}", 10, "number"),
        Field("Chênh", 9, "number"),
        Field(f"Xếp loại: {before}", 17),
        Field(f"Xếp loại: {after}", 17),
        Field(f"Hạng: {before}", 9, "whole"),
        Field(f"Hạng: {after}", 9, "whole"),
        *(Field(f"Chênh {COMPONENT_WORDS[item]}", 11, "number") for item in COMPONENT_IDS),
        Field("Dòng đổi điểm", 34),
        Field("Vì sao", 50),
    ]
    rows = [_unit_row(unit, book) for unit in book.comparison.units]
    _table_sheet(book, "Đơn vị", fields, rows)


def _unit_row(unit: UnitChange, book: Book) -> Sequence[Cell]:
    names = book.comparison.names
    old = book.comparison.old.month.unit_by_code.get(unit.unit)
    new = book.comparison.new.month.unit_by_code.get(unit.unit)
    difference = {change.name: change.difference for change in unit.changes}
    old_state, new_state = (str(shown("state", side.state if side else None, names) or "") for side in (old, new))
    return (
        unit.unit,
        unit.name,
        old_state,
        _marked(old_state, new_state),
        old.score if old else None,
        new.score if new else None,
        difference.get("score"),
        (old.band or "") if old else "",
        _marked((old.band or "") if old else "", (new.band or "") if new else ""),
        old.rank if old else None,
        new.rank if new else None,
        *(difference.get(f"components.{item}") for item in COMPONENT_IDS),
        _rows_text(unit.rows),
        " ".join(filter(None, (_ONLY.get(unit.only_in or ""), reasons_text(unit.reasons, names)))),
    )


def _rows_text(rows: Sequence[Change]) -> str:
    """The rows that moved most, in the form's order."""
    most = sorted(rows, key=lambda row: abs(row.difference or Decimal(0)), reverse=True)[:_MOST_ROWS]
    texts = [f"{row.name}: {value_text(row.old)} → {value_text(row.new)}" for row in rows if row in most]
    more = len(rows) - len(most)
    return "; ".join([*texts, f"và {more} dòng khác"] if more else texts)


def write_details(book: Book) -> None:
    """Whose own figure or standing moved: one row per unit and indicator or task."""
    comparison = book.comparison
    before, after = side_words(comparison)
    fields = [
        Field("Dòng", 10, "code"),
        Field("Mã đơn vị", 13, "code"),
        Field("Đơn vị", 34),
        Field("Vai trò", 18),
        Field(before, 22, "number"),
        Field(after, 22, "number"),
        Field("Chênh", 12, "number"),
        Field("Vì sao", 26),
    ]
    rows: list[Sequence[Cell]] = []
    for item in comparison.indicators:
        for reason in item.reasons:
            if reason.kind == "own_figure":
                change = Change("", reason.old, reason.new)
                rows.append(
                    (
                        item.id,
                        reason.unit,
                        comparison.names.get(reason.unit, ""),
                        _LEVELS.get(reason.level or "", ""),
                        _figure(reason.old),
                        _figure(reason.new),
                        figure(change.difference),
                        BECAUSE.get(reason.because or "unknown", ""),
                    )
                )
    for task in comparison.tasks:
        for move in task.moves:
            words = (standing(move.old), standing(move.new), None, BECAUSE[move.because])
            rows.append((task.id, move.unit, comparison.names.get(move.unit, ""), "Thực hiện nhiệm vụ", *words))
    _table_sheet(book, "Số liệu đơn vị", fields, rows)


SHEETS = (write_overview, write_indicators, write_tasks, write_units, write_details)


def _table_sheet(book: Book, name: str, fields: Sequence[Field], rows: Sequence[Sequence[Cell]]) -> None:
    sheet = _sheet(book, name)
    for column, item in enumerate(fields):
        sheet.set_column(column, column, item.width)
    write_table(sheet, book.styles, _TOP, fields, rows)
    sheet.freeze_panes(_TOP + 1, 2)
    if rows:
        sheet.autofilter(_TOP, 0, _TOP + len(rows), len(fields) - 1)
    sheet.repeat_rows(_TOP)


def _sheet(book: Book, name: str, *, landscape: bool = True) -> Any:
    comparison = book.comparison
    sheet: Any = book.workbook.add_worksheet(name, worksheet_class=BlockSheet)
    sheet.write_string(0, 0, title_of(comparison), book.styles["title"])
    sheet.write_string(1, 0, keeping_note(comparison), book.styles["subtitle"])
    sheet.set_row(0, 24)
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    rules = f"{comparison.new.month.plan or ''} · {comparison.new.month.policy}".strip(" ·").replace("&", "&&")
    sheet.set_footer(f"&L&9{rules}&C&9&A&R&9Trang &P/&N")
    return sheet


def _marked(old: str, new: str) -> Cell:
    return new if old == new else Styled(new or "–", "care")


def _figure(value: Value) -> Cell:
    return figure(value) if isinstance(value, Decimal) else value_text(value)


def _listed(changes: Iterable[Change], book: Book, left_out: set[str]) -> str:
    """The other figures that differ, as ``Tử số: 12 → 15; …``."""
    names = book.comparison.names
    texts = [
        f"{FIELD_WORDS[change.name]}: {value_text(shown(change.name, change.old, names))}"
        f" → {value_text(shown(change.name, change.new, names))}"
        for change in changes
        if change.name not in left_out
    ]
    return "; ".join(texts)
