"""Section 2 of the policy, Nhiệm vụ: what one task is worth; the first clause that fits decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from de_an06_xl.form.rows import ONGOING, FormContext, day_serial
from de_an06_xl.half_up import half_up
from de_an06_xl.model.policy import TaskCurve
from de_an06_xl.model.score import ScoreRow
from de_an06_xl.model.submission import Row
from de_an06_xl.score_submission.cell_values import is_date, is_error, number_in
from de_an06_xl.score_submission.wording import capped, day, floored, number, points_text, quotient

MAX_POINTS = Decimal(10)
NOT_STARTED, IN_PROGRESS, DONE = "Chưa triển khai", "Đang triển khai", "Hoàn thành"
PAUSED, WAITING = "Tạm dừng", "Chờ hướng dẫn"
STATES = (NOT_STARTED, IN_PROGRESS, DONE, PAUSED, WAITING)

_NOT_WON_BACK = "Điểm mất do hoàn thành muộn không lấy lại được; nếu ghi nhầm ngày thì sửa lại ngày hoàn thành."


@dataclass(frozen=True, slots=True)
class TaskClock:
    """The two days all tasks of a period are measured by, as day serials: S (start) and E (last day)."""

    start: int
    last: int

    @classmethod
    def of(cls, context: FormContext) -> TaskClock:
        return cls(day_serial(context.plan.header.programme_start), day_serial(context.period.last_day))

    def elapsed(self, deadline: int) -> Fraction:
        """e, the share of the time from S to the deadline D gone by on E; 1 where D ≤ S (mục 2)."""
        if deadline <= self.start:
            return Fraction(1)
        return min(Fraction(1), max(Fraction(0), Fraction(self.last - self.start, deadline - self.start)))


def score_task(row: Row, curve: TaskCurve, clock: TaskClock) -> ScoreRow:
    """The points of one task out of 10, first match from the top (Chính sách điểm v1, mục 2)."""
    return replace(_score_task(row, curve, clock), weight=row.facts["weight"])


def _score_task(row: Row, curve: TaskCurve, clock: TaskClock) -> ScoreRow:
    state, deadline = row.value("state"), row.facts["deadline"]
    dated = isinstance(deadline, int)
    if state not in STATES:
        fault = "Chưa chọn trạng thái" if state is None else "Trạng thái không có trong danh sách"
        return _unscored(row, f"{fault}: không chấm điểm.")
    if state == PAUSED:
        return _paused(row)
    if state == WAITING and not dated and deadline != ONGOING:
        return _unscored(row, f"Chờ hướng dẫn, thời hạn “{deadline}”: không chấm điểm.")
    if deadline == ONGOING:
        return _ongoing(row, curve)
    if state == DONE:
        return _done(row, curve, clock)
    if not dated:
        return _unscored(row, f"Thời hạn “{deadline}” không có ngày: chỉ chấm điểm khi hoàn thành.")
    if state == IN_PROGRESS:
        return _in_progress(row, deadline, curve, clock)
    # "Chờ hướng dẫn" is not allowed where the plan names a day: scored as not started.
    return _not_started(row, deadline, curve, clock)


def _paused(row: Row) -> ScoreRow:
    """Tạm dừng: not scored with an explanation, 0 without (mục 2)."""
    explanation = row.value("explanation")
    if is_error(explanation):
        return _unscored(row, "Tạm dừng, ô Giải trình chứa giá trị lỗi: không chấm điểm.")
    if explanation is not None:
        return _unscored(row, "Tạm dừng, đã giải trình: không tính vào điểm trung bình.")
    return _scored(
        row,
        Fraction(0),
        reason="Tạm dừng nhưng chưa giải trình.",
        arithmetic=f"Chưa giải trình: {points_text(0)}",
        regain="Ghi lý do ở cột Giải trình; khi đó dòng không còn bị tính 0 điểm.",
    )


def _ongoing(row: Row, curve: TaskCurve) -> ScoreRow:
    """Thường xuyên: 1 with result and document, less with a result alone, 0 without; any state (mục 2)."""
    result, document = row.value("result"), row.value("document_no")
    if is_error(result) or (result is not None and is_error(document)):
        return _unscored(row, "Ô Kết quả trong kỳ hoặc Số văn bản chứa giá trị lỗi: không chấm điểm.")
    if result is None:
        return _scored(
            row,
            Fraction(0),
            reason="Nhiệm vụ thường xuyên, chưa ghi kết quả trong kỳ.",
            arithmetic=f"Chưa có kết quả: {points_text(0)}",
            regain="Ghi kết quả trong kỳ và số văn bản chứng minh.",
        )
    share = curve.ongoing_result_only.value
    if document is None:
        raw = 10 * Fraction(share)
        return _scored(
            row,
            raw,
            reason="Nhiệm vụ thường xuyên có kết quả trong kỳ, thiếu số văn bản.",
            arithmetic=f"10 × {number(share)} = {points_text(raw)}",
            regain="Ghi số văn bản chứng minh kết quả.",
        )
    return _scored(
        row,
        Fraction(10),
        reason="Nhiệm vụ thường xuyên có kết quả trong kỳ và số văn bản.",
        arithmetic=f"Có kết quả và văn bản: {points_text(10)}",
    )


def _done(row: Row, curve: TaskCurve, clock: TaskClock) -> ScoreRow:
    """Hoàn thành: full on time or without a deadline day, less per day late, 0 without a usable day (mục 2)."""
    completed, deadline = row.value("completion_date"), row.facts["deadline"]
    if not is_date(completed) or completed > clock.last:
        after = is_date(completed)
        last = day(clock.last)
        return _scored(
            row,
            Fraction(0),
            reason=f"Hoàn thành nhưng ngày hoàn thành {f'sau ngày cuối kỳ {last}' if after else 'chưa ghi đúng'}.",
            arithmetic=f"Ngày hoàn thành không dùng được: {points_text(0)}",
            regain=f"Ghi đúng ngày hoàn thành, không sau {last}; nếu chưa xong thì chọn “{IN_PROGRESS}”, ghi tiến độ.",
        )
    if not isinstance(deadline, int):
        return _scored(
            row,
            Fraction(10),
            reason=f"Hoàn thành ngày {day(completed)}; thời hạn “{deadline}” không có ngày.",
            arithmetic=f"Hoàn thành: {points_text(10)}",
        )
    if completed <= deadline:
        return _scored(
            row,
            Fraction(10),
            reason=f"Hoàn thành ngày {day(completed)}, đúng hạn {day(deadline)}.",
            arithmetic=f"Hoàn thành đúng hạn: {points_text(10)}",
        )
    late = completed - deadline
    loss = curve.late_loss_per_day.value
    raw, points = 10 * (1 - Fraction(loss) * late), _late_points(late, curve)
    return _scored(
        row,
        points,
        reason=f"Hoàn thành ngày {day(completed)}, muộn {late} ngày so với hạn {day(deadline)}.",
        arithmetic=f"10 × (1 − {number(loss)} × {late} ngày) = {floored(raw, points)}",
        regain=_NOT_WON_BACK,
        reachable=points,
    )


def _in_progress(row: Row, deadline: int, curve: TaskCurve, clock: TaskClock) -> ScoreRow:
    """Đang triển khai: min(1, p / e) before the deadline, a share of p after it (mục 2)."""
    progress = number_in(row.value("progress_pct"))
    if progress is None:
        return _unscored(row, "Đang triển khai nhưng chưa ghi tiến độ bằng số: không chấm điểm.")
    if not 0 <= progress <= 100:
        return _unscored(row, f"Tiến độ {number(progress)} ngoài khoảng 0–100: không chấm điểm.")
    if clock.last > deadline:
        factor = curve.overdue_factor.value
        raw = 10 * Fraction(factor) * progress / 100
        arithmetic = f"10 × {number(factor)} × {number(progress)}% = {points_text(raw)}"
        return _overdue(row, deadline, curve, clock, raw, arithmetic)
    elapsed = clock.elapsed(deadline)
    reason = f"Tiến độ {number(progress)}%, hạn {day(deadline)}; mức phải đạt đến cuối kỳ {quotient(100 * elapsed)}%."
    if elapsed == 0:
        return _scored(row, Fraction(10), reason=reason, arithmetic=f"Chưa đến lúc bắt đầu: {points_text(10)}")
    raw = 10 * progress / (100 * elapsed)
    share = f" ÷ ({clock.last - clock.start}/{deadline - clock.start})" if elapsed < 1 else ""
    return _scored(
        row,
        raw,
        reason=reason,
        arithmetic=f"10 × {number(progress)}%{share} = {capped(raw, MAX_POINTS)}",
        regain=f"Nâng tiến độ lên ít nhất {ceil(100 * elapsed)}% để được trọn điểm.",
    )


def _not_started(row: Row, deadline: int, curve: TaskCurve, clock: TaskClock) -> ScoreRow:
    """Chưa triển khai: 0 when overdue or when a fair share of the time is gone, else not yet scored (mục 2)."""
    started_words = f"{row.value('state')}, hạn {day(deadline)}"
    if clock.last > deadline:
        return _overdue(row, deadline, curve, clock, Fraction(0), f"Quá hạn, chưa triển khai: {points_text(0)}")
    elapsed = clock.elapsed(deadline)
    if deadline > clock.start and elapsed * Fraction(curve.start_grace_inverse.value) < 1:
        return _unscored(row, f"{started_words}: mới qua {quotient(100 * elapsed)}% thời gian, chưa chấm điểm.")
    return _scored(
        row,
        Fraction(0),
        reason=f"{started_words}: đã qua {quotient(100 * elapsed)}% thời gian.",
        arithmetic=f"Chưa triển khai: {points_text(0)}",
        regain=f"Triển khai và đạt tiến độ ít nhất {ceil(100 * elapsed)}% để được trọn điểm.",
    )


def _overdue(row: Row, deadline: int, curve: TaskCurve, clock: TaskClock, raw: Fraction, arithmetic: str) -> ScoreRow:
    """Past its deadline and not done; what finishing on the last day of the period would still give."""
    late = clock.last - deadline
    finished = max(half_up(raw), half_up(_late_points(late, curve)))
    return _scored(
        row,
        raw,
        reason=f"{row.value('state')}, quá hạn {day(deadline)} đến cuối kỳ {late} ngày.",
        arithmetic=arithmetic,
        regain=f"Hoàn thành nhiệm vụ; nếu xong đúng ngày cuối kỳ thì được {points_text(finished)} điểm.",
        reachable=finished,
    )


def _late_points(days_late: int, curve: TaskCurve) -> Fraction:
    """Hoàn thành muộn: 10 × max(floor, 1 − loss × days late) (mục 2)."""
    return 10 * max(Fraction(curve.late_floor.value), 1 - Fraction(curve.late_loss_per_day.value) * days_late)


def _scored(
    row: Row,
    raw: Fraction,
    *,
    reason: str,
    arithmetic: str,
    regain: str = "",
    reachable: Fraction | Decimal | None = None,
) -> ScoreRow:
    points = half_up(min(Fraction(MAX_POINTS), raw))
    return ScoreRow(
        row.id,
        points,
        MAX_POINTS,
        reason,
        arithmetic,
        regain if points < MAX_POINTS else "",
        reachable=None if reachable is None else half_up(reachable),
    )


def _unscored(row: Row, reason: str) -> ScoreRow:
    return ScoreRow(row.id, None, MAX_POINTS, reason)
