"""The run as one visible list: from a file to a checked return, from a folder to the summary.

    open_workbook → read_cells → parse_submission → check_submission → score_submission   (one file)
    … → consolidate → write_summary                                                      (the province)

This is the only place where the stages meet. One bad file never stops a run: whatever goes
wrong with it becomes a finding of that file.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from de_an06_xl.check_submission import check_submission
from de_an06_xl.errors import InputError
from de_an06_xl.findings import make_finding
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.package import RefusedWorkbook
from de_an06_xl.model.period import Period
from de_an06_xl.model.summary import CheckedReturn, Receipt, RefusedFile, Summary
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.parse_submission import parse_submission
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission import score_submission

Progress = Callable[[str], None]
"""Called once per finished file with its name."""

UNEXPECTED = "F198"
OTHER_PERIOD = "F130"


@dataclass(frozen=True, slots=True)
class FileTask:
    """One file to process: where it is, how reports call it, and the register if there is one.

    With ``period`` a return of another period is refused; without, every period is welcome.
    """

    path: Path
    name: str
    period: str | None = None
    register: Mapping[str, Receipt] | None = None


def process_file(task: FileTask, run: RunContext) -> CheckedReturn | RefusedFile:
    """Gate, read, parse, check and score one file; never raises for what the file is or holds."""
    try:
        return _process(task, run)
    except Exception:
        finding = make_finding(UNEXPECTED, task.name)
        return RefusedFile(task.name, "", "rejected", (finding,))


def _process(task: FileTask, run: RunContext) -> CheckedReturn | RefusedFile:
    opened = open_workbook(task.path)
    if isinstance(opened, RefusedWorkbook):
        return RefusedFile(task.name, opened.sha256, opened.outcome, _named(opened.findings, task.name), opened.unit)
    grid = read_cells(opened, None)
    if isinstance(grid, RefusedWorkbook):
        return RefusedFile(task.name, grid.sha256, grid.outcome, _named(grid.findings, task.name), grid.unit)
    parsed = parse_submission(grid, task.name, run.layout, run.context_of)
    notes = _named(opened.notes, task.name)
    submission = parsed.submission
    if submission is None:
        claimed = parsed.identity
        unit = claimed.unit if claimed else opened.unit
        return RefusedFile(task.name, opened.sha256, "rejected", notes + parsed.findings, unit, str(claimed or ""))
    identity = submission.identity
    if task.period is not None and identity.period != task.period:
        finding = make_finding(OTHER_PERIOD, task.name, value=identity.period, period=task.period)
        return RefusedFile(task.name, opened.sha256, "rejected", (finding,), identity.unit, str(identity))
    context = run.context_of(identity)
    findings = (*notes, *parsed.findings, *check_submission(submission, context, run.layout))
    receipt = (task.register or {}).get(identity.unit)
    score = score_submission(submission, findings, context, receipt)
    return CheckedReturn(task.name, opened.sha256, submission, findings, score)


def _named(findings: Iterable[Finding], name: str) -> tuple[Finding, ...]:
    """Findings of the gate call the file by its bare name; reports call it by its place in the folder."""
    return tuple(replace(finding, file=name) for finding in findings)


def check_paths(paths: Iterable[Path], run: RunContext) -> list[CheckedReturn | RefusedFile]:
    """Each file, and each file of each folder, processed whatever its period.

    Raises :class:`InputError` when a path does not exist.
    """
    tasks: list[FileTask] = []
    for path in paths:
        if path.is_dir():
            tasks += [FileTask(file, file.relative_to(path).as_posix()) for file in files_in(path)]
        elif path.exists():
            tasks.append(FileTask(path, path.name))
        else:
            raise InputError(f"Không tìm thấy {path}. Hãy kiểm tra lại đường dẫn.")
    return [process_file(task, run) for task in tasks]


def files_in(folder: Path) -> list[Path]:
    """Every file below ``folder``, sorted by its name in it.

    Raises :class:`InputError` when the folder is missing, is a file or cannot be read.
    """
    if not folder.exists():
        raise InputError(f"Không tìm thấy thư mục {folder}. Hãy kiểm tra lại đường dẫn.")
    if not folder.is_dir():
        raise InputError(f"{folder} là một tệp, không phải thư mục. Hãy chỉ thư mục chứa các biểu đã nộp.")

    def unreadable(fault: OSError) -> None:
        raise InputError(f"Không đọc được thư mục {fault.filename or folder}. Hãy kiểm tra quyền truy cập.")

    # Not rglob: it takes a folder that may not be read for an empty one.
    paths = (Path(place, name) for place, _, names in os.walk(folder, onerror=unreadable) for name in names)
    return sorted(path for path in paths if path.is_file())


def process_folder(
    folder: Path,
    period: Period,
    run: RunContext,
    register: Mapping[str, Receipt] | None = None,
    progress: Progress | None = None,
) -> tuple[list[CheckedReturn], list[RefusedFile]]:
    """Every file of the folder, processed for ``period``: returns that count and files that do not."""
    returns: list[CheckedReturn] = []
    refused: list[RefusedFile] = []
    for path in files_in(folder):
        name = path.relative_to(folder).as_posix()
        result = process_file(FileTask(path, name, period.id, register), run)
        if isinstance(result, CheckedReturn):
            returns.append(result)
        else:
            refused.append(result)
        if progress:
            progress(name)
    return returns, refused


def consolidate_folder(
    folder: Path,
    period: Period,
    run: RunContext,
    register: Mapping[str, Receipt] | None = None,
    as_of: dt.date | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Tổng hợp: the province's month from a folder of returns."""
    from de_an06_xl.consolidate import consolidate

    returns, refused = process_folder(folder, period, run, register, progress)
    return consolidate(returns, refused, run.plan, run.policy(period), period, run.layout, register or {}, as_of)


def write_summary_file(summary: Summary, path: Path) -> None:
    """The summary workbook; the writer is loaded only when something is written."""
    from de_an06_xl.write_summary import write_summary

    write_summary(summary, path)
