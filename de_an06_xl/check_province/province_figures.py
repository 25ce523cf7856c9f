"""Family T: figures of several units for one indicator, which must fit together within a tolerance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from statistics import median

from de_an06_xl.check_province.registry import Hit, Province, province_rule
from de_an06_xl.findings import show
from de_an06_xl.half_up import half_up
from de_an06_xl.indicator_figures import total_figure
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.digest import Figure
from de_an06_xl.model.plan import Indicator
from de_an06_xl.rule_registry import enough, tolerance_of

MOST_COMMUNES = Fraction(1, 2)
"""The communes' sum is compared with the province's figure once so many have reported (proposed)."""
COMPARED_COMMUNES = 10
"""A commune is compared with the middle one when there are so many (proposed)."""


@province_rule("T604")
def monitors_disagree(province: Province) -> Iterator[Hit]:
    """Two monitors of one indicator give different results for the province."""
    for indicator in province.plan.indicators:
        figures = {unit: figure for unit in indicator.monitors if (figure := province.figure(unit, indicator))}
        for unit, figure in figures.items():
            other = next((code for code in figures if _differ(figure, figures[code], "T604")), None)
            if other:
                words = {
                    "actual": _shown(figure, indicator),
                    "other": _shown(figures[other], indicator),
                    "unit": province.plan.unit_by_code[other].name,
                }
                column = "qualitative" if isinstance(figure.actual, str) else "numerator"
                yield Hit(province.counted[unit], province.cell(unit, indicator.id, column), words)


@province_rule("T605")
def communes_disagree_with_monitor(province: Province) -> Iterator[Hit]:
    """The communes' Σ numerator / Σ denominator lies far from the monitor's figure."""
    for indicator, unit, figure, communes in _monitored(province, "T605"):
        total = total_figure(indicator, communes)
        reported_by_most = len(communes) >= MOST_COMMUNES * len(province.communes)
        if total and reported_by_most and indicator.shape != "count" and _differ(figure, total, "T605"):
            words = {
                "actual": _shown(figure, indicator),
                "communes": _shown(total, indicator),
                "count": len(communes),
            }
            yield Hit(province.counted[unit], province.cell(unit, indicator.id, "numerator"), words)


@province_rule("T608")
def communes_exceed_monitor(province: Province) -> Iterator[Hit]:
    """What some communes have counted together is more than the province as a whole: true however many report."""
    allowed = 1 + Fraction(tolerance_of("T608")) / 100
    for indicator, unit, figure, communes in _monitored(province, "T608"):
        total = total_figure(indicator, communes)
        if total is None or total.numerator is None or figure.numerator is None or indicator.shape == "reduction":
            continue
        if total.numerator > figure.numerator * allowed:
            words = {"communes": show(half_up(total.numerator, 2)), "count": len(communes)}
            yield Hit(province.counted[unit], province.cell(unit, indicator.id, "numerator"), words)


@province_rule("T611")
def commune_out_of_scale(province: Province) -> Iterator[Hit]:
    """A denominator many times that of the middle commune, or a small part of it: thousands mistaken for ones."""
    times = Fraction(tolerance_of("T611"))
    for indicator in province.plan.indicators:
        if not indicator.commune_level or indicator.shape != "ratio":
            continue
        figures = {unit: figure for unit in province.communes if (figure := province.figure(unit, indicator))}
        sizes = {unit: _plain(figure.denominator) for unit, figure in figures.items() if figure.denominator}
        if len(sizes) < COMPARED_COMMUNES:
            continue
        middle = Fraction(median(sizes.values()))  # type: ignore[type-var]
        most, least = floor(middle * times), ceil(middle / times)
        for unit, size in sizes.items():
            # Outside the whole numbers around the limits first: thousands of exact comparisons take their time.
            if (size > most or size < least) and (size > middle * times or size * times < middle):
                words = {"middle": show(half_up(middle, 0)), "count": len(sizes)}
                yield Hit(province.counted[unit], province.cell(unit, indicator.id, "denominator"), words)


def _plain(number: Fraction) -> int | Fraction:
    """A whole number as ``int``: the same value, but quick to sort and to compare."""
    return number.numerator if number.denominator == 1 else number


def _monitored(province: Province, code: str) -> Iterator[tuple[Indicator, str, Figure, list[Figure]]]:
    """Commune-level indicators with the first monitor that has a figure, and the communes' figures.

    Whether communes without a figure silence the rule is the rule's own policy for missing values.
    """
    for indicator in province.plan.indicators:
        if not indicator.commune_level:
            continue
        found = [province.figure(unit, indicator) for unit in province.communes]
        for unit in indicator.monitors:
            figure = province.figure(unit, indicator)
            if figure and enough(load_rules()[code].missing, found):
                yield indicator, unit, figure, [one for one in found if one]
                break


def _differ(one: Figure, other: Figure, code: str) -> bool:
    if isinstance(one.actual, str) or isinstance(other.actual, str):
        return one.actual != other.actual
    return abs(one.actual - other.actual) > Fraction(tolerance_of(code))


def _shown(figure: Figure, indicator: Indicator) -> str:
    if isinstance(figure.actual, str):
        return figure.actual
    return show(half_up(figure.actual, 2)) + ("" if indicator.shape == "count" else "%")
