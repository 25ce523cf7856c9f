"""From a safe workbook to its values at true cell addresses (python-calamine only here).

The reader drops two things that must not be lost: error cells come back blank, and it knows
neither names nor properties. Both are put back from the gate's scan.
"""

from __future__ import annotations

import io
from collections.abc import Collection

import python_calamine

from de_an06_xl.findings import make_finding
from de_an06_xl.form.names import IDENTITY_NAME, META_SHEET
from de_an06_xl.model.cells import CellGrid, ErrorValue, SheetGrid
from de_an06_xl.model.package import RefusedWorkbook, SafeWorkbook, SheetScan
from de_an06_xl.text.normalize import match_key
from de_an06_xl.workbook_file.cell_fonts import legacy_font_cells
from de_an06_xl.workbook_file.sheet_scan import parse_address


def read_cells(book: SafeWorkbook, sheets: Collection[str] | None = None) -> CellGrid | RefusedWorkbook:
    """The values of ``book``; ``sheets`` limits the reading to these names (``_meta`` always comes along).

    Cells are ``None`` (blank), ``str``, ``float``, ``bool``, ``date``, ``datetime``, ``time``,
    ``timedelta`` or :class:`ErrorValue`. What the reader cannot read is refused with a finding.
    """
    wanted = None if sheets is None else {match_key(name) for name in (*sheets, META_SHEET)}
    try:
        grids = _read(book, wanted)
    except Exception as error:
        return _refused(book, error)
    except BaseException as error:
        # A panic inside the reader arrives as a BaseException of its own; all others are not ours.
        if type(error).__name__ != "PanicException":
            raise
        return _refused(book, error)
    return CellGrid(
        sheets=grids,
        identities=_identities(book, grids),
        modified=book.scan.modified,
        date_1904=book.scan.date_1904,
    )


def _read(book: SafeWorkbook, wanted: Collection[str] | None) -> dict[str, SheetGrid]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book.content))
    fonts = legacy_font_cells(book.content) if book.scan.legacy_fonts else {}
    grids = {}
    for name, scan in book.scan.sheets.items():
        if wanted is not None and match_key(name) not in wanted:
            continue
        rows: list[list[object]] = [
            [None if cell == "" else cell for cell in row]
            for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        _put_back_errors(rows, scan)
        grids[name] = SheetGrid(
            name=name,
            rows=rows,
            hidden=book.scan.states[name] != "visible",
            formulas=dict(scan.formulas.items()),
            hidden_rows=scan.hidden_rows,
            merges=scan.merges,
            legacy_fonts=fonts.get(name, {}),
        )
    return grids


def _put_back_errors(rows: list[list[object]], scan: SheetScan) -> None:
    for address, code in scan.errors.items():
        row, column = parse_address(address)
        while len(rows) <= row:
            rows.append([])
        cells = rows[row]
        cells += [None] * (column + 1 - len(cells))
        cells[column] = ErrorValue(code)


def _identities(book: SafeWorkbook, grids: dict[str, SheetGrid]) -> dict[str, str | None]:
    """What each of the three places says, ``None`` where it says nothing."""
    meta = next((grid for name, grid in grids.items() if match_key(name) == META_SHEET), None)
    cell = meta.at(0, 0) if meta else None
    name = book.scan.defined_names.get(IDENTITY_NAME, "")
    quoted = len(name) >= 2 and name[0] == name[-1] == '"'
    return {
        "cell": cell if isinstance(cell, str) else None,
        "property": book.scan.custom_properties.get(IDENTITY_NAME) or None,
        "name": name[1:-1].replace('""', '"') if quoted else None,
    }


def _refused(book: SafeWorkbook, error: BaseException) -> RefusedWorkbook:
    encrypted = isinstance(error, python_calamine.PasswordError)
    finding = make_finding("F104" if encrypted else "F122", book.file)
    return RefusedWorkbook(book.path, book.file, book.sha256, "rejected", (*book.notes, finding), book.unit)
