"""Whole returns scored end to end, and the properties that hold for every return and every policy."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import score_strategies
from data_copies import cases
from good_entries import good_entries
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from make_submission import make_submission
from score_tables import points_of, value_of

from de_an06_xl.form.rows import FormContext, day_serial
from de_an06_xl.model.score import UnitScore
from de_an06_xl.model.submission import EntryValue, Submission
from de_an06_xl.run_context import load_run
from de_an06_xl.score_submission import score_submission

RUN = load_run()
OCTOBER = RUN.period("2026-10")
COMMUNE = RUN.form_context(RUN.unit("XP-02647"), OCTOBER)
JUSTICE = RUN.form_context(RUN.unit("SN-STP"), OCTOBER)
POLICE = RUN.form_context(RUN.unit("SN-CAT"), OCTOBER)
CONTEXTS = st.sampled_from((COMMUNE, JUSTICE))
fast = settings(
    max_examples=20,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def scored(context: FormContext, entries: dict[tuple[str, str, str], EntryValue]) -> UnitScore:
    return score_submission(make_submission(context, RUN.layout, entries), (), context, None)


def test_everything_right_is_100() -> None:
    score = scored(COMMUNE, good_entries(COMMUNE))
    assert (score.score, score.band, score.coverage_pct, score.completeness_pct) == (
        Decimal(100),
        "Hoàn thành xuất sắc",
        Decimal(100),
        Decimal(100),
    )
    assert (score.unit, score.period, score.policy) == ("XP-02647", "2026-10", "DTT/v1")


def test_an_empty_return_has_no_points_and_no_band() -> None:
    score = scored(COMMUNE, {})
    assert {item.id: item.points for item in score.components} == {"CT": None, "NV": None, "BC": 0, "TC": 0}
    assert (score.score, score.band, score.coverage_pct, score.completeness_pct) == (0, "Chưa đủ dữ liệu", 0, 0)


def test_every_row_of_the_form_stands_in_the_score() -> None:
    submission = make_submission(POLICE, RUN.layout, good_entries(POLICE))
    score = score_submission(submission, (), POLICE, None)
    assert [item.id for item in score.components] == ["CT", "NV", "BC", "TC"]
    for sheet in ("CT", "NV", "TC"):
        assert [row.id for row in score.component(sheet).rows] == [row.id for row in submission.rows(sheet)]
    assert [row.id for row in score.component("BC").rows] == ["BC-1", "BC-2", "BC-3"]


def test_a_unit_without_indicators_has_no_coverage() -> None:
    context = RUN.form_context(RUN.unit("SN-SNGV"), OCTOBER)
    score = scored(context, good_entries(context))
    assert (score.coverage_pct, score.component("CT").points, score.score) == (None, None, 100)


def test_the_task_of_the_example_at_the_end_of_august() -> None:
    """NV-V.3, due 31/3/2028, 14 % done on 31/8/2026: 8,625 is 8,63 points."""
    august = RUN.form_context(RUN.unit("SN-CAT"), RUN.period("2026-08"))
    entries = {("NV", "NV-V.3", "state"): "Đang triển khai", ("NV", "NV-V.3", "progress_pct"): Decimal(14)}
    score = scored(august, entries)
    row = next(row for row in score.component("NV").rows if row.id == "NV-V.3")
    assert (row.points, row.arithmetic) == (Decimal("8.63"), "10 × 14% ÷ (112/690) = 8,63")
    assert score.component("NV").points == Decimal("86.30")


# situation | cell and value, several parted by ";" | CT | NV | TC | coverage | band
SITUATIONS = """
thiếu một chỉ tiêu              | CT-I.5.state=- | 100 | 100 | 100 | 87,50 | Hoàn thành xuất sắc
đạt 3/4 một chỉ tiêu 80%        | CT-I.5.numerator=45;CT-I.5.denominator=60 | 99,23 | 100 | 100 | 100 | Hoàn thành xuất sắc
ba chỉ tiêu chưa có số liệu     | CT-I.5.state=Chưa có số liệu;CT-I.6.state=Chưa có số liệu;CT-II.1.state=Chưa có số liệu | 100 | 100 | 100 | 62,50 | Chưa đủ dữ liệu
chỉ tiêu không mục tiêu để trống | CT-I.8.state=-;CT-II.12.state=- | 100 | 100 | 100 | 100 | Hoàn thành xuất sắc
một việc thường xuyên không có gì | NV-IV.2.result=- | 100 | 90 | 100 | 100 | Hoàn thành xuất sắc
một việc tạm dừng có giải trình | NV-IV.2.state=Tạm dừng;NV-IV.2.explanation=Chờ | 100 | 100 | 100 | 100 | Hoàn thành xuất sắc
kế hoạch ban hành muộn          | TC-b.document_date=6/6/2026 | 100 | 100 | 80 | 100 | Hoàn thành xuất sắc
không có mô hình, chưa kiểm tra | TC-e.amount=0;TC-dd.done=Chưa | 100 | 100 | 80 | 100 | Hoàn thành xuất sắc
"""  # noqa: E501


@pytest.mark.parametrize("case", cases(SITUATIONS), ids=lambda case: case[0])
def test_a_return_with_one_thing_changed(case: tuple[str, ...]) -> None:
    _, changes, *components, coverage, band = case
    entries = good_entries(COMMUNE)
    for change in changes.split(";"):
        place, _, cell = change.partition("=")
        row_id, _, column = place.rpartition(".")
        entries[row_id[:2], row_id, column] = value_of(cell)
    score = scored(COMMUNE, entries)
    assert [score.component(name).points for name in ("CT", "NV", "TC")] == [points_of(text) for text in components]
    assert score.coverage_pct == points_of(coverage)
    assert score.band == band


# ---------------------------------------------------------------- properties


@fast
@given(st.data())
def test_every_score_is_between_0_and_100(data: st.DataObject) -> None:
    context = data.draw(CONTEXTS)
    context = replace(context, policy=data.draw(score_strategies.policies(context.policy)))
    submission = make_submission(context, RUN.layout, data.draw(score_strategies.entries(context, RUN.layout)))
    findings, receipt = data.draw(score_strategies.findings()), data.draw(score_strategies.receipts(context))
    score = score_submission(submission, findings, context, receipt)
    assert 0 <= score.score <= 100
    assert score.coverage_pct is None or 0 <= score.coverage_pct <= 100
    assert 0 <= score.completeness_pct <= 100
    for component in score.components:
        assert component.points is None or 0 <= component.points <= 100
        for row in component.rows:
            assert row.points is None or 0 <= row.points <= row.max_points
            assert row.reachable is None or (row.points or 0) <= row.reachable <= row.max_points
            assert row.reason
            assert row.points is None or bool(row.regain) == (row.points < row.max_points)


@fast
@given(st.data(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(data: st.DataObject, shuffle: random.Random) -> None:
    submission = make_submission(JUSTICE, RUN.layout, data.draw(score_strategies.entries(JUSTICE, RUN.layout)))
    first = score_submission(submission, (), JUSTICE, None)
    second = score_submission(_shuffled(submission, shuffle), (), JUSTICE, None)
    assert (first.score, first.band, first.coverage_pct) == (second.score, second.band, second.coverage_pct)
    for before, after in zip(first.components, second.components, strict=True):
        assert before.points == after.points
        assert {row.id: row for row in before.rows} == {row.id: row for row in after.rows}


def _shuffled(submission: Submission, shuffle: random.Random) -> Submission:
    sheets = {}
    for code, sheet in submission.sheets.items():
        rows = list(sheet.rows.items())
        shuffle.shuffle(rows)
        sheets[code] = replace(sheet, rows=dict(rows))
    return replace(submission, sheets=sheets)


def _never_lower(
    data: st.DataObject, context: FormContext, sheet: str, row_id: str, worse: dict[str, Any], better: dict[str, Any]
) -> None:
    """The whole score and the row's points for ``better`` are not below those for ``worse``."""
    context = replace(context, policy=data.draw(score_strategies.policies(context.policy)))
    rest = data.draw(score_strategies.entries(context, RUN.layout))
    results = []
    for cells in (worse, better):
        entries = {**rest, **{(sheet, row_id, column): value for column, value in cells.items()}}
        score = scored(context, entries)
        results.append((score, next(row for row in score.component(sheet).rows if row.id == row_id)))
    (low, low_row), (high, high_row) = results
    assume((low_row.points is None) == (high_row.points is None))
    assert (low_row.points or 0) <= (high_row.points or 0)
    assert low.score <= high.score


def _rows(context: FormContext, sheet: str, **facts: Any) -> list[str]:
    rows = make_submission(context, RUN.layout, {}).rows(sheet)
    return [row.id for row in rows if all(row.facts[key] == value for key, value in facts.items())]


DATED = [
    row.id for row in make_submission(JUSTICE, RUN.layout, {}).rows("NV") if isinstance(row.facts["deadline"], int)
]


@fast
@given(st.data(), st.sampled_from(DATED), st.lists(st.decimals(0, 100, places=1), min_size=2, max_size=2))
def test_more_progress_never_lowers(data: st.DataObject, row_id: str, progress: list[Decimal]) -> None:
    less, more = sorted(progress)
    state = {"state": "Đang triển khai"}
    _never_lower(data, JUSTICE, "NV", row_id, {**state, "progress_pct": less}, {**state, "progress_pct": more})


@fast
@given(st.data(), st.sampled_from(DATED), st.lists(st.integers(-300, 0), min_size=2, max_size=2))
def test_an_earlier_completion_never_lowers(data: st.DataObject, row_id: str, days: list[int]) -> None:
    last = day_serial(OCTOBER.last_day)
    earlier, later = sorted(last + day for day in days)
    state = {"state": "Hoàn thành"}
    _never_lower(
        data, JUSTICE, "NV", row_id, {**state, "completion_date": later}, {**state, "completion_date": earlier}
    )


# unit | indicators | more is better, or less
ACTUALS = [
    (COMMUNE, _rows(COMMUNE, "CT", shape="Tỷ lệ", direction="≥"), 1),
    (JUSTICE, _rows(JUSTICE, "CT", direction="≤"), -1),
    (POLICE, _rows(POLICE, "CT", shape="Số lượng", direction="≥"), 1),
    (POLICE, _rows(POLICE, "CT", shape="Mức giảm", direction="≥"), -1),
]


@pytest.mark.parametrize(("context", "ids", "sign"), ACTUALS, ids=["share", "at most", "count", "reduction"])
@settings(fast, max_examples=8)
@given(data=st.data())
def test_a_better_actual_never_lowers(data: st.DataObject, context: FormContext, ids: list[str], sign: int) -> None:
    row_id = data.draw(st.sampled_from(ids))
    size = data.draw(st.integers(1, 3000))
    worse, better = sorted(data.draw(st.lists(st.integers(0, size), min_size=2, max_size=2)), key=lambda n: sign * n)
    known: dict[str, Any] = {"state": "Có số liệu"}
    if "denominator" in _inputs(context, row_id):
        known["denominator"] = Decimal(size)
    _never_lower(
        data, context, "CT", row_id, {**known, "numerator": Decimal(worse)}, {**known, "numerator": Decimal(better)}
    )


def _inputs(context: FormContext, row_id: str) -> set[str]:
    return set(make_submission(context, RUN.layout, {}).sheets["CT"].rows[row_id].entries)
