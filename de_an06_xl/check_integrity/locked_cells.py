"""The locked cells of a returned file, and their fingerprint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from de_an06_xl.form.identity import fingerprint
from de_an06_xl.form.references import shift_formula
from de_an06_xl.form.rows import day_serial
from de_an06_xl.model.cells import CellGrid, SheetGrid, column_letters
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.submission import Submission
from de_an06_xl.text.normalize import match_key
from de_an06_xl.workbook_file.sheet_scan import parse_address


def sheets_of_form(grid: CellGrid, submission: Submission, layout: FormLayout) -> dict[str, SheetGrid]:
    """The form's own sheet name → the sheet of the file, also where it was renamed."""
    by_key = {match_key(sheet.name): sheet for sheet in reversed(list(grid.sheets.values()))}
    found = {}
    for spec in layout.sheets:
        read = submission.sheets.get(spec.code)
        sheet = by_key.get(match_key(read.name if read else spec.name))
        if sheet:
            found[spec.name] = sheet
    return found


def locked_fingerprint(grid: CellGrid, submission: Submission, layout: FormLayout) -> str:
    """The fingerprint as it stands in the identity, over what the file holds beside its inputs."""
    inputs = {
        sheet.name: {entry.cell for row in sheet.rows.values() for entry in row.entries.values()}
        for sheet in submission.sheets.values()
    }
    return fingerprint(_cells(sheets_of_form(grid, submission, layout), inputs))


def formula_at(sheet: SheetGrid, address: str) -> str:
    """The formula there without ``=``, spelled out where the file only points at another cell; ``""`` for none."""
    formula = sheet.formulas.get(address)
    if formula is None or formula.text:
        return formula.text if formula else ""
    master = sheet.formulas.get(formula.master)
    if master is None:
        return ""
    (row, column), (master_row, master_column) = parse_address(address), parse_address(formula.master)
    return shift_formula(master.text, row - master_row, column - master_column)


def plain_constant(value: object) -> object:
    """A cell's value as the form was laid out with it: dates as day serials."""
    if isinstance(value, dt.datetime):
        return day_serial(value.date())
    return day_serial(value) if isinstance(value, dt.date) else value


def _cells(
    sheets: Mapping[str, SheetGrid], inputs: Mapping[str, set[str]]
) -> Iterator[tuple[str, int, int, object, str]]:
    for name, sheet in sheets.items():
        skipped = inputs.get(sheet.name, set())
        letters = [column_letters(index) for index in range(max(map(len, sheet.rows), default=0))]
        with_formula = set(sheet.formulas)
        for row, cells in enumerate(sheet.rows):
            number = str(row + 1)
            for column, value in enumerate(cells):
                address = letters[column] + number
                if address in with_formula:
                    if address not in skipped:
                        yield name, row, column, None, formula_at(sheet, address)
                elif value is not None and address not in skipped:
                    yield name, row, column, plain_constant(value), ""
