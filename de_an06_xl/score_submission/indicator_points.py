"""Section 1 of the policy as bare arithmetic: what a numerator and a denominator are worth.

One place for the form's rows (``indicators``) and for worksheet functions over ten thousand rows:
hence whole numbers only, no object for a row.
"""

from __future__ import annotations

from array import array
from enum import StrEnum
from fractions import Fraction

from de_an06_xl.form.rows import SHAPE_WORDS
from de_an06_xl.half_up import rounded_units

_RATIO, _COUNT, _REDUCTION = SHAPE_WORDS["ratio"], SHAPE_WORDS["count"], SHAPE_WORDS["reduction"]
_FULL = 1000
# Of whole numbers of 64 bits, with room for one addition.
_LARGEST = 2**62

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


def many_points(
    shape: str, direction: str, numerators: array[int], denominators: array[int], target: Exact
) -> list[float] | None:
    """Points of :func:`point_hundredths` of :func:`raw_points` for many rows of whole numbers (type q) at once.

    ``None`` when one of them has a :func:`number_fault` or is too large for 64 bits: rows are then looked at one by
    one. Of counts the denominators say nothing. Raw and rounding are one division here: 10,000 rows take milliseconds.
    """
    import numpy as np

    up, whole = np.frombuffer(numerators, np.int64), np.frombuffer(denominators, np.int64)
    if not len(up) or up.min() < 0:
        return None
    if shape != _COUNT and (whole.min() <= 0 or (shape == _RATIO and (up > whole).any())):
        return None
    top, bottom = target.numerator, target.denominator
    if 400_000 * max(top, bottom) * max(int(up.max()), int(abs(whole).max()), 1) > _LARGEST:
        return None
    if shape == _COUNT:
        hundredths = (2000 * bottom * up + top) // (2 * top)
    elif shape == _REDUCTION:
        # An increase gives less than nothing, and nothing is the least.
        hundredths = np.maximum(200_000 * bottom * (whole - up) + top * whole, 0) // (2 * top * whole)
    elif direction == "≤":
        share = 100 * bottom * up
        within = share <= top * whole
        hundredths = np.where(within, _FULL, (2000 * top * whole + share) // np.where(within, 1, 2 * share))
    else:
        hundredths = (200_000 * bottom * up + top * whole) // (2 * top * whole)
    points: list[float] = (np.minimum(hundredths, _FULL) / 100).tolist()
    return points
