"""An explanation adds up to the score, line by line, and names what is worth putting right."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import score_strategies
from good_entries import good_entries
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_submission import make_submission
from score_tables import value_of

from de_an06_xl.explain_score import REGISTER_NAME, ROUNDING_NAME, Explanation, explain_score, row_names
from de_an06_xl.form.rows import FormContext
from de_an06_xl.model.score import UnitScore
from de_an06_xl.model.submission import EntryValue
from de_an06_xl.model.summary import Receipt
from de_an06_xl.run_context import load_run
from de_an06_xl.score_submission import score_submission

RUN = load_run()
COMMUNE = RUN.form_context(RUN.unit("XP-02647"), RUN.period("2026-10"))
DEPARTMENT = RUN.form_context(RUN.unit("SN-STP"), RUN.period("2026-10"))


def scored(
    changes: dict[tuple[str, str, str], EntryValue], receipt: Receipt | None = None, context: FormContext = COMMUNE
) -> UnitScore:
    entries = {**good_entries(context), **changes}
    return score_submission(make_submission(context, RUN.layout, entries), (), context, receipt)


def explained(score: UnitScore, context: FormContext = COMMUNE) -> Explanation:
    return explain_score(score, row_names(context))


def assert_adds_up(explanation: Explanation) -> None:
    assert sum(line.contribution for line in explanation.lines) == explanation.score
    for component in explanation.components:
        assert sum(line.contribution for line in component.lines) == component.contribution
        rounding = [line for line in component.lines if line.name == ROUNDING_NAME]
        # Half of the last shown place for each line, and the rounding of the component itself.
        assert all(abs(line.contribution) <= Decimal("0.0051") for line in rounding)
    assert explanation.rounding is None or abs(explanation.rounding.contribution) <= Decimal("0.0053")


def test_a_full_score_has_nothing_to_put_right() -> None:
    explanation = explained(scored({}))
    assert_adds_up(explanation)
    assert explanation.fixes == ()
    assert all(line.lost == 0 for line in explanation.lines)
    assert [(item.name, item.contribution) for item in explanation.components] == [
        ("Chỉ tiêu", Decimal(40)),
        ("Nhiệm vụ", Decimal(40)),
        ("Chế độ báo cáo", Decimal(10)),
        ("Tổ chức thực hiện", Decimal(10)),
    ]


def test_each_line_is_a_share_of_the_total() -> None:
    explanation = explained(
        scored({("CT", "CT-I.5", "numerator"): Decimal(45), ("CT", "CT-I.5", "denominator"): Decimal(60)})
    )
    assert_adds_up(explanation)
    indicators = explanation.components[0]
    line = next(line for line in indicators.lines if line.row_id == "CT-I.5")
    # Eight indicators share 40 points: one full row is worth 5, one point 0,5.
    assert (line.contribution, line.lost) == (Decimal("4.6900"), Decimal("0.3100"))
    assert (indicators.points, indicators.contribution) == (Decimal("99.23"), Decimal("39.6920"))
    assert indicators.lines[-1].name == ROUNDING_NAME
    assert indicators.lines[-1].contribution == Decimal("0.0020")
    assert [line.row_id for line in indicators.unscored] == ["CT-I.8", "CT-II.12"]


def test_a_component_without_rows_gives_its_weight_to_the_others() -> None:
    context = RUN.form_context(RUN.unit("SN-SNGV"), RUN.period("2026-10"))
    explanation = explained(scored({}, context=context), context)
    assert_adds_up(explanation)
    assert [item.points is None for item in explanation.components] == [True, False, False, False]
    assert [item.contribution for item in explanation.components] == [
        Decimal(0),
        Decimal("66.6667"),
        Decimal("16.6667"),
        Decimal("16.6667"),
    ]
    assert explanation.rounding is not None
    assert explanation.rounding.contribution == Decimal("-0.0001")


def test_the_three_rows_worth_most_come_first() -> None:
    explanation = explained(
        scored(
            {
                ("CT", "CT-I.5", "numerator"): Decimal(0),
                ("CT", "CT-I.6", "numerator"): Decimal(9900),
                ("NV", "NV-IV.2", "result"): None,
                ("TC", "TC-e", "amount"): Decimal(0),
            }
        )
    )
    assert [fix.row_id for fix in explanation.fixes] == ["CT-I.5", "NV-IV.2", "CT-I.6"]
    assert explanation.fixes[0].gain == Decimal("5.0000")
    assert explanation.fixes[0].regain == "Đạt ít nhất 15.920 trên 19.900 để được trọn điểm."
    assert explanation.fixes[1].name == RUN.plan.task_by_id["NV-IV.2"].name


def test_a_late_day_is_lost_but_not_worth_putting_right() -> None:
    late = {("TT", "TT-10", "value"): value_of("12/11/2026"), ("TC", "TC-b", "document_date"): value_of("6/6/2026")}
    explanation = explained(scored(late))
    lost = {line.row_id: line.lost for line in explanation.lines if line.lost}
    assert lost == {"BC-1": Decimal("3.0000"), "TC-b": Decimal("2.0000")}
    assert explanation.fixes == ()


def test_the_register_has_a_line_of_its_own() -> None:
    score = scored({}, Receipt("XP-02647", dt.date(2026, 11, 12), None, ""))
    explanation = explained(score)
    assert_adds_up(explanation)
    reporting = explanation.components[2]
    assert [(line.name, line.points, line.contribution) for line in reporting.lines[:2]] == [
        ("Báo cáo đúng hạn", Decimal(6), Decimal(6)),
        (REGISTER_NAME, Decimal(-3), Decimal(-3)),
    ]
    # What the form alone shows is the score without that line.
    assert score.score - reporting.lines[1].contribution == scored({}).score


def test_names_of_all_rows_and_an_unknown_one() -> None:
    score = scored({})
    names = row_names(COMMUNE)
    assert {row.id for component in score.components for row in component.rows} == set(names)
    assert explain_score(score, {}).components[0].lines[0].name == "CT-I.5"
    assert names["BC-2"] == "Điền đầy đủ"


@settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data(), st.sampled_from((COMMUNE, DEPARTMENT)))
def test_the_lines_sum_to_the_score(data: st.DataObject, context: FormContext) -> None:
    context = replace(context, policy=data.draw(score_strategies.policies(context.policy)))
    submission = make_submission(context, RUN.layout, data.draw(score_strategies.entries(context, RUN.layout)))
    findings, receipt = data.draw(score_strategies.findings()), data.draw(score_strategies.receipts(context))
    score = score_submission(submission, findings, context, receipt)
    explanation = explained(score, context)
    assert_adds_up(explanation)
    assert len(explanation.fixes) <= 3
    assert [fix.gain for fix in explanation.fixes] == sorted((fix.gain for fix in explanation.fixes), reverse=True)
    shown = {line.row_id for line in explanation.lines if line.row_id}
    hidden = {line.row_id for component in explanation.components for line in component.unscored}
    assert shown | hidden == {row.id for component in score.components for row in component.rows}
    assert not shown & hidden
