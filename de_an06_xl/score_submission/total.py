"""From rows to components, from components to the total and its band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.half_up import half_up
from de_an06_xl.model.policy import ComponentId, ScoringPolicy
from de_an06_xl.model.score import ComponentScore, ScoreRow


def mean_component(component: ComponentId, policy: ScoringPolicy, rows: Sequence[ScoreRow]) -> ComponentScore:
    """10 × the weighted mean of the scored rows' points, ``None`` without one (Chính sách điểm v1, mục 1 và 2)."""
    worths: dict[Decimal, list[Decimal]] = defaultdict(list)
    for row in rows:
        if row.points is not None:
            worths[row.weight].append(row.points)
    points: Decimal | None = None
    if worths:
        # Points have two decimals: their sum is exact.
        total = sum((Fraction(weight) * Fraction(sum(worth)) for weight, worth in worths.items()), Fraction(0))
        points = half_up(10 * total / sum(Fraction(weight) * len(worth) for weight, worth in worths.items()))
    return ComponentScore(component, policy.weights.of(component), points, tuple(rows))


def sum_component(component: ComponentId, policy: ScoringPolicy, rows: Sequence[ScoreRow]) -> ComponentScore:
    """10 × the sum of the rows' points, which are out of 10 together (mục 3 và 4)."""
    points = half_up(10 * sum(row.points for row in rows if row.points is not None))
    return ComponentScore(component, policy.weights.of(component), points, tuple(rows))


def total_score(components: Sequence[ComponentScore]) -> Decimal:
    """Σ weight × component / Σ weight over the components that have points ("Total and band")."""
    counted = [(Fraction(item.weight), Fraction(item.points)) for item in components if item.points is not None]
    weights = sum((weight for weight, _ in counted), Fraction(0))
    # A policy may give weight only to components this unit does not have.
    return half_up(sum(weight * points for weight, points in counted) / weights) if weights else half_up(0)


def band_name(score: Decimal, coverage: Fraction | None, completeness: Fraction, policy: ScoringPolicy) -> str:
    """The band of ``score``; that for insufficient data below either minimum ("Total and band").

    ``coverage`` and ``completeness`` are percentages not yet rounded: 69,999 is below 70.
    """
    if completeness < Fraction(policy.min_completeness_pct.value):
        return policy.insufficient.name
    if coverage is not None and coverage < Fraction(policy.min_coverage_pct.value):
        return policy.insufficient.name
    reached = [band for band in policy.bands if band.from_score <= score]
    return max(reached, key=lambda band: band.from_score).name
