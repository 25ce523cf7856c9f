"""From rows to components, total and band."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from data_copies import cases
from score_tables import points_of

from de_an06_xl.model.policy import COMPONENT_IDS, ScoringPolicy
from de_an06_xl.model.score import ComponentScore, ScoreRow
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission.total import band_name, mean_component, sum_component, total_score


@pytest.fixture(scope="module")
def policy(run: RunContext) -> ScoringPolicy:
    return run.policies[0]


def rows(text: str) -> list[ScoreRow]:
    """``8,63×0,4 -`` as rows: points, times the weight where it is not 1."""
    made = []
    for number, part in enumerate(text.split()):
        points, _, weight = part.partition("×")
        made.append(
            ScoreRow(f"NV-{number}", points_of(points), Decimal(10), "", weight=points_of(weight or "1") or Decimal(0))
        )
    return made


# points×weight of the rows | component on 0–100
MEANS = """
10 10 10           | 100
10 0               | 50
10×1 0×0,4         | 71,43
8,63×1 10×0,4      | 90,21
10 - -             | 100
9,38 8,63 7,02     | 83,43
3,33 3,34          | 33,35
0,01 0 0 0 0 0 0 0 | 0,01
- -                | -
"""


@pytest.mark.parametrize(("text", "points"), cases(MEANS))
def test_a_mean_leaves_unscored_rows_out(text: str, points: str, policy: ScoringPolicy) -> None:
    component = mean_component("NV", policy, rows(text))
    assert component.points == points_of(points)
    assert len(component.rows) == len(text.split())
    assert component.weight == 40


def test_a_component_without_rows_has_no_points(policy: ScoringPolicy) -> None:
    assert mean_component("CT", policy, []).points is None


def test_a_sum_is_out_of_ten(policy: ScoringPolicy) -> None:
    component = sum_component("BC", policy, rows("5 1,97 1,80"))
    assert (component.points, component.weight) == (Decimal("87.70"), Decimal(10))


# components CT NV BC TC, "-" leaves the total | total
TOTALS = """
100 100 100 100       | 100
0 0 0 0               | 0
91,67 83,43 100 60    | 86,04
- 83,43 100 60        | 82,29
- - 100 0             | 50
90,01 90 90 90        | 90
90,02 90 90 90        | 90,01
- - 33,33 33,34       | 33,34
"""


def components(text: str, policy: ScoringPolicy) -> list[ComponentScore]:
    return [
        ComponentScore(name, policy.weights.of(name), points_of(points), ())
        for name, points in zip(COMPONENT_IDS, text.split(), strict=True)
    ]


@pytest.mark.parametrize(("text", "total"), cases(TOTALS))
def test_the_total_is_the_weighted_mean_of_components_with_points(text: str, total: str, policy: ScoringPolicy) -> None:
    assert total_score(components(text, policy)) == points_of(total)


def test_without_any_weight_the_total_is_nothing(policy: ScoringPolicy) -> None:
    weightless = [ComponentScore("BC", Decimal(0), Decimal(80), ())]
    assert total_score(weightless) == 0


# score | coverage | completeness | band
BANDS = """
100   | 100      | 100 | Hoàn thành xuất sắc
90    | 70       | 70  | Hoàn thành xuất sắc
89,99 | 100      | 100 | Hoàn thành tốt
70    | 100      | 100 | Hoàn thành tốt
69,99 | 100      | 100 | Hoàn thành
50    | 100      | 100 | Hoàn thành
49,99 | 100      | 100 | Không hoàn thành
0     | 100      | 100 | Không hoàn thành
95    | none     | 100 | Hoàn thành xuất sắc
95    | 69999/1000 | 100 | Chưa đủ dữ liệu
95    | 100      | 69999/1000 | Chưa đủ dữ liệu
95    | none     | 69 | Chưa đủ dữ liệu
95    | 699999/10000 | 100 | Chưa đủ dữ liệu
"""


@pytest.mark.parametrize(("score", "coverage", "completeness", "band"), cases(BANDS))
def test_band(score: str, coverage: str, completeness: str, band: str, policy: ScoringPolicy) -> None:
    points = points_of(score)
    assert points is not None
    covered = None if coverage == "none" else Fraction(coverage)
    assert band_name(points, covered, Fraction(completeness), policy) == band
