"""The usual range: robust, silent below the least number of months, its constants data with a reference."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from statistics import median

import pytest
from data_copies import cases, edited_copy
from hypothesis import given
from hypothesis import strategies as st

from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import DATA_DIR
from de_an06_xl.usual_range import load_usual_range_rules, usual_range

RULES = load_usual_range_rules()
REACH = Fraction(RULES.threshold.value) / Fraction(RULES.consistency.value)
figures = st.decimals(min_value=0, max_value=10**6, places=2)


def numbers(text: str) -> list[Decimal]:
    return [Decimal(part) for part in text.split()]


# values, oldest first | median | MAD (-: no range)
CASES = """
10 20 30 40 50 | - | -
10 20 30 40 50 60 | 35 | 15
10 20 30 40 50 60 70 | 40 | 20
100 100 100 100 100 100 | 100 | 0
100 101 99 100 102 98 5000 | 100 | 1
"""


@pytest.mark.parametrize(("values", "middle", "deviation"), cases(CASES))
def test_median_and_mad(values: str, middle: str, deviation: str) -> None:
    found = usual_range(numbers(values), RULES)
    if middle == "-":
        assert found is None
        return
    assert found is not None
    reach = REACH * Fraction(deviation)
    assert float(found.low) == pytest.approx(float(Fraction(middle) - reach))
    assert float(found.high) == pytest.approx(float(Fraction(middle) + reach))
    assert found.points == len(values.split())


def test_only_the_latest_months_count() -> None:
    window = int(RULES.window_months.value)
    found = usual_range([Decimal(10**6)] * 50 + [Decimal(5)] * window, RULES)
    assert found is not None
    assert (found.low, found.high, found.points) == (5, 5, window)


@given(st.lists(figures, min_size=int(RULES.min_points.value), max_size=24))
def test_inside_means_a_modified_z_within_the_threshold(values: list[Decimal]) -> None:
    found = usual_range(values, RULES)
    assert found is not None
    exact = [Fraction(value) for value in values]
    middle = median(exact)
    mad = median(abs(value - middle) for value in exact)
    assert found.low <= Decimal(middle.numerator) / Decimal(middle.denominator) <= found.high
    for value in values:
        score = abs(Fraction(value) - middle) * Fraction(RULES.consistency.value)
        clearly_in = score < Fraction(RULES.threshold.value) * mad
        if clearly_in or value == middle:
            assert found.low <= value <= found.high
        if score > Fraction(RULES.threshold.value) * mad + Fraction(1, 10**6):
            assert not found.low <= value <= found.high


@given(st.lists(figures, min_size=7, max_size=24), figures)
def test_one_odd_month_does_not_carry_the_range_away(values: list[Decimal], odd: Decimal) -> None:
    """The middle stays within the other values whatever one month says."""
    found = usual_range([*values, odd], RULES)
    assert found is not None
    assert min(values) <= (found.low + found.high) / 2 + Decimal("0.01")
    assert (found.low + found.high) / 2 - Decimal("0.01") <= max(values)


@given(st.lists(figures, min_size=6, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_months_does_not_matter(values: list[Decimal], random: object) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert usual_range(shuffled, RULES) == usual_range(values, RULES)


FAULTS = """
value = 3.5, | value = 0, | khóa threshold: phải là số lớn hơn 0
value = 0.6745, | value = -1, | khóa consistency: phải là số lớn hơn 0
value = 6, | value = 2, | cần ít nhất 3 kỳ
value = 24, | value = 4, | cửa sổ không ngắn hơn
value = 24, ref = | value = "x", ref = | phải là số
"""


@pytest.mark.parametrize(("old", "new", "words"), cases(FAULTS))
def test_constants_that_make_no_sense_are_refused(old: str, new: str, words: str, tmp_path: Path) -> None:
    source = DATA_DIR / "usual_range.toml"
    with pytest.raises(DataError, match=words):
        load_usual_range_rules(edited_copy(source, tmp_path / "usual_range.toml", old, new))


def test_each_constant_has_its_reference() -> None:
    assert all(getattr(RULES, name).ref for name in type(RULES).model_fields)
    assert "đề xuất" in RULES.min_points.ref
