"""What the province should look at before it is too late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from de_an06_xl.model.plan import Frozen
from de_an06_xl.model.policy import Number


class WarningRules(Frozen):
    """From how many months on a pace is taken, and how many late months in a row are named."""

    pace_months: Number
    late_months: Number


@dataclass(frozen=True, slots=True)
class IndicatorWarning:
    """An indicator that will miss the year's target at its present pace.

    ``pace`` is the change a month and ``expected`` the figure at the end of the year, both in the indicator's measure
    (percentage points for shares); ``months`` is how many months of the year the pace rests on.
    """

    id: str
    name: str
    measure: str
    direction: str
    target: Decimal
    actual: Fraction
    pace: Fraction
    expected: Fraction
    months: int


@dataclass(frozen=True, slots=True)
class TaskWarning:
    """A task whose deadline is near while ``open_units`` of its ``units`` have it before them."""

    id: str
    name: str
    leads_text: str
    deadline: dt.date
    days_left: int
    open_units: int
    units: int


@dataclass(frozen=True, slots=True)
class LateWarning:
    """A unit that has been late or missing in ``months`` consecutive months up to now, the latest state last."""

    unit: str
    name: str
    months: int
    states: tuple[Literal["late", "missing"], ...]


@dataclass(frozen=True, slots=True)
class Warnings:
    """All of them; ``known_months`` is how many earlier months were known when they were made."""

    indicators: tuple[IndicatorWarning, ...] = ()
    tasks: tuple[TaskWarning, ...] = ()
    units: tuple[LateWarning, ...] = ()
    known_months: int = 0
    rules: WarningRules | None = None


NO_WARNINGS = Warnings()
