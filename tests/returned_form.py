"""A filled form that comes back: changed as people do, parsed again, and what to look at in it and in the result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from form_files import PartEdit, change_file, write_form
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from de_an06_xl.model.cells import CellGrid
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.model.submission import Entry, Submission
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.parse_submission import Parsed, parse_submission
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext

Values = dict[tuple[str, str, str], Any]

# Two rows of each kind of input, as an officer would leave them.
FILLED: Values = {
    ("TT", "TT-05", "value"): "Lò Thị Mẫu",
    ("TT", "TT-09", "value"): dt.date(2026, 11, 5),
    ("CT", "CT-I.5", "state"): "Có số liệu",
    ("CT", "CT-I.5", "numerator"): 80,
    ("CT", "CT-I.5", "denominator"): 100,
    ("CT", "CT-I.6", "state"): "Chưa có số liệu",
    ("TC", "TC-b", "done"): "Có",
    ("TC", "TC-b", "document_no"): "45/KH-UBND",
    ("TC", "TC-b", "document_date"): dt.date(2026, 6, 3),
    ("KK", "KK-02", "content"): "Thiếu máy đọc thẻ",
}
EXPECTED: Values = FILLED | {
    ("TT", "TT-09", "value"): 46331,
    ("CT", "CT-I.5", "numerator"): Decimal(80),
    ("CT", "CT-I.5", "denominator"): Decimal(100),
    ("TC", "TC-b", "document_date"): 46176,
}


class Returned:
    """A filled form of one commune; lets someone change it and parses what comes back."""

    def __init__(self, folder: Path, run: RunContext) -> None:
        self._folder, self._run = folder, run
        context = run.form_context(run.unit("XP-02647"), run.period("2026-10"))
        self._path = write_form(folder, context, run.layout, FILLED)
        self._good = self._path.read_bytes()

    def parse(self, edit: Callable[[Workbook], None] | None = None, parts: dict[str, PartEdit] | None = None) -> Parsed:
        """After changes in a spreadsheet program and in the package."""
        change_file(self._path, self._good, edit=edit, parts=parts)
        return self.parse_grid(self.read(self._path))

    def submission(self, edit: Callable[[Workbook], None] | None = None) -> tuple[Submission, list[str]]:
        parsed = self.parse(edit)
        assert parsed.submission is not None, parsed.findings
        return parsed.submission, codes(parsed)

    def grid(self) -> CellGrid:
        """The cells of the unchanged form."""
        self._path.write_bytes(self._good)
        return self.read(self._path)

    def parse_grid(self, grid: CellGrid) -> Parsed:
        return parse_submission(grid, self._path.name, self._run.layout, self._run.context_of)

    @staticmethod
    def read(path: Path) -> CellGrid:
        book = open_workbook(path)
        assert isinstance(book, SafeWorkbook), book.findings
        grid = read_cells(book)
        assert isinstance(grid, CellGrid)
        return grid


def codes(parsed: Parsed) -> list[str]:
    return sorted(finding.code for finding in parsed.findings)


def entry(submission: Submission, sheet: str, row: str, column: str) -> Entry:
    return submission.sheets[sheet].rows[row].entries[column]


def values(submission: Submission) -> Values:
    """Every filled input."""
    return {
        (sheet.code, row.id, item.column): item.value
        for sheet in submission.sheets.values()
        for row in sheet.rows.values()
        for item in row.entries.values()
        if item.value is not None
    }


def header_cell(sheet: Worksheet, header: str) -> tuple[int, int]:
    return next((c.row, c.column) for row in sheet.iter_rows() for c in row if c.value == header)


def code_cell(sheet: Worksheet, code: str) -> Any:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == code)


def put(sheet: str, code: str, header: str, value: Any, data_type: str = "") -> Callable[[Workbook], None]:
    """Type a value into the cell of a row and a column."""

    def edit(book: Workbook) -> None:
        row, column = code_cell(book[sheet], code).row, header_cell(book[sheet], header)[1]
        cell = book[sheet].cell(row, column)
        cell.value = value
        if data_type:
            cell.data_type = data_type

    return edit
