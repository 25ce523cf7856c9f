"""What a unit reported before: the entries as kept, and what its next form shows of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PastEntry:
    """One input of a return that counted: ``value`` is a number or text, ``period`` is ``2026-10``.

    Dates are of no use here and are left out; of several versions of a month only the newest is meant.
    """

    period: str
    row_id: str
    column: str
    value: Decimal | str


@dataclass(frozen=True, slots=True)
class UsualRange:
    """Where a unit's figure usually lies: median ± a multiple of the MAD of ``points`` earlier months."""

    low: Decimal
    high: Decimal
    points: int


@dataclass(frozen=True, slots=True)
class PastRow:
    """One row of the form: the result last period and in the same month of last year (``None``: not known).

    For an indicator the result in its measure (percent 0–100, a count, a word), for a task the progress 0–100 or
    the state in words. ``ranges`` are by input column (``numerator``, ``denominator``, ``progress_pct``).
    """

    previous: Decimal | str | None = None
    last_year: Decimal | str | None = None
    ranges: Mapping[str, UsualRange] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PastValues:
    """What the form of one unit and period remembers, by row id."""

    rows: Mapping[str, PastRow] = field(default_factory=dict)

    def row(self, row_id: str) -> PastRow:
        return self.rows.get(row_id, _NOTHING)


_NOTHING = PastRow()
