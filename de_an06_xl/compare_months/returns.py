"""Which units' returns differ: a new one, one withdrawn, another file, or the next month's."""

from __future__ import annotations

from de_an06_xl.model.comparison import Reason, ReasonKind
from de_an06_xl.model.month_figures import FileFigures, MonthFigures

_COUNTED = ("included", "included_late")


def counted_files(month: MonthFigures) -> dict[str, FileFigures]:
    """Unit → the file that counts for it."""
    return {file.unit: file for file in month.files if file.unit and file.outcome in _COUNTED}


def return_reasons(old: MonthFigures, new: MonthFigures) -> dict[str, Reason]:
    """Unit → how its return differs, with the fingerprints of both files; units with the same return have none."""
    before, after = counted_files(old), counted_files(new)
    reasons = {}
    for unit in {**before, **after}:
        one, other = before.get(unit), after.get(unit)
        kind: ReasonKind | None = None
        if one is None:
            kind = "return_added"
        elif other is None:
            kind = "return_withdrawn"
        elif old.period != new.period:
            kind = "next_return"
        elif one.sha256 != other.sha256:
            kind = "return_replaced"
        if kind:
            reasons[unit] = Reason(kind, unit, one.sha256 if one else None, other.sha256 if other else None)
    return reasons


def version_reasons(old: MonthFigures, new: MonthFigures, names: tuple[str, ...]) -> list[Reason]:
    """The versions and dates of the whole month that differ and are known on both sides."""
    kinds: dict[str, ReasonKind] = {
        "plan": "plan",
        "policy": "policy",
        "form_version": "form_version",
        "due_date": "due_date",
        "as_of": "as_of",
    }
    found = []
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before is not None and after is not None and before != after:
            found.append(Reason(kinds[name], "", before, after))
    return found
