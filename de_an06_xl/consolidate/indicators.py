"""Where the province stands on one chỉ tiêu: the monitor's figure, and the communes' sum beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from de_an06_xl.form.rows import direction_of, target_of
from de_an06_xl.indicator_figures import total_figure
from de_an06_xl.model.digest import Figure, ReturnDigest
from de_an06_xl.model.outlook import OutlookRules
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Indicator, Plan, Target, TargetKind
from de_an06_xl.model.summary import Contribution, ContributionLevel, IndicatorRecord, IndicatorStatus

_DONE_WORDS = ("Đạt", "Hoàn thành")


def indicator_record(
    indicator: Indicator,
    counted: Mapping[str, ReturnDigest],
    plan: Plan,
    period: Period,
    outlook: OutlookRules,
) -> IndicatorRecord:
    """The province's figure is one monitor's, never a sum over monitors; the communes' is Σ / Σ."""
    monitors = _monitor_figures(indicator, counted)
    source, figure = next(iter(monitors.items()), (None, None))
    communes = _commune_figures(indicator, counted, plan)
    total = total_figure(indicator, list(communes.values()))
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
        contributions=(*_contributions(monitors, "monitor"), *_contributions(communes, "commune")),
        group=indicator.group,
        at_risk=_at_risk(figure, target, outlook),
        monitors=indicator.monitors,
    )


def _monitor_figures(indicator: Indicator, counted: Mapping[str, ReturnDigest]) -> dict[str, Figure]:
    """Monitor → its usable figure, the primary monitor first."""
    figures = ((code, _figure_of(code, indicator, counted)) for code in indicator.monitors)
    return {code: figure for code, figure in figures if figure}


def _commune_figures(indicator: Indicator, counted: Mapping[str, ReturnDigest], plan: Plan) -> dict[str, Figure]:
    if not indicator.commune_level:
        return {}
    communes = (unit.code for unit in plan.units if unit.group == "commune")
    figures = ((code, _figure_of(code, indicator, counted)) for code in communes)
    return {code: figure for code, figure in figures if figure and figure.numerator is not None}


def _contributions(figures: Mapping[str, Figure], level: ContributionLevel) -> Iterator[Contribution]:
    for unit, figure in figures.items():
        yield Contribution(unit, level, figure.actual, figure.numerator, figure.denominator)


def _figure_of(unit: str, indicator: Indicator, counted: Mapping[str, ReturnDigest]) -> Figure | None:
    digest = counted.get(unit)
    return digest.figures.get(indicator.id) if digest else None


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


def _at_risk(figure: Figure | None, target: Target | None, outlook: OutlookRules) -> bool:
    """Not reached, but at least ``at_risk_from`` of the target; a word or a target by direction is never near."""
    if figure is None or target is None or not target.value or isinstance(figure.actual, str):
        return False
    level, actual = Fraction(target.value), figure.actual
    if _status(figure, target) != "not_reached":
        return False
    ratio = level / actual if target.kind is TargetKind.SHARE_LE else actual / level
    return ratio >= Fraction(outlook.at_risk_from.value)
