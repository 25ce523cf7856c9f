"""Who has reported, when, and who stands where among the units of the same kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from de_an06_xl.consolidate.files import refusal_reason
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Plan, Unit
from de_an06_xl.model.summary import Receipt, RefusedFile, UnitRecord, UnitState


def unit_records(
    counted: Mapping[str, ReturnDigest],
    refused: Sequence[RefusedFile],
    plan: Plan,
    period: Period,
    register: Mapping[str, Receipt],
    as_of: dt.date,
) -> tuple[UnitRecord, ...]:
    """One record per unit of the plan, in the plan's order; ranks among departments and communes apart."""
    refused_by_unit: dict[str, list[RefusedFile]] = {}
    for file in refused:
        refused_by_unit.setdefault(file.unit, []).append(file)
    records = [
        _record(unit, counted.get(unit.code), refused_by_unit.get(unit.code, []), period, register, as_of)
        for unit in plan.units
    ]
    ranks = {**_ranks(records, "department"), **_ranks(records, "commune")}
    return tuple(replace(record, rank=ranks.get(record.unit)) for record in records)


@dataclass(frozen=True, slots=True)
class _Timing:
    state: UnitState
    received: dt.date | None
    days_late: int
    reason: str


def _record(
    unit: Unit,
    checked: ReturnDigest | None,
    refused: Sequence[RefusedFile],
    period: Period,
    register: Mapping[str, Receipt],
    as_of: dt.date,
) -> UnitRecord:
    receipt = register.get(unit.code)
    extended = receipt.extended_to if receipt else None
    due = max(period.due_date, extended) if extended else period.due_date
    findings: Sequence[Finding] = ()
    file = ""
    if checked:
        timing = _timing(checked, receipt, due)
        findings, file = checked.findings, checked.file
    elif refused:
        last = max(refused, key=lambda item: item.file)
        received = receipt.received if receipt else None
        timing = _Timing("missing", received, 0, f"Tệp “{last.file}” không tính được: {refusal_reason(last)}")
        findings, file = last.findings, last.file
    else:
        timing = _nothing_returned(receipt, due, as_of)
    return UnitRecord(
        unit=unit.code,
        name=unit.name,
        group=unit.group,
        state=timing.state,
        due_date=due,
        received=timing.received,
        days_late=timing.days_late,
        file=file,
        reason=" ".join(part for part in (timing.reason, _register_note(receipt, due, period)) if part),
        score=checked.score if checked else None,
        rank=None,
        errors=_count(findings, Severity.ERROR),
        queries=_count(findings, Severity.QUERY),
    )


def _timing(checked: ReturnDigest, receipt: Receipt | None, due: dt.date) -> _Timing:
    received = (receipt.received if receipt else None) or checked.sent
    if received is None:
        return _Timing("late", None, 0, "Không rõ ngày nộp: sổ nhận không ghi và ô “Ngày gửi” chưa có ngày đọc được.")
    if received <= due:
        return _Timing("on_time", received, 0, "")
    days = (received - due).days
    return _Timing("late", received, days, f"Nộp ngày {received:%d/%m/%Y}, trễ {days} ngày so với hạn {due:%d/%m/%Y}.")


def _nothing_returned(receipt: Receipt | None, due: dt.date, as_of: dt.date) -> _Timing:
    received = receipt.received if receipt else None
    if due >= as_of:
        return _Timing("not_due", received, 0, f"Chưa đến hạn {due:%d/%m/%Y}.")
    if received:
        return _Timing(
            "missing", received, 0, f"Sổ nhận ghi đã nhận ngày {received:%d/%m/%Y} nhưng thư mục không có tệp."
        )
    return _Timing("missing", None, 0, "Chưa nhận được tệp nào.")


def _register_note(receipt: Receipt | None, due: dt.date, period: Period) -> str:
    if receipt is None:
        return ""
    if due > period.due_date:
        why = f" ({receipt.reason})" if receipt.reason else ""
        return f"Được gia hạn đến {due:%d/%m/%Y}{why}."
    return f"Sổ nhận ghi: {receipt.reason.rstrip('.')}." if receipt.reason else ""


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)


def _ranks(records: Sequence[UnitRecord], group: str) -> dict[str, int]:
    scored = [(record.score.score, record.unit) for record in records if record.group == group and record.score]
    scores = sorted((score for score, _ in scored), reverse=True)
    first = {score: place for place, score in reversed(list(enumerate(scores, 1)))}
    return {unit: first[score] for score, unit in scored}
