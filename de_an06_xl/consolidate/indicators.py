"""Where the province stands on one chỉ tiêu: the monitor's figure, and the communes' sum beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.form_rows import direction_of, target_of
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Indicator, Plan, Target, TargetKind
from de_an06_xl.model.submission import EntryValue, Row
from de_an06_xl.model.summary import CheckedReturn, IndicatorRecord, IndicatorStatus

_HAS_DATA = "Có số liệu"
_DONE_WORDS = ("Đạt", "Hoàn thành")


@dataclass(frozen=True, slots=True)
class Figure:
    """A usable result of one row: percent 0–100, a count, a reduction in percent, or a qualitative word."""

    actual: Fraction | str
    numerator: Fraction | None = None
    denominator: Fraction | None = None


def indicator_record(
    indicator: Indicator, counted: Mapping[str, CheckedReturn], plan: Plan, period: Period, layout: FormLayout
) -> IndicatorRecord:
    """The province's figure is one monitor's, never a sum over monitors; the communes' is Σ / Σ."""
    source, figure = _monitor_figure(indicator, counted, layout)
    communes = _commune_figures(indicator, counted, plan, layout)
    total = _total(indicator, communes)
    target = target_of(indicator, period.year)
    return IndicatorRecord(
        id=indicator.id,
        name=indicator.name,
        measure=indicator.measure,
        target=None if target is None else target.value if target.value is not None else target.text,
        direction=direction_of(target),
        actual=figure.actual if figure else None,
        actual_from=source,
        fallback=source is not None and source != indicator.monitors[0],
        numerator=figure.numerator if figure else None,
        denominator=figure.denominator if figure else None,
        commune_actual=total.actual if total and isinstance(total.actual, Fraction) else None,
        commune_numerator=total.numerator if total else None,
        commune_denominator=total.denominator if total else None,
        commune_reported=len(communes),
        commune_expected=sum(unit.group == "commune" for unit in plan.units) if indicator.commune_level else 0,
        status=_status(figure, target),
        monitors_text=indicator.monitors_text,
    )


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
    return _quotient(indicator, numerator, denominator)


def _monitor_figure(
    indicator: Indicator, counted: Mapping[str, CheckedReturn], layout: FormLayout
) -> tuple[str | None, Figure | None]:
    for monitor in indicator.monitors:
        figure = _figure_of(monitor, indicator, counted, layout)
        if figure:
            return monitor, figure
    return None, None


def _commune_figures(
    indicator: Indicator, counted: Mapping[str, CheckedReturn], plan: Plan, layout: FormLayout
) -> list[Figure]:
    if not indicator.commune_level:
        return []
    communes = (unit.code for unit in plan.units if unit.group == "commune")
    figures = (_figure_of(code, indicator, counted, layout) for code in communes)
    return [figure for figure in figures if figure and figure.numerator is not None]


def _figure_of(
    unit: str, indicator: Indicator, counted: Mapping[str, CheckedReturn], layout: FormLayout
) -> Figure | None:
    checked = counted.get(unit)
    row = checked.submission.sheets["CT"].rows.get(indicator.id) if checked else None
    return usable_figure(row, indicator, layout) if row else None


def _total(indicator: Indicator, figures: list[Figure]) -> Figure | None:
    if not figures:
        return None
    numerator = sum((figure.numerator or Fraction() for figure in figures), Fraction())
    if indicator.shape == "count":
        return Figure(numerator, numerator)
    return _quotient(indicator, numerator, sum((figure.denominator or Fraction() for figure in figures), Fraction()))


def _quotient(indicator: Indicator, numerator: Fraction, denominator: Fraction) -> Figure:
    part = denominator - numerator if indicator.shape == "reduction" else numerator
    return Figure(100 * part / denominator, numerator, denominator)


def _status(figure: Figure | None, target: Target | None) -> IndicatorStatus:
    if target is None or target.kind is TargetKind.BY_DIRECTION:
        return "no_target"
    if figure is None:
        return "no_data"
    if isinstance(figure.actual, str):
        reached = figure.actual in _DONE_WORDS
    else:
        # The loader guarantees a number for every target that is neither qualitative nor by direction.
        level = Fraction(target.value or 0)
        reached = figure.actual <= level if target.kind is TargetKind.SHARE_LE else figure.actual >= level
    return "reached" if reached else "not_reached"


def _number(value: EntryValue) -> Fraction | None:
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    return Fraction(value) if isinstance(value, (Decimal, int)) else None
