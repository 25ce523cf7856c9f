"""The examples of ``tests/rule_examples``: text tables of cells, laid over a return without a finding."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from good_entries import Entries, good_entries
from make_submission import make_submission

from de_an06_xl.check_submission import check_submission
from de_an06_xl.form.rows import FormContext, day_serial, form_rows
from de_an06_xl.load_form import load_form
from de_an06_xl.load_plan import load_plan
from de_an06_xl.load_policy import load_policies, policy_for
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.submission import EntryValue, Submission
from de_an06_xl.reporting_period import reporting_period

FOLDER = Path(__file__).parent / "rule_examples"
_NUMBER = re.compile(r"-?\d+(?:,\d+)?")
_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_NUMBER_TYPES = ("number", "count", "percent")


@dataclass(frozen=True)
class Example:
    """One rule, where it must fire, and the two tables of cells."""

    code: str
    at: str
    fails: str
    passes: str
    unit: str = "XP-02647"
    period: str = "2026-10"


@cache
def examples() -> tuple[Example, ...]:
    """Every example of every file in the folder."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return tuple(Example(**table) for file in tables for table in file["example"])


@cache
def context_of(unit: str = "XP-02647", period: str = "2026-10") -> FormContext:
    """The context of a unit's form of a month."""
    plan = load_plan()
    days = reporting_period(period, plan)
    return FormContext(plan, policy_for(days.last_day, load_policies()), days, plan.unit_by_code[unit])


def submission_of(table: str, context: FormContext) -> Submission:
    """The good return of ``context`` with the cells of ``table`` changed."""
    entries = good_entries(context)
    for line in table.strip().splitlines():
        _apply(line, entries, context)
    return make_submission(context, load_form(), entries)


def findings_of(table: str, context: FormContext) -> list[Finding]:
    """The findings about the good return with the cells of ``table`` changed."""
    return check_submission(submission_of(table, context), context, load_form())


def _apply(line: str, entries: Entries, context: FormContext) -> None:
    row_id, column, value = (part.strip() for part in line.split("|", 2))
    sheet = row_id.partition("-")[0]
    if row_id.endswith("-*"):
        for key in [key for key in entries if key[0] == sheet and key[2] == column]:
            entries[key] = _value(sheet, key[1], column, value, context)
    else:
        entries[sheet, row_id, column] = _value(sheet, row_id, column, value, context)


def _value(sheet: str, row_id: str, column: str, text: str, context: FormContext) -> EntryValue:
    """``text`` as reading gives it for that cell: a decimal, a day serial, an error value, or text."""
    kind = load_form().sheet_by_code[sheet].column_by_code[column].type
    if kind == "by_row":
        kind = "date" if form_rows(context)[sheet][row_id]["input_kind"] == "Ngày" else "text"
    if not text:
        return None
    if text.startswith("#"):
        return ErrorValue(text)
    if kind in _NUMBER_TYPES and _NUMBER.fullmatch(text):
        return Decimal(text.replace(",", "."))
    match = _DATE.fullmatch(text) if kind == "date" else None
    return day_serial(dt.date(int(match[3]), int(match[2]), int(match[1]))) if match else text
