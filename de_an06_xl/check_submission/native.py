"""Phase 1: the rules the form itself shows, evaluated from the same conditions (and C201)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from de_an06_xl.check_submission.registry import Hit
from de_an06_xl.form.rows import FormContext
from de_an06_xl.load_rules import MISSING_REQUIRED, NativeCheck, native_checks
from de_an06_xl.model.form import FormLayout, SheetSpec
from de_an06_xl.model.submission import Submission


def native_hits(submission: Submission, context: FormContext, layout: FormLayout) -> Iterator[tuple[str, Hit]]:
    """Every native rule that holds, cell by cell, and every required cell that is blank.

    A condition is evaluated exactly as the form does, without regard to other findings, so
    that form and Python count the same errors. A row that the file lacks is reported once,
    by reading; its blanks are not reported again.
    """
    constants = context.constants
    for sheet in layout.row_sheets:
        checks = _checks_by_column(sheet, layout)
        # A condition may name a cell that is locked in this row: it reads as blank there too.
        known = {**dict.fromkeys(sheet.column_by_code), **constants}
        for row in submission.rows(sheet.code):
            values = {**known, **row.values}
            for column in row.entries:
                for check in checks.get(column, ()):
                    if check.when.holds(values):
                        yield check.rule.code, Hit(row, column)
            if row.present:
                for entry in row.entries.values():
                    if entry.required and not entry.filled:
                        yield MISSING_REQUIRED, Hit(row, entry.column)


@cache
def _checks_by_column(sheet: SheetSpec, layout: FormLayout) -> dict[str, list[NativeCheck]]:
    checks: dict[str, list[NativeCheck]] = defaultdict(list)
    for check in native_checks(sheet, layout):
        checks[check.column].append(check)
    return dict(checks)
