"""Section 1 of the policy as bare arithmetic: what a numerator and a denominator are worth.

One place for the form's rows (``indicators``) and for worksheet functions over ten thousand rows:
hence whole numbers only, no object for a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from operator import gt

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


def many_point_hundredths(
    shape: str, direction: str, numerators: Sequence[int], denominators: Sequence[int], target: Exact
) -> list[int] | None:
    """:func:`point_hundredths` of :func:`raw_points` for many rows of whole numbers at once.

    ``None`` when one of them has a :func:`number_fault`: rows are then looked at one by one. Of counts the
    denominators say nothing. Raw and rounding are one division here: ten thousand rows take milliseconds.
    """
    top, bottom = target.numerator, target.denominator
    if not numerators or min(numerators) < 0:
        return None
    if shape == _COUNT:
        gain, double = 2000 * bottom, 2 * top
        return [min(_FULL, (gain * up + top) // double) for up in numerators]
    if min(denominators) <= 0 or (shape == _RATIO and any(map(gt, numerators, denominators))):
        return None
    pairs = zip(numerators, denominators, strict=True)
    if shape == _REDUCTION:
        gain, double = 200_000 * bottom, 2 * top
        # An increase gives less than nothing, and nothing is the least.
        return [
            min(_FULL, (gain * (whole - up) + top * whole) // (double * whole)) if whole > up else 0
            for up, whole in pairs
        ]
    if direction == "≤":
        allowed, share = top, 100 * bottom
        gain, double = 2000 * top, 200 * bottom
        return [
            _FULL if share * up <= allowed * whole else (gain * whole + share * up) // (double * up)
            for up, whole in pairs
        ]
    gain, double = 200_000 * bottom, 2 * top
    return [h if (h := (gain * up + top * whole) // (double * whole)) < _FULL else _FULL for up, whole in pairs]
