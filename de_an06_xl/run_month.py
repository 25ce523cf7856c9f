"""Tổng hợp, whole: read the folder, consolidate, keep the run in the store, write the summary workbook.

The command line and the button press this one; what each adds (options, sheets, words) is its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from de_an06_xl.history import optional_store
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.model.period import Period
from de_an06_xl.model.summary import Receipt, RefusedFile, Summary
from de_an06_xl.pipeline import consolidate_month, months_before, read_month, write_summary_file
from de_an06_xl.read_results import Progress
from de_an06_xl.run_context import RunContext

if TYPE_CHECKING:
    from de_an06_xl.model.history import StoredRun


@dataclass(frozen=True, slots=True)
class MonthRun:
    """What a run has made: ``months`` are the earlier months it knew, ``stored`` its place in the store."""

    results: list[ReturnDigest | RefusedFile]
    summary: Summary
    months: list[MonthFigures]
    stored: StoredRun | None


def run_month(
    folder: Path,
    period: Period,
    run: RunContext,
    path: Path,
    *,
    at: Callable[[], dt.datetime],
    register: Mapping[str, Receipt] | None = None,
    as_of: dt.date | None = None,
    store_place: str | Path | None = None,
    progress: Progress | None = None,
    jobs: int | None = None,
) -> MonthRun:
    """The month of ``folder`` as the workbook ``path``; the caller holds the lock on ``path``.

    ``at`` tells the moment the store writes down. Raises a :class:`~de_an06_xl.errors.Da06Error` when the folder,
    the store or the output cannot be used; what was written before stays whole.
    """
    with optional_store(store_place, create=True) as store:
        results = read_month(folder, period, run, register, progress, jobs, store=store)
        months = months_before(store, period) if store else []
        summary = consolidate_month(results, period, run, register, as_of, store, months)
        # Before the workbook: a run that ends between the two is complete in the store, and the next one
        # finds the same summary there and writes the workbook.
        stored = store.append_month(summary, run.layout, at()) if store else None
    write_summary_file(summary, path, months, folder)
    return MonthRun(results, summary, months, stored)
