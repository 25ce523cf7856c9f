"""What one unit reported in earlier periods, as the rules about earlier periods need it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

PastValue = Decimal | dt.date | str


@dataclass(frozen=True, slots=True)
class PastPoint:
    """One value of one earlier period (``2026-09``)."""

    period: str
    value: PastValue


@dataclass(frozen=True, slots=True)
class UnitPast:
    """Earlier values by row id and column code, oldest first; periods without a return are simply not there.

    ``periods`` are the earlier periods with a return that counted, oldest first.
    """

    periods: tuple[str, ...] = ()
    points: Mapping[tuple[str, str], tuple[PastPoint, ...]] = field(default_factory=dict)

    def series(self, row_id: str, column: str) -> tuple[PastPoint, ...]:
        """Every earlier value of one input."""
        return self.points.get((row_id, column), ())

    def last(self, row_id: str, column: str) -> PastPoint | None:
        """The value in the *last* period with a return; ``None`` when the input was blank then."""
        series = self.series(row_id, column)
        return series[-1] if series and series[-1].period == self.periods[-1] else None

    def last_number(self, row_id: str, column: str) -> Decimal | None:
        """The last value where it is a number."""
        point = self.last(row_id, column)
        return point.value if point and isinstance(point.value, Decimal) else None

    def latest(self, row_id: str, column: str, count: int) -> list[PastValue]:
        """The values in the ``count`` last periods with a return, newest last; empty unless there are that many."""
        wanted = self.periods[-count:]
        found = [point.value for point in self.series(row_id, column) if point.period in wanted]
        return found if len(found) == count else []


NO_PAST = UnitPast()
"""A unit's first return, or a run without a store."""
