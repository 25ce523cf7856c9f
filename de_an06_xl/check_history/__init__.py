"""What only earlier periods show (family H): figures that fall, jump or repeat, finished tasks open again.

Every finding is a query: it asks, costs no points and is not reported once its reason cell is filled. How far is too
far stands in ``rules.toml`` (``tolerance``), the usual range in ``usual_range.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable

from de_an06_xl.check_history import falling, jumping, repeating  # noqa: F401 - importing a family registers its rules
from de_an06_xl.check_history.registry import Comparison, Hit, history_rule
from de_an06_xl.findings import make_finding, show, show_day
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.submission import Submission
from de_an06_xl.model.unit_past import UnitPast
from de_an06_xl.rule_registry import is_closed
from de_an06_xl.text.personal_data import mask_personal_data

__all__ = ["check_history"]


def check_history(
    submission: Submission, past: UnitPast, findings: Iterable[Finding], layout: FormLayout
) -> list[Finding]:
    """The findings about ``submission`` beside its unit's ``past``, ordered by row and code. Pure.

    ``findings`` are those made so far: a cell with an error of its own is not compared. Without a past there is
    nothing to say.
    """
    if not past.periods:
        return []
    errors = {(one.row_id, one.cell) for one in findings if one.severity is Severity.ERROR}
    comparison = Comparison(submission, past, frozenset(errors))
    rules = load_rules()
    order = {row.id: number for sheet in layout.row_sheets for number, row in enumerate(submission.rows(sheet.code))}
    hits = [
        (hit.row.sheet, order[hit.row.id], code, hit)
        for code, hit in history_rule.hits(comparison)
        if not is_closed(rules[code], hit.row, submission)
    ]
    return [_finding(code, hit, past, submission, layout) for _, _, code, hit in sorted(hits, key=lambda one: one[:3])]


def _finding(code: str, hit: Hit, past: UnitPast, submission: Submission, layout: FormLayout) -> Finding:
    row, value = hit.row, hit.row.value(hit.column)
    words = {key: show(word) for key, word in hit.words.items()}
    return make_finding(
        code,
        submission.file,
        sheet=submission.sheets[row.sheet].name,
        cell=row.entries[hit.column].cell,
        row_id=row.id,
        value=_shown(value),
        column=layout.sheet_by_code[row.sheet].column_by_code[hit.column].header,
        last=f"{past.periods[-1][5:]}/{past.periods[-1][:4]}",
        **words,
    )


def _shown(value: object) -> str:
    if isinstance(value, str):
        return mask_personal_data(value)
    return show_day(value) if isinstance(value, int) else show(value)
