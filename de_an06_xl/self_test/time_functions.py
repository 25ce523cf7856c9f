"""A worksheet function called a thousand times against once over a thousand rows."""

from __future__ import annotations

import time

from de_an06_xl.functions import call_function
from de_an06_xl.self_test.model import Timing

FUNCTION = "DA06_DIEM_CT"
COUNT = 1000
# CT-I.5 in October 2026: numerator and denominator differ by row.
_INDICATOR, _PERIOD = "CT-I.5", "2026-10"


def time_functions(count: int = COUNT) -> Timing:
    """In this process, without a spreadsheet program: what the functions themselves cost."""
    numerators = [[float(number % 100)] for number in range(count)]
    denominators = [[100.0]] * count
    call_function(FUNCTION, _INDICATOR, _PERIOD, 1.0, 100.0)
    started = time.perf_counter()
    for (numerator,) in numerators:
        call_function(FUNCTION, _INDICATOR, _PERIOD, numerator, 100.0)
    between = time.perf_counter()
    call_function(FUNCTION, _INDICATOR, _PERIOD, numerators, denominators)
    ended = time.perf_counter()
    return Timing("Python", FUNCTION, count, (between - started) * 1000, (ended - between) * 1000)
