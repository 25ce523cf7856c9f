"""Section 3 of the policy, Chế độ báo cáo: on time, complete, free of errors the form itself shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.form.rows import SENT_DATE_ROW, FormContext, day_serial
from de_an06_xl.half_up import half_up
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.policy import ReportingCurve
from de_an06_xl.model.score import ScoreRow
from de_an06_xl.model.submission import Submission
from de_an06_xl.model.summary import Receipt
from de_an06_xl.score_submission.cell_values import is_date
from de_an06_xl.score_submission.wording import day, floored, number, points_text


def score_reporting(
    submission: Submission, findings: Sequence[Finding], context: FormContext, receipt: Receipt | None
) -> tuple[ScoreRow, ...]:
    """``BC-1`` on time, ``BC-2`` complete, ``BC-3`` quality, out of 10 together (Chính sách điểm v1, mục 3)."""
    curve = context.policy.reporting
    return (
        _on_time(submission, context, receipt),
        _completeness(submission, curve),
        _quality(submission, findings, curve),
    )


def completeness_pct(submission: Submission) -> Fraction:
    """Filled over required cells × 100, exact; 100 when nothing is required (mục 3)."""
    required = submission.required_count
    return Fraction(100 * submission.filled_required_count, required) if required else Fraction(100)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """The day a return counts as received (``None``: no day at all) against the day it was due."""

    received: int | None
    due: int

    @property
    def days_late(self) -> int:
        return max(0, self.received - self.due) if self.received is not None else 0

    def points(self, curve: ReportingCurve) -> Decimal:
        """All points on or before the due day, fewer for each calendar day late, not below 0 (mục 3)."""
        if self.received is None:
            return half_up(0)
        return half_up(max(Fraction(0), self.raw(curve)))

    def raw(self, curve: ReportingCurve) -> Fraction:
        return Fraction(curve.on_time_points.value) - self.days_late * Fraction(curve.loss_per_late_day.value)


def _on_time(submission: Submission, context: FormContext, receipt: Receipt | None) -> ScoreRow:
    """BC-1: by the register where it names a day or an extension, else by "Ngày gửi" (mục 3)."""
    curve, due = context.policy.reporting, day_serial(context.period.due_date)
    sent = _sent_day(submission)
    received = day_serial(receipt.received) if receipt and receipt.received else sent
    extended = max(due, day_serial(receipt.extended_to)) if receipt and receipt.extended_to else due
    by_form, counted = _Arrival(sent, due), _Arrival(received, extended)
    points, most = counted.points(curve), curve.on_time_points.value
    shown_by_form = by_form.points(curve)
    reason = _arrival_words(counted, from_register=bool(receipt and receipt.received), extended=extended > due)
    if shown_by_form != points:
        basis = f"theo Ngày gửi {day(sent)} và hạn {day(due)}" if sent is not None else "vì không có Ngày gửi"
        reason += f" Biểu tự chấm {points_text(shown_by_form)} {basis}."
    return ScoreRow(
        "BC-1",
        points,
        most,
        reason,
        _on_time_arithmetic(counted, curve),
        _on_time_regain(counted) if points < most else "",
        reachable=most if received is None else points,
        form_points=shown_by_form if shown_by_form != points else None,
    )


def _sent_day(submission: Submission) -> int | None:
    row = submission.sheets["TT"].rows.get(SENT_DATE_ROW)
    sent = row.value("value") if row else None
    return sent if is_date(sent) else None


def _arrival_words(arrival: _Arrival, *, from_register: bool, extended: bool) -> str:
    if arrival.received is None:
        return "Không có ngày nhận trong sổ và không đọc được Ngày gửi trong biểu."
    how = f"Sổ nhận ghi ngày {day(arrival.received)}" if from_register else f"Ngày gửi {day(arrival.received)}"
    until = f"hạn {day(arrival.due)}{' (đã gia hạn)' if extended else ''}"
    return f"{how}, {until}: {f'muộn {arrival.days_late} ngày' if arrival.days_late else 'đúng hạn'}."


def _on_time_arithmetic(arrival: _Arrival, curve: ReportingCurve) -> str:
    most, loss = curve.on_time_points.value, curve.loss_per_late_day.value
    if arrival.received is None:
        return f"Không có ngày: {points_text(0)}"
    if not arrival.days_late:
        return f"Đúng hạn: {points_text(most)}"
    return f"{number(most)} − {number(loss)} × {arrival.days_late} ngày = {floored(arrival.raw(curve), 0)}"


def _on_time_regain(arrival: _Arrival) -> str:
    if arrival.received is None:
        return "Ghi Ngày gửi ở trang Thông tin, dạng ngày/tháng/năm."
    return "Điểm mất do nộp muộn không lấy lại được; kỳ sau gửi chậm nhất vào ngày hạn."


def _completeness(submission: Submission, curve: ReportingCurve) -> ScoreRow:
    """BC-2: the points times filled over required cells (mục 3)."""
    required, filled = submission.required_count, submission.filled_required_count
    most = curve.completeness_points.value
    points = half_up(Fraction(most) * filled / required) if required else half_up(most)
    return ScoreRow(
        "BC-2",
        points,
        most,
        f"Đã điền {filled} trên {required} ô bắt buộc." if required else "Không có ô bắt buộc.",
        f"{number(most)} × {filled}/{required} = {points_text(points)}" if required else points_text(points),
        f"Điền nốt {required - filled} ô bắt buộc còn trống." if points < most else "",
    )


def _quality(submission: Submission, findings: Sequence[Finding], curve: ReportingCurve) -> ScoreRow:
    """BC-3: the points less a loss for each error that the form itself shows; 0 for an empty form (mục 3)."""
    most, loss = curve.quality_points.value, curve.loss_per_error.value
    if not submission.any_input:
        zero = points_text(0)
        return ScoreRow("BC-3", half_up(0), most, "Biểu chưa điền ô nào.", f"Chưa điền: {zero}", "Điền biểu.")
    rules = load_rules()
    errors = sum(rules[finding.code].counts == "quality" for finding in findings)
    raw = Fraction(most) - errors * Fraction(loss)
    points = half_up(max(Fraction(0), raw))
    return ScoreRow(
        "BC-3",
        points,
        most,
        f"{errors} lỗi mà chính biểu cũng báo." if errors else "Không có lỗi nào mà biểu báo.",
        f"{number(most)} − {number(loss)} × {errors} lỗi = {floored(raw, 0)}",
        f"Sửa {errors} lỗi ghi ở cột Kiểm tra của biểu." if points < most else "",
    )
