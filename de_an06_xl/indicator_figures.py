"""The usable result of one row of Chỉ tiêu, and the sum of several units' results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.model.digest import Figure
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.plan import Indicator, Shape
from de_an06_xl.model.submission import EntryValue, Row

__all__ = ["Figure", "total_figure", "usable_figure"]

_HAS_DATA = "Có số liệu"


def usable_figure(row: Row, indicator: Indicator, layout: FormLayout) -> Figure | None:
    """The row's result where it can be scored, under the very conditions of the form's column "Kết quả"."""
    if row.value("state") != _HAS_DATA:
        return None
    if indicator.shape == "qualitative":
        word = row.value("qualitative")
        return Figure(word) if isinstance(word, str) and word in layout.list_by_code["qualitative"].items else None
    numerator = _number(row.value("numerator"))
    if numerator is None or numerator < 0:
        return None
    if indicator.shape == "count":
        return Figure(numerator, numerator)
    denominator = _number(row.value("denominator"))
    if denominator is None or denominator <= 0 or (indicator.shape == "ratio" and numerator > denominator):
        return None
    return Figure(percent_of(indicator.shape, numerator, denominator), numerator, denominator)


def total_figure(indicator: Indicator, figures: Sequence[Figure]) -> Figure | None:
    """Σ numerator / Σ denominator, never a mean of percentages; ``None`` without figures."""
    if not figures:
        return None
    numerator = _sum(figure.numerator for figure in figures)
    if indicator.shape == "count":
        return Figure(numerator, numerator)
    denominator = _sum(figure.denominator for figure in figures)
    return Figure(percent_of(indicator.shape, numerator, denominator), numerator, denominator)


def _sum(numbers: Iterable[Fraction | None]) -> Fraction:
    """Exact; whole numbers, nearly all there are, are added as such: adding fractions one by one is slow."""
    whole, rest = 0, Fraction()
    for number in numbers:
        if number is None:
            continue
        if number.denominator == 1:
            whole += number.numerator
        else:
            rest += number
    return whole + rest


def percent_of(shape: Shape, numerator: Fraction, denominator: Fraction) -> Fraction:
    """Percent 0–100, exact: the share, or for a reduction how much the value fell from the baseline."""
    part = denominator - numerator if shape == "reduction" else numerator
    return 100 * part / denominator


def _number(value: EntryValue) -> Fraction | None:
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    return Fraction(value) if isinstance(value, (Decimal, int)) else None
