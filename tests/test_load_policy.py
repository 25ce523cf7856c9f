"""Policies are refused with file and place when wrong, and chosen by the last day of the period."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from data_copies import cases, edited_copy, edited_folder
from good_entries import good_entries
from make_submission import make_submission

from de_an06_xl.errors import DataError, PeriodError
from de_an06_xl.form.rows import FormContext
from de_an06_xl.load_policy import load_policies, policy_for
from de_an06_xl.load_toml import DATA_DIR
from de_an06_xl.model.policy import COMPONENT_IDS, ScoringPolicy
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission import score_submission

SCORING = DATA_DIR / "scoring"
V1 = SCORING / "v1.toml"


def test_the_shipped_policy_is_version_1() -> None:
    (policy,) = load_policies()
    assert policy.version_id == "DTT/v1"
    assert policy.valid_from == dt.date(2026, 6, 1)
    assert [policy.weights.of(component) for component in COMPONENT_IDS] == [40, 40, 10, 10]
    assert sum(duty.points for duty in policy.duties) == 10


def test_every_number_has_a_reference() -> None:
    (policy,) = load_policies()
    curves = (policy.weights, policy.tasks, policy.reporting)
    numbers = [policy.min_coverage_pct, policy.min_completeness_pct]
    numbers += [getattr(curve, name) for curve in curves for name in type(curve).model_fields]
    named = [*policy.duties, *policy.bands, policy.insufficient, policy]
    assert len(numbers) == 18
    assert all(item.ref.strip() for item in [*numbers, *named])


# as shipped | changed to | the sentence names, parted by ";"
REFUSED = """
CT = { value = 40, | CT = { value = 41, | [weights]; tổng trọng số là 101
CT = { value = 40, | CT = { value = -40, | [weights]; không được âm
CT = { value = 40, ref = "đề xuất" } | CT = { value = 40 } | weights.CT.ref; thiếu khóa
CT = { value = 40, | CT = { value = "nhiều", | weights.CT.value; phải là số
CT = { value = 40, | CX = { value = 40, | weights.CT; thiếu khóa
[weights] | [weight] | bảng [weight]; không có trong quy định
late_floor = | late_flor = | tasks.late_floor; thiếu khóa
late_floor = { value = 0.5, | late_floor = { value = 0.5, unit = "%", | tasks.late_floor.unit; không có trong quy định
late_floor = { value = 0.5, | late_floor = { value = 1.5, | [tasks], khóa late_floor; từ 0 đến 1
overdue_factor = { value = 0.5, | overdue_factor = { value = -0.5, | [tasks], khóa overdue_factor; từ 0 đến 1
start_grace_inverse = { value = 4, | start_grace_inverse = { value = 0, | [tasks]; lớn hơn 0
coordinator_weight = { value = 0.4, | coordinator_weight = { value = 0, | [tasks]; lớn hơn 0
on_time_points = { value = 6, | on_time_points = { value = 7, | [reporting]; là 11
loss_per_error = { value = 0.2, | loss_per_error = { value = -0.2, | [reporting]; không được âm
id = "TC-c" | id = "TC-b" | TC-b; bị lặp lại
points = 4 | points = 5 | [[duty]]; đúng 10
late_points = 2 | late_points = 6 | [[duty]]; điểm khi muộn
shape = "dated" | shape = "date" | [[duty]] thứ 1 (TC-b), khóa shape; danh mục
from_score = 70 | from_score = 75 | HT và T; hở nhau
from_score = 70 | from_score = 65 | HT và T; chồng lấn nhau
to_score = 100 | to_score = 99 | [[band]]; phủ từ 0 đến 100
from_score = 0 | from_score = 1 | [[band]]; phủ từ 0 đến 100
to_score = 50 | to_score = 0 | [[band]] KHT; rỗng
id = "HT" | id = "T" | T; bị lặp lại
interim_years = "hold" | interim_years = "linear" | khóa interim_years; danh mục
valid_from = 2026-06-01 | valid_from = "tháng 6" | khóa valid_from; ngày
version = "v1" | phien_ban = "v1" | khóa version; thiếu khóa
[insufficient] | [[insufficient]] | khóa insufficient
[policy] | [policy | cú pháp TOML
"""


@pytest.mark.parametrize(("old", "new", "words"), cases(REFUSED))
def test_a_faulty_policy_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    folder = edited_folder(SCORING, tmp_path / "scoring", "v1.toml", old, new)
    with pytest.raises(DataError) as refusal:
        load_policies(folder)
    message = str(refusal.value)
    assert message.startswith("v1.toml")
    for word in words.split("; "):
        assert word in message


def test_a_folder_without_a_policy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="không có tệp cách tính điểm nào"):
        load_policies(tmp_path)


def _two(tmp_path: Path, *edits: tuple[str, str]) -> Path:
    """A folder with version 1 and a second version, version 1 with ``edits``."""
    folder = edited_folder(SCORING, tmp_path / "scoring", "v1.toml", "[policy]", "[policy]")
    second = folder / "v2.toml"
    edited_copy(V1, second, "[policy]", "[policy]")
    for old, new in edits:
        edited_copy(second, second, old, new)
    return folder


# the second version differs in | and the sentence names
REPEATED = """
valid_from = 2026-06-01=>valid_from = 2026-12-01 | DTT/v1; phiên bản cách tính điểm bị lặp lại
version = "v1"=>version = "v2" | 2026-06-01; ngày hiệu lực bị lặp lại
"""


@pytest.mark.parametrize(("edit", "words"), cases(REPEATED))
def test_two_policies_may_not_share_version_or_day(tmp_path: Path, edit: str, words: str) -> None:
    old, _, new = edit.partition("=>")
    with pytest.raises(DataError) as refusal:
        load_policies(_two(tmp_path, (old, new)))
    for word in words.split("; "):
        assert word in str(refusal.value)


@pytest.fixture
def both(tmp_path: Path) -> tuple[ScoringPolicy, ...]:
    """Version 1, and from December 2026 a version 2 with half a point for each late day."""
    return load_policies(
        _two(
            tmp_path,
            ('version = "v1"', 'version = "v2"'),
            ("valid_from = 2026-06-01", "valid_from = 2026-12-01"),
            ("loss_per_late_day = { value = 1,", "loss_per_late_day = { value = 0.5,"),
        )
    )


# last day of the period | version
VALID = """
2026-06-01 | DTT/v1
2026-10-31 | DTT/v1
2026-11-30 | DTT/v1
2026-12-01 | DTT/v2
2030-12-31 | DTT/v2
"""


@pytest.mark.parametrize(("day", "version"), cases(VALID))
def test_the_policy_valid_on_the_last_day_counts(both: tuple[ScoringPolicy, ...], day: str, version: str) -> None:
    assert policy_for(dt.date.fromisoformat(day), both).version_id == version


def test_a_month_before_the_first_policy_has_none(both: tuple[ScoringPolicy, ...]) -> None:
    with pytest.raises(PeriodError, match="31/05/2026"):
        policy_for(dt.date(2026, 5, 31), both)


# month | days late | version | points for being on time
MONTHS = """
2026-10 | 2 | DTT/v1 | 4
2026-12 | 2 | DTT/v2 | 5
"""


@pytest.mark.parametrize(("month", "late", "version", "points"), cases(MONTHS))
def test_a_month_is_scored_by_the_policy_valid_then(
    both: tuple[ScoringPolicy, ...], run: RunContext, month: str, late: str, version: str, points: str
) -> None:
    period = run.period(month)
    context = FormContext(run.plan, policy_for(period.last_day, both), period, run.unit("XP-02647"))
    entries = {**good_entries(context), ("TT", "TT-10", "value"): context.constants["DUE_DATE"] + int(late)}
    score = score_submission(make_submission(context, run.layout, entries), (), context, None)
    assert score.policy == version
    reporting = score.component("BC")
    assert reporting.rows[0].points == Decimal(points)
    assert reporting.points == 100 - 10 * (6 - Decimal(points))
