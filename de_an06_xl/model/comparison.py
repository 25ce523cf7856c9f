"""What differs between two published months, or two versions of one month, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.model.summary import ContributionLevel, TaskStanding

Value = Decimal | int | str | dt.date | None
ReasonKind = Literal[
    # the unit's return
    "return_added",
    "return_withdrawn",
    "return_replaced",
    "next_return",
    # the consolidator's register
    "received",
    "extension",
    # the rules of the month
    "plan",
    "policy",
    "form_version",
    "due_date",
    "as_of",
    "target",
    # what follows from other figures
    "own_figure",
    "other_source",
    "deadline_passed",
    "assignment",
    "other_units",
    # what cannot be told
    "no_detail",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause of a difference; ``unit`` is whose return, receipt or figure it is ("": nobody's in particular).

    ``old`` and ``new`` are what changed: fingerprints of files, dates, versions, figures. For ``own_figure``
    ``level`` says in which part the unit reports and ``because`` why its figure is another one.
    """

    kind: ReasonKind
    unit: str = ""
    old: Value = None
    new: Value = None
    level: ContributionLevel | None = None
    because: ReasonKind | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One figure by the name of its JSON key, ``old`` as it was and ``new`` as it is."""

    name: str
    old: Value
    new: Value

    @property
    def difference(self) -> Decimal | None:
        """New minus old where both are numbers."""
        if isinstance(self.old, (Decimal, int)) and isinstance(self.new, (Decimal, int)):
            return Decimal(self.new) - Decimal(self.old)
        return None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two months: what it is called, its rules, and the month itself."""

    label: str
    month: MonthFigures


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit whose standing differs; ``rows`` are points by row (``None``: not scored), in the form's order.

    A unit that only one plan has is told by ``only_in`` (``old`` or ``new``).
    """

    unit: str
    name: str
    changes: tuple[Change, ...]
    rows: tuple[Change, ...]
    reasons: tuple[Reason, ...]
    only_in: Literal["old", "new"] | None = None


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """An indicator whose figures differ; the units that moved them most come first in ``reasons``."""

    id: str
    changes: tuple[Change, ...]
    reasons: tuple[Reason, ...]
    only_in: Literal["old", "new"] | None = None


@dataclass(frozen=True, slots=True)
class StandingMove:
    """One unit that stands elsewhere with a task (``None``: it has no such row), and why."""

    unit: str
    old: TaskStanding | None
    new: TaskStanding | None
    because: ReasonKind


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task whose counts differ or that units have moved in, even where the counts come out the same."""

    id: str
    changes: tuple[Change, ...]
    moves: tuple[StandingMove, ...]
    reasons: tuple[Reason, ...]
    only_in: Literal["old", "new"] | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs; what does not is left out. ``restated``: both sides are the same period.

    ``rules`` are the versions and dates that hold for the whole month, ``counts`` how many reported.
    """

    old: Side
    new: Side
    rules: tuple[Change, ...] = ()
    counts: tuple[Change, ...] = ()
    units: tuple[UnitChange, ...] = ()
    indicators: tuple[IndicatorChange, ...] = ()
    tasks: tuple[TaskChange, ...] = ()
    names: dict[str, str] = field(default_factory=dict)

    @property
    def restated(self) -> bool:
        return self.old.month.period == self.new.month.period

    @property
    def same(self) -> bool:
        """Whether nothing at all differs."""
        return not (self.rules or self.counts or self.units or self.indicators or self.tasks)
