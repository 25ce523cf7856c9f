"""Section 1 of the policy as bare arithmetic: what a numerator and a denominator are worth.

One place for the form's rows (``indicators``) and for worksheet functions over ten thousand rows:
hence whole numbers only, no object for a row.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from de_an06_xl.form.rows import SHAPE_WORDS
from de_an06_xl.half_up import rounded_units

_RATIO, _COUNT, _REDUCTION = SHAPE_WORDS["ratio"], SHAPE_WORDS["count"], SHAPE_WORDS["reduction"]
_FULL = 1000

Exact = int | Fraction


class NumberFault(StrEnum):
    """Why a row's numbers cannot be used; the value is the sentence people read."""

    NO_NUMERATOR = "Tử số để trống hoặc không phải là số"
    NEGATIVE = "Tử số âm"
    NO_DENOMINATOR = "Mẫu số để trống hoặc không phải là số"
    NOT_POSITIVE = "Mẫu số không lớn hơn 0"
    ABOVE_DENOMINATOR = "Tử số lớn hơn mẫu số"


def number_fault(shape: str, numerator: Exact | None, denominator: Exact | None) -> NumberFault | None:
    """The first fault of the numbers of a row of ``shape`` (word of the form), ``None`` when they can be scored."""
    if numerator is None:
        return NumberFault.NO_NUMERATOR
    if numerator < 0:
        return NumberFault.NEGATIVE
    if shape == _COUNT:
        return None
    if denominator is None:
        return NumberFault.NO_DENOMINATOR
    if denominator <= 0:
        return NumberFault.NOT_POSITIVE
    if shape == _RATIO and numerator > denominator:
        return NumberFault.ABOVE_DENOMINATOR
    return None


def raw_points(shape: str, direction: str, numerator: Exact, denominator: Exact, target: Exact) -> tuple[int, int]:
    """10·r as an exact quotient (its parts, the second above 0), neither capped nor rounded (mục 1).

    ``shape`` and ``direction`` are the form's words, ``target`` is above 0; percentages are 0–100. Numbers
    must have no :func:`number_fault`. A reduction may give less than 0.
    """
    up, down = numerator.numerator, numerator.denominator
    top, bottom = target.numerator, target.denominator
    if shape == _COUNT:
        return 10 * up * bottom, down * top
    whole, part = denominator.numerator, denominator.denominator
    if shape == _REDUCTION:
        return 1000 * (whole * down - up * part) * bottom, whole * down * top
    if direction == "≤":
        if 100 * up * part * bottom <= top * down * whole:
            return 10, 1
        return 10 * top * down * whole, 100 * up * part * bottom
    return 1000 * up * part * bottom, down * whole * top


def point_hundredths(raw: tuple[int, int]) -> int:
    """Points out of 10 in hundredths: ``raw`` rounded half-up, within 0–1000."""
    units = rounded_units(raw[0], raw[1], 100)
    return _FULL if units > _FULL else max(units, 0)
