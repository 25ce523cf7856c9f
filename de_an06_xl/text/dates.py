"""Dates typed as text: day/month/year only, as Vietnamese write them, or year-month-day."""

from __future__ import annotations

import re
from datetime import date

from de_an06_xl.text.normalize import clean

_DAY_FIRST = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T00:00:00)?", re.ASCII)


def read_date(text: str) -> date | None:
    """The day ``text`` names, ``None`` when it names none or more than one could be meant.

    A year of two digits, a missing year ("8/10") and a day the calendar does not have are not read.

    >>> read_date("5/11/2026"), read_date("31/02/2026")
    (datetime.date(2026, 11, 5), None)
    """
    plain = clean(text)
    if match := _DAY_FIRST.fullmatch(plain):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    elif match := _YEAR_FIRST.fullmatch(plain):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
