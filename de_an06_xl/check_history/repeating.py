"""Family H: the same again and again, as if last month's form had been sent once more."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_history.registry import UNDER_WAY, Comparison, Hit, history_rule
from de_an06_xl.rule_registry import tolerance_of

_FULL = 100


@history_rule("H506")
def figures_repeated(comparison: Comparison) -> Iterator[Hit]:
    """Both counts of a share just as in each of the months before; a full share may stay full."""
    months = int(tolerance_of("H506"))
    for row in comparison.indicators("Tỷ lệ"):
        above, below = comparison.number(row, "numerator"), comparison.number(row, "denominator")
        if above is None or below is None or above in (0, below):
            continue
        past = comparison.past
        if past.latest(row.id, "numerator", months - 1) == [above] * (months - 1) and past.latest(
            row.id, "denominator", months - 1
        ) == [below] * (months - 1):
            yield Hit(row, "numerator", {"months": months})


@history_rule("H507")
def progress_stands_still(comparison: Comparison) -> Iterator[Hit]:
    """Đang triển khai with one and the same progress for months."""
    months = int(tolerance_of("H507"))
    for row in comparison.tasks():
        now = comparison.number(row, "progress_pct")
        if now is None or now >= _FULL or row.value("state") != UNDER_WAY:
            continue
        if comparison.past.latest(row.id, "progress_pct", months - 1) == [now] * (months - 1):
            yield Hit(row, "progress_pct", {"months": months})


@history_rule("H508")
def result_repeated(comparison: Comparison) -> Iterator[Hit]:
    """The result of the period is worded as in the months before: what was done in this month?"""
    months = int(tolerance_of("H508"))
    for row in comparison.tasks():
        now = row.value("result")
        if not isinstance(now, str) or row.value("state") != UNDER_WAY:
            continue
        before = comparison.past.latest(row.id, "result", months - 1)
        if before and {_folded(str(text)) for text in before} == {_folded(now)}:
            yield Hit(row, "result", {"months": months})


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
