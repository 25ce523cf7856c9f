"""Chính sách điểm v1, mục 4: one table, one situation of one duty per line; always scored."""

from __future__ import annotations

import datetime as dt

import pytest
from data_copies import cases
from score_tables import points_of, row_of, value_of

from de_an06_xl.form.rows import DUTY_WORDS
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission import duties
from de_an06_xl.score_submission.duties import score_duty

OWN_PLAN_DUE, LAST_DAY = dt.date(2026, 6, 6), dt.date(2026, 10, 31)

# situation | kind | most | late | done | date | amount | satisfaction | points | can still get
SITUATIONS = """
kế hoạch ban hành 05/6      | Có ngày | 4 | 2 | Có | 5/6/2026 | - | - | 4 | 4
kế hoạch ban hành 06/6      | Có ngày | 4 | 2 | Có | 6/6/2026 | - | - | 2 | 2
kế hoạch ban hành sau kỳ    | Có ngày | 4 | 2 | Có | 5/11/2026 | - | - | 2 | 2
có kế hoạch, ngày trống     | Có ngày | 4 | 2 | Có | - | - | - | 0 | 4
có kế hoạch, ngày là chữ    | Có ngày | 4 | 2 | Có | tháng 6 | - | - | 0 | 4
có kế hoạch, ngày là ô lỗi  | Có ngày | 4 | 2 | Có | #REF! | - | - | 0 | 4
chưa có kế hoạch            | Có ngày | 4 | 2 | Chưa | - | - | - | 0 | 2
chưa có mà ghi ngày         | Có ngày | 4 | 2 | Chưa | 5/6/2026 | - | - | 0 | 2
kế hoạch để trống           | Có ngày | 4 | 2 | - | 5/6/2026 | - | - | 0 | 4
đã bố trí nguồn lực         | Có/Chưa | 1 | 0 | Có | - | - | - | 1 | 1
chưa bố trí                 | Có/Chưa | 1 | 0 | Chưa | - | 5 | - | 0 | 1
để trống                    | Có/Chưa | 2 | 0 | - | - | 5 | - | 0 | 2
chọn là ô lỗi               | Có/Chưa | 2 | 0 | #N/A | - | 5 | - | 0 | 2
một mô hình                 | Số lượng | 1 | 0 | - | - | 1 | - | 1 | 1
chưa có mô hình             | Số lượng | 1 | 0 | - | - | 0 | - | 0 | 1
nửa mô hình                 | Số lượng | 1 | 0 | - | - | 0,5 | - | 0 | 1
mô hình là chữ              | Số lượng | 1 | 0 | Có | - | một | - | 0 | 1
mô hình để trống            | Số lượng | 1 | 0 | Có | - | - | - | 0 | 1
đủ hai số                   | Hai số | 1 | 0 | - | - | 85,5 | 92 | 1 | 1
hai số bằng 0               | Hai số | 1 | 0 | - | - | 0 | 0 | 1 | 1
thiếu mức hài lòng          | Hai số | 1 | 0 | - | - | 85,5 | - | 0 | 1
thiếu điểm                  | Hai số | 1 | 0 | - | - | - | 92 | 0 | 1
hài lòng trên 100           | Hai số | 1 | 0 | - | - | 85,5 | 101 | 0 | 1
hài lòng âm                 | Hai số | 1 | 0 | - | - | 85,5 | -1 | 0 | 1
điểm âm                     | Hai số | 1 | 0 | - | - | -1 | 92 | 0 | 1
hài lòng là ô lỗi           | Hai số | 1 | 0 | - | - | 85,5 | #REF! | 0 | 1
"""


@pytest.mark.parametrize("case", cases(SITUATIONS), ids=lambda case: case[0])
def test_points_of_one_duty(case: tuple[str, ...]) -> None:
    _, kind, most, late, done, date, amount, satisfaction, points, reachable = case
    facts = {"duty_kind": kind, "max_points": value_of(most), "late_points": value_of(late), "measure": "mô hình"}
    row = row_of("TC", facts, done=done, document_date=date, amount=amount, satisfaction_pct=satisfaction)
    scored = score_duty(row, OWN_PLAN_DUE, LAST_DAY)
    assert (scored.points, scored.max_points) == (points_of(points), points_of(most))
    assert bool(scored.regain) == (scored.points < scored.max_points)
    assert (scored.max_points if scored.reachable is None else scored.reachable) == points_of(reachable)
    assert scored.reason
    assert scored.arithmetic


def test_a_plan_not_yet_due_can_still_be_in_time() -> None:
    facts = {"duty_kind": "Có ngày", "max_points": value_of("4"), "late_points": value_of("2"), "measure": ""}
    scored = score_duty(row_of("TC", facts, done="Chưa", document_date="-"), OWN_PLAN_DUE, dt.date(2026, 5, 31))
    assert scored.reachable == 4


def test_the_words_are_those_of_the_form(run: RunContext) -> None:
    assert run.layout.list_by_code["yes_no"].items == (duties.YES, duties.NOT_YET)
    assert {case[1] for case in cases(SITUATIONS)} == set(DUTY_WORDS.values())
