"""Where each row and column of the form as issued stands in the returned file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from de_an06_xl.check_integrity.locked_cells import plain_constant
from de_an06_xl.form.formulas import table_columns
from de_an06_xl.form.identity import normal_constant
from de_an06_xl.model.cells import SheetGrid, cell_address
from de_an06_xl.model.form_document import FormSheet
from de_an06_xl.model.submission import SheetRows
from de_an06_xl.read_form.find_tables import find_header
from de_an06_xl.text.normalize import match_key

_HEADER_SHARE = 0.3
_Signature = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class SheetMap:
    """Rows and columns of the form (0-based) → those of the file; what the file lacks has no entry."""

    sheet: SheetGrid
    rows: Mapping[int, int]
    columns: Mapping[int, int]

    def place(self, row: int, column: int) -> tuple[int, int] | None:
        """The file's cell for a cell of the form."""
        if row in self.rows and column in self.columns:
            return self.rows[row], self.columns[column]
        return None

    def span(self, first: int, last: int, *, rows: bool) -> tuple[int, int] | None:
        """What a range of rows (or columns) of the form covers in the file; ``None`` when nothing is left of it."""
        among = self.rows if rows else self.columns
        left = [among[index] for index in range(first, last + 1) if index in among]
        return (min(left), max(left)) if left else None


def map_sheet(form: FormSheet, sheet: SheetGrid, read: SheetRows | None) -> SheetMap | None:
    """Tables by row code and header, other sheets by their texts; ``None`` for a table without header row."""
    if read is None:
        width = 1 + max(cell.column for cell in form.cells)
        rows = _align(_form_signatures(form, form.last + 1), _file_signatures(sheet, len(sheet.rows)))
        return SheetMap(sheet, rows, {column: column for column in range(width)})
    header = find_header(sheet, form.spec, _HEADER_SHARE)
    if header is None:
        return None
    rows = _align(_form_signatures(form, form.header_row), _file_signatures(sheet, header.row))
    rows[form.header_row] = header.row
    for row, entry in enumerate(read.rows.values(), start=form.first):
        if entry.present:
            rows[row] = entry.row_number - 1
    return SheetMap(sheet, rows, _columns(form, sheet, header.row))


def _columns(form: FormSheet, sheet: SheetGrid, header_row: int) -> dict[int, int]:
    places: dict[str, int] = {}
    for index, text in enumerate(sheet.rows[header_row]):
        if isinstance(text, str):
            places.setdefault(match_key(text), index)
    keys = [match_key(column.header) for column in table_columns(form.spec)]
    return {index: places[key] for index, key in enumerate(keys) if key in places}


def _align(form: Sequence[_Signature], file: Sequence[_Signature]) -> dict[int, int]:
    """Form row → file row: equal rows matched in order, rows between them one by one."""
    if list(form) == list(file[: len(form)]):
        return {row: row for row in range(len(form))}
    rows: dict[int, int] = {}
    for _, start, end, file_start, file_end in SequenceMatcher(None, form, file, autojunk=False).get_opcodes():
        rows.update(zip(range(start, end), range(file_start, file_end), strict=False))
    return rows


def _form_signatures(form: FormSheet, count: int) -> list[_Signature]:
    """The texts of each of the first ``count`` rows, with their columns."""
    rows: list[list[tuple[int, str]]] = [[] for _ in range(count)]
    for cell in form.cells:
        if cell.row < count and not cell.formula and cell.value not in (None, ""):
            rows[cell.row].append((cell.column, normal_constant(cell.value)))
    return [tuple(sorted(row)) for row in rows]


def _file_signatures(sheet: SheetGrid, count: int) -> list[_Signature]:
    return [
        tuple(
            (column, normal_constant(plain_constant(value)))
            for column, value in enumerate(cells)
            if value is not None and cell_address(row, column) not in sheet.formulas
        )
        for row, cells in enumerate(sheet.rows[:count])
    ]
