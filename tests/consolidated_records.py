"""What goes into a month and comes out of it: entries of one indicator, days, a summary's records by their codes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from make_submission import Entries
from make_summary import PLAN

from de_an06_xl.model.submission import EntryValue
from de_an06_xl.model.summary import FileRecord, IndicatorRecord, Summary, TaskRecord, UnitRecord

COMMUNES = [unit.code for unit in PLAN.units if unit.group == "commune"]


def day(text: str) -> dt.date | None:
    """``05/11/2026``; ``-`` is none."""
    return dt.datetime.strptime(text, "%d/%m/%Y").date() if text != "-" else None


def row(code: str, **values: EntryValue) -> Entries:
    """What a unit types into the row of an indicator."""
    return {("CT", code, column): value for column, value in values.items()}


def data(code: str, numerator: EntryValue = None, denominator: EntryValue = None) -> Entries:
    """The row of an indicator under the state with data."""
    values: dict[str, EntryValue] = {"state": "Có số liệu"}
    if numerator is not None:
        values["numerator"] = Decimal(numerator) if isinstance(numerator, str) else numerator
    if denominator is not None:
        values["denominator"] = Decimal(denominator) if isinstance(denominator, str) else denominator
    return row(code, **values)


def unit_of(summary: Summary, code: str) -> UnitRecord:
    return next(unit for unit in summary.units if unit.unit == code)


def file_of(summary: Summary, name: str) -> FileRecord:
    [record] = [file for file in summary.files if file.file == name]
    return record


def indicator_of(summary: Summary, code: str) -> IndicatorRecord:
    return next(item for item in summary.indicators if item.id == code)


def task_of(summary: Summary, code: str) -> TaskRecord:
    return next(item for item in summary.tasks if item.id == code)
