"""Indicators whose figures differ, and whose own figures moved them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from de_an06_xl.compare_months.differing import differing
from de_an06_xl.compare_months.returns import version_reasons
from de_an06_xl.model.comparison import IndicatorChange, Reason
from de_an06_xl.model.month_figures import ContributionFigures, IndicatorFigures, MonthFigures

_FIGURES = (
    "target",
    "actual",
    "numerator",
    "denominator",
    "status",
    "actual_from",
    "commune_actual",
    "commune_numerator",
    "commune_denominator",
    "commune_reported",
    "commune_expected",
)


def indicator_changes(
    old: MonthFigures, new: MonthFigures, returns: Mapping[str, Reason]
) -> tuple[IndicatorChange, ...]:
    """In the order of the newer plan; indicators that only the older one has come last."""
    ids = [item.id for item in new.indicators]
    ids += [item.id for item in old.indicators if item.id not in new.indicator_by_id]
    found = (_change(item, old, new, returns) for item in ids)
    return tuple(change for change in found if change)


def _change(
    indicator: str, old: MonthFigures, new: MonthFigures, returns: Mapping[str, Reason]
) -> IndicatorChange | None:
    before, after = old.indicator_by_id.get(indicator), new.indicator_by_id.get(indicator)
    if before is None or after is None:
        reasons = version_reasons(old, new, ("plan",)) or [Reason("unknown")]
        return IndicatorChange(indicator, (), tuple(reasons), "old" if before else "new")
    changes = differing(before, after, _FIGURES)
    if not changes:
        return None
    names = {change.name for change in changes}
    reasons = [*_target_reasons(before, after, old, new), *_figure_reasons(before, after, returns, names)]
    reasons = reasons or version_reasons(old, new, ("plan", "policy")) or [Reason("unknown")]
    return IndicatorChange(indicator, changes, tuple(reasons))


def _target_reasons(
    before: IndicatorFigures, after: IndicatorFigures, old: MonthFigures, new: MonthFigures
) -> Iterator[Reason]:
    if before.target != after.target or before.commune_expected != after.commune_expected:
        yield from version_reasons(old, new, ("plan",))
    if before.target != after.target:
        yield Reason("target", "", before.target, after.target)


def _figure_reasons(
    before: IndicatorFigures, after: IndicatorFigures, returns: Mapping[str, Reason], changed: set[str]
) -> Iterator[Reason]:
    if before.actual_from != after.actual_from:
        yield Reason("other_source", "", before.actual_from, after.actual_from)
    if changed <= {"target", "status", "commune_expected"}:
        return
    if not _has_detail(before) or not _has_detail(after):
        yield Reason("no_detail")
        return
    yield from sorted(_own_figures(before, after, returns), key=_weight, reverse=True)


def _has_detail(item: IndicatorFigures) -> bool:
    """Whether the units behind the figures are known (an earlier release did not publish them)."""
    return bool(item.contributions) or (item.actual is None and not item.commune_reported)


def _own_figures(before: IndicatorFigures, after: IndicatorFigures, returns: Mapping[str, Reason]) -> Iterator[Reason]:
    old = {(part.level, part.unit): part for part in before.contributions}
    new = {(part.level, part.unit): part for part in after.contributions}
    for key in {**old, **new}:
        one, other = old.get(key), new.get(key)
        if one == other:
            continue
        level, unit = key
        because = returns[unit].kind if unit in returns else "unknown"
        shown_old, shown_new = _shown(one, other)
        yield Reason("own_figure", unit, shown_old, shown_new, level, because)


def _shown(
    one: ContributionFigures | None, other: ContributionFigures | None
) -> tuple[Decimal | str | None, Decimal | str | None]:
    """The result where it differs, else the numerator (both counts may change and the share stay the same)."""
    if one and other and one.actual == other.actual:
        return one.numerator, other.numerator
    return one.actual if one else None, other.actual if other else None


def _weight(reason: Reason) -> tuple[bool, Decimal]:
    """Monitors before communes, big moves before small ones; a figure that comes or goes moves most."""
    if isinstance(reason.old, Decimal) and isinstance(reason.new, Decimal):
        return reason.level == "monitor", abs(reason.new - reason.old)
    return reason.level == "monitor", Decimal("Infinity")
