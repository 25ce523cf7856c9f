"""A reporting period and the day its report is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting month, e.g. ``2026-10``.

    ``last_day`` is E and ``due_date`` is U of the scoring policy; all dates are
    calendar dates of Viet Nam, no clock times.
    """

    id: str
    first_day: date
    last_day: date
    due_date: date

    @property
    def year(self) -> int:
        """The year whose targets apply (the year of the last day)."""
        return self.last_day.year

    @property
    def label_vi(self) -> str:
        """``Tháng 10/2026``."""
        year, month = self.id.split("-")
        return f"Tháng {int(month)}/{year}"
