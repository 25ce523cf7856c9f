"""The province's month as a workbook to be read, filtered, printed and signed.

One module per sheet or group of sheets; ``table`` lays out every block the same way, ``styles``
holds every look, ``block_sheet`` writes the long tables and their links fast. Text always stays text: nothing a unit
typed can become a formula, a link or a number. No clock is read: the same summary gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.model.summary import Summary
from de_an06_xl.output_files.leftovers import scratch_folder
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.write_summary.book import Book, open_book
from de_an06_xl.write_summary.corrections import write_corrections
from de_an06_xl.write_summary.data import FIELDS, write_data
from de_an06_xl.write_summary.data_file import DataFile, data_file_path, write_data_file
from de_an06_xl.write_summary.difficulties import write_difficulties
from de_an06_xl.write_summary.early_warnings import write_warnings
from de_an06_xl.write_summary.file_links import FileLinks, links_to
from de_an06_xl.write_summary.findings import write_findings
from de_an06_xl.write_summary.indicator_maps import write_commune_map, write_department_map
from de_an06_xl.write_summary.indicators import write_indicators
from de_an06_xl.write_summary.overview import write_overview
from de_an06_xl.write_summary.past_months import past_months
from de_an06_xl.write_summary.ranking import write_ranking
from de_an06_xl.write_summary.returns import write_provenance, write_returns
from de_an06_xl.write_summary.task_map import write_task_map
from de_an06_xl.write_summary.tasks import write_late_tasks, write_tasks
from de_an06_xl.write_summary.trend import write_trend

__all__ = ["SHEETS", "data_file_path", "summary_workbook", "write_summary"]

SHEETS = (
    ("Tổng quan", write_overview),
    ("Chỉ tiêu", write_indicators),
    ("Nhiệm vụ", write_tasks),
    ("Nhiệm vụ trễ hạn", write_late_tasks),
    ("Xếp hạng", write_ranking),
    ("Bản đồ CT sở, ngành", write_department_map),
    ("Bản đồ CT xã, phường", write_commune_map),
    ("Bản đồ nhiệm vụ", write_task_map),
    ("Diễn biến", write_trend),
    ("Cảnh báo", write_warnings),
    ("Tình hình nộp", write_returns),
    ("Nộp lại", write_corrections),
    ("Phát hiện", write_findings),
    ("Khó khăn – kiến nghị", write_difficulties),
    ("Dữ liệu", write_data),
    ("Nguồn gốc", write_provenance),
)


def write_summary(summary: Summary, path: Path, past: Sequence[MonthFigures] = (), returns: Path | None = None) -> None:
    """Write the workbook of ``summary`` to ``path``; an older file there stays whole until the new one is complete.

    ``past`` are the earlier months that are known, for last month's place and the lines of development;
    ``returns`` is the folder of the units' files, for links to them. Above 50,000 rows the tidy data goes to a CSV
    file beside the workbook (:mod:`~de_an06_xl.write_summary.data_file`).

    Raises :class:`~de_an06_xl.errors.OutputError` when the folder is missing or the file cannot be replaced.
    """
    # The long table first: the workbook names it, and must not name what is not there.
    data_file = write_data_file(summary.data, path, [field.header for field in FIELDS])
    write_whole(path, summary_workbook(summary, data_file, past, links_to(returns, path)))


def summary_workbook(
    summary: Summary,
    data_file: DataFile | None = None,
    past: Sequence[MonthFigures] = (),
    links: FileLinks = FileLinks(None),  # noqa: B008 - frozen
) -> bytes:
    """The workbook as bytes; equal for equal arguments. ``data_file`` is where the tidy data is instead of a sheet."""
    stream = io.BytesIO()
    with scratch_folder() as scratch:
        book = open_book(stream, scratch, summary, past_months(past, summary), links, data_file)
        for name, write in SHEETS:
            write(book, name)
        _describe(book)
        book.workbook.close()
    return stream.getvalue()


def _describe(book: Book) -> None:
    summary = book.summary
    book.workbook.set_properties(
        {
            "title": f"Tổng hợp kết quả thực hiện Đề án 06 – {summary.period_label}",
            "subject": f"Kế hoạch {summary.plan}; chính sách điểm {summary.policy}",
            "comments": f"{summary.policy_name}. Biểu {summary.form_version}.",
            # The day of the figures, not of the run: the same inputs must give the same file.
            "created": dt.datetime.combine(summary.as_of, dt.time()),
        }
    )
