from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from data_copies import cases
from hypothesis import given
from hypothesis import strategies as st

from de_an06_xl.half_up import half_up

# exact value | places | rounded
CASES = """
1/3         | 2 | 0.33
2/3         | 2 | 0.67
1/200       | 2 | 0.01
3/200       | 2 | 0.02
69/8        | 2 | 8.63
-1/200      | 2 | -0.01
-1/300      | 2 | 0.00
5           | 2 | 5.00
0           | 4 | 0.0000
1/8         | 4 | 0.1250
1/32        | 4 | 0.0313
2001/2      | 0 | 1001
"""


@pytest.mark.parametrize(("value", "places", "rounded"), cases(CASES))
def test_half_goes_away_from_zero(value: str, places: str, rounded: str) -> None:
    result = half_up(Fraction(value), int(places))
    assert str(abs(result) if result == 0 else result) == rounded


def test_a_quotient_is_rounded_from_its_exact_value() -> None:
    # The same quotient, nested in Decimal, falls just below the tie.
    p, gone, whole = Decimal(14), Decimal(112), Decimal(690)
    nested = (10 * (p / 100) / (gone / whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert half_up(Fraction(10 * 14 * 690, 100 * 112)) == Decimal("8.63") != nested


@given(st.decimals(-10000, 10000, places=5), st.integers(0, 4))
def test_decimals_round_as_decimal_does(value: Decimal, places: int) -> None:
    assert half_up(value, places) == value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_the_result_is_never_further_than_half_a_place(numerator: int, denominator: int) -> None:
    value = Fraction(numerator, denominator)
    assert abs(Fraction(half_up(value)) - value) <= Fraction(1, 200)
