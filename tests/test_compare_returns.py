"""A return sent again: every cell that differs, who and when, and "sửa sau hạn" apart from the four states."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from data_copies import cases
from form_files import write_form
from good_entries import good_entries
from make_summary import LAYOUT, PLAN
from make_summary import digest as digested
from stored_months import MORNING, OTHER, UNIT, Entries, month_return, ratio

from de_an06_xl.compare_returns import compare_returns
from de_an06_xl.history import open_store
from de_an06_xl.model.correction import CellChange, Correction
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.summary import Receipt, Summary
from de_an06_xl.pipeline import consolidate_month, read_month
from de_an06_xl.run_context import RunContext
from de_an06_xl.to_json.summary import summary_json

DUE = dt.date(2026, 11, 9)
PEOPLE: Entries = {("TT", "TT-05", "value"): "Lò Thị Mẫu", ("TT", "TT-07", "value"): "Giàng A Thử"}


def digest(entries: Entries, sent: str, file: str, unit: str = UNIT) -> ReturnDigest:
    day = dt.datetime.strptime(sent, "%d/%m/%Y").date()
    return digested(month_return("2026-10", {**PEOPLE, **entries}, unit=unit, sent=day, file=file))


def compared(*returns: ReturnDigest, due: dt.date = DUE) -> tuple[Correction, ...]:
    return compare_returns(returns, (), {UNIT: due, OTHER: due}, PLAN, LAYOUT)


FIRST = digest(ratio("CT-I.5", 100, 200), "03/11/2026", "a.xlsx")
SECOND = digest(ratio("CT-I.5", 110, 200), "05/11/2026", "b.xlsx")


def test_each_cell_that_differs_is_named_with_old_and_new() -> None:
    (found,) = compared(FIRST, SECOND)
    assert (found.old_file, found.new_file, found.origin, found.after_due) == ("a.xlsx", "b.xlsx", "folder", False)
    assert (found.old_sent, found.new_sent) == (dt.date(2026, 11, 3), dt.date(2026, 11, 5))
    assert found.by == "lập biểu: Lò Thị Mẫu; duyệt: Giàng A Thử"
    sent, numerator = found.changes
    assert (sent.row_id, sent.old, sent.new) == ("TT-10", dt.date(2026, 11, 3), dt.date(2026, 11, 5))
    cell = (
        month_return("2026-10", ratio("CT-I.5", 1, 2)).submission.sheets["CT"].rows["CT-I.5"].entries["numerator"].cell
    )
    assert numerator == CellChange("Chỉ tiêu", "CT-I.5", "Tử số", cell, Decimal(100), Decimal(110))


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ({}, ratio("CT-I.5", 1, 2), [(None, "Có số liệu"), (None, 1), (None, 2)]),
        (ratio("CT-I.5", 1, 2), {}, [("Có số liệu", None), (1, None), (2, None)]),
        (ratio("CT-I.5", "1.50", 2), ratio("CT-I.5", "1.5", 2), []),
        (ratio("CT-I.5", 0, 2), {("CT", "CT-I.5", "state"): "Có số liệu"}, [(0, None), (2, None)]),
    ],
)
def test_a_blank_is_not_zero(old: Entries, new: Entries, changes: list[tuple[object, object]]) -> None:
    (found,) = compared(digest(old, "03/11/2026", "a.xlsx"), digest(new, "04/11/2026", "b.xlsx"))
    assert [(one.old, one.new) for one in found.changes if one.row_id == "CT-I.5"] == changes


@pytest.mark.parametrize(
    ("old", "new", "due", "mark"),
    cases(
        """
        03/11/2026 | 05/11/2026 | 09/11/2026 | no
        03/11/2026 | 09/11/2026 | 09/11/2026 | no
        09/11/2026 | 10/11/2026 | 09/11/2026 | yes
        10/11/2026 | 11/11/2026 | 09/11/2026 | no
        09/11/2026 | 10/11/2026 | 12/11/2026 | no
        12/11/2026 | 13/11/2026 | 12/11/2026 | yes
        """
    ),
)
def test_corrected_after_the_due_date(old: str, new: str, due: str, mark: str) -> None:
    returns = (digest(ratio("CT-I.5", 1, 2), old, "a.xlsx"), digest(ratio("CT-I.5", 2, 2), new, "b.xlsx"))
    (found,) = compared(*returns, due=dt.datetime.strptime(due, "%d/%m/%Y").date())
    assert found.after_due == (mark == "yes")


def test_the_same_content_twice_is_no_correction() -> None:
    assert compared(FIRST, replace(FIRST, file="copy.xlsx")) == ()
    assert compared(FIRST) == ()
    assert compared(FIRST, digest({}, "05/11/2026", "c.xlsx", OTHER)) == ()


def test_three_versions_are_two_corrections_oldest_first() -> None:
    third = digest(ratio("CT-I.5", 120, 200), "06/11/2026", "c.xlsx")
    found = compared(third, FIRST, SECOND)
    assert [(one.old_file, one.new_file) for one in found] == [("a.xlsx", "c.xlsx"), ("b.xlsx", "c.xlsx")]


# ---------------------------------------------------------------- in the run


def month(run: RunContext, *returns: ReturnDigest, register: dict[str, Receipt] | None = None) -> Summary:
    return consolidate_month(returns, run.period("2026-10"), run, register)


def test_the_mark_stands_beside_the_four_states(run: RunContext) -> None:
    late = digest(ratio("CT-I.5", 110, 200), "12/11/2026", "b.xlsx")
    summary = month(run, FIRST, late)
    (unit,) = [one for one in summary.units if one.unit == UNIT]
    assert (unit.state, unit.days_late, unit.corrected_late) == ("late", 3, True)
    assert "Sửa sau hạn: bản trước gửi đúng hạn ngày 03/11/2026, bản đang tính gửi ngày 12/11/2026." in unit.reason
    counts = summary.counts
    assert counts["expected"] == sum(counts[state] for state in ("on_time", "late", "missing", "not_due"))
    assert sum(one.corrected_late for one in summary.units) == 1


def test_an_extension_is_honoured(run: RunContext) -> None:
    late = digest(ratio("CT-I.5", 110, 200), "12/11/2026", "b.xlsx")
    extended = {UNIT: Receipt(UNIT, None, dt.date(2026, 11, 15), "mưa lũ")}
    (unit,) = [one for one in month(run, FIRST, late, register=extended).units if one.unit == UNIT]
    assert (unit.state, unit.corrected_late) == ("on_time", False)


def test_the_register_decides_the_state_and_the_mark_stays(run: RunContext) -> None:
    late = digest(ratio("CT-I.5", 110, 200), "12/11/2026", "b.xlsx")
    received = {UNIT: Receipt(UNIT, dt.date(2026, 11, 3), None, "")}
    (unit,) = [one for one in month(run, FIRST, late, register=received).units if one.unit == UNIT]
    assert (unit.state, unit.corrected_late) == ("on_time", True)


def test_corrections_in_json(run: RunContext) -> None:
    late = digest(ratio("CT-I.5", 110, 200), "12/11/2026", "b.xlsx")
    data = summary_json(month(run, FIRST, late))
    (found,) = data["corrections"]
    assert (found["unit"], found["old_from"], found["after_due"]) == (UNIT, "folder", True)
    assert found["changes"][1]["old"] == 100
    assert found["changes"][0]["new"] == "2026-11-12"
    assert [one["unit"] for one in data["units"] if one["corrected_late"]] == [UNIT]


def test_a_return_replaced_in_the_folder_is_known_from_the_store(store_place: str, run: RunContext) -> None:
    period = run.period("2026-10")
    with open_store(store_place, create=True) as store:
        store.append_month(consolidate_month([FIRST], period, run, store=store), LAYOUT, MORNING)
        second = digest(ratio("CT-I.5", 110, 200), "12/11/2026", "a.xlsx")
        for _ in range(2):
            # The next run says the same: what was replaced stays known.
            summary = consolidate_month([second], period, run, store=store)
            (found,) = summary.corrections
            assert (found.origin, found.old_file, found.old_sent) == ("store", "a.xlsx", dt.date(2026, 11, 3))
            assert found.after_due
            assert [(one.row_id, one.old, one.new) for one in found.changes] == [
                ("TT-10", dt.date(2026, 11, 3), dt.date(2026, 11, 12)),
                ("CT-I.5", 100, 110),
            ]
            run_id = store.append_month(summary, LAYOUT, MORNING)
            assert run_id.version == 2
        # In the folder and in the store: named once.
        both = consolidate_month([FIRST, second], period, run, store=store)
        assert [one.origin for one in both.corrections] == ["folder"]


def test_from_files_to_the_mark(tmp_path: Path, run: RunContext) -> None:
    context = run.form_context(run.unit(UNIT), run.period("2026-10"))
    entries = good_entries(context)
    write_form(tmp_path, context, run.layout, entries, name="lan-1.xlsx")
    numerator = entries["CT", "CT-I.5", "numerator"]
    assert isinstance(numerator, Decimal)
    entries["CT", "CT-I.5", "numerator"] = numerator - 1
    sent = entries["TT", "TT-10", "value"]
    assert isinstance(sent, int)
    entries["TT", "TT-10", "value"] = sent + 10
    write_form(tmp_path, context, run.layout, entries, name="lan-2.xlsx")
    results = read_month(tmp_path, context.period, run)
    summary = consolidate_month(results, context.period, run)
    (found,) = summary.corrections
    assert [one.row_id for one in found.changes] == ["TT-10", "CT-I.5"]
    assert found.after_due
