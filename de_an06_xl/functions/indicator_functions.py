"""Chỉ tiêu: the target of a year, a percentage, the points of a result."""

from __future__ import annotations

from array import array
from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.form.rows import NOT_SCORED, SHAPE_WORDS, indicator_facts, target_of
from de_an06_xl.functions.cell_error import CellError, refuse_unknown
from de_an06_xl.functions.evaluate import BLANK
from de_an06_xl.functions.in_force import kept_while_in_force, run_in_force
from de_an06_xl.functions.list_words import list_word
from de_an06_xl.functions.model import CellValue, Same
from de_an06_xl.functions.register import for_columns, worksheet_function
from de_an06_xl.indicator_figures import percent_of
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Indicator, Shape
from de_an06_xl.model.submission import Entry, Row
from de_an06_xl.score_submission.indicator_points import (
    NumberFault,
    many_points,
    number_fault,
    point_hundredths,
    raw_points,
)
from de_an06_xl.score_submission.indicators import HAS_DATA, score_indicator
from de_an06_xl.text.normalize import code_key

Number = int | Fraction

_FAULT_ERRORS: dict[NumberFault, CellValue] = {
    NumberFault.NO_NUMERATOR: BLANK,
    NumberFault.NO_DENOMINATOR: BLANK,
    NumberFault.NEGATIVE: CellError.NUMBER,
    NumberFault.NOT_POSITIVE: CellError.NUMBER,
    NumberFault.ABOVE_DENOMINATOR: CellError.NUMBER,
}
_SHAPES: dict[str, Shape] = {SHAPE_WORDS["ratio"]: "ratio", SHAPE_WORDS["reduction"]: "reduction"}


@worksheet_function("DA06_MUCTIEU")
def target(chi_tieu: str, nam: int) -> CellValue:
    """The target of the year as the plan states it: a number, or its words where it has no number."""
    found = target_of(indicator_named(chi_tieu), nam)
    if found is None:
        raise refuse_unknown()
    return found.text if found.value is None else float(found.value)


@worksheet_function("DA06_TYLE")
def percentage(tu_so: Number, mau_so: Number, cach_tinh: str | None) -> CellValue:
    """Percent 0–100, not rounded, under the form's conditions (Chính sách điểm v1, mục 1)."""
    word = SHAPE_WORDS["ratio"] if cach_tinh is None else list_word(cach_tinh, tuple(_SHAPES))
    fault = number_fault(word, tu_so, mau_so)
    if fault:
        return _error_of(fault, mau_so)
    return float(percent_of(_SHAPES[word], Fraction(tu_so), Fraction(mau_so)))


@worksheet_function("DA06_DIEM_CT")
def indicator_points(
    chi_tieu: str,
    ky: Period,
    tu_so: Number | None,
    mau_so: Number | None,
    tinh_trang: str | None,
    dinh_tinh: str | None,
    giai_trinh: str | None,
) -> CellValue:
    """Points out of 10 of one row of sheet Chỉ tiêu, blank where the policy does not score it (mục 1)."""
    scored = _scored_shape(chi_tieu, ky.year)
    if scored is not None and (tinh_trang is None or tinh_trang == HAS_DATA):
        return _points(*scored, tu_so, mau_so)
    return _points_of_row(indicator_named(chi_tieu), ky, tu_so, mau_so, tinh_trang, dinh_tinh, giai_trinh)


@for_columns("DA06_DIEM_CT")
def indicator_points_of_columns(
    chi_tieu: list[Any],
    ky: list[Any],
    tu_so: list[Any] | array[int],
    mau_so: list[Any] | array[int],
    tinh_trang: list[Any],
    dinh_tinh: list[Any],
    giai_trinh: list[Any],
) -> list[float] | None:
    """Columns of whole numbers for one indicator and period; anything else is worked out cell by cell."""
    fixed = (chi_tieu, ky, tinh_trang, dinh_tinh, giai_trinh)
    if not all(isinstance(column, Same) for column in fixed) or tinh_trang[:1] not in ([None], [HAS_DATA]):
        return None
    if not isinstance(tu_so, array) or not isinstance(mau_so, array):
        return None
    scored = _scored_shape(chi_tieu[0], ky[0].year)
    if scored is None:
        return None
    shape, direction, goal = scored
    return many_points(shape, direction, tu_so, mau_so, goal)


@kept_while_in_force
def indicator_named(code: str) -> Indicator:
    """The indicator of the plan with this code in any spelling of it. Raises ``#N/A``."""
    found = _by_key().get(code_key(code))
    if found is None:
        raise refuse_unknown()
    return found


@kept_while_in_force
def _by_key() -> dict[str, Indicator]:
    return {code_key(indicator.id): indicator for indicator in run_in_force().plan.indicators}


@kept_while_in_force
def _scored_shape(code: str, year: int) -> tuple[str, str, Fraction] | None:
    """Shape, direction and target of an indicator that numbers alone decide; ``None`` for any other."""
    facts = indicator_facts(indicator_named(code), year)
    shape, direction, goal = facts["shape"], facts["direction"], facts["target"]
    return None if direction == NOT_SCORED or not isinstance(goal, Decimal) else (shape, direction, Fraction(goal))


def _points(shape: str, direction: str, goal: Fraction, up: Number | None, whole: Number | None) -> CellValue:
    fault = number_fault(shape, up, whole)
    if fault:
        return _error_of(fault, whole)
    return point_hundredths(raw_points(shape, direction, up or 0, whole or 1, goal)) / 100


def _error_of(fault: NumberFault, denominator: Number | None) -> CellValue:
    return CellError.DIVISION if fault is NumberFault.NOT_POSITIVE and denominator == 0 else _FAULT_ERRORS[fault]


def _points_of_row(
    indicator: Indicator,
    period: Period,
    numerator: Number | None,
    denominator: Number | None,
    state: str | None,
    quality: str | None,
    explanation: str | None,
) -> CellValue:
    """The row scored whole: states without data, qualitative rows, rows without a target."""
    lists = run_in_force().layout.list_by_code
    word = HAS_DATA if state is None else list_word(state, lists["data_state"].items)
    if word == HAS_DATA and indicator.shape == "qualitative":
        quality = None if quality is None else list_word(quality, lists["qualitative"].items)
    elif word == HAS_DATA:
        fault = number_fault(SHAPE_WORDS[indicator.shape], numerator, denominator)
        if fault:
            return _error_of(fault, denominator)
    values = {
        "state": word,
        "numerator": _decimal(numerator),
        "denominator": _decimal(denominator),
        "qualitative": quality,
        "explanation": explanation,
    }
    entries = {column: Entry(column, value) for column, value in values.items()}
    points = score_indicator(Row(indicator.id, "CT", indicator_facts(indicator, period.year), entries)).points
    return BLANK if points is None else float(points)


def _decimal(value: Number | None) -> Decimal | None:
    """A number read from a cell: whole or a decimal fraction, so exact as :class:`Decimal`."""
    return None if value is None else Decimal(value.numerator) / value.denominator
