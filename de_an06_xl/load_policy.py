"""Scoring policies by date of validity: an older month is always scored by the version valid then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

from de_an06_xl.errors import DataError, PeriodError
from de_an06_xl.load_toml import DATA_DIR, build, build_all, no_repeats, only_keys, read_toml
from de_an06_xl.model.policy import COMPONENT_IDS, Band, DutyPoints, ScoringPolicy

_TABLES = ("policy", "weights", "tasks", "reporting", "duty", "band", "insufficient")


def load_policies(folder: Path | None = None) -> tuple[ScoringPolicy, ...]:
    """All versions in ``folder``, oldest first. Raises :class:`DataError` for a faulty file."""
    return _load(folder or DATA_DIR / "scoring")


def policy_for(last_day: date, policies: tuple[ScoringPolicy, ...]) -> ScoringPolicy:
    """The version valid on ``last_day`` of a period. Raises :class:`PeriodError` when there is none."""
    valid = [policy for policy in policies if policy.valid_from <= last_day]
    if not valid:
        raise PeriodError(f"Chưa có cách tính điểm nào có hiệu lực vào ngày {last_day:%d/%m/%Y}.")
    return valid[-1]


@cache
def _load(folder: Path) -> tuple[ScoringPolicy, ...]:
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise DataError(str(folder), "thư mục", "không có tệp cách tính điểm nào")
    policies = sorted((_one(path) for path in files), key=lambda policy: policy.valid_from)
    _check_versions(policies, str(folder))
    return tuple(policies)


def check_policies(policies: Sequence[ScoringPolicy], source: str) -> None:
    """Every check of versions that did not come from TOML files. Raises :class:`DataError` at the first fault."""
    for policy in policies:
        _check(policy, source)
    _check_versions(policies, source)


def _check_versions(policies: Sequence[ScoringPolicy], source: str) -> None:
    no_repeats((policy.version_id for policy in policies), source, "phiên bản cách tính điểm")
    no_repeats((str(policy.valid_from) for policy in policies), source, "ngày hiệu lực")


def _one(path: Path) -> ScoringPolicy:
    tables = read_toml(path)
    only_keys(tables, _TABLES, path.name)
    duties = build_all(DutyPoints, tables.get("duty", ()), path.name, "duty")
    bands = build_all(Band, tables.get("band", ()), path.name, "band")
    whole = {
        **tables.get("policy", {}),
        **{key: tables[key] for key in ("weights", "tasks", "reporting", "insufficient") if key in tables},
        "duties": duties,
        "bands": bands,
    }
    policy = build(ScoringPolicy, whole, path.name, "[policy]")
    _check(policy, path.name)
    return policy


def _check(policy: ScoringPolicy, file: str) -> None:
    weights = [policy.weights.of(component) for component in COMPONENT_IDS]
    if any(weight < 0 for weight in weights):
        raise DataError(file, "[weights]", "trọng số không được âm")
    if sum(weights) != 100:
        raise DataError(file, "[weights]", f"tổng trọng số là {sum(weights)}, phải đúng 100")
    _check_bands(policy.bands, file)
    no_repeats((duty.id for duty in policy.duties), file, "mã nội dung")
    if sum(duty.points for duty in policy.duties) != 10:
        raise DataError(file, "[[duty]]", "tổng điểm các nội dung phải đúng 10")
    if any(duty.late_points > duty.points or duty.late_points < 0 for duty in policy.duties):
        raise DataError(file, "[[duty]]", "điểm khi muộn phải từ 0 đến điểm tối đa")
    reporting = policy.reporting
    total = reporting.on_time_points.value + reporting.completeness_points.value + reporting.quality_points.value
    if total != 10:
        raise DataError(file, "[reporting]", f"tổng điểm chế độ báo cáo là {total}, phải đúng 10")
    if reporting.loss_per_late_day.value < 0 or reporting.loss_per_error.value < 0:
        raise DataError(file, "[reporting]", "mức trừ điểm không được âm")
    curve = policy.tasks
    for name in ("late_floor", "overdue_factor", "ongoing_result_only", "late_loss_per_day"):
        if not 0 <= getattr(curve, name).value <= 1:
            raise DataError(file, f"[tasks], khóa {name}", "phải từ 0 đến 1")
    if curve.lead_weight.value <= 0 or curve.coordinator_weight.value <= 0 or curve.start_grace_inverse.value <= 0:
        raise DataError(file, "[tasks]", "hệ số phải lớn hơn 0")


def _check_bands(bands: tuple[Band, ...], file: str) -> None:
    no_repeats((band.id for band in bands), file, "mã xếp loại")
    ordered = sorted(bands, key=lambda band: band.from_score)
    if not ordered or ordered[0].from_score != 0 or ordered[-1].to_score != Decimal(100):
        raise DataError(file, "[[band]]", "các mức xếp loại phải phủ từ 0 đến 100")
    for band in ordered:
        if band.from_score >= band.to_score:
            raise DataError(file, f"[[band]] {band.id}", "mức xếp loại rỗng: điểm đầu phải nhỏ hơn điểm cuối")
    for lower, upper in pairwise(ordered):
        if lower.to_score != upper.from_score:
            word = "hở" if lower.to_score < upper.from_score else "chồng lấn"
            raise DataError(file, f"[[band]] {lower.id} và {upper.id}", f"hai mức xếp loại {word} nhau")
