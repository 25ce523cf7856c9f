"""From ``2026-10`` to the days it covers and the day its report is due."""

from __future__ import annotations

import re
from datetime import date, timedelta

from de_an06_xl.errors import PeriodError
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Plan

_PERIOD = re.compile(r"(\d{4})-(\d{2})")


def reporting_period(text: str, plan: Plan) -> Period:
    """The period named ``text`` by the plan's reporting rules (mục V.4.h; proposed days).

    Raises :class:`PeriodError` when the text is not a month or lies outside the plan.

    >>> from de_an06_xl.load_plan import load_plan
    >>> reporting_period("2026-10", load_plan()).due_date
    datetime.date(2026, 11, 9)
    """
    match = _PERIOD.fullmatch(text.strip())
    if not match or not 1 <= int(match[2]) <= 12:
        raise PeriodError(f"Kỳ “{text}” không phải là một tháng. Hãy viết năm-tháng, ví dụ 2026-10.")
    year, month = int(match[1]), int(match[2])
    header, rules = plan.header, plan.reporting
    first, last = _days(year, month, rules.period_kind)
    if not header.first_year <= year <= header.last_year or last < header.programme_start:
        raise PeriodError(
            f"Kỳ {text.strip()} nằm ngoài thời gian của Kế hoạch "
            f"({header.programme_start:%m/%Y} – 12/{header.last_year})."
        )
    due_year, due_month = divmod(year * 12 + month - 1 + rules.due_month_offset, 12)
    due = date(due_year, due_month + 1, rules.due_day)
    if rules.move_due_off_holidays:
        due = _next_working_day(due, plan)
    return Period(id=f"{year:04d}-{month:02d}", first_day=first, last_day=last, due_date=due)


def periods_of_plan(plan: Plan) -> list[str]:
    """Every month the plan reports on, the first one first: ``2026-05`` … ``2030-12``."""
    header = plan.header
    months = [
        f"{year:04d}-{month:02d}" for year in range(header.first_year, header.last_year + 1) for month in range(1, 13)
    ]
    return [
        text
        for text in months
        if _days(int(text[:4]), int(text[5:]), plan.reporting.period_kind)[1] >= header.programme_start
    ]


def _days(year: int, month: int, kind: str) -> tuple[date, date]:
    if kind == "mid_month":
        before_year, before_month = (year, month - 1) if month > 1 else (year - 1, 12)
        return date(before_year, before_month, 15), date(year, month, 14)
    next_first = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), next_first - timedelta(days=1)


def _next_working_day(day: date, plan: Plan) -> date:
    kinds = {holiday.date: holiday.kind for holiday in plan.holidays}
    while kinds.get(day) != "workday" and (day.weekday() >= 5 or kinds.get(day) == "holiday"):
        day += timedelta(days=1)
    return day
