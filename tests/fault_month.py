"""A month into which a test of ``test_faults_*`` puts a bad file, and the edits that make it bad.

Faults 1 to 36 of what offices send stand there, each in a folder with two good returns: own code, a sentence, the rest
counted. Faults 37 to 40 are in ``test_surroundings``, 41 in ``test_keep_previous``, 42 in ``test_lock_output``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from form_files import PartEdit, change_file, write_form
from good_entries import good_entries
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from de_an06_xl.load_form import load_form
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.submission import Entry
from de_an06_xl.model.summary import FileRecord, Summary
from de_an06_xl.pipeline import consolidate_folder, process_folder
from de_an06_xl.run_context import RunContext, load_run

UNIT, PERIOD = "XP-02647", "2026-10"
BAD = f"BM-01_{PERIOD}_{UNIT}.xlsx"
GOOD = ("XP-02671", "SN-SNGV")
FIGURES, TASKS, INFO = "Chỉ tiêu", "Nhiệm vụ", "Thông tin"
VIETNAMESE = re.compile("[ăâđêôơưạ-ỹàáãèéìíòóõùúý]", re.IGNORECASE)
ENGLISH = re.compile(r"\b(error|failed|invalid|exception|file is|cannot)\b", re.IGNORECASE)

Edit = Callable[[Workbook], None]


class Month:
    """A folder with two good returns, to which a test adds one bad file or several."""

    def __init__(self, folder: Path, run: RunContext) -> None:
        self.folder, self.run, self.forms = folder, run, good_forms()
        self.period = run.period(PERIOD)
        self.summary: Summary
        folder.mkdir()
        for unit in GOOD:
            (folder / f"BM-01_{PERIOD}_{unit}.xlsx").write_bytes(self.forms[unit])

    @property
    def form(self) -> bytes:
        return self.forms[UNIT]

    def put(
        self, content: bytes, name: str = BAD, *, edit: Edit | None = None, parts: Mapping[str, PartEdit] | None = None
    ) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        change_file(path, content, edit=edit, parts=parts)
        return path

    def consolidate(self) -> Summary:
        """The month; both good returns must count whatever else lies there."""
        self.summary = consolidate_folder(self.folder, self.period, self.run)
        for unit in GOOD:
            assert self.record(f"BM-01_{PERIOD}_{unit}.xlsx").outcome == "included", unit
        return self.summary

    def record(self, name: str = BAD) -> FileRecord:
        (record,) = [record for record in self.summary.files if record.file == name]
        return record

    def expect(self, code: str, outcome: str, name: str = BAD) -> Finding:
        """The finding of ``code`` about the file: its outcome, and words that an officer can act on."""
        self.consolidate()
        record = self.record(name)
        assert record.outcome == outcome, (record.outcome, record.codes, record.reason)
        assert code in record.codes, record.codes
        found = next(finding for finding in self.summary.findings if finding.code == code and finding.file == name)
        for sentence in (found.message, found.fix):
            assert VIETNAMESE.search(sentence)
            assert not ENGLISH.search(sentence)
            assert "{" not in sentence
        assert (outcome == "included") != (found.severity is Severity.ERROR and code.startswith("F1")), found
        return found

    def entry(self, sheet: str, row_id: str, column: str, name: str = BAD) -> Entry:
        """One input as it was read."""
        returns, _ = process_folder(self.folder, self.period, self.run)
        (found,) = [found for found in returns if found.file == name]
        return found.submission.sheets[sheet].rows[row_id].entries[column]


@cache
def good_forms() -> Mapping[str, bytes]:
    """Filled forms without a finding, by unit, made once for all files of tests."""
    run, made = load_run(), {}
    with TemporaryDirectory() as folder:
        for unit in (UNIT, *GOOD):
            context = run.form_context(run.unit(unit), run.period(PERIOD))
            made[unit] = write_form(Path(folder), context, run.layout, good_entries(context)).read_bytes()
    return made


def find_cell(book: Workbook, sheet: str, row_id: str, column: str) -> Cell:
    """The cell of a row (by code) and a column (by its code in the layout)."""
    page = book[sheet]
    header = next(spec.column_by_code[column].header for spec in load_form().sheets if spec.name == sheet)
    (index,) = {cell.column for row in page.iter_rows(max_row=8) for cell in row if cell.value == header}
    (row,) = {cell.row for cell in page["A"] if cell.value == row_id}
    found = page.cell(row, index)
    assert isinstance(found, Cell)
    return found


def set_cell(sheet: str, row_id: str, column: str, value: Any, font: str = "") -> Edit:
    def edit(book: Workbook) -> None:
        cell = find_cell(book, sheet, row_id, column)
        cell.value = value
        if font:
            cell.font = Font(name=font)

    return edit


def rewrite_cell(form: bytes, sheet: str, row_id: str, column: str, inner: str, kind: str = "") -> dict[str, PartEdit]:
    """A part edit that gives the cell other XML, as no spreadsheet program would let one type it."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    address = find_cell(book, sheet, row_id, column).coordinate
    part = f"xl/worksheets/sheet{book.sheetnames.index(sheet) + 1}.xml"

    def change(data: bytes) -> bytes:
        pattern = rf'<c r="{address}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)'
        text, count = re.subn(pattern, rf'<c r="{address}"\1{kind}>{inner}</c>', data.decode(), count=1)
        assert count == 1
        return text.encode()

    return {part: change}


def first_share(month: Month) -> str:
    """An indicator with numerator and denominator that the unit reports."""
    context = month.run.form_context(month.run.unit(UNIT), month.period)
    return next(row for (sheet, row, column) in good_entries(context) if (sheet, column) == ("CT", "denominator"))
