"""Numbers and dates inside the sentences and formulas of a score, as Vietnamese write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from de_an06_xl.findings import show, show_day
from de_an06_xl.half_up import half_up

__all__ = ["capped", "day", "floored", "number", "points_text", "quotient"]


def number(value: Fraction | Decimal | int) -> str:
    """A number that was typed or stands in plan or policy, with all its decimals: ``1.234,567``.

    >>> number(Fraction("1234.567")), number(Decimal("80"))
    ('1.234,567', '80')
    """
    return show(Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value)


def quotient(value: Fraction) -> str:
    """A number worked out by dividing, to two decimals at most.

    >>> quotient(Fraction(200, 3)), quotient(Fraction(75))
    ('66,67', '75')
    """
    return show(half_up(value))


def points_text(value: Fraction | Decimal | int) -> str:
    """Points, always with two decimals.

    >>> points_text(Decimal("10"))
    '10,00'
    """
    return str(half_up(value)).replace(".", ",")


def capped(raw: Fraction, most: Decimal) -> str:
    """The result of a formula, and the most it can give where it gives more."""
    points = half_up(raw)
    return points_text(points) + (f", tối đa {points_text(most)}" if points > most else "")


def floored(raw: Fraction, least: Fraction | Decimal | int) -> str:
    """The result of a formula, and the least it can give where it gives less."""
    return points_text(raw) + (f", tối thiểu {points_text(least)}" if half_up(raw) < half_up(least) else "")


def day(serial: int) -> str:
    """``31/10/2026``."""
    return show_day(serial)
