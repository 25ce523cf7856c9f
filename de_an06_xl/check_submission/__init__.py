"""Every finding about one return: first what the form itself shows, then what only Python can see.

Phase 1 (:mod:`native`) evaluates each cell; phase 2 (the families registered with ``@rule``)
leaves out the rows whose cells already have an error, and a blank cell unless the rule is about the
blank (``missing`` in ``rules.toml``). A query is not reported once its reason cell is filled.
"""

from __future__ import annotations

from de_an06_xl.check_submission import (  # noqa: F401 - importing a family registers its rules
    copied_rows,
    duty_rows,
    indicator_rows,
    info_rows,
    number_cells,
    personal_data_rules,
    plan_duties,
    plan_indicators,
    plan_tasks,
    task_documents,
    task_rows,
    text_cells,
)
from de_an06_xl.check_submission.inspection import CellKey, Inspection, label
from de_an06_xl.check_submission.native import native_hits
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.findings import make_finding, show, show_day
from de_an06_xl.form.rows import FormContext
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.submission import Row, Submission
from de_an06_xl.rule_registry import enough, is_closed
from de_an06_xl.text.personal_data import mask_personal_data

__all__ = ["check_submission"]


def check_submission(submission: Submission, context: FormContext, layout: FormLayout) -> list[Finding]:
    """The findings of families C, R and P, ordered by sheet, row, column and code. Pure.

    ``submission`` must have been read with the rows of ``context``. Personal data in values
    is masked in every finding.
    """
    rules = load_rules()
    raised = list(native_hits(submission, context, layout))
    errors = frozenset(_key(hit) for code, hit in raised if rules[code].severity is Severity.ERROR)
    inspection = Inspection(submission, context, layout, errors)
    raised += [
        (code, hit)
        for code, hit in rule.hits(inspection)
        if enough(rules[code].missing, [hit.row.value(hit.column)]) and not is_closed(rules[code], hit.row, submission)
    ]
    if not raised:
        return []
    place = _places(submission, layout)
    raised.sort(key=lambda pair: (place[_key(pair[1])], pair[0]))
    return [_finding(code, hit, submission, layout) for code, hit in raised]


def _key(hit: Hit) -> CellKey:
    return hit.row.sheet, hit.row.id, hit.column


def _places(submission: Submission, layout: FormLayout) -> dict[CellKey, tuple[int, int, int]]:
    return {
        (sheet.code, row.id, column.code): (sheet_number, row_number, column_number)
        for sheet_number, sheet in enumerate(layout.row_sheets)
        for row_number, row in enumerate(submission.rows(sheet.code))
        for column_number, column in enumerate(sheet.inputs)
    }


def _finding(code: str, hit: Hit, submission: Submission, layout: FormLayout) -> Finding:
    row = hit.row
    entry = row.entries[hit.column]
    words = {**_row_words(row), "column": label(row, layout.sheet_by_code[row.sheet].column_by_code[hit.column])}
    words.update({key: mask_personal_data(show(word)) for key, word in hit.words.items()})
    return make_finding(
        code,
        submission.file,
        sheet=submission.sheets[row.sheet].name,
        cell=entry.cell,
        row_id=row.id,
        value=_shown(entry.value),
        **words,
    )


def _row_words(row: Row) -> dict[str, str]:
    return {code: _shown(value) for code, value in row.values.items() if code != "value"}


def _shown(value: object) -> str:
    """A value of a row for a sentence: an ``int`` is a day serial; personal data masked before it is cut."""
    if isinstance(value, str):
        return mask_personal_data(value)
    return show_day(value) if isinstance(value, int) else show(value)
