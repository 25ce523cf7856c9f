"""Made-up months of the province: checked returns with hand-made scores, from nothing to all 120 units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from good_entries import good_entries
from make_submission import make_submission

from de_an06_xl.consolidate import consolidate
from de_an06_xl.digest_return import digest_return
from de_an06_xl.form.rows import FormContext, day_serial
from de_an06_xl.half_up import half_up
from de_an06_xl.load_form import load_form
from de_an06_xl.load_plan import load_plan
from de_an06_xl.load_policy import load_policies, policy_for
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.model.score import ComponentScore, ScoreRow, UnitScore
from de_an06_xl.model.submission import EntryValue
from de_an06_xl.model.summary import CheckedReturn, Receipt, RefusedFile, Summary, UnitRecord
from de_an06_xl.reporting_period import reporting_period

PLAN = load_plan()
LAYOUT = load_form()
PERIOD = reporting_period("2026-10", PLAN)
POLICY = policy_for(PERIOD.last_day, load_policies())

Entries = Mapping[tuple[str, str, str], EntryValue]


def make_return(
    unit: str,
    entries: Entries | None = None,
    *,
    file: str = "",
    sent: dt.date | None = dt.date(2026, 11, 5),
    modified: str = "",
    findings: Sequence[Finding] = (),
    score: str = "80",
    band: str = "Hoàn thành tốt",
) -> CheckedReturn:
    """A return of ``unit`` for 2026-10 holding ``entries`` and the date sent, scored by hand."""
    context = FormContext(PLAN, POLICY, PERIOD, PLAN.unit_by_code[unit])
    values = dict(entries or {})
    if sent is not None:
        values["TT", "TT-10", "value"] = day_serial(sent)
    submission = make_submission(context, LAYOUT, values)
    file = file or submission.file
    return CheckedReturn(
        file=file,
        sha256=f"{abs(hash_of(file)):064x}",
        submission=replace(submission, file=file, modified=modified),
        findings=tuple(findings),
        score=make_score(unit, score, band),
    )


def hash_of(text: str) -> int:
    """A made-up fingerprint that is the same in every run."""
    return int.from_bytes(text.encode(), "big") % 2**256


def make_score(unit: str, score: str, band: str) -> UnitScore:
    points = Decimal(score)
    return UnitScore(
        unit=unit,
        period=PERIOD.id,
        policy=POLICY.version_id,
        score=points,
        band=band,
        components=tuple(
            ComponentScore(component, POLICY.weights.of(component), max(Decimal(0), points - 3 * number), ())
            for number, component in enumerate(COMPONENT_IDS)
        ),
        coverage_pct=Decimal("87.5"),
        completeness_pct=Decimal(96),
    )


def make_finding_at(file: str, **parts: str) -> Finding:
    """A made-up error; ``parts`` overrides any of its texts."""
    texts = {"code": "C202", "message": "Ô “Tử số” phải là số.", "fix": "Gõ lại một số.", **parts}
    return Finding(severity=Severity.ERROR, file=file, **texts)


def digest(checked: CheckedReturn) -> ReturnDigest:
    """What the province keeps of ``checked``."""
    context = FormContext(PLAN, POLICY, PERIOD, PLAN.unit_by_code[checked.identity.unit])
    return digest_return(checked, context, LAYOUT)


def summarise(
    returns: Sequence[CheckedReturn] = (),
    refused: Sequence[RefusedFile] = (),
    register: Mapping[str, Receipt] | None = None,
    as_of: dt.date | None = None,
) -> Summary:
    return consolidate(
        [digest(checked) for checked in returns], refused, PLAN, POLICY, PERIOD, LAYOUT, register or {}, as_of
    )


def full_month() -> Summary:
    """All 120 units but five: some late, one twice, one refused, a file that is no return, long texts."""
    returns = []
    for number, unit in enumerate(PLAN.units):
        if number % 25 == 24:
            continue
        context = FormContext(PLAN, POLICY, PERIOD, unit)
        entries = dict(good_entries(context))
        _vary(entries, number, unit.group == "commune")
        score = Decimal(9800 - (number * 3701) % 6100) / 100
        band = next(band.name for band in POLICY.bands if band.from_score <= score <= band.to_score)
        file = f"BM-01_2026-10_{unit.code}.xlsx"
        findings = [
            make_finding_at(file, sheet="Chỉ tiêu", cell=f"K{row}", row_id="CT-I.5", value="mười hai")
            for row in range(8, 8 + number % 4)
        ]
        returns.append(
            make_return(
                unit.code,
                entries,
                sent=dt.date(2026, 11, 3 + number % 8),
                findings=findings,
                score=str(score),
                band="Chưa đủ dữ liệu" if number % 19 == 0 else band,
            )
        )
    refused = [
        RefusedFile(
            "ghi chú.txt",
            "0" * 64,
            "not_a_return",
            (make_finding_at("ghi chú.txt", code="F101", message="Tệp không phải bảng tính .xlsx."),),
        ),
        RefusedFile(
            "BM-01_2026-09_XP-02647.xlsx",
            "1" * 64,
            "rejected",
            (make_finding_at("BM-01_2026-09_XP-02647.xlsx", code="F130", message="Biểu của kỳ 2026-09."),),
            PLAN.units[24].code,
        ),
    ]
    again = make_return(PLAN.units[0].code, file="cũ/BM-01_2026-10_SN-VPUB.xlsx", sent=dt.date(2026, 11, 1))
    register = {
        PLAN.units[49].code: Receipt(PLAN.units[49].code, None, dt.date(2026, 11, 15), "mất điện do mưa bão"),
        PLAN.units[30].code: Receipt(PLAN.units[30].code, dt.date(2026, 11, 12), None, ""),
    }
    return summarise([*returns, again], refused, register)


def _vary(entries: dict[tuple[str, str, str], EntryValue], number: int, commune: bool) -> None:
    states = ("Đang triển khai", "Chưa triển khai", "Tạm dừng", "Hoàn thành")
    for key in [key for key in entries if key[0] == "NV" and key[2] == "state"]:
        if number % 3:
            entries[key] = states[(number + len(key[1])) % 4]
    for key in [key for key in entries if key[0] == "CT" and key[2] == "numerator"]:
        value = entries[key]
        if number % 5 == 0 and isinstance(value, Decimal):
            entries[key] = value / 3
    if number % 6 == 0:
        entries["KK", "KK-01", "content"] = (
            "Đường truyền tại các thôn vùng cao chưa ổn định, nhiều hộ chưa có điện thoại thông minh nên hướng dẫn "
            "người dân nộp hồ sơ trực tuyến còn chậm; cán bộ phải kiêm nhiệm nhiều việc."
        )
        entries["KK", "KK-01", "cause"] = "=1+1 Kinh phí được giao muộn"
        entries["KK", "KK-01", "proposal"] = "Đề nghị bổ sung thiết bị và tập huấn cho tổ công nghệ số cộng đồng."
        entries["KK", "KK-01", "addressee"] = ("UBND tỉnh", "Công an tỉnh", "Sở Tài chính")[number % 3]


def with_rows(summary: Summary) -> Summary:
    """``summary`` with a line of points for every indicator and task its units have answered, as real scores have."""
    points = {"done": "10", "done_late": "8", "in_progress": "7.5", "overdue": "3", "not_started": "0"}
    rows: dict[tuple[str, str], list[ScoreRow]] = {}
    for item in summary.indicators:
        if item.status == "no_target":
            continue
        for part in item.contributions:
            if isinstance(part.actual, Fraction) and isinstance(item.target, Decimal):
                reached = min(Fraction(10), 10 * part.actual / Fraction(item.target))
                rows.setdefault((part.unit, "CT"), []).append(ScoreRow(item.id, half_up(reached), Decimal(10), ""))
    for task in summary.tasks:
        for unit, standing in task.standings:
            found = Decimal(points[standing]) if standing in points else None
            rows.setdefault((unit, "NV"), []).append(ScoreRow(task.id, found, Decimal(10), ""))
    return replace(summary, units=tuple(_with_rows(unit, rows) for unit in summary.units))


def _with_rows(unit: UnitRecord, rows: Mapping[tuple[str, str], list[ScoreRow]]) -> UnitRecord:
    if unit.score is None:
        return unit
    parts = tuple(replace(part, rows=tuple(rows.get((unit.unit, part.id), ()))) for part in unit.score.components)
    return replace(unit, score=replace(unit.score, components=parts))
