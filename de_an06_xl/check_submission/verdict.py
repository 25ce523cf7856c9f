"""Whether an indicator's figures reach its target, by the comparisons of the form's column Đánh giá."""

from __future__ import annotations

from de_an06_xl.check_submission.inspection import number
from de_an06_xl.form.rows import NOT_SCORED
from de_an06_xl.model.submission import Row

_GOOD_WORDS = ("Đạt", "Hoàn thành")
_OTHER_WORDS = ("Chưa đạt", "Chưa hoàn thành")


def has_result(row: Row) -> bool:
    """Whether the row yields a result (Có số liệu with usable figures), as the form's column Kết quả."""
    if row.value("state") != "Có số liệu":
        return False
    shape = row.facts["shape"]
    if shape == "Định tính":
        return row.value("qualitative") in _GOOD_WORDS + _OTHER_WORDS
    above, below = number(row, "numerator"), number(row, "denominator")
    if above is None or above < 0:
        return False
    if shape == "Số lượng":
        return True
    return below is not None and below > 0 and (shape == "Mức giảm" or above <= below)


def reached(row: Row) -> bool | None:
    """Whether the target of the year is reached; ``None`` without a target or without a result."""
    if row.facts["direction"] == NOT_SCORED or not has_result(row):
        return None
    shape, target = row.facts["shape"], row.facts["target"]
    if shape == "Định tính":
        return row.value("qualitative") in _GOOD_WORDS
    above, below = number(row, "numerator"), number(row, "denominator")
    assert above is not None  # noqa: S101 - has_result
    if shape == "Số lượng":
        return bool(above >= target)
    assert below is not None  # noqa: S101 - has_result
    if shape == "Mức giảm":
        return bool(100 * (below - above) >= target * below)
    return bool(100 * above <= target * below if row.facts["direction"] == "≤" else 100 * above >= target * below)


def answered(row: Row) -> bool:
    """Whether the row counts as answered (scoring policy, section 1): a result, or a state with its reason."""
    excused = row.value("state") in ("Không phát sinh", "Không áp dụng") and row.value("explanation") is not None
    return excused or has_result(row)
