"""TongHop.xlsm and DeAn06.xlam from the plan and the text sources in ``macros/``; the same sources, the same bytes."""

from __future__ import annotations

from pathlib import Path

from de_an06_xl.build_macro_workbooks.control_sheet import write_control_sheet
from de_an06_xl.build_macro_workbooks.table_sheet import (
    write_extension_sheet,
    write_journal_sheet,
    write_lists_sheet,
    write_tracking_sheet,
)
from de_an06_xl.build_macro_workbooks.vba_sources import addin_modules, control_modules, ribbon
from de_an06_xl.build_macro_workbooks.workbook import open_macro_book
from de_an06_xl.control_workbook import names, words
from de_an06_xl.load_plan import load_plan
from de_an06_xl.model.plan import Plan
from de_an06_xl.output_files.write_file import write_whole

CONTROL_FILE, ADDIN_FILE = "TongHop.xlsm", "DeAn06.xlam"


def build_macro_workbooks(folder: Path) -> list[Path]:
    """Write both workbooks into ``folder`` and return their paths.

    Raises :class:`~de_an06_xl.errors.BuildError` when a source or an engineer's tool is missing,
    :class:`~de_an06_xl.errors.OutputError` when a file cannot be written.
    """
    plan = load_plan()
    paths = [folder / CONTROL_FILE, folder / ADDIN_FILE]
    write_whole(paths[0], control_workbook_bytes(plan))
    write_whole(paths[1], addin_bytes(plan))
    return paths


def control_workbook_bytes(plan: Plan) -> bytes:
    """The consolidator's workbook."""
    book = open_macro_book(plan)
    write_control_sheet(book)
    write_tracking_sheet(book)
    write_extension_sheet(book)
    write_journal_sheet(book)
    write_lists_sheet(book)
    book.add_machinery()
    return book.finish(words.CONTROL_TITLE, control_modules())


def addin_bytes(plan: Plan) -> bytes:
    """The add-in: ribbon, functions, and one sheet that keeps the message of the last run."""
    book = open_macro_book(plan)
    sheet = book.add_sheet(names.ADDIN_SHEET, "shDeAn06")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, words.ADDIN_TITLE, book.styles["title"])
    for row, line in enumerate(words.ADDIN_LINES, 1):
        sheet.write_string(row, 0, line, book.styles["note"])
    first = len(words.ADDIN_LINES) + 2
    labels = (*words.RUN_LABELS, words.FORM_COPY_LABEL)
    cells = ((names.RUN_TIME, "time"), (names.MESSAGE, "message"), (names.FORM_COPY, "text"))
    for row, (label, (name, look)) in enumerate(zip(labels, cells, strict=True), first):
        sheet.write_string(row, 0, label, book.styles["label"])
        sheet.write_blank(row, 1, None, book.styles[look])
        book.name_cell(name, sheet, row, 1)
    sheet.set_row(first + 1, 62)
    book.add_machinery()
    return book.finish(words.ADDIN_TITLE, addin_modules(), ribbon())
