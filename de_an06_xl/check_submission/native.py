"""Phase 1: the rules the form itself shows, evaluated from the same conditions (and C201)."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_submission.registry import Hit
from de_an06_xl.form.rows import FormContext
from de_an06_xl.load_rules import MISSING_REQUIRED, native_checks
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.submission import Submission


def native_hits(submission: Submission, context: FormContext, layout: FormLayout) -> Iterator[tuple[str, Hit]]:
    """Every native rule that holds, cell by cell, and every required cell that is blank.

    A condition is evaluated exactly as the form does, without regard to other findings, so
    that form and Python count the same errors. A row that the file lacks is reported once,
    by reading; its blanks are not reported again.
    """
    constants = context.constants
    for sheet in layout.row_sheets:
        checks = native_checks(sheet, layout)
        # A condition may name a cell that is locked in this row: it reads as blank there too.
        blanks = dict.fromkeys(sheet.column_by_code)
        for row in submission.rows(sheet.code):
            values = {**blanks, **row.values, **constants}
            for check in checks:
                if check.column in row.entries and check.when.holds(values):
                    yield check.rule.code, Hit(row, check.column)
            if row.present:
                for entry in row.entries.values():
                    if entry.required and not entry.filled:
                        yield MISSING_REQUIRED, Hit(row, entry.column)
