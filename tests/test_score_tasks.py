"""Chính sách điểm v1, mục 2: one table, one situation of one task per line."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from data_copies import cases
from score_tables import points_of, row_of, serial_of, value_of

from de_an06_xl.form.rows import ONGOING
from de_an06_xl.model.policy import TaskCurve
from de_an06_xl.model.score import ScoreRow
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission import tasks
from de_an06_xl.score_submission.tasks import TaskClock, score_task

START = "11/5/2026"

# situation | last day | deadline | state | progress | completed | result | document | explanation | points
SITUATIONS = """
trạng thái để trống              | 31/10/2026 | 31/3/2027 | - | 50 | - | - | - | - | -
trạng thái là từ lạ              | 31/10/2026 | 31/3/2027 | Xong | 50 | - | - | - | - | -
trạng thái là ô lỗi              | 31/10/2026 | 31/3/2027 | #REF! | 50 | - | - | - | - | -
thường xuyên, trạng thái trống   | 31/10/2026 | Thường xuyên | - | - | - | Có | 1/BC | - | -
tạm dừng, có giải trình          | 31/10/2026 | 31/3/2027 | Tạm dừng | - | - | - | - | Chờ kinh phí | -
tạm dừng, không giải trình       | 31/10/2026 | 31/3/2027 | Tạm dừng | - | - | - | - | - | 0
tạm dừng, giải trình là ô lỗi    | 31/10/2026 | 31/3/2027 | Tạm dừng | - | - | - | - | #N/A | -
tạm dừng việc thường xuyên       | 31/10/2026 | Thường xuyên | Tạm dừng | - | - | Có | 1/BC | - | 0
chờ hướng dẫn, hạn theo chỉ đạo  | 31/10/2026 | Theo chỉ đạo | Chờ hướng dẫn | - | - | - | - | - | -
chờ hướng dẫn, còn hạn, qua 1/4  | 31/10/2026 | 31/3/2027 | Chờ hướng dẫn | - | - | - | - | - | 0
chờ hướng dẫn, hạn còn xa        | 31/10/2026 | 31/12/2030 | Chờ hướng dẫn | - | - | - | - | - | -
chờ hướng dẫn, quá hạn           | 31/10/2026 | 30/9/2026 | Chờ hướng dẫn | - | - | - | - | - | 0
chờ hướng dẫn, thường xuyên      | 31/10/2026 | Thường xuyên | Chờ hướng dẫn | - | - | Có | 1/BC | - | 10
thường xuyên, đủ kết quả văn bản | 31/10/2026 | Thường xuyên | Đang triển khai | - | - | Có | 1/BC | - | 10
thường xuyên, thiếu văn bản      | 31/10/2026 | Thường xuyên | Đang triển khai | - | - | Có | - | - | 5
thường xuyên, thiếu kết quả      | 31/10/2026 | Thường xuyên | Đang triển khai | - | - | - | 1/BC | - | 0
thường xuyên, gõ Hoàn thành      | 31/10/2026 | Thường xuyên | Hoàn thành | - | - | Có | 1/BC | - | 10
thường xuyên, chưa mà có kết quả | 31/10/2026 | Thường xuyên | Chưa triển khai | - | - | Có | - | - | 5
thường xuyên, kết quả là ô lỗi   | 31/10/2026 | Thường xuyên | Đang triển khai | - | - | #REF! | 1/BC | - | -
thường xuyên, văn bản là ô lỗi   | 31/10/2026 | Thường xuyên | Đang triển khai | - | - | Có | #REF! | - | -
thường xuyên, trống và văn bản lỗi | 31/10/2026 | Thường xuyên | Đang triển khai | - | - | - | #REF! | - | 0
hoàn thành đúng ngày hạn         | 31/10/2026 | 30/9/2026 | Hoàn thành | - | 30/9/2026 | - | - | - | 10
hoàn thành trước khi có Đề án    | 31/10/2026 | 30/9/2026 | Hoàn thành | - | 1/5/2026 | - | - | - | 10
hoàn thành trước hạn còn xa      | 31/10/2026 | 31/3/2027 | Hoàn thành | - | 31/10/2026 | - | - | - | 10
hoàn thành muộn 1 ngày           | 31/10/2026 | 30/9/2026 | Hoàn thành | - | 1/10/2026 | - | - | - | 9,90
hoàn thành muộn 31 ngày          | 31/10/2026 | 30/9/2026 | Hoàn thành | - | 31/10/2026 | - | - | - | 6,90
hoàn thành muộn 50 ngày          | 30/11/2026 | 30/9/2026 | Hoàn thành | - | 19/11/2026 | - | - | - | 5
hoàn thành muộn 61 ngày: sàn     | 30/11/2026 | 30/9/2026 | Hoàn thành | - | 30/11/2026 | - | - | - | 5
hoàn thành, ngày trống           | 31/10/2026 | 30/9/2026 | Hoàn thành | - | - | - | - | - | 0
hoàn thành, ngày là chữ          | 31/10/2026 | 30/9/2026 | Hoàn thành | - | 31/02/x | - | - | - | 0
hoàn thành, ngày là ô lỗi        | 31/10/2026 | 30/9/2026 | Hoàn thành | - | #VALUE! | - | - | - | 0
hoàn thành sau ngày cuối kỳ      | 31/10/2026 | 31/12/2026 | Hoàn thành | - | 1/11/2026 | - | - | - | 0
hoàn thành, hạn theo chỉ đạo     | 31/10/2026 | Theo chỉ đạo | Hoàn thành | - | 1/10/2026 | - | - | - | 10
hoàn thành sau kỳ, hạn không ngày | 31/10/2026 | Theo chỉ đạo | Hoàn thành | - | 1/11/2026 | - | - | - | 0
đang làm, hạn theo chỉ đạo       | 31/10/2026 | Theo chỉ đạo | Đang triển khai | 50 | - | - | - | - | -
chưa làm, hạn theo chỉ đạo       | 31/10/2026 | Theo chỉ đạo | Chưa triển khai | - | - | - | - | - | -
đang làm, V.3 tại 31/8/2026      | 31/8/2026 | 31/3/2028 | Đang triển khai | 14 | - | - | - | - | 8,63
đang làm, vượt mức phải đạt      | 31/8/2026 | 31/3/2028 | Đang triển khai | 17 | - | - | - | - | 10
đang làm, tiến độ 0              | 31/8/2026 | 31/3/2028 | Đang triển khai | 0 | - | - | - | - | 0
đang làm, cuối kỳ đúng ngày hạn  | 31/10/2026 | 31/10/2026 | Đang triển khai | 55 | - | - | - | - | 5,50
đang làm, tiến độ trống          | 31/8/2026 | 31/3/2028 | Đang triển khai | - | - | - | - | - | -
đang làm, tiến độ là chữ         | 31/8/2026 | 31/3/2028 | Đang triển khai | gần xong | - | - | - | - | -
đang làm, tiến độ là ô lỗi       | 31/8/2026 | 31/3/2028 | Đang triển khai | #REF! | - | - | - | - | -
đang làm, tiến độ trên 100       | 31/8/2026 | 31/3/2028 | Đang triển khai | 101 | - | - | - | - | -
đang làm, tiến độ âm             | 31/8/2026 | 31/3/2028 | Đang triển khai | -1 | - | - | - | - | -
đang làm, quá hạn                | 31/10/2026 | 30/9/2026 | Đang triển khai | 90 | - | - | - | - | 4,50
đang làm, quá hạn, tiến độ 100   | 31/10/2026 | 30/9/2026 | Đang triển khai | 100 | - | - | - | - | 5
đang làm, quá hạn, hạn trước 11/5 | 31/10/2026 | 30/4/2026 | Đang triển khai | 50 | - | - | - | - | 2,50
đang làm, kỳ đầu hết ở 11/5      | 11/5/2026 | 31/3/2028 | Đang triển khai | 1 | - | - | - | - | 10
đang làm, hạn là 11/5            | 11/5/2026 | 11/5/2026 | Đang triển khai | 40 | - | - | - | - | 4
chưa làm, quá hạn                | 31/10/2026 | 30/9/2026 | Chưa triển khai | - | - | - | - | - | 0
chưa làm, đúng 1/4 thời gian     | 20/5/2026 | 16/6/2026 | Chưa triển khai | - | - | - | - | - | 0
chưa làm, dưới 1/4 thời gian     | 20/5/2026 | 17/6/2026 | Chưa triển khai | - | - | - | - | - | -
chưa làm, hạn là 11/5            | 11/5/2026 | 11/5/2026 | Chưa triển khai | - | - | - | - | - | 0
"""


@pytest.fixture(scope="module")
def curve(run: RunContext) -> TaskCurve:
    return run.policies[0].tasks


def score(curve: TaskCurve, cells: list[str]) -> ScoreRow:
    last_day, deadline, state, progress, completed, result, document, explanation = cells
    facts = {"deadline": value_of(deadline), "weight": Decimal("0.4")}
    row = row_of(
        "NV",
        facts,
        state=state,
        progress_pct=progress,
        completion_date=completed,
        result=result,
        document_no=document,
        explanation=explanation,
    )
    return score_task(row, curve, TaskClock(serial_of(START), serial_of(last_day)))


@pytest.mark.parametrize("case", cases(SITUATIONS), ids=lambda case: case[0])
def test_points_of_one_task(case: tuple[str, ...], curve: TaskCurve) -> None:
    _, *cells, points = case
    scored, expected = score(curve, cells), points_of(points)
    assert scored.points == expected
    assert scored.weight == Decimal("0.4")
    assert scored.reason
    assert bool(scored.regain) == (expected is not None and expected < 10)
    assert bool(scored.arithmetic) == (expected is not None)


# last day | deadline | state | progress | completed | can still get | arithmetic | regain holds
SENTENCES = """
31/8/2026 | 31/3/2028 | Đang triển khai | 14 | - | 10 | 10 × 14% ÷ (112/690) = 8,63 | ít nhất 17% để được trọn điểm
31/8/2026 | 31/3/2028 | Đang triển khai | 50 | - | 10 | 10 × 50% ÷ (112/690) = 30,80, tối đa 10,00 | -
31/10/2026 | 31/10/2026 | Đang triển khai | 55 | - | 10 | 10 × 55% = 5,50 | ít nhất 100%
31/10/2026 | 30/9/2026 | Đang triển khai | 90 | - | 6,90 | 10 × 0,5 × 90% = 4,50 | thì được 6,90 điểm
31/10/2026 | 30/9/2026 | Chưa triển khai | - | - | 6,90 | Quá hạn, chưa triển khai: 0,00 | thì được 6,90 điểm
31/10/2026 | 30/9/2026 | Hoàn thành | - | 30/9/2026 | 10 | Hoàn thành đúng hạn: 10,00 | -
31/10/2026 | 30/9/2026 | Hoàn thành | - | 1/10/2026 | 9,90 | 10 × (1 − 0,01 × 1 ngày) = 9,90 | không lấy lại được
30/11/2026 | 30/9/2026 | Hoàn thành | - | 30/11/2026 | 5 | 10 × (1 − 0,01 × 61 ngày) = 3,90, tối thiểu 5,00 | muộn
31/10/2026 | 30/9/2026 | Hoàn thành | - | 1/11/2026 | 10 | Ngày hoàn thành không dùng được: 0,00 | không sau 31/10/2026
"""


@pytest.mark.parametrize("case", cases(SENTENCES))
def test_arithmetic_and_what_wins_points_back(case: tuple[str, ...], curve: TaskCurve) -> None:
    last_day, deadline, state, progress, completed, reachable, arithmetic, regain = case
    scored = score(curve, [last_day, deadline, state, progress, completed, "-", "-", "-"])
    assert scored.arithmetic == arithmetic
    assert (scored.max_points if scored.reachable is None else scored.reachable) == points_of(reachable)
    assert regain in scored.regain if regain != "-" else not scored.regain


def test_the_expected_progress_grows_from_start_to_deadline() -> None:
    start, deadline = serial_of(START), serial_of("31/3/2028")
    shares = [TaskClock(start, last).elapsed(deadline) for last in range(start - 3, deadline + 3)]
    assert shares == sorted(shares)
    assert (shares[0], shares[3], shares[-1]) == (0, 0, 1)
    assert TaskClock(start, start + 69).elapsed(deadline) == Fraction(1, 10)


def test_the_words_are_those_of_the_form(run: RunContext) -> None:
    assert {*tasks.STATES} == {*run.layout.list_by_code["task_state"].items}
    assert ONGOING in {case[2] for case in cases(SITUATIONS)}
