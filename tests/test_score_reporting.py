"""Chính sách điểm v1, mục 3: on time, complete, free of errors; and what the register changes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from data_copies import cases
from good_entries import good_entries
from make_submission import make_submission
from score_tables import points_of, serial_of, value_of

from de_an06_xl.check_submission import check_submission
from de_an06_xl.findings import make_finding
from de_an06_xl.form.rows import FormContext, serial_day
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.score import ScoreRow
from de_an06_xl.model.submission import EntryValue
from de_an06_xl.model.summary import Receipt
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission.reporting import completeness_pct, score_reporting

SENT = ("TT", "TT-10", "value")


@pytest.fixture(scope="module")
def context(run: RunContext) -> FormContext:
    return run.form_context(run.unit("XP-02647"), run.period("2026-10"))


def _date(cell: str) -> dt.date | None:
    return None if cell == "-" else serial_day(serial_of(cell))


# situation | Ngày gửi | received | extended to | points | the form itself shows
ARRIVALS = """
đúng ngày hạn                         | 9/11/2026  | - | - | 6 | -
trước ngày cuối kỳ                    | 30/10/2026 | - | - | 6 | -
muộn 1 ngày                           | 10/11/2026 | - | - | 5 | -
muộn 6 ngày                           | 15/11/2026 | - | - | 0 | -
muộn 60 ngày                          | 8/1/2027   | - | - | 0 | -
không có ngày                         | -          | - | - | 0 | -
ngày là chữ                           | hôm qua    | - | - | 0 | -
ngày là ô lỗi                         | #REF!      | - | - | 0 | -
sổ nhận cùng ngày                     | 9/11/2026  | 9/11/2026 | - | 6 | -
sổ nhận khác ngày, vẫn đúng hạn       | 5/11/2026  | 9/11/2026 | - | 6 | -
sổ nhận muộn hơn Ngày gửi             | 5/11/2026  | 12/11/2026 | - | 3 | 6
sổ nhận sớm hơn Ngày gửi              | 12/11/2026 | 9/11/2026 | - | 6 | 3
sổ nhận có ngày, biểu thì không       | -          | 10/11/2026 | - | 5 | 0
gia hạn, dùng Ngày gửi                | 12/11/2026 | - | 12/11/2026 | 6 | 3
gia hạn chưa đủ                       | 14/11/2026 | - | 12/11/2026 | 4 | 1
gia hạn và sổ nhận                    | 5/11/2026  | 13/11/2026 | 12/11/2026 | 5 | 6
gia hạn trước hạn chung thì bỏ qua    | 9/11/2026  | - | 5/11/2026 | 6 | -
gia hạn không có ngày nào             | -          | - | 12/11/2026 | 0 | -
"""


@pytest.mark.parametrize("case", cases(ARRIVALS), ids=lambda case: case[0])
def test_on_time(case: tuple[str, ...], context: FormContext, run: RunContext) -> None:
    _, sent, received, extended, points, form_points = case
    receipt = Receipt("XP-02647", _date(received), _date(extended), "")
    row = on_time(run.layout, context, value_of(sent), receipt)
    assert (row.id, row.points, row.max_points) == ("BC-1", points_of(points), Decimal(6))
    assert row.form_points == points_of(form_points)
    assert ("Biểu tự chấm" in row.reason) == (row.form_points is not None)
    assert bool(row.regain) == (row.points < 6)
    if received == extended == "-":
        assert on_time(run.layout, context, value_of(sent), None) == row


def on_time(layout: FormLayout, context: FormContext, sent: EntryValue, receipt: Receipt | None) -> ScoreRow:
    entries = {**good_entries(context), SENT: sent}
    return score_reporting(make_submission(context, layout, entries), (), context, receipt)[0]


def test_the_reason_names_both_dates_where_the_register_differs(context: FormContext, run: RunContext) -> None:
    receipt = Receipt("XP-02647", dt.date(2026, 11, 13), dt.date(2026, 11, 12), "mất điện")
    row = on_time(run.layout, context, value_of("5/11/2026"), receipt)
    assert row.reason == (
        "Sổ nhận ghi ngày 13/11/2026, hạn 12/11/2026 (đã gia hạn): muộn 1 ngày. "
        "Biểu tự chấm 6,00 theo Ngày gửi 05/11/2026 và hạn 09/11/2026."
    )
    assert row.arithmetic == "6 − 1 × 1 ngày = 5,00"


# left blank of the required cells | points out of 2
BLANKS = """
0  | 2
1  | 1,97
2  | 1,94
35 | 1
"""


@pytest.mark.parametrize(("blank", "points"), cases(BLANKS))
def test_completeness_counts_required_cells(blank: str, points: str, context: FormContext, run: RunContext) -> None:
    entries = good_entries(context)
    full = make_submission(context, run.layout, entries)
    assert full.required_count == 70
    # States stay: without its state a row requires other cells.
    spare = [
        (sheet, row.id, entry.column)
        for sheet in full.sheets
        for row in full.rows(sheet)
        for entry in row.entries.values()
        if entry.required and entry.column not in ("state", "done")
    ]
    for key in spare[: int(blank)]:
        del entries[key]
    submission = make_submission(context, run.layout, entries)
    row = score_reporting(submission, (), context, None)[1]
    assert submission.required_count == 70
    assert (row.id, row.points) == ("BC-2", points_of(points))
    assert completeness_pct(submission) == Fraction(100 * (70 - int(blank)), 70)
    assert row.regain == (f"Điền nốt {blank} ô bắt buộc còn trống." if blank != "0" else "")


def test_an_error_cell_is_not_a_blank(context: FormContext, run: RunContext) -> None:
    entries = {**good_entries(context), ("NV", "NV-IV.2", "result"): value_of("#REF!")}
    assert completeness_pct(make_submission(context, run.layout, entries)) == 100


# findings by code, repeated | points out of 2
ERRORS = """
-                       | 2
C202                    | 1,80
C202 C202 C202          | 1,40
C202 R301 C207          | 1,40
C201 C201 C201          | 2
C212 C214 R310 C221     | 2
C202*9                  | 0,20
C202*10                 | 0
C202*25                 | 0
"""


def _findings(text: str) -> list[Finding]:
    rules = load_rules()
    codes = [(part.partition("*")[0], int(part.partition("*")[2] or 1)) for part in text.split() if part != "-"]
    return [
        Finding(code, rules[code].severity, "a.xlsx", "", "", "Chỉ tiêu", "K9")
        for code, times in codes
        for _ in range(times)
    ]


@pytest.mark.parametrize(("codes", "points"), cases(ERRORS))
def test_only_errors_the_form_shows_cost_quality(
    codes: str, points: str, context: FormContext, run: RunContext
) -> None:
    submission = make_submission(context, run.layout, good_entries(context))
    row = score_reporting(submission, _findings(codes), context, None)[2]
    assert (row.id, row.points, row.max_points) == ("BC-3", points_of(points), Decimal(2))
    assert bool(row.regain) == (row.points < 2)


def test_an_empty_form_has_no_quality(context: FormContext, run: RunContext) -> None:
    submission = make_submission(context, run.layout, {})
    rows = score_reporting(submission, check_submission(submission, context, run.layout), context, None)
    assert [row.points for row in rows] == [0, 0, 0]


def test_each_repeated_error_counts(context: FormContext, run: RunContext) -> None:
    submission = make_submission(context, run.layout, good_entries(context))
    same = make_finding("C204", "a.xlsx", cell="K9", row_id="CT-I.5", value="-1", column="Tử số")
    assert score_reporting(submission, [same] * 4, context, None)[2].points == Decimal("1.20")
