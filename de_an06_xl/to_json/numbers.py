"""Numbers of the summary as JSON numbers."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache


def json_number(value: Decimal | Fraction | None, places: int) -> int | float | None:
    """``value`` as a JSON number: whole where it is whole, else rounded half-up; ``None`` where no float holds it.

    >>> json_number(Fraction(100, 3), 4)
    33.3333
    """
    if value is None:
        return None
    # Fractions of a month differ, its points are few numbers many times over.
    return _points(value, places) if isinstance(value, Decimal) else _rounded(value, places)


@lru_cache(1024)
def _points(value: Decimal, places: int) -> int | float | None:
    return _rounded(Fraction(value), places)


def _rounded(exact: Fraction, places: int) -> int | float | None:
    if exact.denominator == 1:
        return exact.numerator
    try:
        return float(Fraction(math.floor(exact * 10**places + Fraction(1, 2)), 10**places))
    except OverflowError:
        return None
