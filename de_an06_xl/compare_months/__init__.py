"""Two published months, or two versions of one month: what differs per unit, indicator and task, and why.

Nothing but the two summaries is read, so that a published figure can be compared years later. A reason is
only given where the summaries show it: another return, another entry in the register, other rules, another
unit's figure. Where they show none, that is said.
"""

from __future__ import annotations

from de_an06_xl.compare_months.differing import differing
from de_an06_xl.compare_months.indicators import indicator_changes
from de_an06_xl.compare_months.returns import return_reasons
from de_an06_xl.compare_months.tasks import task_changes
from de_an06_xl.compare_months.units import unit_changes
from de_an06_xl.model.comparison import Comparison, Side

__all__ = ["compare_months"]

_RULES = ("plan", "policy", "form_version", "due_date", "as_of")
_COUNTS = ("expected", "on_time", "late", "missing", "not_due", "rejected")


def compare_months(old: Side, new: Side) -> Comparison:
    """What ``new`` says otherwise than ``old``. Pure; either side may be of an earlier release."""
    before, after = old.month, new.month
    # Of two months the dates differ by nature; only a restated one shows them as a change of the rules.
    rules = _RULES if before.period == after.period else _RULES[:3]
    returns = return_reasons(before, after)
    return Comparison(
        old=old,
        new=new,
        rules=differing(before, after, rules, known_only=True),
        counts=differing(before.counts, after.counts, _COUNTS),
        units=unit_changes(before, after, returns),
        indicators=indicator_changes(before, after, returns),
        tasks=task_changes(before, after, returns),
        names={unit.unit: unit.name for unit in (*before.units, *after.units)},
    )
