"""A month streamed as digests is the month of all returns collected, and no return is ever held."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hostile_folder import PERIOD, make_hostile_folder

from de_an06_xl.check_province import check_province
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.submission import Entry, Submission
from de_an06_xl.model.summary import CheckedReturn, DataRecord, RefusedFile
from de_an06_xl.pipeline import (
    FileTask,
    consolidate_folder,
    consolidate_month,
    digest_checked,
    process_folder,
    read_month,
)
from de_an06_xl.process_files import Loss
from de_an06_xl.read_results import read_results
from de_an06_xl.run_context import RunContext
from de_an06_xl.write_summary import summary_workbook


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Path:
    return make_hostile_folder(tmp_path_factory.mktemp("nop") / "kỳ 10", run)


@pytest.mark.parametrize("jobs", [1, 2])
def test_streamed_is_collected(folder: Path, run: RunContext, jobs: int) -> None:
    period = run.period(PERIOD)
    returns, refused = process_folder(folder, period, run)
    digests = [digest_checked(checked, run) for checked in returns]
    found = check_province(digests, run.plan, period)
    whole = [
        *(
            ReturnDigest(
                **{name: getattr(digest, name) for name in digest.__slots__ if name != "findings"},
                findings=(*digest.findings, *(finding for finding in found if finding.file == digest.file)),
            )
            for digest in digests
        ),
        *refused,
    ]
    collected = consolidate_month(whole, period, run)
    streamed = consolidate_folder(folder, period, run, jobs=jobs)
    assert streamed == collected
    assert summary_workbook(streamed) == summary_workbook(collected)


def test_no_return_and_no_row_outlives_its_reading(folder: Path, run: RunContext) -> None:
    """Structure in place of a measurement: after a month is read, the process holds no part of a return as read."""
    before = _held()
    results = read_month(folder, run.period(PERIOD), run)
    summary = consolidate_month(results, run.period(PERIOD), run)
    assert len(summary.data) > 100
    assert _held() <= before
    assert {type(result) for result in results} == {ReturnDigest, RefusedFile}


def _held() -> int:
    gc.collect()
    return sum(isinstance(thing, (CheckedReturn, Submission, Entry, DataRecord)) for thing in gc.get_objects())


def test_each_result_is_told_as_soon_as_it_is_there(folder: Path) -> None:
    """The second file is only read after the first has been taken in."""
    events: list[str] = []
    tasks = [FileTask(folder, name) for name in ("a", "b")]
    results = read_results(tasks, _refuse, _lose, jobs=1, progress=events.append)
    assert [result.file for result in results] == events == ["a", "b"]


def _refuse(task: FileTask) -> bytes:
    from de_an06_xl.encode_result import encode_result

    return encode_result(RefusedFile(task.name, "0", "rejected", ()))


def _lose(task: FileTask, _loss: Loss) -> bytes:
    return _refuse(task)


def test_a_wide_stage_gets_no_returns() -> None:
    """Stages over several units are handed digests: their signatures say so."""
    from de_an06_xl.consolidate import consolidate

    for stage in (consolidate, check_province):
        assert stage.__annotations__["returns"] == "Sequence[ReturnDigest]"
