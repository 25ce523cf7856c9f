"""Where each table of the form stands in a returned file: by sheet name or header row, never by position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from de_an06_xl.findings import make_finding
from de_an06_xl.form.names import META_SHEET
from de_an06_xl.model.cells import CellGrid, SheetGrid
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormLayout, SheetSpec
from de_an06_xl.text.normalize import clean, match_key

_HEADER_ROWS = 40
# Share of a table's headers that must stand in one row. A sheet of another name needs more: forms share headers.
_NAMED_SHARE, _UNNAMED_SHARE = 0.3, 0.6


@dataclass(frozen=True, slots=True)
class Header:
    """A header row (0-based) and the columns found in it, by column code; ``repeated`` lists doubled headers."""

    row: int
    columns: dict[str, int]
    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of rows; ``sheet`` and ``header`` are ``None`` when the file has no such table."""

    spec: SheetSpec
    sheet: SheetGrid | None
    header: Header | None

    @property
    def name(self) -> str:
        """The sheet's name in the file, the form's own where the file has none."""
        return self.sheet.name if self.sheet else self.spec.name


def find_tables(grid: CellGrid, file: str, layout: FormLayout) -> tuple[list[Table], list[Finding]]:
    """The place of every row table of ``layout``, in layout order, and what is odd about it."""
    findings: list[Finding] = []
    known = {match_key(sheet.name) for sheet in layout.sheets} | {META_SHEET}
    by_key: dict[str, SheetGrid] = {}
    for sheet in grid.sheets.values():
        by_key.setdefault(match_key(sheet.name), sheet)
    spares = [sheet for key, sheet in by_key.items() if key not in known]
    tables = []
    for spec in layout.row_sheets:
        table = _find_table(spec, by_key.get(match_key(spec.name)), spares, file, findings)
        if table.sheet:
            spares = [sheet for sheet in spares if sheet is not table.sheet]
            check_header(table, file, findings)
        tables.append(table)
    return tables, findings


def find_header(sheet: SheetGrid, spec: SheetSpec, share: float) -> Header | None:
    """The row that holds at least ``share`` of the table's headers, the code column's among them."""
    codes = _codes_by_header(spec)
    wanted = max(2, round(share * len(codes)))
    rows = list(enumerate(sheet.rows[:_HEADER_ROWS]))
    # Nearly always the header stands as written; only then is every text of forty rows normalised.
    likely = [(number, row) for number, row in rows if spec.columns[0].header in row]
    for candidates in (likely, rows):
        for number, row in candidates:
            header = _match_header(number, row, codes)
            if spec.columns[0].code in header.columns and len(header.columns) >= wanted:
                return header
    return None


@cache
def _codes_by_header(spec: SheetSpec) -> dict[str, str]:
    return {match_key(column.header): column.code for column in spec.columns}


def _match_header(number: int, row: list[object], codes: dict[str, str]) -> Header:
    columns: dict[str, int] = {}
    repeated = []
    for index, cell in enumerate(row):
        code = codes.get(match_key(cell)) if isinstance(cell, str) else None
        if code and code in columns:
            repeated.append(clean(str(cell)))
        elif code:
            columns[code] = index
    return Header(number, columns, tuple(repeated))


def _find_table(
    spec: SheetSpec, named: SheetGrid | None, spares: list[SheetGrid], file: str, findings: list[Finding]
) -> Table:
    header = find_header(named, spec, _NAMED_SHARE) if named else None
    others = [(sheet, found) for sheet in spares if (found := find_header(sheet, spec, _UNNAMED_SHARE))]
    if header is None and others:
        named, header = others.pop(0)
        findings.append(make_finding("F141", file, sheet=named.name, name=spec.name, value=named.name))
    if named is None:
        findings.append(make_finding("F140", file, name=spec.name))
        return Table(spec, None, None)
    for sheet, _ in others:
        words = {"name": spec.name, "sheet_read": named.name}
        findings.append(make_finding("F142", file, sheet=sheet.name, value=sheet.name, **words))
    if header is None:
        findings.append(make_finding("F144", file, sheet=named.name, name=named.name))
    return Table(spec, named, header)


def check_header(table: Table, file: str, findings: list[Finding]) -> None:
    """Add what is odd about the header row: hidden sheet, missing, doubled or moved columns."""
    sheet, header = table.sheet, table.header
    if sheet is None or header is None:
        return
    if sheet.hidden:
        findings.append(make_finding("F143", file, sheet=sheet.name, name=sheet.name))
    for column in table.spec.columns:
        code = {"input": "F145", "reference": "F148"}.get(column.kind)
        if code and column.code not in header.columns and not column.remembered:
            findings.append(make_finding(code, file, sheet=sheet.name, name=sheet.name, column=column.header))
    for name in header.repeated:
        findings.append(make_finding("F147", file, sheet=sheet.name, name=sheet.name, column=name))
    moved = list(_moved(table.spec, header))
    if moved:
        shown = ", ".join(f"“{name}”" for name in moved[:3]) + (" …" if len(moved) > 3 else "")
        findings.append(make_finding("F146", file, sheet=sheet.name, name=sheet.name, value=shown))


def _moved(spec: SheetSpec, header: Header) -> Iterable[str]:
    """Headers not at the place the form gives them; a missing column, told already, moves no other."""
    present = [column for column in spec.columns if column.code in header.columns]
    for place, column in enumerate(present):
        if header.columns[column.code] != place:
            yield column.header
