"""Where a figure usually lies, robustly: one odd month does not move it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from statistics import median

from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import DATA_DIR, build, read_toml
from de_an06_xl.model.past_values import UsualRange, UsualRangeRules

_FEWEST = 3


@cache
def load_usual_range_rules(path: Path | None = None) -> UsualRangeRules:
    """The constants from ``data/usual_range.toml``. Raises :class:`DataError` when they make no sense."""
    file = path or DATA_DIR / "usual_range.toml"
    rules = build(UsualRangeRules, read_toml(file), file.name, "khoảng thường gặp")
    for name in ("threshold", "consistency"):
        if getattr(rules, name).value <= 0:
            raise DataError(file.name, f"khóa {name}", "phải là số lớn hơn 0")
    if rules.min_points.value < _FEWEST or rules.window_months.value < rules.min_points.value:
        raise DataError(file.name, "khóa min_points, window_months", "cần ít nhất 3 kỳ, và cửa sổ không ngắn hơn")
    return rules


def usual_range(values: Sequence[Decimal], rules: UsualRangeRules) -> UsualRange | None:
    """The range of ``values`` (oldest first); ``None`` below the least number of points.

    median ± threshold / consistency × MAD over the latest ``window_months`` values: exactly those inside have a
    modified z-score within the threshold (Iglewicz and Hoaglin 1993). Not rounded.
    """
    latest = [Fraction(value) for value in values[-int(rules.window_months.value) :]]
    if len(latest) < rules.min_points.value:
        return None
    middle = median(latest)
    deviation = median(abs(value - middle) for value in latest)
    reach = Fraction(rules.threshold.value) / Fraction(rules.consistency.value) * deviation
    return UsualRange(_decimal(middle - reach), _decimal(middle + reach), len(latest))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
