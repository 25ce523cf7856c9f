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
    numerator, denominator = value.as_integer_ratio()
    units = abs(rounded_units(numerator, denominator, 10**places))
    return Decimal(f"{'-' if numerator < 0 else ''}{units}E-{places}")


def rounded_units(numerator: int, denominator: int, scale: int) -> int:
    """``numerator / denominator`` in parts of ``1 / scale``, half away from zero; ``denominator`` above 0.

    >>> rounded_units(2, 3, 100), rounded_units(-5, 1000, 100)
    (67, -1)
    """
    # One half of the last place more, then cut off: whole numbers only, so no digit is ever lost.
    units = (abs(numerator) * scale * 2 + denominator) // (denominator * 2)
    return -units if numerator < 0 else units
