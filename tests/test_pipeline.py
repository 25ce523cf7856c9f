"""One bad file never stops the run, and every file of the folder has exactly one outcome."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from data_copies import cases
from hostile_folder import OUTCOMES, PERIOD, make_hostile_folder

from de_an06_xl import pipeline
from de_an06_xl.errors import InputError
from de_an06_xl.model.summary import CheckedReturn, Receipt, RefusedFile, Summary
from de_an06_xl.pipeline import FileTask, check_paths, consolidate_folder, files_in, process_file, process_folder
from de_an06_xl.run_context import RunContext

GOOD = "BM-01_2026-10_XP-02647.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Path:
    return make_hostile_folder(tmp_path_factory.mktemp("nop") / "kỳ 10", run)


@pytest.fixture(scope="module")
def summary(folder: Path, run: RunContext) -> Summary:
    return consolidate_folder(folder, run.period(PERIOD), run)


def test_every_file_stands_there_once(summary: Summary, folder: Path) -> None:
    on_disk = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert [record.file for record in summary.files] == on_disk
    assert len(on_disk) == len(cases(OUTCOMES))


@pytest.mark.parametrize(("file", "outcome", "code"), cases(OUTCOMES))
def test_outcome_of_each_file(summary: Summary, file: str, outcome: str, code: str) -> None:
    (record,) = [record for record in summary.files if record.file == file]
    assert record.outcome == outcome
    if code != "-":
        assert code in record.codes
    # Whoever is not counted is told why, in one sentence.
    assert (record.reason == "") == (outcome == "included")


def test_counts_add_up(summary: Summary) -> None:
    counts = summary.counts
    assert counts == {"expected": 120, "on_time": 3, "late": 1, "missing": 116, "not_due": 0, "rejected": 12}


# unit | state | what the reason says
UNITS = """
XP-02647 | on_time | -
XP-02671 | late    | trễ 3 ngày
SN-SKHCN | on_time | -
XP-02683 | on_time | -
XP-02686 | missing | kỳ 2026-09
XP-02695 | missing | mẫu BM-01 phiên bản 0.9
XP-02701 | missing | Mã nhận dạng
XP-02707 | missing | BM-01_2026-10_XP-02707.xlsx
SN-CAT   | missing | Chưa nhận được tệp nào
"""


@pytest.mark.parametrize(("code", "state", "words"), cases(UNITS))
def test_state_of_each_unit(summary: Summary, code: str, state: str, words: str) -> None:
    (record,) = [record for record in summary.units if record.unit == code]
    assert record.state == state
    assert words == "-" or words in record.reason
    assert (record.score is None) == (state == "missing")


def test_of_two_returns_the_later_counts(summary: Summary) -> None:
    (unit,) = [record for record in summary.units if record.unit == "XP-02683"]
    assert unit.file == "BM-01_2026-10_XP-02683 sửa.xlsx"
    assert unit.received == dt.date(2026, 11, 9)
    superseded = [record.reason for record in summary.files if record.outcome == "superseded"]
    assert all("sửa.xlsx" in reason for reason in superseded)


def test_findings_name_files_of_the_folder_only(summary: Summary) -> None:
    names = {record.file for record in summary.files}
    assert {finding.file for finding in summary.findings} <= names


def test_the_same_folder_gives_the_same_summary(summary: Summary, folder: Path, run: RunContext) -> None:
    assert consolidate_folder(folder, run.period(PERIOD), run) == summary


def test_progress_tells_of_every_file(folder: Path, run: RunContext) -> None:
    seen: list[str] = []
    returns, refused = process_folder(folder, run.period(PERIOD), run, progress=seen.append)
    assert len(seen) == len(set(seen)) == len(returns) + len(refused)


@pytest.mark.parametrize("stage", ["open_workbook", "read_cells", "parse_submission", "check_submission"])
def test_an_unforeseen_fault_in_a_stage_is_a_finding_of_that_file(
    folder: Path, run: RunContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    few = tmp_path / "nop"
    few.mkdir()
    for name in (GOOD, "BM-01_2026-10_XP-02671.xlsx"):
        shutil.copy(folder / name, few / name)
    real = getattr(pipeline, stage)
    calls: list[int] = []

    def fails_once(*arguments: object, **named: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            raise ZeroDivisionError("secret detail")
        return real(*arguments, **named)

    monkeypatch.setattr(pipeline, stage, fails_once)
    summary = consolidate_folder(few, run.period(PERIOD), run)
    assert [record.outcome for record in summary.files] == ["rejected", "included_late"]
    assert "F198" in summary.files[0].codes
    assert "secret" not in str(summary.findings)


def test_a_stop_by_the_user_is_not_swallowed(folder: Path, run: RunContext, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "parse_submission", stop)
    with pytest.raises(KeyboardInterrupt):
        process_file(FileTask(folder / GOOD, GOOD), run)


def test_without_a_period_any_month_is_welcome(folder: Path, run: RunContext) -> None:
    name = "BM-01_2026-09_XP-02686.xlsx"
    result = process_file(FileTask(folder / name, name), run)
    assert isinstance(result, CheckedReturn)
    refused = process_file(FileTask(folder / name, name, PERIOD), run)
    assert isinstance(refused, RefusedFile)
    assert (refused.unit, refused.outcome) == ("XP-02686", "rejected")
    assert "2026-09" in refused.identity


def test_the_register_decides_when_a_return_came(folder: Path, run: RunContext) -> None:
    came = dt.date(2026, 11, 11)
    register = {"XP-02647": Receipt("XP-02647", came, None, "")}
    result = process_file(FileTask(folder / GOOD, GOOD, PERIOD, register), run)
    without = process_file(FileTask(folder / GOOD, GOOD, PERIOD), run)
    assert isinstance(result, CheckedReturn)
    assert isinstance(without, CheckedReturn)
    # Two days late cost two of the ten points of Chế độ báo cáo, which weighs 10 of 100.
    assert without.score.score - result.score.score == 2
    summary = consolidate_folder(folder, run.period(PERIOD), run, register)
    (unit,) = [record for record in summary.units if record.unit == "XP-02647"]
    assert (unit.state, unit.received, unit.days_late) == ("late", came, 2)


def test_paths_may_be_files_and_folders(folder: Path, run: RunContext) -> None:
    results = check_paths([folder / GOOD, folder / "trả lại"], run)
    assert [result.file for result in results] == [GOOD, "Bản của SKHCN (1).xlsx"]


def test_paths_that_cannot_be_used_are_told(folder: Path, run: RunContext) -> None:
    with pytest.raises(InputError, match="Không tìm thấy"):
        check_paths([folder / "không có.xlsx"], run)
    with pytest.raises(InputError, match="Không tìm thấy thư mục"):
        files_in(folder / "không có")
    with pytest.raises(InputError, match="là một tệp, không phải thư mục"):
        files_in(folder / GOOD)


def test_a_folder_that_cannot_be_read_is_told_and_not_taken_for_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_permission(_path: object = ".") -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", no_permission)
    with pytest.raises(InputError, match="Không đọc được thư mục"):
        files_in(tmp_path)


def test_an_empty_folder_is_a_month_without_returns(tmp_path: Path, run: RunContext) -> None:
    summary = consolidate_folder(tmp_path, run.period(PERIOD), run)
    assert summary.counts["missing"] == 120
    assert summary.files == ()


# name of a file that does not say whose it is | the unit it may belong to
HINTS = """
bao cao xa Bat Xat thang 10.xlsx     | XP-02683
Sở Khoa học và Công nghệ/bao cao.xlsx | SN-SKHCN
bao cao thang 10.xlsx                | -
"""


@pytest.mark.parametrize(("name", "code"), cases(HINTS))
def test_a_refused_file_tells_whose_it_may_be(name: str, code: str, run: RunContext, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    _, (refused,) = process_folder(tmp_path, run.period(PERIOD), run)
    assert refused.unit == (code if code != "-" else "")
    hints = [finding.message for finding in refused.findings if finding.code == "F180"]
    assert len(hints) == (code != "-")
    assert all(f"({code})" in hint for hint in hints)
