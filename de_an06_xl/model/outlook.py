"""When a result of the province asks for attention: thresholds of the summary, apart from any score."""

from __future__ import annotations

from de_an06_xl.model.plan import Frozen
from de_an06_xl.model.policy import Number


class OutlookRules(Frozen):
    """``at_risk_from`` is a ratio 0–1 of result to target; ``tasks_*`` and ``low_coverage_pct`` are on 0–100."""

    at_risk_from: Number
    tasks_good_from: Number
    tasks_care_from: Number
    soon_days: Number
    low_coverage_pct: Number
    trend_months: Number
