"""What a unit's next form shows of what it reported before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from de_an06_xl.model.plan import Frozen
from de_an06_xl.model.policy import Number


class UsualRangeRules(Frozen):
    """How the usual range follows from earlier months; each number with its reference."""

    min_points: Number
    window_months: Number
    threshold: Number
    consistency: Number


@dataclass(frozen=True, slots=True)
class UsualRange:
    """Where a unit's figure usually lies: median ± a multiple of the MAD of ``points`` earlier months."""

    low: Decimal
    high: Decimal
    points: int


@dataclass(frozen=True, slots=True)
class PastRow:
    """One row of the form: the result last period and in the same month of last year (``None``: not known).

    For an indicator the result in its measure (percent 0–100, a count, a word), for a task the state and the
    progress in words. ``ranges`` are by input column (``numerator``, ``denominator``, ``progress_pct``).
    """

    previous: Decimal | str | None = None
    last_year: Decimal | str | None = None
    ranges: Mapping[str, UsualRange] = field(default_factory=dict)


NOTHING_KNOWN = PastRow()
"""A row that was never reported, or whose past nobody knows."""


@dataclass(frozen=True, slots=True)
class PastValues:
    """What the form of one unit and period remembers, by row id."""

    rows: Mapping[str, PastRow] = field(default_factory=dict)

    def row(self, row_id: str) -> PastRow:
        return self.rows.get(row_id, NOTHING_KNOWN)


NO_MEMORY = PastValues()
"""A form issued without a store, or the first of its unit."""
