"""Every single change between two sets of rules, each as a step that can be applied alone.

A step takes what a return is scored by (its rows, plan, policy, period, receipt) under the old rules
and puts the new value of one thing in; scoring the result tells what this change does on its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from de_an06_xl.dry_run.model import Cause, CauseKind
from de_an06_xl.findings import show, show_day
from de_an06_xl.form.rows import FormContext
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.plan import Role
from de_an06_xl.model.policy import COMPONENT_IDS, ScoringPolicy
from de_an06_xl.model.submission import Row, Submission
from de_an06_xl.model.summary import Receipt
from de_an06_xl.plan_workbook.words import POLICY_NUMBERS

# Facts of a row that decide its points: fact → how a change of it is called.
_FACTS: dict[str, tuple[tuple[str, str], ...]] = {
    "CT": (("target", "mục tiêu"), ("direction", "chiều so sánh"), ("shape", "cách tính")),
    "NV": (("deadline", "thời hạn"), ("role", "vai trò")),
}
_KIND_OF_FACT: dict[str, CauseKind] = {
    "target": "target",
    "direction": "target",
    "shape": "target",
    "deadline": "deadline",
    "role": "role",
}
_DUTY_FACTS = ("max_points", "late_points", "duty_kind")
_TASK_NUMBERS = ("late_loss_per_day", "late_floor", "overdue_factor", "start_grace_inverse", "ongoing_result_only")
_ROLE_NUMBERS = (("lead_weight", Role.LEAD), ("coordinator_weight", Role.COORDINATOR))
_REPORTING_SHARES = ("on_time_points", "completeness_points", "quality_points")
_REPORTING_LOSSES = ("loss_per_late_day", "loss_per_error")
_MINIMA = ("min_coverage_pct", "min_completeness_pct")
_DAYS: tuple[tuple[str, CauseKind, str], ...] = (
    ("programme_start", "programme_start", "Ngày bắt đầu thực hiện"),
    ("own_plan_due", "own_plan_due", "Hạn kế hoạch riêng của đơn vị"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """All that decides one return's score under one side's rules."""

    submission: Submission
    findings: tuple[Finding, ...]
    context: FormContext
    receipt: Receipt | None

    @property
    def error_count(self) -> int:
        """Findings that cost points of quality."""
        rules = load_rules()
        return sum(rules[finding.code].counts == "quality" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Change:
    """One change and the step that makes it."""

    cause: Cause
    apply: Callable[[Scene], Scene]


def changes_between(old: Scene, new: Scene) -> list[Change]:
    """Every change that can touch this return, rows first, then policy, then dates."""
    return [
        *_row_changes(old, new),
        *_duty_changes(old, new),
        *_policy_changes(old.context.policy, new.context.policy),
        *_date_changes(old, new),
        *_error_changes(old, new),
    ]


def _row_changes(old: Scene, new: Scene) -> Iterator[Change]:
    for sheet in ("CT", "NV"):
        before, after = old.submission.sheets[sheet].rows, new.submission.sheets[sheet].rows
        for row_id in dict.fromkeys((*before, *after)):
            if row_id not in before:
                cause = Cause(
                    "row_added", f"{row_id}: dòng mới, biểu đã nộp chưa có nên coi như để trống", "", "", row_id
                )
            elif row_id not in after:
                cause = Cause("row_removed", f"{row_id}: dòng không còn giao cho đơn vị", "", "", row_id)
            else:
                facts = [
                    (fact, word)
                    for fact, word in _FACTS[sheet]
                    if before[row_id].facts[fact] != after[row_id].facts[fact]
                ]
                if not facts:
                    continue
                cause = Cause(
                    _KIND_OF_FACT[facts[0][0]],
                    f"{row_id}: {', '.join(word for _, word in facts)}",
                    _facts_text(before[row_id], facts),
                    _facts_text(after[row_id], facts),
                    row_id,
                )
            yield Change(cause, _row_step(sheet, row_id, after.get(row_id)))


def _facts_text(row: Row, facts: list[tuple[str, str]]) -> str:
    return "; ".join(_fact_text(fact, row.facts[fact]) for fact, _ in facts)


def _fact_text(fact: str, value: Any) -> str:
    if value is None:
        return "không có"
    return show_day(value) if fact == "deadline" else show(value)


def _row_step(sheet: str, row_id: str, row: Row | None) -> Callable[[Scene], Scene]:
    def apply(scene: Scene) -> Scene:
        rows = dict(scene.submission.sheets[sheet].rows)
        rows.pop(row_id, None)
        if row is not None:
            rows[row_id] = row
        return _with_rows(scene, sheet, rows)

    return apply


def _with_rows(scene: Scene, sheet: str, rows: dict[str, Row]) -> Scene:
    sheets = scene.submission.sheets
    changed = {**sheets, sheet: replace(sheets[sheet], rows=rows)}
    return replace(scene, submission=replace(scene.submission, sheets=changed))


def _duty_changes(old: Scene, new: Scene) -> Iterator[Change]:
    """All duties at once: their points sum to 10, so one alone means nothing."""
    before, after = old.submission.sheets["TC"].rows, new.submission.sheets["TC"].rows
    if _duty_facts(before) != _duty_facts(after):
        cause = Cause("duty_points", "Điểm các nội dung tổ chức thực hiện", _duty_text(before), _duty_text(after))
        yield Change(cause, lambda scene: _with_rows(scene, "TC", dict(after)))


def _duty_facts(rows: dict[str, Row]) -> dict[str, list[Any]]:
    return {row_id: [row.facts[fact] for fact in _DUTY_FACTS] for row_id, row in rows.items()}


def _duty_text(rows: dict[str, Row]) -> str:
    return ", ".join(f"{row_id} {show(row.facts['max_points'])}" for row_id, row in rows.items())


def _policy_changes(old: ScoringPolicy, new: ScoringPolicy) -> Iterator[Change]:
    if _weights(old) != _weights(new):
        cause = Cause("weights", f"Trọng số {'/'.join(COMPONENT_IDS)}", _weights(old), _weights(new))
        yield Change(cause, _policy_step({"weights": new.weights}))
    for name, role in _ROLE_NUMBERS:
        before, after = getattr(old.tasks, name).value, getattr(new.tasks, name).value
        if before != after:
            yield Change(_number_cause("task_number", f"tasks.{name}", before, after), _role_step(role, after))
    for name in _TASK_NUMBERS:
        before, after = getattr(old.tasks, name).value, getattr(new.tasks, name).value
        if before != after:
            yield Change(
                _number_cause("task_number", f"tasks.{name}", before, after), _part_step("tasks", (name,), new)
            )
    shares = [tuple(getattr(side.reporting, name).value for name in _REPORTING_SHARES) for side in (old, new)]
    if shares[0] != shares[1]:
        texts = ["/".join(show(value) for value in share) for share in shares]
        cause = Cause("reporting_number", "Điểm đúng hạn/đầy đủ/chất lượng của báo cáo", *texts)
        yield Change(cause, _part_step("reporting", _REPORTING_SHARES, new))
    for name in _REPORTING_LOSSES:
        before, after = getattr(old.reporting, name).value, getattr(new.reporting, name).value
        if before != after:
            cause = _number_cause("reporting_number", f"reporting.{name}", before, after)
            yield Change(cause, _part_step("reporting", (name,), new))
    yield from _band_changes(old, new)


def _band_changes(old: ScoringPolicy, new: ScoringPolicy) -> Iterator[Change]:
    if _bands(old) != _bands(new):
        bands = {"bands": new.bands, "insufficient": new.insufficient}
        yield Change(Cause("bands", "Các mức xếp loại", _bands(old), _bands(new)), _policy_step(bands))
    for name in _MINIMA:
        before, after = getattr(old, name), getattr(new, name)
        if before.value != after.value:
            cause = _number_cause("minimum", name, before.value, after.value)
            yield Change(cause, _policy_step({name: after}))


def _weights(policy: ScoringPolicy) -> str:
    return "/".join(show(policy.weights.of(component)) for component in COMPONENT_IDS)


def _bands(policy: ScoringPolicy) -> str:
    ordered = sorted(policy.bands, key=lambda band: band.from_score, reverse=True)
    return ", ".join([*(f"{band.name} từ {show(band.from_score)}" for band in ordered), policy.insufficient.name])


def _number_cause(kind: CauseKind, key: str, old: Decimal, new: Decimal) -> Cause:
    return Cause(kind, POLICY_NUMBERS[key][0], show(old), show(new))


def _policy_step(changed: dict[str, Any]) -> Callable[[Scene], Scene]:
    def apply(scene: Scene) -> Scene:
        policy = scene.context.policy.model_copy(update=changed)
        return replace(scene, context=replace(scene.context, policy=policy))

    return apply


def _part_step(part: str, names: tuple[str, ...], new: ScoringPolicy) -> Callable[[Scene], Scene]:
    """Numbers of one part (``tasks``, ``reporting``) as the new policy has them."""
    values = {name: getattr(getattr(new, part), name) for name in names}

    def apply(scene: Scene) -> Scene:
        curve = getattr(scene.context.policy, part).model_copy(update=values)
        return _policy_step({part: curve})(scene)

    return apply


def _role_step(role: Role, weight: Decimal) -> Callable[[Scene], Scene]:
    """The weight of a role stands in the facts of every row of that role."""

    def apply(scene: Scene) -> Scene:
        rows = {
            row_id: replace(row, facts={**row.facts, "weight": weight}) if row.facts["role"] == role.value else row
            for row_id, row in scene.submission.sheets["NV"].rows.items()
        }
        return _with_rows(scene, "NV", rows)

    return apply


def _date_changes(old: Scene, new: Scene) -> Iterator[Change]:
    before, after = old.context.period, new.context.period
    if (before.first_day, before.last_day) != (after.first_day, after.last_day):
        texts = [f"{_day(side.first_day)}–{_day(side.last_day)}" for side in (before, after)]
        days = {"first_day": after.first_day, "last_day": after.last_day}
        yield Change(Cause("period_days", "Những ngày của kỳ số liệu", *texts), _period_step(days))
    if before.due_date != after.due_date:
        cause = Cause("due_date", "Hạn nộp của kỳ", _day(before.due_date), _day(after.due_date))
        yield Change(cause, _period_step({"due_date": after.due_date}))
    for name, kind, word in _DAYS:
        day_before, day_after = getattr(old.context.plan.header, name), getattr(new.context.plan.header, name)
        if day_before != day_after:
            yield Change(Cause(kind, word, _day(day_before), _day(day_after)), _header_step({name: day_after}))
    until = [scene.receipt.extended_to if scene.receipt else None for scene in (old, new)]
    if until[0] != until[1]:
        texts = [_day(day) if day else "không gia hạn" for day in until]
        cause = Cause("extension", f"Gia hạn cho {old.context.unit.code}", *texts)
        yield Change(cause, lambda scene: replace(scene, receipt=new.receipt))


def _error_changes(old: Scene, new: Scene) -> Iterator[Change]:
    """Other rows and dates can make an answer right or wrong: that costs points of quality."""
    if old.error_count != new.error_count:
        cause = Cause("errors", "Số lỗi mà biểu báo", str(old.error_count), str(new.error_count))
        yield Change(cause, lambda scene: replace(scene, findings=new.findings))


def _period_step(days: dict[str, dt.date]) -> Callable[[Scene], Scene]:
    def apply(scene: Scene) -> Scene:
        own = scene.context.period
        first, last, due = (
            days.get(key, day)
            for key, day in (("first_day", own.first_day), ("last_day", own.last_day), ("due_date", own.due_date))
        )
        period = replace(own, first_day=first, last_day=last, due_date=due)
        return replace(scene, context=replace(scene.context, period=period))

    return apply


def _header_step(days: dict[str, dt.date]) -> Callable[[Scene], Scene]:
    def apply(scene: Scene) -> Scene:
        plan = scene.context.plan
        changed = plan.model_copy(update={"header": plan.header.model_copy(update=days)})
        return replace(scene, context=replace(scene.context, plan=changed))

    return apply


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
