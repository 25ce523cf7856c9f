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
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.finding import Finding, Rule
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Plan
from de_an06_xl.rule_registry import reason_place

__all__ = ["check_province"]


def check_province(returns: Sequence[ReturnDigest], plan: Plan, period: Period) -> list[Finding]:
    """The findings of family T about the returns of one period, ordered by file and code. Pure."""
    rules = load_rules()
    province = Province(tuple(returns), plan, period)
    found = [_finding(code, hit) for code, hit in province_rule.hits(province) if not _is_closed(rules[code], hit)]
    return sorted(found, key=lambda finding: (finding.file, finding.code))


def _is_closed(rule: Rule, hit: Hit) -> bool:
    return hit.cell is not None and reason_place(rule, hit.cell.row_id) in hit.digest.reasons


def _finding(code: str, hit: Hit) -> Finding:
    cell = hit.cell
    if cell is None:
        return make_finding(code, hit.digest.file, **hit.words)
    words = {
        "sheet": cell.sheet,
        "cell": cell.cell,
        "row_id": cell.row_id,
        "value": show_day(cell.value) if isinstance(cell.value, int) else show(cell.value),
        "column": cell.header,
        **hit.words,
    }
    return make_finding(code, hit.digest.file, **words)
