"""What only the returns of several units together show (family T): copies, double claims, figures that disagree.

Every finding belongs to one file and is a query or a note: no points depend on it. A query is not
reported once its reason cell is filled, as with the rules of one return.
"""

from __future__ import annotations

from collections.abc import Sequence

from de_an06_xl.check_province import (  # noqa: F401 - importing a family registers its rules
    copied_returns,
    province_figures,
    whose_file,
)
from de_an06_xl.check_province.registry import Hit, Province, province_rule
from de_an06_xl.findings import make_finding, show, show_day
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Plan
from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.rule_registry import is_closed
from de_an06_xl.text.personal_data import mask_personal_data

__all__ = ["check_province"]


def check_province(returns: Sequence[CheckedReturn], plan: Plan, period: Period, layout: FormLayout) -> list[Finding]:
    """The findings of family T about the returns of one period, ordered by file and code. Pure."""
    rules = load_rules()
    province = Province(tuple(returns), plan, period, layout)
    found = [
        _finding(code, hit, layout)
        for code, hit in province_rule.hits(province)
        if hit.row is None or not is_closed(rules[code], hit.row, hit.checked.submission)
    ]
    return sorted(found, key=lambda finding: (finding.file, finding.code))


def _finding(code: str, hit: Hit, layout: FormLayout) -> Finding:
    file, row = hit.checked.file, hit.row
    if row is None:
        return make_finding(code, file, **hit.words)
    column = layout.sheet_by_code[row.sheet].column_by_code[hit.column]
    header = str(row.facts["name"]) if column.type == "by_row" else column.header
    value = row.value(hit.column)
    words = {
        "sheet": hit.checked.submission.sheets[row.sheet].name,
        "cell": row.entries[hit.column].cell,
        "row_id": row.id,
        "value": _shown(value),
        "column": header,
        **hit.words,
    }
    return make_finding(code, file, **words)


def _shown(value: object) -> str:
    if isinstance(value, str):
        return mask_personal_data(value)
    return show_day(value) if isinstance(value, int) else show(value)
