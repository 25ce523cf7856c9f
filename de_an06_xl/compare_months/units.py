"""Units whose standing differs: score, band, rank, components, when they reported, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from de_an06_xl.compare_months.differing import differing
from de_an06_xl.compare_months.returns import version_reasons
from de_an06_xl.model.comparison import Change, Reason, UnitChange
from de_an06_xl.model.month_figures import MonthFigures, UnitFigures
from de_an06_xl.model.policy import COMPONENT_IDS

_STANDING = ("state", "score", "band", "rank", "days_late", "errors", "queries", "coverage_pct", "completeness_pct")
# Where these differ something about the unit itself is different, not only its place among others.
_OWN = ("state", "score", "band", "days_late", "errors", "queries", "coverage_pct", "completeness_pct")
# Dates of a month say nothing about the next one.
_DATES = ("received", "due_date")


def unit_changes(old: MonthFigures, new: MonthFigures, returns: Mapping[str, Reason]) -> tuple[UnitChange, ...]:
    """In the order of the newer plan; units that only the older one has come last."""
    codes = [unit.unit for unit in new.units] + [unit.unit for unit in old.units if unit.unit not in new.unit_by_code]
    found = (_change(code, old, new, returns) for code in codes)
    return tuple(change for change in found if change)


def _change(code: str, old: MonthFigures, new: MonthFigures, returns: Mapping[str, Reason]) -> UnitChange | None:
    before, after = old.unit_by_code.get(code), new.unit_by_code.get(code)
    if before is None or after is None:
        known = before or after
        if known is None:
            raise KeyError(code)
        reasons = version_reasons(old, new, ("plan",)) or [Reason("unknown", code)]
        return UnitChange(code, known.name, (), (), tuple(reasons), "old" if before else "new")
    same_month = old.period == new.period
    changes = [
        *differing(before, after, _STANDING),
        *_component_changes(before, after),
        *(differing(before, after, _DATES) if same_month else ()),
    ]
    if not (old.plan and new.plan):
        # An older release did not publish these: unknown is no change.
        changes = [change for change in changes if change.name in ("state", "score", "band") or "." in change.name]
    rows = _row_changes(before, after) if before.rows and after.rows else ()
    returned_again = same_month and code in returns
    if not (changes or rows or returned_again):
        return None
    reasons = _reasons(code, before, after, old, new, returns, {change.name for change in changes})
    return UnitChange(code, after.name, tuple(changes), rows, tuple(reasons))


def _component_changes(before: UnitFigures, after: UnitFigures) -> Iterator[Change]:
    for component in COMPONENT_IDS:
        old, new = before.components.get(component), after.components.get(component)
        if old != new:
            yield Change(f"components.{component}", old, new)


def _row_changes(before: UnitFigures, after: UnitFigures) -> tuple[Change, ...]:
    ids = [*after.rows, *(row for row in before.rows if row not in after.rows)]
    pairs = ((row, before.rows.get(row), after.rows.get(row)) for row in ids)
    return tuple(Change(row, old, new) for row, old, new in pairs if old != new)


def _reasons(
    code: str,
    before: UnitFigures,
    after: UnitFigures,
    old: MonthFigures,
    new: MonthFigures,
    returns: Mapping[str, Reason],
    changed: set[str],
) -> list[Reason]:
    found = [returns[code]] if code in returns else []
    if old.period == new.period:
        if before.due_date != after.due_date and (before.due_date, after.due_date) != (old.due_date, new.due_date):
            found.append(Reason("extension", code, before.due_date, after.due_date))
        if before.received != after.received and code not in returns:
            found.append(Reason("received", code, before.received, after.received))
        found += version_reasons(old, new, ("plan", "policy", "form_version", "due_date", "as_of"))
    else:
        found += version_reasons(old, new, ("plan", "policy", "form_version"))
    if found:
        return found
    own = changed & set(_OWN) or any("." in name for name in changed)
    return [Reason("unknown" if own or not changed else "other_units", code)]
