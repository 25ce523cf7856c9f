"""Section 1 of the policy, Chỉ tiêu: what one indicator is worth, and how many were answered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from de_an06_xl.form.rows import NOT_SCORED, SHAPE_WORDS
from de_an06_xl.half_up import half_up
from de_an06_xl.model.score import ScoreRow
from de_an06_xl.model.submission import Row
from de_an06_xl.score_submission.cell_values import is_filled, number_in
from de_an06_xl.score_submission.indicator_points import number_fault, raw_points
from de_an06_xl.score_submission.wording import capped, number, points_text, quotient

MAX_POINTS = Decimal(10)
HAS_DATA = "Có số liệu"
EXCUSED = ("Không phát sinh", "Không áp dụng")
NO_DATA = "Chưa có số liệu"
REACHED = ("Đạt", "Hoàn thành")
NOT_REACHED = ("Chưa đạt", "Chưa hoàn thành")

_LOWERS = "không chấm điểm, giảm độ phủ."


def score_indicator(row: Row) -> ScoreRow:
    """The points of one indicator out of 10 (Chính sách điểm v1, mục 1).

    Scored are rows with a target of the year whose state is "Có số liệu" and whose numbers can
    be used; every other row says why it is not.
    """
    facts, state = row.facts, row.value("state")
    if facts["direction"] == NOT_SCORED:
        return _unscored(row, _without_target(facts))
    if state in EXCUSED:
        if is_filled(row.value("explanation")):
            return _unscored(row, f"{state}, đã giải trình: không tính vào điểm trung bình.")
        return _unscored(row, f"{state} nhưng chưa giải trình: coi như chưa trả lời, {_LOWERS}")
    if state != HAS_DATA:
        return _unscored(row, f"{_state_fault(row)}: {_LOWERS}")
    if facts["shape"] == SHAPE_WORDS["qualitative"]:
        return _qualitative(row)
    if fault := _number_fault(row):
        return _unscored(row, f"{fault}: {_LOWERS}")
    if facts["shape"] == SHAPE_WORDS["count"]:
        return _count(row)
    if facts["shape"] == SHAPE_WORDS["reduction"]:
        return _reduction(row)
    return _share_at_most(row) if facts["direction"] == "≤" else _share_at_least(row)


def is_answered(row: Row, points: ScoreRow) -> bool:
    """Scored, or excused with an explanation (Chính sách điểm v1, mục 1: độ phủ)."""
    if row.facts["direction"] == NOT_SCORED:
        return False
    return points.points is not None or (row.value("state") in EXCUSED and is_filled(row.value("explanation")))


def coverage_pct(rows: Sequence[tuple[Row, ScoreRow]]) -> Fraction | None:
    """Answered over rows with a target × 100, exact; ``None`` without such rows (mục 1: độ phủ)."""
    with_target = sum(row.facts["direction"] != NOT_SCORED for row, _ in rows)
    if not with_target:
        return None
    return Fraction(100 * sum(is_answered(row, points) for row, points in rows), with_target)


def _share_at_least(row: Row) -> ScoreRow:
    """≥ and bare %: r = min(1, actual / target), actual = 100 × numerator / denominator (mục 1)."""
    numerator, denominator, target = _numbers(row)
    raw = _raw(row)
    step = _step(numerator, denominator)
    needed = step * ceil(target * denominator / (100 * step))
    return _scored(
        row,
        raw,
        reason=f"Đạt {quotient(100 * numerator / denominator)}%, mục tiêu từ {number(target)}% trở lên.",
        arithmetic=f"10 × {number(numerator)}/{number(denominator)} ÷ {number(target)}% = {capped(raw, MAX_POINTS)}",
        regain=f"Đạt ít nhất {number(needed)} trên {number(denominator)} để được trọn điểm.",
    )


def _share_at_most(row: Row) -> ScoreRow:
    """≤: 1 if actual ≤ target, else target / actual (mục 1)."""
    numerator, denominator, target = _numbers(row)
    share = f"{number(numerator)}/{number(denominator)}"
    within = 100 * numerator <= target * denominator
    raw = _raw(row)
    step = _step(numerator, denominator)
    allowed = step * floor(target * denominator / (100 * step))
    return _scored(
        row,
        raw,
        reason=f"Ở mức {quotient(100 * numerator / denominator)}%, mục tiêu không quá {number(target)}%.",
        arithmetic=(
            f"{share} không quá {number(target)}%: {points_text(raw)}"
            if within
            else f"10 × {number(target)}% ÷ ({share}) = {points_text(raw)}"
        ),
        regain=f"Giảm tử số còn nhiều nhất {number(allowed)} trên {number(denominator)} để được trọn điểm.",
    )


def _count(row: Row) -> ScoreRow:
    """Số lượng: r = min(1, actual / target) (mục 1)."""
    amount, _, target = _numbers(row)
    measure = str(row.facts["measure"]).lower()
    raw = _raw(row)
    return _scored(
        row,
        raw,
        reason=f"Đạt {number(amount)} {measure}, mục tiêu từ {number(target)} trở lên.",
        arithmetic=f"10 × {number(amount)} ÷ {number(target)} = {capped(raw, MAX_POINTS)}",
        regain=f"Đạt ít nhất {number(target)} {measure} để được trọn điểm.",
    )


def _reduction(row: Row) -> ScoreRow:
    """Mức giảm: (baseline − now) / baseline × 100 against the target; an increase is 0 (mục 1)."""
    now, baseline, target = _numbers(row)
    raw = _raw(row)
    change = 100 * (baseline - now) / baseline
    step = _step(now, baseline)
    allowed = step * floor(baseline * (100 - target) / (100 * step))
    shown = f"Giảm {quotient(change)}%" if change >= 0 else f"Tăng {quotient(-change)}%"
    result = f"{points_text(raw)}, tối thiểu {points_text(0)}" if raw < 0 else capped(raw, MAX_POINTS)
    return _scored(
        row,
        max(Fraction(0), raw),
        reason=f"{shown} so với năm gốc, mục tiêu giảm từ {number(target)}% trở lên.",
        arithmetic=f"10 × ({number(baseline)} − {number(now)})/{number(baseline)} ÷ {number(target)}% = {result}",
        regain=f"Giảm số hiện tại còn nhiều nhất {number(allowed)} để được trọn điểm.",
    )


def _qualitative(row: Row) -> ScoreRow:
    """Định tính: 1 for "Đạt" or "Hoàn thành", 0 for the two other words (mục 1)."""
    word = row.value("qualitative")
    if word not in REACHED + NOT_REACHED:
        return _unscored(row, f"Chưa chọn được kết quả định tính trong danh sách: {_LOWERS}")
    raw = Fraction(10 if word in REACHED else 0)
    return _scored(
        row,
        raw,
        reason=f"Kết quả “{word}”, mục tiêu “{row.facts['target']}”.",
        arithmetic=f"{word}: {points_text(raw)}",
        regain="Đạt yêu cầu của chỉ tiêu để được trọn điểm.",
    )


def _numbers(row: Row) -> tuple[Fraction, Fraction, Fraction]:
    """Numerator, denominator (0 where the row has none) and target of a row without a number fault."""
    numerator, denominator = number_in(row.value("numerator")), number_in(row.value("denominator"))
    return numerator or Fraction(0), denominator or Fraction(0), Fraction(row.facts["target"])


def _step(*numbers: Fraction) -> Fraction:
    """What a needed number is rounded to, to the safe side: whole when all are whole, else two decimals."""
    return Fraction(1) if all(value.denominator == 1 for value in numbers) else Fraction(1, 100)


def _raw(row: Row) -> Fraction:
    """10·r, neither capped nor rounded, of a row without a number fault."""
    return Fraction(*raw_points(row.facts["shape"], row.facts["direction"], *_numbers(row)))


def _number_fault(row: Row) -> str:
    """Why the row's numbers cannot be used; empty when they can."""
    numerator, denominator = number_in(row.value("numerator")), number_in(row.value("denominator"))
    return number_fault(row.facts["shape"], numerator, denominator) or ""


def _state_fault(row: Row) -> str:
    state = row.value("state")
    if state == NO_DATA:
        return NO_DATA
    return "Chưa chọn tình trạng số liệu" if state is None else "Tình trạng số liệu không có trong danh sách"


def _without_target(facts: dict[str, Any]) -> str:
    if facts["target"] is None:
        return "Kế hoạch không nêu mục tiêu của năm: chỉ báo cáo, không chấm điểm."
    return f"Mục tiêu “{facts['target']}” không có con số: chỉ báo cáo, không chấm điểm."


def _scored(row: Row, raw: Fraction, *, reason: str, arithmetic: str, regain: str) -> ScoreRow:
    points = half_up(min(Fraction(MAX_POINTS), raw))
    return ScoreRow(row.id, points, MAX_POINTS, reason, arithmetic, regain if points < MAX_POINTS else "")


def _unscored(row: Row, reason: str) -> ScoreRow:
    return ScoreRow(row.id, None, MAX_POINTS, reason)
