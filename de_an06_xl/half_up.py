"""The one rounding of the scoring policy: half away from zero, on exact fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction | Decimal | int, places: int = 2) -> Decimal:
    """``value`` rounded as a spreadsheet's ROUND does it, always showing ``places`` decimals.

    A quotient is rounded once, from its exact value: rounding an already rounded Decimal quotient
    would break ties.

    >>> half_up(Fraction(10 * 14 * 690, 100 * 112))
    Decimal('8.63')
    """
    exact, scale = Fraction(value), 10**places
    # One half of the last place more, then cut off: whole numbers only, so no digit is ever lost.
    units = (abs(exact.numerator) * scale * 2 + exact.denominator) // (exact.denominator * 2)
    return Decimal((1 if exact < 0 else 0, tuple(map(int, str(units))), -places))
