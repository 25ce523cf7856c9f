"""A month whose one return is scored for real, row by row."""

from __future__ import annotations

from dataclasses import replace

from good_entries import good_entries
from make_summary import LAYOUT, PERIOD, PLAN, POLICY, make_return, summarise

from de_an06_xl.form.rows import FormContext
from de_an06_xl.model.summary import Summary
from de_an06_xl.score_submission import score_submission


def scored_month(unit: str = "XP-02647") -> Summary:
    """October 2026 with one good return."""
    context = FormContext(PLAN, POLICY, PERIOD, PLAN.unit_by_code[unit])
    checked = make_return(unit, good_entries(context))
    score = score_submission(checked.submission, checked.findings, context, None)
    assert LAYOUT.row_sheets
    return summarise([replace(checked, score=score)])
