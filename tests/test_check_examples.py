"""Every rule of families C, R and P: it fires in its failing example, where it should, and not in the passing one."""

from __future__ import annotations

import pytest
from rule_examples import Example, context_of, examples, findings_of, submission_of

from de_an06_xl.load_plan import load_plan
from de_an06_xl.load_rules import load_rules


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.code)
def test_fires_at_its_place_in_the_failing_example(example: Example) -> None:
    context = context_of(example.unit, example.period)
    row_id, column = (part.strip() for part in example.at.split("|"))
    cell = submission_of(example.fails, context).sheets[row_id[:2]].rows[row_id].entries[column].cell
    fired = [finding for finding in findings_of(example.fails, context) if finding.code == example.code]
    assert (row_id, cell) in [(finding.row_id, finding.cell) for finding in fired]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.code)
def test_is_silent_in_the_passing_example(example: Example) -> None:
    context = context_of(example.unit, example.period)
    assert example.code not in [finding.code for finding in findings_of(example.passes, context)]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.code)
def test_a_query_closes_when_its_reason_is_given(example: Example) -> None:
    closes_with = load_rules()[example.code].closes_with
    if not closes_with:
        assert load_rules()[example.code].severity != "query"
        return
    row_id, _ = (part.strip() for part in example.at.split("|"))
    reason = "TT-11 | value" if closes_with == "TT-11" else f"{row_id} | {closes_with}"
    context = context_of(example.unit, example.period)
    closed = findings_of(f"{example.fails.strip()}\n{reason} | Đã kiểm tra lại, số liệu đúng như vậy", context)
    rows = [finding.row_id for finding in closed if finding.code == example.code]
    assert row_id not in rows if closes_with != "TT-11" else not rows


@pytest.mark.parametrize("unit", ["XP-02647", "SN-SKHCN", "SN-STP", "SN-SYT", "SN-SNV", "SN-CAT", "SN-TAND"])
@pytest.mark.parametrize("period", ["2026-10", "2026-12"])
def test_a_good_return_has_no_finding(unit: str, period: str) -> None:
    if unit not in load_plan().unit_by_code:
        pytest.fail(f"{unit} is not a unit of the plan")
    assert findings_of("", context_of(unit, period)) == []
