"""Rules against earlier periods: each fires in its failing history, where it should, and not in the one beside it."""

# ruff: noqa: E501 - a line of the table is an example
from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from data_copies import cases
from form_files import write_form
from good_entries import good_entries
from make_summary import LAYOUT, PLAN
from rule_examples import context_of
from stored_months import MORNING, month_return, month_summary

from de_an06_xl.check_history import check_history
from de_an06_xl.check_history.registry import history_rule
from de_an06_xl.form.rows import day_serial
from de_an06_xl.history import open_store
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.submission import EntryValue, Submission
from de_an06_xl.model.unit_past import NO_PAST, PastPoint, UnitPast
from de_an06_xl.pipeline import FileTask, process_file, read_month
from de_an06_xl.run_context import RunContext

MONTHS = ("2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09")
LONG = "Đã tổ chức ba buổi tuyên truyền lưu động"

# Where it must fire (unit, row | column) | its earlier months, oldest first … → the failing month ≠ the passing month.
# A month is "column value" pairs; "-" is a month without a return, "." one with nothing in the row.
EXAMPLES = """
H501 | SN-CAT   | CT-V.4   | numerator       | numerator 12 → numerator 11 ≠ numerator 12
H501 | SN-CAT   | CT-V.4   | numerator       | numerator 12; -; - → numerator 11 ≠ numerator 13
H502 | XP-02647 | CT-I.5   | numerator       | numerator 100, denominator 200 → numerator 89, denominator 200 ≠ numerator 90, denominator 200
H502 | XP-02647 | CT-I.5   | numerator       | numerator 100, denominator 200 → numerator 80, denominator 210 ≠ numerator 80, denominator 199
H503 | XP-02647 | NV-III.2 | progress_pct    | state Đang triển khai, progress_pct 60 → state Đang triển khai, progress_pct 59 ≠ state Đang triển khai, progress_pct 60
H504 | XP-02647 | NV-III.2 | state           | state Hoàn thành, progress_pct 100 → state Đang triển khai, progress_pct 90 ≠ state Hoàn thành, progress_pct 100
H505 | XP-02647 | CT-I.5   | denominator     | numerator 100, denominator 200 → numerator 100, denominator 261 ≠ numerator 100, denominator 260
H505 | XP-02647 | CT-I.5   | denominator     | numerator 100, denominator 200 → numerator 100, denominator 139 ≠ numerator 100, denominator 140
H506 | XP-02647 | CT-I.5   | numerator       | numerator 100, denominator 200; numerator 100, denominator 200 → numerator 100, denominator 200 ≠ numerator 101, denominator 200
H506 | XP-02647 | CT-I.5   | numerator       | numerator 1, denominator 2; numerator 100, denominator 200; -; numerator 100, denominator 200 → numerator 100, denominator 200 ≠ numerator 100, denominator 201
H507 | XP-02647 | NV-III.2 | progress_pct    | state Đang triển khai, progress_pct 40; state Đang triển khai, progress_pct 40 → state Đang triển khai, progress_pct 40 ≠ state Đang triển khai, progress_pct 45
H508 | XP-02647 | NV-III.2 | result          | state Đang triển khai, result {long}; state Đang triển khai, result {long} → state Đang triển khai, result {long} ≠ state Đang triển khai, result {long} tại xã
H509 | XP-02647 | CT-I.5   | numerator       | {usual} → numerator 113, denominator 200 ≠ numerator 112, denominator 200
H509 | XP-02647 | CT-I.5   | numerator       | {alike} → numerator 111, denominator 200 ≠ numerator 110, denominator 200
H509 | XP-02647 | CT-I.5   | denominator     | {usual} → numerator 103, denominator 250 ≠ numerator 103, denominator 201
H510 | XP-02647 | NV-III.2 | completion_date | state Hoàn thành, completion_date 01/09/2026 → state Hoàn thành, completion_date 02/09/2026 ≠ state Hoàn thành, completion_date 01/09/2026
H511 | SN-CAT   | CT-V.5   | denominator     | numerator 50, denominator 100 → numerator 50, denominator 101 ≠ numerator 40, denominator 100
"""
_USUAL = (100, 101, 102, 103, 104, 105)
_FRAMES = {
    "long": LONG,
    "usual": "; ".join(f"numerator {n}, denominator {n + 98}" for n in _USUAL),
    "alike": "; ".join("numerator 100, denominator 200" for _ in _USUAL[:4])
    + "; numerator 100, denominator 201; numerator 100, denominator 200",
}
EVERY = [[part.strip() for part in line.format(**_FRAMES).split(" | ")] for line in EXAMPLES.strip().splitlines()]


def values(text: str) -> dict[str, Decimal | dt.date | str]:
    """``numerator 12, denominator 20`` as values by column."""
    found: dict[str, Decimal | dt.date | str] = {}
    for part in text.split(", ") if text not in ("-", ".") else []:
        column, _, word = part.partition(" ")
        if column in ("numerator", "denominator", "progress_pct"):
            found[column] = Decimal(word)
        elif column.endswith("date"):
            found[column] = dt.datetime.strptime(word, "%d/%m/%Y").date()
        else:
            found[column] = word
    return found


def past_of(row_id: str, text: str) -> UnitPast:
    months = [part.strip() for part in text.split(";")]
    named = list(zip(MONTHS[-len(months) :], months, strict=True))
    points: dict[tuple[str, str], tuple[PastPoint, ...]] = {}
    for period, month in named:
        for column, value in values(month).items():
            points[row_id, column] = (*points.get((row_id, column), ()), PastPoint(period, value))
    return UnitPast(tuple(period for period, month in named if month != "-"), points)


def submission_of(unit: str, row_id: str, text: str, reason: str = "") -> Submission:
    sheet = row_id[:2]
    entries: dict[tuple[str, str, str], EntryValue] = {
        (sheet, row_id, column): day_serial(value) if isinstance(value, dt.date) else value
        for column, value in values(text).items()
    }
    if sheet == "CT":
        entries[sheet, row_id, "state"] = "Có số liệu"
    if reason:
        entries[sheet, row_id, "explanation"] = reason
    return month_return("2026-10", entries, unit=unit).submission


def findings_of(unit: str, row_id: str, history: str, now: str, reason: str = "") -> list[Finding]:
    return check_history(submission_of(unit, row_id, now, reason), past_of(row_id, history), [], LAYOUT)


def test_every_rule_of_the_family_has_an_example_here() -> None:
    family = {code for code in load_rules() if code.startswith("H")}
    assert family == history_rule.codes | {"H520"}
    assert {example[0] for example in EVERY} == history_rule.codes
    assert len(history_rule.codes) >= 10


def test_every_rule_asks_and_can_be_closed() -> None:
    for code in history_rule.codes:
        rule = load_rules()[code]
        assert (rule.severity, rule.closes_with) == (Severity.QUERY, "explanation")
        assert not rule.native
        assert "đề xuất" in rule.ref


@pytest.mark.parametrize("example", EVERY, ids=lambda example: example[0])
def test_fires_where_it_should_and_is_silent_beside_it(example: list[str]) -> None:
    code, unit, row_id, column, story = example
    history, _, months = story.partition(" → ")
    fails, _, passes = months.partition(" ≠ ")
    (found,) = [one for one in findings_of(unit, row_id, history, fails) if one.code == code]
    cell = submission_of(unit, row_id, fails).sheets[row_id[:2]].rows[row_id].entries[column].cell
    assert (found.row_id, found.cell) == (row_id, cell)
    assert "{" not in found.message + found.fix
    assert [one for one in findings_of(unit, row_id, history, passes) if one.code == code] == []


@pytest.mark.parametrize("example", EVERY, ids=lambda example: example[0])
def test_a_reason_in_the_row_closes_it(example: list[str]) -> None:
    _, unit, row_id, _, story = example
    history, _, months = story.partition(" → ")
    fails, _, _ = months.partition(" ≠ ")
    assert findings_of(unit, row_id, history, fails, "Đã rà soát lại, số đúng như vậy") == []


@pytest.mark.parametrize("example", EVERY, ids=lambda example: example[0])
def test_one_figure_is_asked_about_once(example: list[str]) -> None:
    _, unit, row_id, _, story = example
    history, _, months = story.partition(" → ")
    fails, _, _ = months.partition(" ≠ ")
    cells = [one.cell for one in findings_of(unit, row_id, history, fails)]
    assert len(cells) == len(set(cells))


def test_without_a_past_there_is_nothing_to_say() -> None:
    submission = submission_of("XP-02647", "CT-I.5", "numerator 1, denominator 900")
    assert check_history(submission, NO_PAST, [], LAYOUT) == []


def test_below_six_points_nothing_is_called_unusual() -> None:
    for count in range(1, 6):
        history = "; ".join(f"numerator {n}, denominator {n + 98}" for n in _USUAL[:count])
        assert "H509" not in [
            one.code for one in findings_of("XP-02647", "CT-I.5", history, "numerator 140, denominator 206")
        ]


def test_a_cell_that_has_an_error_is_not_compared() -> None:
    submission = submission_of("XP-02647", "CT-I.5", "numerator 50, denominator 200")
    past = past_of("CT-I.5", "numerator 100, denominator 200")
    (found,) = check_history(submission, past, [], LAYOUT)
    error = Finding("C205", Severity.ERROR, found.file, "Lỗi.", "Sửa.", found.sheet, found.cell, found.row_id)
    assert check_history(submission, past, [error], LAYOUT) == []


@pytest.mark.parametrize(
    ("state", "fires"), cases("Hoàn thành | no\nTạm dừng | yes\nĐang triển khai | yes\nChưa triển khai | yes")
)
def test_any_other_state_reopens_a_finished_task(state: str, fires: str) -> None:
    found = findings_of("XP-02647", "NV-III.2", "state Hoàn thành", f"state {state}")
    assert [one.code for one in found] == (["H504"] if fires == "yes" else [])


def test_what_a_form_of_last_month_left_blank_is_no_fall() -> None:
    assert findings_of("XP-02647", "NV-III.2", "progress_pct 60, state Đang triển khai; .", "progress_pct 10") == []
    history = "numerator 100, denominator 200; ."
    assert findings_of("XP-02647", "CT-I.5", history, "numerator 50, denominator 200") == []


# ---------------------------------------------------------------- from the store, in the run


def test_the_past_comes_from_the_store(store_place: str) -> None:
    with open_store(store_place, create=True) as store:
        for period, numerator in (("2026-08", 100), ("2026-09", 120), ("2026-09", 130), ("2026-11", 999)):
            entries: dict[tuple[str, str, str], EntryValue] = {
                ("CT", "CT-I.5", "state"): "Có số liệu",
                ("CT", "CT-I.5", "numerator"): Decimal(numerator),
                ("NV", "NV-III.2", "completion_date"): day_serial(dt.date(2026, 9, 1)),
            }
            store.append_month(month_summary(period, [month_return(period, entries)]), LAYOUT, MORNING)
        reader = store.past_reader("2026-10")
        past = pickle.loads(pickle.dumps(reader))("XP-02647")
        assert past.periods == ("2026-08", "2026-09")
        assert past.series("CT-I.5", "numerator") == (
            PastPoint("2026-08", Decimal(100)),
            PastPoint("2026-09", Decimal(130)),
        )
        assert past.last("NV-III.2", "completion_date") == PastPoint("2026-09", dt.date(2026, 9, 1))
        assert past.latest("CT-I.5", "numerator", 2) == [100, 130]
        assert past.latest("CT-I.5", "numerator", 3) == []
        assert reader("SN-CAT") == NO_PAST
        assert "1999-12" not in repr(reader)
        before = reader.fingerprint
        store.append_month(month_summary("2026-10", []), LAYOUT, MORNING)
        assert store.past_reader("2026-10").fingerprint == before
        store.append_month(month_summary("2026-09", []), LAYOUT, MORNING)
        assert store.past_reader("2026-10").fingerprint != before


@pytest.fixture
def october(tmp_path: Path, run: RunContext) -> Path:
    """A good return whose CT-I.5 stood higher in September."""
    context = run.form_context(run.unit("XP-02647"), run.period("2026-10"))
    (tmp_path / "nop").mkdir()
    write_form(tmp_path / "nop", context, run.layout, good_entries(context))
    entries = good_entries(context_of("XP-02647", "2026-09"))
    numerator = entries["CT", "CT-I.5", "numerator"]
    assert isinstance(numerator, Decimal)
    entries["CT", "CT-I.5", "numerator"] = numerator * 2
    entries["CT", "CT-I.5", "denominator"] = numerator * 2
    with open_store(tmp_path / "kho.db", create=True) as store:
        store.append_month(month_summary("2026-09", [month_return("2026-09", entries)]), LAYOUT, MORNING)
    return tmp_path


def test_a_run_with_a_store_compares_and_one_without_does_not(october: Path, run: RunContext) -> None:
    period = run.period("2026-10")
    (plain,) = read_month(october / "nop", period, run)
    assert [one.code for one in plain.findings if one.code[0] == "H"] == []
    for _ in range(2):
        # The second time the result of the unchanged file comes from the store.
        with open_store(october / "kho.db") as store:
            (compared,) = read_month(october / "nop", period, run, store=store)
        assert "H505" in [one.code for one in compared.findings]
        assert compared.score == plain.score


def test_a_corrected_september_is_compared_with(october: Path, run: RunContext) -> None:
    period = run.period("2026-10")
    with open_store(october / "kho.db") as store:
        read_month(october / "nop", period, run, store=store)
        entries = good_entries(context_of("XP-02647", "2026-09"))
        store.append_month(month_summary("2026-09", [month_return("2026-09", entries)]), LAYOUT, MORNING)
        (compared,) = read_month(october / "nop", period, run, store=store)
    assert [one.code for one in compared.findings if one.code == "H505"] == []


def test_a_store_that_fails_costs_the_comparison_not_the_return(october: Path, run: RunContext) -> None:
    with open_store(october / "kho.db") as store:
        past = store.past_reader("2026-10")
    for path in october.glob("kho.db*"):
        path.unlink()
    (file,) = (october / "nop").iterdir()
    checked = process_file(FileTask(file, file.name), run, past)
    assert "H520" in [one.code for one in checked.findings]
    assert PLAN.unit_by_code["XP-02647"].name
    assert checked.score.score > 0  # type: ignore[union-attr]
