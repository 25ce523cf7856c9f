"""The locked cells of a returned file, and their fingerprint."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from de_an06_xl.form.identity import fingerprint_of_rows, normal_constant, row_lines
from de_an06_xl.form.references import shift_formula
from de_an06_xl.form.rows import day_serial
from de_an06_xl.model.cells import CellGrid, SheetGrid
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.submission import SheetRows, Submission
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
    inputs = {sheet.name: _input_places(sheet) for sheet in submission.sheets.values()}
    sheets = sheets_of_form(grid, submission, layout)
    return fingerprint_of_rows(
        row for name in sorted(sheets) for row in _locked_rows(name, sheets[name], inputs.get(sheets[name].name, {}))
    )


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


_Columns = dict[int, set[int]]
"""Columns by row, both 0-based."""


def _input_places(sheet: SheetRows) -> _Columns:
    places: _Columns = defaultdict(set)
    for row in sheet.rows.values():
        for entry in row.entries.values():
            if entry.cell:
                number, column = parse_address(entry.cell)
                places[number].add(column)
    return places


def _locked_rows(name: str, sheet: SheetGrid, inputs: Mapping[int, set[int]]) -> Iterator[bytes]:
    """What each row of the sheet adds to the fingerprint."""
    formulas: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for address, formula in sheet.formulas.items():
        row, column = parse_address(address)
        formulas[row].append((column, formula.text or formula_at(sheet, address)))
    for row, cells in enumerate(sheet.rows):
        constants = [value if value is None or type(value) is str else _constant(value) for value in cells]
        # Neither what an officer may write nor the result of a formula is locked.
        inside = [place for place in formulas.get(row, ()) if place[0] < len(cells)]
        skipped = inputs.get(row, ())
        for column in (*skipped, *(column for column, _ in inside)):
            if column < len(cells):
                constants[column] = None
        locked = [place for place in inside if place[0] not in skipped]
        yield row_lines(name, row, tuple(constants), tuple(locked))


def _constant(value: object) -> str:
    return normal_constant(plain_constant(value))
