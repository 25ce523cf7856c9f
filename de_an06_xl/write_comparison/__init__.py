"""What changed as a workbook: an overview on one page, indicators, tasks, units, and whose figures moved them.

For two versions of one month it is the sheet of the restatement: what was published, what it is now, and why.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from xlsxwriter.workbook import Workbook

from de_an06_xl.model.comparison import Comparison
from de_an06_xl.model.plan import Plan
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.write_comparison.sheets import SHEETS, Book
from de_an06_xl.write_comparison.words import title_of
from de_an06_xl.write_summary.styles import Styles

__all__ = ["comparison_workbook", "write_comparison"]


def write_comparison(comparison: Comparison, plan: Plan, path: Path) -> None:
    """Write the workbook to ``path``; equal comparisons give equal bytes. ``plan`` gives the rows their names.

    Raises :class:`~de_an06_xl.errors.OutputError` when the file cannot be written.
    """
    write_whole(path, comparison_workbook(comparison, plan))


def comparison_workbook(comparison: Comparison, plan: Plan) -> bytes:
    """The workbook as bytes."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 11},
    }
    workbook = Workbook(stream, options)
    book = Book(workbook, Styles(workbook), comparison, plan)
    for write in SHEETS:
        write(book)
    title = title_of(comparison)
    year, month = (int(part) for part in comparison.new.month.period.split("-"))
    # A day of the figures, not of the run: the same inputs must give the same file.
    workbook.set_properties({"title": title.capitalize(), "created": dt.datetime(year, month, 1)})
    workbook.close()
    return stream.getvalue()
