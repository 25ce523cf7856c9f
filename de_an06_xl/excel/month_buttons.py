"""The four buttons of TongHop.xlsm: each reads the sheets and calls the same stages as the command line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from de_an06_xl.control_workbook import names
from de_an06_xl.control_workbook.register import read_extensions, read_receipts
from de_an06_xl.control_workbook.settings import SETTING_NAMES, Settings, read_settings
from de_an06_xl.control_workbook.tables import EXTENSIONS, TRACKING
from de_an06_xl.errors import InputError
from de_an06_xl.excel.fill_tracking import fill_tracking
from de_an06_xl.excel.live_book import LiveBook, LiveTable
from de_an06_xl.excel.run_button import Outcome, progress_in_status_bar
from de_an06_xl.summary_in_words import counts_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from de_an06_xl.model.period import Period
    from de_an06_xl.model.summary import Receipt, Summary
    from de_an06_xl.read_results import Progress
    from de_an06_xl.run_context import RunContext


@dataclass(frozen=True, slots=True)
class Month:
    """What a button works with: the settings, the run with the sheet's extensions, the receipts typed in.

    ``tracking`` is Theo dõi nộp as it stood when the button was pressed; nobody edits while a macro runs.
    """

    settings: Settings
    run: RunContext
    period: Period
    register: Mapping[str, Receipt]
    tracking: LiveTable


def issue_month(book: LiveBook) -> Outcome:
    """Tạo biểu mẫu: the form of every unit."""
    from de_an06_xl.history import optional_store
    from de_an06_xl.issue_forms import FormTask, issue_forms
    from de_an06_xl.model.past_values import NO_MEMORY
    from de_an06_xl.pipeline import past_values

    month = _month(book, with_register=False)
    period, run, folder = month.period, month.run, month.settings.forms_folder(month.period)
    with optional_store(month.settings.store) as store:
        past = {unit.code: past_values(store, unit, period, run) for unit in run.plan.units} if store else {}
    tasks = [FormTask(unit, period, folder, past=past.get(unit.code, NO_MEMORY)) for unit in run.plan.units]
    paths = issue_forms(tasks, month.run, progress_in_status_bar(book.book.app, "tạo biểu", len(tasks)))
    return Outcome(f"Đã tạo {len(paths)} biểu kỳ {month.period.id} trong {folder}.", period=month.period.id)


def check_month(book: LiveBook) -> Outcome:
    """Kiểm tra: every file read and judged, Theo dõi nộp filled, annotated copies written; no summary."""
    from de_an06_xl.give_back import give_back
    from de_an06_xl.history import optional_store
    from de_an06_xl.pipeline import consolidate_month, read_month

    month = _month(book)
    with optional_store(month.settings.store, create=True) as store:
        results = read_month(
            month.settings.returns, month.period, month.run, month.register, _progress(book, month), store=store
        )
    summary = consolidate_month(results, month.period, month.run, month.register)
    dropped = fill_tracking(book, month.tracking, summary, month.settings.returns)
    folder = month.settings.copies_folder(month.period)
    places = {result.file: month.settings.returns / result.file for result in results}
    failed = give_back(results, places, folder, month.run)
    parts = [f"Đã kiểm tra {len(results)} tệp. {counts_sentence(summary)}", f"Bản trả lại các đơn vị: {folder}."]
    if failed:
        parts.append(f"{len(failed)} tệp không lập được bản trả lại; tệp đầu tiên: {failed[0]}")
    return _outcome(summary, parts, dropped)


def consolidate(book: LiveBook) -> Outcome:
    """Tổng hợp: the province's month, Theo dõi nộp filled, the summary written and opened."""
    from de_an06_xl.issue_forms import make_folder
    from de_an06_xl.output_files.lock_output import locked_output
    from de_an06_xl.run_month import run_month

    month = _month(book)
    path = month.settings.summary_path(month.period)
    if _open_book(book.book.app, path) is not None:
        raise InputError(f"Bảng tổng hợp {path.name} đang mở nên không ghi lại được. Hãy đóng tệp đó rồi bấm lại.")
    make_folder(path.parent)
    with locked_output(path):
        done = run_month(
            month.settings.returns,
            month.period,
            month.run,
            path,
            at=lambda: _moment(book),
            register=month.register,
            store_place=month.settings.store,
            progress=_progress(book, month),
        )
    summary = done.summary
    dropped = fill_tracking(book, month.tracking, summary, month.settings.returns)
    _show(book.book.app, path)
    return _outcome(
        summary,
        [f"Đã tổng hợp {len(done.results)} tệp. {counts_sentence(summary)}", f"Bảng tổng hợp: {path}."],
        dropped,
    )


def open_summary(book: LiveBook) -> Outcome:
    """Mở bảng tổng hợp: the summary of the chosen period, brought to the front when it is open already."""
    month = _month(book, with_register=False)
    path = month.settings.summary_path(month.period)
    if not path.exists():
        raise InputError(f"Chưa có bảng tổng hợp kỳ {month.period.id} ở {path.parent}. Hãy bấm Tổng hợp trước.")
    _show(book.book.app, path)
    return Outcome(f"Đã mở {path}.", period=month.period.id)


def _month(book: LiveBook, *, with_register: bool = True) -> Month:
    from de_an06_xl.run_context import load_run

    settings = read_settings({name: book.get(name) for name in SETTING_NAMES}, book.folder)
    run = load_run(settings.plan_workbook)
    period = run.period(settings.period_id)
    tracking = book.table(TRACKING)
    if not with_register:
        return Month(settings, run, period, {}, tracking)
    extensions = read_extensions(book.table(EXTENSIONS).lines(), run.plan)
    # The sheet speaks before the plan workbook: it is what the consolidator has in front of him.
    run = replace(run, extensions=(*extensions, *run.extensions))
    filled_for = str(book.get(names.FILLED_PERIOD) or "")
    typed = tracking.lines() if filled_for in ("", period.id) else []
    return Month(settings, run, period, read_receipts(typed, run.plan), tracking)


def _progress(book: LiveBook, month: Month) -> Progress:
    from de_an06_xl.pipeline import files_in

    return progress_in_status_bar(book.book.app, "đọc, kiểm tra tệp", len(files_in(month.settings.returns)))


def _moment(book: LiveBook) -> dt.datetime:
    """When the button was pressed; VBA has written it down."""
    pressed = book.get(names.RUN_TIME)
    return (pressed if isinstance(pressed, dt.datetime) else dt.datetime.now()).astimezone()


def _outcome(summary: Summary, parts: list[str], dropped: str) -> Outcome:
    """Anything the consolidator must act on makes it a notice."""
    errors = sum(finding.severity == "error" for finding in summary.findings)
    if errors:
        parts.insert(1, f"Có {errors} lỗi phải sửa, xem trang “{TRACKING.sheet}”.")
    if dropped:
        parts.append(dropped)
    counts = summary.counts
    calm = not (errors or dropped or counts["rejected"] or counts["missing"])
    return Outcome(" ".join(parts), "xong" if calm else "luu_y", summary.period)


def _open_book(app: Any, path: Path) -> Any:
    return next((book for book in app.books if Path(str(book.fullname)) == path), None)


def _show(app: Any, path: Path) -> None:
    """Open the workbook, or bring it to the front."""
    (_open_book(app, path) or app.books.open(str(path))).activate()
