"""The dry run: real returns under old and new rules, what every change does, and to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import da06
from data_copies import cases
from invented_province import province_book, write_province
from openxml_audit import OpenXmlValidator
from province_month import write_returns

from de_an06_xl.dry_run import dry_run
from de_an06_xl.dry_run.model import DryRun, UnitDifference
from de_an06_xl.dry_run.to_json import dry_run_json
from de_an06_xl.model.plan import Deadline, DeadlineKind, Indicator, Plan, Task
from de_an06_xl.model.policy import ScoringPolicy
from de_an06_xl.plan_workbook.read_plan_workbook import load_plan_workbook
from de_an06_xl.plan_workbook.records import PlanBook
from de_an06_xl.plan_workbook.write_plan_workbook import write_plan_workbook
from de_an06_xl.run_context import RunContext, load_run
from de_an06_xl.write_dry_run import dry_run_workbook

PERIOD = "2026-10"
Edit = Callable[[PlanBook], PlanBook]


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> RunContext:
    return load_run(write_province(tmp_path_factory.mktemp("tinh")))


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory, province: RunContext) -> Path:
    return write_returns(tmp_path_factory.mktemp("nop"), province)


def _with_plan(book: PlanBook, **parts: Any) -> PlanBook:
    # Built anew: a copy would keep the look-up tables of the old rows.
    fields = {name: getattr(book.plan, name) for name in Plan.model_fields}
    return PlanBook(Plan.model_validate({**fields, **parts}), book.policies, book.extensions)


def _with_policy(book: PlanBook, change: Callable[[ScoringPolicy], dict[str, Any]]) -> PlanBook:
    """The first version changed; it is the one valid in October."""
    first, *later = book.policies
    return PlanBook(book.plan, (first.model_copy(update=change(first)), *later), book.extensions)


def _indicators(plan: Plan, row_id: str, change: Callable[[Indicator], dict[str, Any]]) -> tuple[Indicator, ...]:
    return tuple(row.model_copy(update=change(row)) if row.id == row_id else row for row in plan.indicators)


def _tasks(plan: Plan, row_id: str, change: Callable[[Task], dict[str, Any]]) -> tuple[Task, ...]:
    return tuple(row.model_copy(update=change(row)) if row.id == row_id else row for row in plan.tasks)


def target_60(book: PlanBook) -> PlanBook:
    def change(row: Indicator) -> dict[str, Any]:
        assert row.target_2026 is not None
        return {"target_2026": row.target_2026.model_copy(update={"value": Decimal(60), "text": "60"})}

    return _with_plan(book, indicators=_indicators(book.plan, "CT-I.1", change))


def later_deadline(book: PlanBook) -> PlanBook:
    deadline = Deadline(kind=DeadlineKind.QUARTER, text="Quý IV/2026", date=dt.date(2026, 12, 31))
    return _with_plan(book, tasks=_tasks(book.plan, "NV-I.2", lambda _: {"deadline": deadline}))


def new_task(book: PlanBook) -> PlanBook:
    copy = book.plan.task_by_id["NV-I.3"].model_copy(update={"id": "NV-I.4", "number": 4, "name": "Việc mới"})
    return _with_plan(book, tasks=(*book.plan.tasks, copy))


def no_indicator(book: PlanBook) -> PlanBook:
    return _with_plan(book, indicators=tuple(row for row in book.plan.indicators if row.id != "CT-I.2"))


def weights(book: PlanBook) -> PlanBook:
    def change(policy: ScoringPolicy) -> dict[str, Any]:
        later = book.policies[1].weights
        return {"weights": later}

    return _with_policy(book, change)


def bands(book: PlanBook) -> PlanBook:
    return _with_policy(book, lambda policy: {"bands": book.policies[1].bands})


def due_day(book: PlanBook) -> PlanBook:
    reporting = book.plan.reporting.model_copy(update={"due_day": 4, "move_due_off_holidays": False})
    return _with_plan(book, reporting=reporting)


def own_plan(book: PlanBook) -> PlanBook:
    return _with_plan(book, header=book.plan.header.model_copy(update={"own_plan_due": dt.date(2026, 2, 15)}))


def duty_points(book: PlanBook) -> PlanBook:
    return _with_policy(book, lambda policy: {"duties": book.policies[1].duties})


def ongoing(book: PlanBook) -> PlanBook:
    return _with_policy(book, lambda policy: {"tasks": book.policies[1].tasks})


def no_extension(book: PlanBook) -> PlanBook:
    return PlanBook(book.plan, book.policies)


def guidance_has_come(book: PlanBook) -> PlanBook:
    """ "Chờ hướng dẫn" is an error where the plan names a day, and counts as not started."""
    deadline = Deadline(kind=DeadlineKind.MONTH, text="Tháng 12/2026", date=dt.date(2026, 12, 31))
    return _with_plan(book, tasks=_tasks(book.plan, "NV-II.3", lambda _: {"deadline": deadline}))


def coordinator(book: PlanBook) -> PlanBook:
    change: dict[str, Any] = {"leads": ("SN-VP",), "coordinators": ("SN-CN",)}
    return _with_plan(book, tasks=_tasks(book.plan, "NV-I.1", lambda _: change))


def nothing(book: PlanBook) -> PlanBook:
    return _with_plan(book, header=book.plan.header.model_copy(update={"version": "1.1"}))


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        *(target_60, later_deadline, new_task, no_indicator, weights, bands, due_day),
        *(own_plan, duty_points, ongoing, no_extension, guidance_has_come, coordinator, nothing),
    )
}


def _compare(folder: Path, run: RunContext, *edits: str) -> DryRun:
    book = province_book()
    for edit in edits:
        book = EDITS[edit](book)
    new = RunContext(book.plan, book.policies, run.layout, book.extensions)
    return dry_run(folder, PERIOD, run, new)


def _unit(result: DryRun, code: str) -> UnitDifference:
    (unit,) = [unit for unit in result.units if unit.unit == code]
    return unit


# One change at a time; old scores are those of test_plan_workbook_month.
# edit | kind of cause | unit | old | new | row and its points | old → new value
SINGLE = """
target_60      | target     | XP-90001 | 75.50 | 88.00 | CT-I.1 7.50 10.00 | 80 → 60
target_60      | target     | XP-90003 | 78.25 | 88.65 | CT-I.1 6.25 8.33  | 80 → 60
later_deadline | deadline   | SN-VP    | 78.17 | 84.17 | NV-I.2 8.00 10.00 | 30/09/2026 → 31/12/2026
new_task       | row_added  | XP-90001 | 75.50 | 75.38 | BC-2 2.00 1.88    | →
no_indicator   | row_removed | SN-VP   | 78.17 | 76.50 | CT-I.2 7.50 -     | →
weights        | weights    | XP-90001 | 75.50 | 72.50 | -                 | 50/30/10/10 → 30/50/10/10
due_day        | due_date   | XP-90001 | 75.50 | 72.50 | BC-1 6.00 3.00    | 06/11/2026 → 04/11/2026
due_day        | due_date   | XP-90002 | 97.00 | 94.00 | BC-1 3.00 0.00    | 06/11/2026 → 04/11/2026
own_plan       | own_plan_due | SN-VP  | 78.17 | 75.17 | TC-b 6.00 3.00    | 01/03/2026 → 15/02/2026
duty_points    | duty_points | XP-90003 | 78.25 | 78.75 | TC-b 3.00 2.50   | TC-b 6, TC-d 4 → TC-b 5, TC-d 5
ongoing        | task_number | XP-90001 | 75.50 | 81.50 | NV-I.3 6.00 8.00 | 0,6 → 0,8
no_extension   | extension  | XP-90003 | 78.25 | 72.25 | BC-1 6.00 0.00    | 12/11/2026 → không gia hạn
coordinator    | role       | SN-CN    | 92.03 | 92.03 | NV-I.1 9.01 9.01  | Chủ trì → Phối hợp
"""


@pytest.mark.parametrize(("edit", "kind", "code", "old", "new", "row", "values"), cases(SINGLE))
def test_one_change_explains_the_whole_difference(
    province: RunContext, returns: Path, edit: str, kind: str, code: str, old: str, new: str, row: str, values: str
) -> None:
    result = _compare(returns, province, edit)
    unit = _unit(result, code)
    assert unit.old is not None and unit.old.score is not None
    assert unit.new is not None and unit.new.score is not None
    assert (str(unit.old.score.score), str(unit.new.score.score)) == (old, new)
    (effect,) = unit.effects
    assert effect.cause.kind == kind
    assert effect.score_difference == unit.score_difference
    assert f"{effect.cause.old} → {effect.cause.new}".strip() == values
    if row == "-":
        assert unit.rows == ()
        return
    row_id, before, after = row.split()
    (found,) = [item for item in unit.rows if item.row_id == row_id]
    assert [str(points) if points is not None else "-" for points in (found.old, found.new)] == [before, after]
    assert effect.cause in found.causes


def test_an_answer_made_wrong_by_the_new_plan_costs_quality(province: RunContext, returns: Path) -> None:
    """NV 60 → (6 + 0) / 2 = 30, quality 2 → 1,8: 75,5 − 9 − 0,2 = 66,3."""
    unit = _unit(_compare(returns, province, "guidance_has_come"), "XP-90001")
    assert {row.row_id: [cause.kind for cause in row.causes] for row in unit.rows} == {
        "NV-II.3": ["deadline"],
        "BC-3": ["errors"],
    }
    assert unit.score_difference == Decimal("-9.20")
    assert {effect.cause.kind: effect.score_difference for effect in unit.effects} == {
        "deadline": Decimal("-9.00"),
        "errors": Decimal("-0.20"),
    }
    assert [(effect.cause.old, effect.cause.new) for effect in unit.effects][1] == ("0", "1")


def test_a_row_of_the_new_plan_only_counts_as_blank(province: RunContext, returns: Path) -> None:
    unit = _unit(_compare(returns, province, "new_task"), "XP-90001")
    (row,) = [row for row in unit.rows if row.row_id == "NV-I.4"]
    assert (row.old, row.new, row.old_exists, row.new_exists) == (None, None, False, True)
    assert [cause.kind for cause in row.causes] == ["row_added"]


def test_bands_move_units_without_moving_scores(province: RunContext, returns: Path) -> None:
    """75 instead of 80 makes four units "Tốt"; two were it before."""
    result = _compare(returns, province, "bands")
    assert {unit.unit for unit in result.units if unit.band_changes} == {"SN-VP", "XP-90001", "XP-90003"}
    assert all(not unit.score_difference for unit in result.units)
    (cause,) = result.causes
    assert (cause.cause.kind, cause.units, cause.band_changes, cause.mean_difference) == ("bands", 3, 3, 0)
    assert "Tốt từ 80" in cause.cause.old
    assert "Tốt từ 75" in cause.cause.new


def test_equal_rules_give_no_difference(province: RunContext, returns: Path) -> None:
    result = _compare(returns, province, "nothing")
    assert (result.old.plan, result.new.plan) == ("KH-SONGMAU-2026-2028/1.0", "KH-SONGMAU-2026-2028/1.1")
    assert result.causes == ()
    assert all(not (unit.rows or unit.effects or unit.score_difference) for unit in result.units)


def test_several_changes_are_told_apart(province: RunContext, returns: Path) -> None:
    result = _compare(returns, province, "target_60", "due_day", "weights", "ongoing", "bands")
    unit = _unit(result, "XP-90001")
    # (30×100 + 50×80 + 10×70 + 10×100) / 100 = 87; alone: +12,5, −3, −3, +6 and the band.
    assert unit.score_difference == Decimal("11.50")
    assert {effect.cause.kind: effect.score_difference for effect in unit.effects} == {
        "target": Decimal("12.50"),
        "due_date": Decimal("-3.00"),
        "weights": Decimal("-3.00"),
        "task_number": Decimal("6.00"),
        "bands": Decimal("0.00"),
    }
    assert {row.row_id: [cause.kind for cause in row.causes] for row in unit.rows} == {
        "CT-I.1": ["target"],
        "NV-I.3": ["task_number"],
        "BC-1": ["due_date"],
    }
    by_kind = {item.cause.kind: item for item in result.causes}
    # XP-90002 is above its target already; XP-90003 keeps its extension; SN-VP and SN-CN sent by the 5th and 4th.
    assert (by_kind["target"].units, by_kind["due_date"].units) == (2, 3)
    assert by_kind["due_date"].most_down == Decimal("-3.00")


def test_units_without_a_return_or_in_one_plan_only_are_listed(province: RunContext, returns: Path) -> None:
    book = province_book()
    units = tuple(unit for unit in book.plan.units if unit.code != "XP-90002")
    stranger = book.plan.units[-1].model_copy(update={"code": "XP-90005", "name": "Xã Năm"})
    changed = _with_plan(book, units=(*units, stranger))
    result = dry_run(returns, PERIOD, province, RunContext(changed.plan, changed.policies, province.layout))
    assert len(result.units) == 8
    gone, added, silent = (_unit(result, code) for code in ("XP-90002", "XP-90005", "SN-YT"))
    assert gone.new is None and gone.old is not None
    assert added.old is None and added.new is not None
    assert silent.old is not None and silent.old.score is None
    assert all(unit.score_difference is None for unit in (gone, added, silent))
    files = {file.file: file.outcome for file in result.new_files}
    assert files["BM-01_2026-10_XP-90002.xlsx"] == "rejected"


# ---------------------------------------------------------------- command, JSON, workbook


def _new_book(folder: Path) -> Path:
    path = folder / "moi.xlsx"
    book = province_book()
    for edit in ("target_60", "due_day", "bands", "new_task"):
        book = EDITS[edit](book)
    write_plan_workbook(book, path)
    assert load_plan_workbook(path) == book
    return path


def test_the_command_from_files_alone(returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, out = write_province(tmp_path), _new_book(tmp_path), tmp_path / "so-sanh.xlsx"
    arguments = ("thu-nghiem", returns, "--ky", PERIOD, "--ke-hoach", new, "--ke-hoach-cu", old)
    printed = da06(capsys, *arguments, "--ra", out)
    assert printed.code == 0
    assert "5 đơn vị có điểm ở cả hai bên" in printed.out
    assert "06/11/2026" in printed.out
    result = da06(capsys, *arguments, "--json").json
    assert set(result) == {"period", "old", "new", "units", "causes"}
    assert (result["old"]["due_date"], result["new"]["due_date"]) == ("2026-11-06", "2026-11-04")
    (unit,) = [unit for unit in result["units"] if unit["unit"] == "XP-90001"]
    assert unit["old"]["score"] == 75.5
    assert unit["components"]["CT"] == 25
    assert {cause["kind"] for cause in result["causes"]} == {"target", "due_date", "bands", "row_added"}
    assert [error.description for error in OpenXmlValidator().validate(out).errors] == []


def test_the_built_in_plan_is_the_old_side(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], run: RunContext
) -> None:
    """Returns of the invented province are strangers to the built-in plan: nothing to compare, nothing breaks."""
    result = da06(capsys, "thu-nghiem", returns, "--ky", PERIOD, "--ke-hoach", write_province(tmp_path), "--json").json
    assert result["old"]["plan"] == run.plan.version_id
    assert result["causes"] == []
    assert len(result["units"]) == 120 + 7


def test_the_workbook_holds_units_causes_and_rows(province: RunContext, returns: Path, tmp_path: Path) -> None:
    result = _compare(returns, province, "target_60", "due_day", "new_task")
    path = tmp_path / "so-sanh.xlsx"
    path.write_bytes(dry_run_workbook(result))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Theo đơn vị", "Theo nguyên nhân", "Theo dòng", "Tệp"]
    units = {row[0]: row for row in book["Theo đơn vị"].iter_rows(min_row=5, values_only=True)}
    unit = _unit(result, "XP-90001")
    assert unit.new is not None and unit.new.score is not None
    assert units["XP-90001"][2:5] == (75.5, float(unit.new.score.score), float(unit.score_difference or 0))
    assert units["SN-YT"][2:5] == (None, None, None)
    causes = [row[0] for row in book["Theo nguyên nhân"].iter_rows(min_row=5, values_only=True)]
    assert "Hạn nộp của kỳ" in causes
    assert "CT-I.1: mục tiêu" in causes
    rows = list(book["Theo dòng"].iter_rows(min_row=5, values_only=True))
    assert ("XP-90001", "NV-I.4", "không có dòng", "không chấm") in [(row[0], row[3], row[4], row[5]) for row in rows]
    assert dry_run_workbook(result) == path.read_bytes()


def test_json_numbers_are_numbers(province: RunContext, returns: Path) -> None:
    data = dry_run_json(_compare(returns, province, "target_60"))
    for unit in data["units"]:
        assert unit["difference"] is None or isinstance(unit["difference"], (int, float))
        assert unit["old"] is None or set(unit["old"]["components"]) == {"CT", "NV", "BC", "TC"}
