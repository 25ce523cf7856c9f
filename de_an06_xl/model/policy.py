"""The dated scoring policy: numbers and references only; the arithmetic is in ``score_submission``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from de_an06_xl.model.plan import Frozen

ComponentId = Literal["CT", "NV", "BC", "TC"]
COMPONENT_IDS: tuple[ComponentId, ...] = ("CT", "NV", "BC", "TC")


class Number(Frozen):
    """A number of the policy with the clause it comes from ("đề xuất" where there is none)."""

    value: Decimal
    ref: str


class Weights(Frozen):
    """Weights of the four components, summing to 100."""

    CT: Number
    NV: Number
    BC: Number
    TC: Number

    def of(self, component: ComponentId) -> Decimal:
        number: Number = getattr(self, component)
        return number.value


class TaskCurve(Frozen):
    """Section 2 of the policy (Nhiệm vụ)."""

    lead_weight: Number
    coordinator_weight: Number
    late_loss_per_day: Number
    late_floor: Number
    overdue_factor: Number
    start_grace_inverse: Number
    ongoing_result_only: Number


class ReportingCurve(Frozen):
    """Section 3 of the policy (Chế độ báo cáo), in points out of 10."""

    on_time_points: Number
    loss_per_late_day: Number
    completeness_points: Number
    quality_points: Number
    loss_per_error: Number


class DutyPoints(Frozen):
    """Section 4 of the policy: what one duty of mục V.4 is worth, in points out of 10."""

    id: str
    shape: Literal["dated", "yes", "count", "pair"]
    points: Decimal
    late_points: Decimal = Decimal(0)
    ref: str


class Band(Frozen):
    """``from_score`` ≤ score < ``to_score`` (the top band includes 100)."""

    id: str
    name: str
    from_score: Decimal
    to_score: Decimal
    ref: str


class InsufficientBand(Frozen):
    """The band shown when coverage or completeness is below its minimum."""

    id: str
    name: str
    ref: str


class ScoringPolicy(Frozen):
    """One version of the policy, valid for periods whose last day is on or after ``valid_from``."""

    id: str
    version: str
    name: str
    valid_from: date
    ref: str
    interim_years: Literal["hold"]
    min_coverage_pct: Number
    min_completeness_pct: Number
    weights: Weights
    tasks: TaskCurve
    reporting: ReportingCurve
    duties: tuple[DutyPoints, ...]
    bands: tuple[Band, ...]
    insufficient: InsufficientBand

    @property
    def version_id(self) -> str:
        """``DTT/v1``: printed on every output."""
        return f"{self.id}/{self.version}"
