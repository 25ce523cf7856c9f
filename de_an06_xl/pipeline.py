"""The run as one visible list: from a file to a checked return, from a folder to the summary.

    open_workbook → read_cells → parse_submission → check_integrity → check_submission
        → check_history → score_submission → digest_return                               (one file)
    … → check_province → consolidate → compare_returns → warn_ahead
        → write_summary, write_report                                                    (the province)

Everything of one file happens where the file is read, in worker processes; of a month only digests come back, one
after the other, so that memory hardly grows with the number of files.

This is the only place where the stages meet. One bad file never stops a run: whatever goes
wrong with it becomes a finding of that file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from de_an06_xl.check_history import check_history
from de_an06_xl.check_integrity import check_integrity
from de_an06_xl.check_submission import check_submission
from de_an06_xl.digest_return import digest_return
from de_an06_xl.encode_result import encode_result
from de_an06_xl.errors import LockError, StoreError
from de_an06_xl.find_files import file_tasks, files_in, month_tasks
from de_an06_xl.find_unit import unit_hint
from de_an06_xl.findings import make_finding
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.file_task import FileTask
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.package import RefusedWorkbook, SafeWorkbook
from de_an06_xl.model.period import Period
from de_an06_xl.model.submission import Submission
from de_an06_xl.model.summary import CheckedReturn, Receipt, RefusedFile, Summary
from de_an06_xl.model.unit_past import UnitPast
from de_an06_xl.open_workbook import open_workbook, unit_in_name
from de_an06_xl.parse_submission import parse_submission
from de_an06_xl.pick_returns import pick_returns
from de_an06_xl.process_files import Loss, process_files
from de_an06_xl.read_cells import read_cells
from de_an06_xl.read_results import Progress, read_results
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission import score_submission

if TYPE_CHECKING:
    from de_an06_xl.history.store import Store
    from de_an06_xl.model.month_figures import MonthFigures
    from de_an06_xl.model.past_values import PastValues
    from de_an06_xl.model.plan import Unit

__all__ = [
    "FileTask",
    "Progress",
    "check_paths",
    "check_report_template",
    "consolidate_folder",
    "consolidate_month",
    "digest_checked",
    "digest_file",
    "file_tasks",
    "files_in",
    "past_values",
    "process_file",
    "process_folder",
    "read_month",
    "write_export_folder",
    "write_report_file",
    "write_summary_file",
]

Past = Callable[[str], UnitPast]
"""Unit code → what the unit reported in earlier periods; picklable, called where the unit's return is read."""

AnyResult = TypeVar("AnyResult", CheckedReturn | RefusedFile, ReturnDigest | RefusedFile)

UNEXPECTED = "F198"
OTHER_PERIOD = "F130"
HINT = "F180"
NOT_COMPARED = "H520"
_LOSSES = {Loss.DIED: "F127", Loss.TOO_LONG: "F128"}


def process_file(task: FileTask, run: RunContext, past: Past | None = None) -> CheckedReturn | RefusedFile:
    """Gate, read, parse, check and score one file; never raises for what the file is or holds.

    With ``past`` the return is also compared with what its unit reported before.
    """
    try:
        opened = open_workbook(task.path)
        if isinstance(opened, RefusedWorkbook):
            return RefusedFile(
                task.name, opened.sha256, opened.outcome, _named(opened.findings, task.name), opened.unit
            )
        return _process(task, opened, run, past)
    except MemoryError:
        return _lost(task, Loss.DIED)
    except Exception:
        return _unforeseen(task)


def digest_file(task: FileTask, run: RunContext, past: Past | None = None) -> bytes:
    """Like :func:`process_file`, with the digest in place of the return, encoded; what workers answer with."""
    try:
        result = process_file(task, run, past)
        return encode_result(digest_checked(result, run) if isinstance(result, CheckedReturn) else result)
    except MemoryError:
        return encode_result(_lost(task, Loss.DIED))
    except Exception:
        return encode_result(_unforeseen(task))


def digest_checked(checked: CheckedReturn, run: RunContext) -> ReturnDigest:
    """What the province keeps of one return."""
    return digest_return(checked, run.context_of(checked.identity), run.layout)


def _unforeseen(task: FileTask) -> RefusedFile:
    finding = make_finding(UNEXPECTED, task.name)
    return RefusedFile(task.name, "", "rejected", (finding,), unit_in_name(task.path.name))


def _lost(task: FileTask, loss: Loss) -> RefusedFile:
    """A file that ended its reader or kept it beyond the limit."""
    return RefusedFile(
        task.name, "", "rejected", (make_finding(_LOSSES[loss], task.name),), unit_in_name(task.path.name)
    )


def _process_all(
    tasks: list[FileTask], run: RunContext, jobs: int | None, progress: Progress | None = None
) -> list[CheckedReturn | RefusedFile]:
    """Every task in worker processes; results in the order of ``tasks``."""

    def done(result: CheckedReturn | RefusedFile) -> None:
        if progress:
            progress(result.file)

    results = process_files(tasks, partial(process_file, run=run), _lost, jobs=jobs, done=done)
    return [_with_hint(result, run) for result in results]


def _process(task: FileTask, opened: SafeWorkbook, run: RunContext, past: Past | None) -> CheckedReturn | RefusedFile:
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
        return RefusedFile(
            task.name, opened.sha256, "rejected", (finding, *notes, *parsed.findings), identity.unit, str(identity)
        )
    context = run.context_of(identity)
    findings = (
        *notes,
        *parsed.findings,
        *check_integrity(grid, submission, parsed.findings, context, run.layout),
        *check_submission(submission, context, run.layout),
    )
    findings += _compared(submission, past, findings, run) if past else ()
    receipt = run.receipts(identity.period, task.register).get(identity.unit)
    score = score_submission(submission, findings, context, receipt)
    return CheckedReturn(task.name, opened.sha256, submission, findings, score)


def _compared(
    submission: Submission, past: Past, findings: tuple[Finding, ...], run: RunContext
) -> tuple[Finding, ...]:
    """Findings against earlier periods; a store that fails costs the comparison, not the return."""
    try:
        known = past(submission.identity.unit)
    except (StoreError, LockError):
        return (make_finding(NOT_COMPARED, submission.file),)
    return tuple(check_history(submission, known, findings, run.layout))


def _with_hint(result: AnyResult, run: RunContext) -> AnyResult | RefusedFile:
    """A refused file that does not say whose it is, with the unit its name points at."""
    if not isinstance(result, RefusedFile) or result.unit or result.outcome != "rejected":
        return result
    unit = unit_hint(result.file, run.plan)
    if unit is None:
        return result
    hint = make_finding(HINT, result.file, value=f"{unit.name} ({unit.code})")
    return replace(result, findings=(*result.findings, hint), unit=unit.code)


def _named(findings: Iterable[Finding], name: str) -> tuple[Finding, ...]:
    """Findings of the gate call the file by its bare name; reports call it by its place in the folder."""
    return tuple(replace(finding, file=name) for finding in findings)


def check_paths(paths: Iterable[Path], run: RunContext, jobs: int | None = None) -> list[CheckedReturn | RefusedFile]:
    """Each file, and each file of each folder, processed whatever its period; ``jobs`` limits the worker processes.

    Raises :class:`InputError` when a path does not exist.
    """
    return _process_all(file_tasks(paths), run, jobs)


def process_folder(
    folder: Path,
    period: Period,
    run: RunContext,
    register: Mapping[str, Receipt] | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
) -> tuple[list[CheckedReturn], list[RefusedFile]]:
    """Every file of the folder, processed for ``period``: returns that count and files that do not.

    ``jobs`` limits the worker processes (default: one per processor).
    """
    results = _process_all(month_tasks(folder, period, register), run, jobs, progress)
    returns = [result for result in results if isinstance(result, CheckedReturn)]
    return returns, [result for result in results if isinstance(result, RefusedFile)]


def read_month(
    folder: Path,
    period: Period,
    run: RunContext,
    register: Mapping[str, Receipt] | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    store: Store | None = None,
) -> list[ReturnDigest | RefusedFile]:
    """Every file of the folder processed for ``period``, with what shows only when units are compared.

    Files are read by at most ``jobs`` worker processes (default: one per processor), or by ``executor``, any
    ``concurrent.futures.Executor`` whose workers see the folder under the same path. With ``store`` each return is
    compared with earlier periods, and of files that have not changed since the last run its result is taken
    (:mod:`~de_an06_xl.known_results` says when).
    """
    from de_an06_xl.check_province import check_province

    tasks = month_tasks(folder, period, register)
    known = past = None
    if store:
        from de_an06_xl.known_results import ground_of_results

        receipts, past = run.receipts(period.id, register), store.past_reader(period.id)
        ground = f"{ground_of_results(run, period)} {past.fingerprint}"
        known = store.known_files(period.id, ground, lambda unit: str(receipts.get(unit)))
    # Every worker needs the rules, and so does the comparison of units: read once, before workers are forked.
    load_rules()
    work = partial(digest_file, run=run, past=past)
    read = read_results(tasks, work, _lost_encoded, known=known, jobs=jobs, executor=executor, progress=progress)
    results = [_with_hint(result, run) for result in read]
    returns = [result for result in results if isinstance(result, ReturnDigest)]
    by_file: dict[str, list[Finding]] = {}
    for finding in check_province(returns, run.plan, period):
        by_file.setdefault(finding.file, []).append(finding)
    compared = (_with_findings(digest, by_file.get(digest.file, [])) for digest in returns)
    return [*compared, *(result for result in results if isinstance(result, RefusedFile))]


def _lost_encoded(task: FileTask, loss: Loss) -> bytes:
    return encode_result(_lost(task, loss))


def _with_findings(digest: ReturnDigest, findings: list[Finding]) -> ReturnDigest:
    """Findings added to a return; its score stays as it is."""
    return replace(digest, findings=(*digest.findings, *findings)) if findings else digest


def consolidate_month(
    results: Iterable[ReturnDigest | RefusedFile],
    period: Period,
    run: RunContext,
    register: Mapping[str, Receipt] | None = None,
    as_of: dt.date | None = None,
    store: Store | None = None,
    months: Sequence[MonthFigures] = (),
) -> Summary:
    """The province's month from processed files, with what was sent again and what lies ahead.

    ``store`` knows what earlier runs of this month had, ``months`` are the figures of earlier months.
    """
    from de_an06_xl.compare_returns import compare_returns, mark_corrected
    from de_an06_xl.consolidate import consolidate
    from de_an06_xl.load_warnings import load_warnings
    from de_an06_xl.warn_ahead import warn_ahead

    results = list(results)
    returns = [result for result in results if isinstance(result, ReturnDigest)]
    refused = [result for result in results if isinstance(result, RefusedFile)]
    receipts = run.receipts(period.id, register)
    summary = consolidate(returns, refused, run.plan, run.policy(period), period, run.layout, receipts, as_of)
    present = {unit: digest.sha256 for unit, digest in pick_returns(returns)[0].items()}
    stored = store.earlier_versions(period.id, present) if store else []
    due_dates = {unit.unit: unit.due_date for unit in summary.units}
    corrections = compare_returns(returns, stored, due_dates, run.plan, run.layout)
    shapes = {indicator.id: indicator.shape for indicator in run.plan.indicators}
    return replace(
        summary,
        units=mark_corrected(summary.units, corrections),
        corrections=corrections,
        warnings=warn_ahead(summary, months, shapes, load_warnings()),
    )


def months_before(store: Store, period: Period) -> list[MonthFigures]:
    """The figures of the earlier months that a run can need: two years."""
    from de_an06_xl.read_month_figures import read_month_figures

    return [read_month_figures(month, f"Kho, kỳ {month.get('period')}") for month in store.months_before(period.id, 24)]


def consolidate_folder(
    folder: Path,
    period: Period,
    run: RunContext,
    register: Mapping[str, Receipt] | None = None,
    as_of: dt.date | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    store: Store | None = None,
) -> Summary:
    """Tổng hợp: the province's month from a folder of returns; see :func:`read_month` for who reads what."""
    results = read_month(folder, period, run, register, progress, jobs, executor, store)
    return consolidate_month(results, period, run, register, as_of)


def write_summary_file(
    summary: Summary, path: Path, past: Sequence[MonthFigures] = (), returns: Path | None = None
) -> None:
    """The summary workbook; the last ones stay beside it. The writer is loaded only when something is written.

    ``past`` are earlier months that are known, ``returns`` the folder its links lead into.
    """
    from de_an06_xl.output_files.keep_previous import keep_previous
    from de_an06_xl.write_summary import data_file_path, write_summary

    keep_previous(path)
    keep_previous(data_file_path(path))
    write_summary(summary, path, past, returns)


def write_report_file(summary: Summary, run: RunContext, path: Path, template: Path | None = None) -> None:
    """The Word report on the office's template or the product's own; the last ones stay beside it."""
    from de_an06_xl.output_files.keep_previous import keep_previous
    from de_an06_xl.write_report import write_report

    keep_previous(path)
    write_report(summary, run.plan, path, template)


def past_values(store: Store, unit: Unit, period: Period, run: RunContext) -> PastValues:
    """What the form of ``unit`` and ``period`` shows of the unit's earlier returns in the store."""
    from de_an06_xl.remember_values import COLUMNS, remember_values
    from de_an06_xl.usual_range import load_usual_range_rules

    values = store.values(unit=unit.code, column=COLUMNS, before=period.id)
    return remember_values(values, unit, period, run.plan, run.layout, load_usual_range_rules())


def write_export_folder(summary: Summary, run: RunContext, folder: Path) -> list[Path]:
    """The month as tables for other systems, and their description; returns the paths written."""
    from de_an06_xl.load_exports import load_exports
    from de_an06_xl.to_json.summary import summary_json
    from de_an06_xl.write_exports import write_exports

    return write_exports(summary, summary_json(summary), run.layout, load_exports(), folder)


def check_report_template(template: Path) -> None:
    """Refuse a template of the office that could not be filled; see :func:`de_an06_xl.write_report.check_template`."""
    from de_an06_xl.write_report import check_template

    check_template(template)
