"""Section 4 of the policy, Tổ chức thực hiện: what one duty of mục V.4 is worth; always scored."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from de_an06_xl.form.rows import DUTY_WORDS, day_serial
from de_an06_xl.half_up import half_up
from de_an06_xl.model.score import ScoreRow
from de_an06_xl.model.submission import Row
from de_an06_xl.score_submission.cell_values import is_date, number_in
from de_an06_xl.score_submission.wording import day, number, points_text

YES, NOT_YET = "Có", "Chưa"


def score_duty(row: Row, own_plan_due: dt.date, last_day: dt.date) -> ScoreRow:
    """The points of one duty, all or nothing but for a late plan (Chính sách điểm v1, mục 4).

    ``own_plan_due`` is the day before which the unit's own plan was due, ``last_day`` the period's.
    """
    kind = row.facts["duty_kind"]
    if kind == DUTY_WORDS["dated"]:
        return _dated(row, day_serial(own_plan_due), day_serial(last_day))
    if kind == DUTY_WORDS["yes"]:
        return _yes(row)
    if kind == DUTY_WORDS["count"]:
        return _at_least_one(row)
    return _both_numbers(row)


def _dated(row: Row, due: int, last: int) -> ScoreRow:
    """TC-b: full when issued before the day named in the plan, less when later, 0 when not (mục 4)."""
    most, late = row.facts["max_points"], row.facts["late_points"]
    done, issued = row.value("done"), row.value("document_date")
    if done != YES:
        # Who says "Chưa" today can only issue it today; a blank may hide a plan issued in time.
        reachable = late if done == NOT_YET and last >= due else most
        return _row(
            row,
            Decimal(0),
            "Chưa có kế hoạch của đơn vị được báo cáo.",
            f"Ban hành kế hoạch, chọn Có và ghi số, ngày văn bản (trước {day(due)} được {number(most)} điểm, "
            f"muộn hơn được {number(late)} điểm).",
            reachable,
        )
    if not is_date(issued):
        return _row(row, Decimal(0), "Đã có kế hoạch nhưng chưa ghi đúng ngày văn bản.", "Ghi đúng ngày văn bản.")
    if issued < due:
        return _row(row, most, f"Kế hoạch ban hành ngày {day(issued)}, trước {day(due)}.")
    return _row(
        row,
        late,
        f"Kế hoạch ban hành ngày {day(issued)}, không trước {day(due)}.",
        "Điểm mất do ban hành muộn không lấy lại được; nếu ghi nhầm ngày thì sửa lại ngày văn bản.",
        late,
    )


def _yes(row: Row) -> ScoreRow:
    """TC-c, TC-d, TC-dd: full for "Có" (mục 4)."""
    if row.value("done") == YES:
        return _row(row, row.facts["max_points"], "Đã thực hiện.")
    return _row(row, Decimal(0), "Chưa thực hiện hoặc chưa chọn.", "Thực hiện nội dung này và chọn Có.")


def _at_least_one(row: Row) -> ScoreRow:
    """TC-e: full for at least one (mục 4)."""
    amount, measure = number_in(row.value("amount")), row.facts["measure"]
    if amount is not None and amount >= 1:
        return _row(row, row.facts["max_points"], f"Có {number(amount)} {measure}.")
    return _row(row, Decimal(0), f"Chưa có {measure} nào được báo cáo.", f"Triển khai và ghi ít nhất 1 {measure}.")


def _both_numbers(row: Row) -> ScoreRow:
    """TC-g: full when both numbers are reported, satisfaction within 0–100 (mục 4)."""
    amount, satisfaction = number_in(row.value("amount")), number_in(row.value("satisfaction_pct"))
    if amount is not None and satisfaction is not None and amount >= 0 and 0 <= satisfaction <= 100:
        reason = f"Đã báo cáo {number(amount)} {row.facts['measure']}, hài lòng {number(satisfaction)}%."
        return _row(row, row.facts["max_points"], reason)
    return _row(
        row,
        Decimal(0),
        "Chưa có đủ hai số hợp lệ: điểm dean06.vn và mức độ hài lòng.",
        "Ghi điểm dean06.vn (từ 0 trở lên) và mức độ hài lòng (0–100).",
    )


def _row(row: Row, points: Decimal, reason: str, regain: str = "", reachable: Decimal | None = None) -> ScoreRow:
    most: Decimal = row.facts["max_points"]
    return ScoreRow(
        row.id,
        half_up(points),
        most,
        reason,
        f"{points_text(points)} trên {points_text(most)}",
        regain if points < most else "",
        reachable=reachable,
    )
