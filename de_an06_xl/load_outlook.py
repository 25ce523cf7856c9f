"""The thresholds of the summary from ``data/summary/outlook.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import DATA_DIR, build, read_toml
from de_an06_xl.model.outlook import OutlookRules


@cache
def load_outlook(path: Path | None = None) -> OutlookRules:
    """Raises :class:`DataError` when a threshold is missing, unknown or out of order."""
    file = path or DATA_DIR / "summary" / "outlook.toml"
    rules = build(OutlookRules, read_toml(file), file.name, "ngưỡng")
    if not 0 < rules.at_risk_from.value < 1:
        raise DataError(file.name, "khóa at_risk_from", "phải lớn hơn 0 và nhỏ hơn 1")
    if not 0 <= rules.tasks_care_from.value < rules.tasks_good_from.value <= 100:
        raise DataError(file.name, "khóa tasks_care_from", "phải nhỏ hơn tasks_good_from, cả hai từ 0 đến 100")
    if not 0 <= rules.low_coverage_pct.value <= 100:
        raise DataError(file.name, "khóa low_coverage_pct", "phải từ 0 đến 100")
    for key in ("soon_days", "trend_months"):
        value = getattr(rules, key).value
        if value < 1 or value != int(value):
            raise DataError(file.name, f"khóa {key}", "phải là số nguyên từ 1")
    return rules
