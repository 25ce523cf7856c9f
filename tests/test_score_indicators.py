"""Chính sách điểm v1, mục 1: one table, one situation of one indicator per line."""

from __future__ import annotations

from array import array
from decimal import Decimal
from fractions import Fraction

import pytest
from data_copies import cases
from hypothesis import given, settings
from hypothesis import strategies as st
from score_tables import points_of, row_of, value_of

from de_an06_xl.form.rows import SHAPE_WORDS
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.submission import Row
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission import indicators
from de_an06_xl.score_submission.indicator_points import (
    many_points,
    number_fault,
    point_hundredths,
    raw_points,
)
from de_an06_xl.score_submission.indicators import coverage_pct, is_answered, score_indicator

# situation | shape | direction | target | state | numerator | denominator | result word | explanation | points
SITUATIONS = """
đạt đúng mục tiêu             | Tỷ lệ     | ≥ | 80 | Có số liệu | 48 | 60 | - | - | 10
vượt mục tiêu vẫn 10          | Tỷ lệ     | ≥ | 80 | Có số liệu | 60 | 60 | - | - | 10
chưa đạt: theo tỷ lệ          | Tỷ lệ     | ≥ | 80 | Có số liệu | 45 | 60 | - | - | 9,38
đúng nửa xu thì làm tròn lên  | Tỷ lệ     | ≥ | 80 | Có số liệu | 1  | 1000 | - | - | 0,01
dưới nửa xu thì làm tròn xuống | Tỷ lệ    | ≥ | 80 | Có số liệu | 39 | 100000 | - | - | 0,00
không làm tròn tỷ lệ trước    | Tỷ lệ     | ≥ | 95 | Có số liệu | 2  | 3 | - | - | 7,02
kết quả 0 được 0 điểm         | Tỷ lệ     | ≥ | 80 | Có số liệu | 0  | 60 | - | - | 0
số lẻ vẫn tính                | Tỷ lệ     | ≥ | 50 | Có số liệu | 12,5 | 50 | - | - | 5
không quá 30%: đúng mức       | Tỷ lệ     | ≤ | 30 | Có số liệu | 18 | 60 | - | - | 10
không quá 30%: bằng 0         | Tỷ lệ     | ≤ | 30 | Có số liệu | 0  | 60 | - | - | 10
không quá 30%: đang 45%       | Tỷ lệ     | ≤ | 30 | Có số liệu | 27 | 60 | - | - | 6,67
không quá 30%: đang 100%      | Tỷ lệ     | ≤ | 30 | Có số liệu | 60 | 60 | - | - | 3
đủ số lượng                   | Số lượng  | ≥ | 4  | Có số liệu | 4  | - | - | - | 10
thiếu số lượng                | Số lượng  | ≥ | 4  | Có số liệu | 3  | - | - | - | 7,50
số lượng không cần mẫu số     | Số lượng  | ≥ | 4  | Có số liệu | 3  | #REF! | - | - | 7,50
giảm đủ 70%                   | Mức giảm  | ≥ | 70 | Có số liệu | 30 | 100 | - | - | 10
giảm một nửa                  | Mức giảm  | ≥ | 70 | Có số liệu | 50 | 100 | - | - | 7,14
không giảm                    | Mức giảm  | ≥ | 70 | Có số liệu | 100 | 100 | - | - | 0
lại tăng lên                  | Mức giảm  | ≥ | 70 | Có số liệu | 130 | 100 | - | - | 0
định tính: Đạt                | Định tính | phải đạt | Đảm bảo | Có số liệu | - | - | Đạt | - | 10
định tính: Hoàn thành         | Định tính | phải đạt | Đảm bảo | Có số liệu | - | - | Hoàn thành | - | 10
định tính: Chưa đạt           | Định tính | phải đạt | Đảm bảo | Có số liệu | - | - | Chưa đạt | - | 0
định tính: Chưa hoàn thành    | Định tính | phải đạt | Đảm bảo | Có số liệu | - | - | Chưa hoàn thành | - | 0
định tính: từ lạ              | Định tính | phải đạt | Đảm bảo | Có số liệu | - | - | Tốt | - | -
định tính: để trống           | Định tính | phải đạt | Đảm bảo | Có số liệu | - | - | - | - | -
định tính: ô lỗi              | Định tính | phải đạt | Đảm bảo | Có số liệu | - | - | #N/A | - | -
không có mục tiêu năm         | Tỷ lệ     | – | -  | Có số liệu | 45 | 60 | - | - | -
mục tiêu theo chỉ đạo         | Định tính | – | Theo chỉ đạo của Bộ Công an | Có số liệu | - | - | Đạt | - | -
tử số để trống                | Tỷ lệ     | ≥ | 80 | Có số liệu | -  | 60 | - | - | -
tử số là chữ                  | Tỷ lệ     | ≥ | 80 | Có số liệu | bốn lăm | 60 | - | - | -
tử số là ô lỗi                | Tỷ lệ     | ≥ | 80 | Có số liệu | #DIV/0! | 60 | - | - | -
tử số âm                      | Tỷ lệ     | ≥ | 80 | Có số liệu | -1 | 60 | - | - | -
mẫu số để trống               | Tỷ lệ     | ≥ | 80 | Có số liệu | 45 | - | - | - | -
mẫu số là ô lỗi               | Mức giảm  | ≥ | 70 | Có số liệu | 45 | #REF! | - | - | -
mẫu số bằng 0                 | Tỷ lệ     | ≥ | 80 | Có số liệu | 0  | 0 | - | - | -
mẫu số âm                     | Mức giảm  | ≥ | 70 | Có số liệu | 45 | -60 | - | - | -
tử số lớn hơn mẫu số          | Tỷ lệ     | ≥ | 80 | Có số liệu | 61 | 60 | - | - | -
không phát sinh, có giải trình | Tỷ lệ    | ≥ | 80 | Không phát sinh | - | - | - | Kỳ này không có hồ sơ | -
không phát sinh, không giải trình | Tỷ lệ | ≥ | 80 | Không phát sinh | - | - | - | - | -
không phát sinh, giải trình là ô lỗi | Tỷ lệ | ≥ | 80 | Không phát sinh | - | - | - | #REF! | -
không áp dụng, có giải trình  | Tỷ lệ     | ≥ | 80 | Không áp dụng | - | - | - | Không thuộc chức năng | -
chưa có số liệu               | Tỷ lệ     | ≥ | 80 | Chưa có số liệu | - | - | - | Chờ hệ thống | -
chưa có số liệu nhưng ghi số  | Tỷ lệ     | ≥ | 80 | Chưa có số liệu | 45 | 60 | - | - | -
tình trạng để trống           | Tỷ lệ     | ≥ | 80 | - | 45 | 60 | - | - | -
tình trạng là từ lạ           | Tỷ lệ     | ≥ | 80 | Có | 45 | 60 | - | - | -
tình trạng là ô lỗi           | Tỷ lệ     | ≥ | 80 | #NAME? | 45 | 60 | - | - | -
không có mục tiêu, có giải trình | Tỷ lệ  | – | -  | Không phát sinh | - | - | - | Không có hồ sơ | -
"""
ANSWERED_WITHOUT_POINTS = {"không phát sinh, có giải trình", "không áp dụng, có giải trình"}


def indicator(
    shape: str, direction: str, target: str, state: str, numerator: str, denominator: str, word: str, explanation: str
) -> Row:
    facts = {"shape": shape, "direction": direction, "target": value_of(target), "measure": "Hệ thống"}
    return row_of(
        "CT",
        facts,
        state=state,
        numerator=numerator,
        denominator=denominator,
        qualitative=word,
        explanation=explanation,
    )


@pytest.mark.parametrize("case", cases(SITUATIONS), ids=lambda case: case[0])
def test_points_of_one_indicator(case: tuple[str, ...]) -> None:
    situation, *cells, points = case
    row = indicator(*cells)
    scored = score_indicator(row)
    expected = points_of(points)
    assert scored.points == expected
    assert scored.reason
    assert is_answered(row, scored) == (expected is not None or situation in ANSWERED_WITHOUT_POINTS)
    # Something to win back is said exactly where something was lost; unscored rows show no arithmetic.
    assert bool(scored.regain) == (expected is not None and expected < 10)
    assert bool(scored.arithmetic) == (expected is not None)


# shape | direction | target | numerator | denominator | arithmetic | regain
SENTENCES = """
Tỷ lệ | ≥ | 80 | 45 | 60 | 10 × 45/60 ÷ 80% = 9,38 | Đạt ít nhất 48 trên 60 để được trọn điểm.
Tỷ lệ | ≥ | 80 | 1200 | 2001 | 10 × 1.200/2.001 ÷ 80% = 7,50 | Đạt ít nhất 1.601 trên 2.001 để được trọn điểm.
Tỷ lệ | ≥ | 80 | 4,567 | 10 | 10 × 4,567/10 ÷ 80% = 5,71 | Đạt ít nhất 8 trên 10 để được trọn điểm.
Tỷ lệ | ≥ | 80 | 55 | 60 | 10 × 55/60 ÷ 80% = 11,46, tối đa 10,00 | -
Tỷ lệ | ≤ | 30 | 27 | 61 | 10 × 30% ÷ (27/61) = 6,78 | Giảm tử số còn nhiều nhất 18 trên 61 để được trọn điểm.
Tỷ lệ | ≤ | 30 | 18 | 60 | 18/60 không quá 30%: 10,00 | -
Số lượng | ≥ | 4 | 3 | - | 10 × 3 ÷ 4 = 7,50 | Đạt ít nhất 4 hệ thống để được trọn điểm.
Mức giảm | ≥ | 70 | 51 | 101 | 10 × (101 − 51)/101 ÷ 70% = 7,07 | Giảm số hiện tại còn nhiều nhất 30 để được trọn điểm.
Mức giảm | ≥ | 70 | 130 | 100 | 10 × (100 − 130)/100 ÷ 70% = -4,29, tối thiểu 0,00 | Giảm số hiện tại còn nhiều nhất 30 để được trọn điểm.
"""  # noqa: E501


@pytest.mark.parametrize(
    ("shape", "direction", "target", "numerator", "denominator", "arithmetic", "regain"), cases(SENTENCES)
)
def test_arithmetic_and_what_wins_points_back(
    shape: str, direction: str, target: str, numerator: str, denominator: str, arithmetic: str, regain: str
) -> None:
    scored = score_indicator(indicator(shape, direction, target, "Có số liệu", numerator, denominator, "-", "-"))
    assert scored.arithmetic == arithmetic
    assert scored.regain == ("" if regain == "-" else regain)


def test_following_the_advice_gives_full_points() -> None:
    for denominator in range(1, 90):
        row = indicator("Tỷ lệ", "≥", "95", "Có số liệu", "0", str(denominator), "-", "-")
        needed = score_indicator(row).regain.split()[3]
        better = indicator("Tỷ lệ", "≥", "95", "Có số liệu", needed, str(denominator), "-", "-")
        assert score_indicator(better).points == 10


# numbers of rows: scored, excused with a reason, excused without, no data, without target | coverage in percent
COVERAGES = """
7 0 0 3 0 | 70
2 0 0 1 5 | 200/3
0 3 0 0 0 | 100
0 3 1 0 2 | 75
0 0 0 0 4 | -
0 0 0 0 0 | -
"""


@pytest.mark.parametrize(("counts", "expected"), cases(COVERAGES))
def test_coverage_is_answered_over_rows_with_a_target(counts: str, expected: str) -> None:
    kinds = [
        indicator("Tỷ lệ", "≥", "80", "Có số liệu", "0", "60", "-", "-"),
        indicator("Tỷ lệ", "≥", "80", "Không phát sinh", "-", "-", "-", "Không có hồ sơ"),
        indicator("Tỷ lệ", "≥", "80", "Không phát sinh", "-", "-", "-", "-"),
        indicator("Tỷ lệ", "≥", "80", "Chưa có số liệu", "-", "-", "-", "-"),
        indicator("Tỷ lệ", "–", "-", "Có số liệu", "1", "60", "-", "-"),
    ]
    rows = [row for row, count in zip(kinds, counts.split(), strict=True) for _ in range(int(count))]
    coverage = coverage_pct([(row, score_indicator(row)) for row in rows])
    assert coverage == (None if expected == "-" else Fraction(expected))


def test_the_words_are_those_of_the_form(run: RunContext) -> None:
    layout: FormLayout = run.layout
    assert {*indicators.EXCUSED, indicators.HAS_DATA, indicators.NO_DATA} == {*layout.list_by_code["data_state"].items}
    assert {*indicators.REACHED, *indicators.NOT_REACHED} == {*layout.list_by_code["qualitative"].items}
    assert {case[1] for case in cases(SITUATIONS)} == set(SHAPE_WORDS.values())


def test_row_points_are_out_of_ten() -> None:
    scored = score_indicator(indicator("Tỷ lệ", "≥", "80", "Có số liệu", "45", "60", "-", "-"))
    assert (scored.max_points, scored.weight, scored.reachable) == (Decimal(10), Decimal(1), None)


@settings(deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(-5, 10**6), st.integers(-5, 10**6)), min_size=1, max_size=30),
    times=st.sampled_from([1, 1, 1, 10**9]),
    shape=st.sampled_from(["Tỷ lệ", "Số lượng", "Mức giảm"]),
    direction=st.sampled_from(["≥", "≤"]),
    target=st.sampled_from([Decimal(80), Decimal("99.5"), Decimal(30), Decimal("0.1")]),
)
def test_many_rows_at_once_are_worth_what_each_is_alone(
    rows: list[tuple[int, int]], times: int, shape: str, direction: str, target: Decimal
) -> None:
    goal = Fraction(target)
    rows = [(up * times, whole * times) for up, whole in rows]
    together = many_points(shape, direction, array("q", [up for up, _ in rows]), array("q", [w for _, w in rows]), goal)
    if any(number_fault(shape, up, whole) for up, whole in rows):
        assert together is None
    elif times == 1 or together is not None:
        alone = [point_hundredths(raw_points(shape, direction, up, whole or 1, goal)) / 100 for up, whole in rows]
        assert together == alone


def test_numbers_beyond_64_bits_are_left_to_the_exact_way() -> None:
    large = array("q", [10**15])
    assert many_points("Tỷ lệ", "≥", large, large, Fraction(80)) is None
