"""What earlier months said, as far as they are known: last month's place and the line of development."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.model.month_figures import MonthFigures, UnitFigures
from de_an06_xl.model.summary import Summary

Known = Decimal | Fraction | str | None


@dataclass(frozen=True, slots=True)
class PastMonths:
    """Earlier months in order of time, at most so many that with this month they fill the line of development."""

    months: tuple[MonthFigures, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """``T9/2026`` for each month."""
        return tuple(month_label(month.period) for month in self.months)

    @property
    def last(self) -> MonthFigures | None:
        """The month before this one that is known; ``None`` without any."""
        return self.months[-1] if self.months else None

    @property
    def note(self) -> str:
        """One sentence: what the columns of the past are about."""
        if self.last is None:
            return "Chưa có số liệu các tháng trước: các cột kỳ trước và diễn biến để trống."
        return f"Kỳ trước là {_lower(self.last.label_vi)}; diễn biến của {len(self.months) + 1} tháng đã biết."

    def actuals(self, indicator: str) -> list[Known]:
        """The province's figure month by month (``None``: not known)."""
        found = [month.indicator_by_id.get(indicator) for month in self.months]
        return [item.actual if item else None for item in found]

    def scores(self, unit: str) -> list[Decimal | None]:
        """A unit's score month by month (``None``: not known)."""
        found = [month.unit_by_code.get(unit) for month in self.months]
        return [item.score if item else None for item in found]

    def last_scores(self, units: Iterable[str]) -> list[Decimal]:
        """The scores ``units`` had in the last month known."""
        return [score for unit in units for score in self.scores(unit)[-1:] if score is not None]

    def ranks(self, units: Iterable[str]) -> dict[str, int]:
        """The place each of ``units`` had among themselves in the last month known; equal scores share a place."""
        if self.last is None:
            return {}
        known = [self.last.unit_by_code[unit] for unit in units if unit in self.last.unit_by_code]
        scored = [(item, item.score) for item in known if item.score is not None]
        return {item.unit: _rank(item, score, scored) for item, score in scored}


def past_months(months: Sequence[MonthFigures], summary: Summary) -> PastMonths:
    """Those of ``months`` that lie before the summary's; of one month told twice the later one counts."""
    earlier = {month.period: month for month in months if month.period < summary.period}
    most = int(summary.outlook.trend_months.value) - 1
    ordered = [earlier[period] for period in sorted(earlier)]
    return PastMonths(tuple(ordered[-most:] if most else ()))


def month_label(period: str) -> str:
    """``T9/2026``."""
    year, month = period.split("-")
    return f"T{int(month)}/{year}"


def _rank(item: UnitFigures, score: Decimal, scored: Sequence[tuple[UnitFigures, Decimal]]) -> int:
    return item.rank or 1 + sum(other > score for _, other in scored)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
