"""The plan from its text files, with every cross-reference checked before anyone uses it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import DATA_DIR, build, build_all, no_repeats, only_keys, read_csv, read_toml
from de_an06_xl.model import plan as m

_UNIT_COLUMNS = ("code", "name", "kind", "group", "collective", "named_in_plan", "aliases", "to_confirm")
_CORRECTION_COLUMNS = ("appendix", "id", "line", "column", "as_printed", "corrected", "occurrences", "why")
_UNIT_CODE = re.compile(r"XP-\d{5}|SN-[A-Z0-9]{2,12}")
NEEDS_VALUE = {m.TargetKind.SHARE_GE, m.TargetKind.SHARE_LE, m.TargetKind.COUNT, m.TargetKind.REDUCTION}
_DATED = {m.DeadlineKind.MONTH, m.DeadlineKind.QUARTER}
# Which target kinds an indicator of a given shape may carry; "by direction" goes with every shape.
KINDS_OF_SHAPE: dict[str, set[m.TargetKind]] = {
    "ratio": {m.TargetKind.SHARE_GE, m.TargetKind.SHARE_LE},
    "count": {m.TargetKind.COUNT},
    "reduction": {m.TargetKind.REDUCTION},
    "qualitative": {m.TargetKind.QUALITATIVE},
}


def load_plan(folder: Path | None = None) -> m.Plan:
    """The plan in ``folder`` (default: the one shipped with the product).

    Raises :class:`DataError` with file, place and reason for a repeated id, an unknown
    unit, a target without number or class, a dated deadline without date, and the like.
    """
    return _load(folder or DATA_DIR / "plan")


@cache
def _load(folder: Path) -> m.Plan:
    head = read_toml(folder / "plan.toml")
    only_keys(head, ("plan", "reporting", "assignment", "duty", "assumption"), "plan.toml")
    indicators = read_toml(folder / "indicators.toml")
    only_keys(indicators, ("group", "indicator"), "indicators.toml")
    tasks = read_toml(folder / "tasks.toml")
    only_keys(tasks, ("group", "task"), "tasks.toml")
    plan = m.Plan(
        header=build(m.PlanHeader, head.get("plan", {}), "plan.toml", "[plan]"),
        reporting=build(m.ReportingRules, head.get("reporting", {}), "plan.toml", "[reporting]"),
        assignment=build(m.AssignmentRules, head.get("assignment", {}), "plan.toml", "[assignment]"),
        units=_units(folder),
        indicator_groups=build_all(m.Group, indicators.get("group", ()), "indicators.toml", "group"),
        indicators=build_all(m.Indicator, indicators.get("indicator", ()), "indicators.toml", "indicator"),
        task_groups=build_all(m.Group, tasks.get("group", ()), "tasks.toml", "group"),
        tasks=build_all(m.Task, tasks.get("task", ()), "tasks.toml", "task"),
        duties=build_all(m.Duty, head.get("duty", ()), "plan.toml", "duty"),
        assumptions=build_all(m.Assumption, head.get("assumption", ()), "plan.toml", "assumption"),
        corrections=_corrections(folder),
        holidays=_holidays(folder),
    )
    check_plan(plan)
    return plan


def _units(folder: Path) -> tuple[m.Unit, ...]:
    def table(row: dict[str, str]) -> dict[str, Any]:
        return {
            **row,
            "collective": row["collective"] == "yes",
            "named_in_plan": row["named_in_plan"] == "yes",
            "to_confirm": row["to_confirm"] == "yes",
            "aliases": tuple(alias.strip() for alias in row["aliases"].split(";") if alias.strip()),
        }

    rows = read_csv(folder / "units.csv", _UNIT_COLUMNS)
    return tuple(
        build(m.Unit, table(row), "units.csv", f"dòng {line} ({row['code']})") for line, row in enumerate(rows, 2)
    )


def _corrections(folder: Path) -> tuple[m.Correction, ...]:
    rows = read_csv(folder / "corrections.csv", _CORRECTION_COLUMNS)
    return tuple(build(m.Correction, row, "corrections.csv", f"dòng {line}") for line, row in enumerate(rows, 2))


def _holidays(folder: Path) -> tuple[m.Holiday, ...]:
    holidays = []
    for line, row in enumerate(read_csv(folder / "calendar.csv", ("date", "kind", "name")), 2):
        try:
            day = date.fromisoformat(row["date"])
        except ValueError:
            raise DataError("calendar.csv", f"dòng {line}", "ngày phải viết dạng năm-tháng-ngày") from None
        holidays.append(build(m.Holiday, {**row, "date": day}, "calendar.csv", f"dòng {line}"))
    no_repeats((str(holiday.date) for holiday in holidays), "calendar.csv", "ngày")
    return tuple(holidays)


def check_plan(plan: m.Plan) -> None:
    """Every check that spans rows or files. Raises :class:`DataError` at the first fault."""
    no_repeats((unit.code for unit in plan.units), "units.csv", "mã đơn vị")
    no_repeats((unit.name for unit in plan.units), "units.csv", "tên đơn vị")
    for unit in plan.units:
        if not _UNIT_CODE.fullmatch(unit.code):
            raise DataError("units.csv", unit.code, "mã đơn vị phải có dạng XP-02647 hoặc SN-SKHCN")
    _check_indicators(plan)
    _check_tasks(plan)
    no_repeats((duty.id for duty in plan.duties), "plan.toml", "mã nội dung tổ chức thực hiện")
    no_repeats((assumption.id for assumption in plan.assumptions), "plan.toml", "mã giả định")
    if plan.header.consolidator not in plan.unit_by_code:
        raise DataError("plan.toml", "[plan], khóa consolidator", "mã đơn vị không có trong units.csv")
    if plan.header.first_year > plan.header.last_year:
        raise DataError("plan.toml", "[plan]", "first_year lớn hơn last_year")
    if not 1 <= plan.reporting.due_day <= 28:
        raise DataError("plan.toml", "[reporting], khóa due_day", "phải từ 1 đến 28")


def _check_indicators(plan: m.Plan) -> None:
    file = "indicators.toml"
    no_repeats((indicator.id for indicator in plan.indicators), file, "mã chỉ tiêu")
    groups = {group.id for group in plan.indicator_groups}
    for indicator in plan.indicators:
        if indicator.group not in groups or indicator.id != f"{indicator.group}.{indicator.number}":
            raise DataError(file, indicator.id, "mã không khớp với nhóm và số thứ tự")
        if not indicator.monitors:
            raise DataError(file, indicator.id, "chưa có đơn vị theo dõi")
        _check_units(plan, indicator.monitors, file, indicator.id, "đơn vị theo dõi")
        for key, target in (("target_2026", indicator.target_2026), ("target_2030", indicator.target_2030)):
            if target is not None:
                _check_target(indicator, target, f"{indicator.id}, khóa {key}")


def _check_target(indicator: m.Indicator, target: m.Target, place: str) -> None:
    file = "indicators.toml"
    if target.kind in NEEDS_VALUE and target.value is None:
        raise DataError(file, place, "mục tiêu thiếu con số (value)")
    if target.kind not in NEEDS_VALUE and target.value is not None:
        raise DataError(file, place, "loại mục tiêu này không đi kèm con số")
    if target.value is not None and target.value <= 0:
        raise DataError(file, place, "con số mục tiêu phải lớn hơn 0")
    if target.value is not None and indicator.shape in ("ratio", "reduction") and target.value > 100:
        raise DataError(file, place, "mục tiêu phần trăm không được lớn hơn 100")
    if target.kind is not m.TargetKind.BY_DIRECTION and target.kind not in KINDS_OF_SHAPE[indicator.shape]:
        raise DataError(file, place, f"loại mục tiêu không hợp với cách tính “{indicator.shape}”")


def _check_tasks(plan: m.Plan) -> None:
    file = "tasks.toml"
    no_repeats((task.id for task in plan.tasks), file, "mã nhiệm vụ")
    groups = {group.id for group in plan.task_groups}
    for task in plan.tasks:
        if task.group not in groups or task.id != f"{task.group}.{task.number}":
            raise DataError(file, task.id, "mã không khớp với nhóm và số thứ tự")
        if not task.leads:
            raise DataError(file, task.id, "chưa có cơ quan chủ trì")
        _check_units(plan, task.leads, file, task.id, "cơ quan chủ trì")
        _check_units(plan, task.coordinators, file, task.id, "cơ quan phối hợp")
        if (task.deadline.kind in _DATED) != (task.deadline.date is not None):
            raise DataError(file, f"{task.id}, khóa deadline", "hạn theo tháng/quý cần ngày, các loại khác thì không")


def _check_units(plan: m.Plan, actors: tuple[str, ...], file: str, place: str, what: str) -> None:
    for actor in actors:
        if actor not in plan.unit_by_code and actor not in m.COLLECTIVES:
            raise DataError(file, place, f"{what} “{actor}” không có trong units.csv")
    if len(set(actors)) != len(actors):
        raise DataError(file, place, f"{what} bị lặp lại")
