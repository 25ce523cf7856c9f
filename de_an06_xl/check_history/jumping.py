"""Family H: figures far from what the unit has reported so far."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.check_history.falling import numerator_fell
from de_an06_xl.check_history.registry import Comparison, Hit, history_rule
from de_an06_xl.findings import show
from de_an06_xl.half_up import half_up
from de_an06_xl.model.submission import Row
from de_an06_xl.rule_registry import tolerance_of
from de_an06_xl.usual_range import load_usual_range_rules, usual_range


@history_rule("H505")
def denominator_jumps(comparison: Comparison) -> Iterator[Hit]:
    """The whole of a share is much larger or smaller than last period."""
    for row in comparison.indicators("Tỷ lệ"):
        now, before = comparison.number(row, "denominator"), comparison.before(row, "denominator")
        if now is not None and before and _jumps(now, before):
            change = half_up(100 * Fraction(now - before) / Fraction(before), 1)
            yield Hit(row, "denominator", {"before": before, "change": ("+" if change > 0 else "") + show(change)})


@history_rule("H511")
def baseline_moved(comparison: Comparison) -> Iterator[Hit]:
    """The base of a reduction is a fixed number of the past: it may not change at all."""
    for row in comparison.indicators("Mức giảm"):
        now, before = comparison.number(row, "denominator"), comparison.before(row, "denominator")
        if now is not None and before is not None and now != before:
            yield Hit(row, "denominator", {"before": before})


@history_rule("H509")
def outlier(comparison: Comparison) -> Iterator[Hit]:
    """A figure outside the unit's usual range (modified z-score), once there are points enough to say so."""
    rules = load_usual_range_rules()
    for row in comparison.indicators():
        for column in ("numerator", "denominator"):
            now = comparison.number(row, column)
            if now is None or _asked_otherwise(comparison, row, column):
                continue
            series = [point.value for point in comparison.past.series(row.id, column)]
            usual = usual_range([value for value in series if isinstance(value, Decimal)], rules)
            if usual is None or usual.low <= now <= usual.high:
                continue
            middle = (usual.low + usual.high) / 2
            # Months that are all alike make a range without width: a small step out of it says nothing.
            if abs(now - middle) * 100 > tolerance_of("H509") * abs(middle):
                low, high = (show(half_up(max(Fraction(0), Fraction(edge)), 2)) for edge in (usual.low, usual.high))
                yield Hit(row, column, {"low": low, "high": high, "count": usual.points})
                break


def _jumps(now: Decimal, before: Decimal) -> bool:
    return abs(now - before) * 100 > tolerance_of("H505") * abs(before)


def _asked_otherwise(comparison: Comparison, row: Row, column: str) -> bool:
    """One question for one figure: what fell or jumped against last period is asked about there."""
    now, before = comparison.number(row, column), comparison.before(row, column)
    if now is None or not before:
        return False
    shape = row.facts["shape"]
    if column == "denominator":
        return shape == "Mức giảm" or _jumps(now, before)
    return now < before if shape == "Số lượng" else shape == "Tỷ lệ" and numerator_fell(comparison, row)
