"""The file compared cell by cell with the form as laid out for its unit and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from de_an06_xl.check_integrity.compare_formulas import LOST, same_formula
from de_an06_xl.check_integrity.form_map import SheetMap, map_sheet
from de_an06_xl.check_integrity.locked_cells import formula_at, plain_constant, sheets_of_form
from de_an06_xl.findings import make_finding
from de_an06_xl.form.formulas import table_columns
from de_an06_xl.form.identity import fingerprint, normal_constant
from de_an06_xl.form.lay_out_form import lay_out_form
from de_an06_xl.form.references import Area, split_formula
from de_an06_xl.form.rows import FormContext
from de_an06_xl.model.cells import CellGrid, cell_address
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.form_document import FormCell, FormDocument, FormSheet
from de_an06_xl.model.submission import Submission
from de_an06_xl.read_form.read_entry import plain_text, show_plan_value
from de_an06_xl.text.personal_data import mask_personal_data
from de_an06_xl.workbook_file.sheet_scan import parse_address

WHOLE_COLUMN = 3
"""From this many altered formulas of one column on, they are told as one fault of the column."""
_SHOWN_CELLS = 5
_SHOWN = 60
_BLANK = "(trống)"
_BEFORE = 15
# Reading tells about rows by these codes; what stands in such a row is not told again.
_ROW_CODES = ("F151", "F152", "F153", "F156")


@dataclass(frozen=True, slots=True)
class _Altered:
    """One altered cell: where it stood in the form, where it stands now, and both contents."""

    cell: FormCell
    address: str
    now: str


def compare_form(
    grid: CellGrid, submission: Submission, findings: Sequence[Finding], context: FormContext, layout: FormLayout
) -> list[Finding]:
    """F160–F169 for a file whose locked cells do not give its fingerprint."""
    document = lay_out_form(context, layout)
    sheets = sheets_of_form(grid, submission, layout)
    maps: dict[str, SheetMap] = {}
    for form in document.sheets:
        name = form.spec.name
        placed = map_sheet(form, sheets[name], submission.sheets.get(form.spec.code)) if name in sheets else None
        if placed:
            maps[name] = placed
    found: list[Finding] = []
    scoring = _scoring_cells(document)
    for form in document.sheets:
        place = maps.get(form.spec.name)
        if place:
            found += _SheetComparison(form, place, maps, submission.file, findings).findings(scoring)
        elif form.spec.kind != "rows":
            found.append(make_finding("F168", submission.file, name=form.spec.name))
    if not found and not _explained(document, maps, submission.identity.hash):
        found.append(make_finding("F166", submission.file))
    return found


class _SheetComparison:
    """One sheet of the form against its sheet in the file."""

    def __init__(
        self, form: FormSheet, place: SheetMap, maps: Mapping[str, SheetMap], file: str, told: Iterable[Finding]
    ) -> None:
        self._form, self._place, self._maps, self._file = form, place, maps, file
        self._name = place.sheet.name
        told = [finding for finding in told if finding.sheet == self._name]
        self._told = {finding.code for finding in told}
        self._told_rows = {parse_address(finding.cell)[0] for finding in told if finding.cell}
        self._is_table = form.spec.kind == "rows"

    def findings(self, scoring: set[tuple[str, int, int]]) -> list[Finding]:
        formulas: dict[int, list[_Altered]] = defaultdict(list)
        found = []
        for cell in self._form.cells:
            altered = self._altered(cell)
            if altered is None:
                continue
            if cell.formula:
                formulas[cell.column if self._is_table and cell.row >= self._form.first else -1].append(altered)
            else:
                code = "F162" if (self._form.spec.name, cell.row, cell.column) in scoring else "F163"
                words = {"value": altered.now, "expected": show_plan_value(cell.value)}
                found.append(self._finding(code, altered.address, **words))
        for column, cells in formulas.items():
            found += self._formula_findings(column, cells)
        return [*found, *self._lost_columns(), *self._moved_rows(), *self._written_beside()]

    def _altered(self, cell: FormCell) -> _Altered | None:
        if cell.is_input or not self._is_compared(cell):
            return None
        at = self._place.place(cell.row, cell.column)
        if at is None:
            return None
        address = cell_address(*at)
        now = formula_at(self._place.sheet, address)
        value = plain_constant(self._place.sheet.at(*at))
        if cell.formula:
            if address in self._place.sheet.formulas:
                if LOST in now or same_formula(cell.formula, now, self._form.spec.name, self._maps):
                    # A reference to what was deleted follows from the deletion, told already.
                    return None
                return _Altered(cell, address, mask_personal_data(f"={now}"))
            return _Altered(cell, address, _shown(value))
        if now:
            return _Altered(cell, address, mask_personal_data(f"={now}"))
        blank = cell.value is None or cell.value == ""
        if blank or normal_constant(value if value is not None else "") == normal_constant(cell.value):
            return None
        return _Altered(cell, address, _shown(value))

    def _is_compared(self, cell: FormCell) -> bool:
        """Facts, codes and headers of a table are compared by reading, with the plan itself."""
        return not self._is_table or bool(cell.formula) or cell.row < self._form.header_row

    def _formula_findings(self, column: int, cells: list[_Altered]) -> Iterator[Finding]:
        if column < 0 or len(cells) < WHOLE_COLUMN:
            for altered in cells:
                old, new = _difference(altered.cell.formula, altered.now)
                yield self._finding("F160", altered.address, expected=old, value=new)
            return
        first = cells[0]
        old, new = _difference(first.cell.formula, first.now)
        header = table_columns(self._form.spec)[column].header
        words = {"column": header, "count": len(cells), "example": first.address, "expected": old, "now": new}
        for altered in cells:
            yield self._finding("F161", altered.address, value=altered.now, **words)

    def _lost_columns(self) -> Iterator[Finding]:
        if self._is_table:
            for index, column in enumerate(table_columns(self._form.spec)):
                if column.kind == "calc" and index not in self._place.columns:
                    yield self._finding("F169", "", column=column.header)

    def _moved_rows(self) -> Iterator[Finding]:
        """Rows pushed down by blank ones; others are told by reading."""
        shifts = [(row, now) for row, now in sorted(self._place.rows.items()) if now != row]
        if shifts and not self._told.intersection((*_ROW_CODES, "F150")):
            yield self._finding("F167", "", value=f"từ dòng {shifts[0][1] + 1}")

    def _written_beside(self) -> Iterator[Finding]:
        """Content where the form has no cell, unless reading tells about that row."""
        known = {self._place.place(cell.row, cell.column) for cell in self._form.cells}
        beside = []
        for row, cells in enumerate(self._place.sheet.rows):
            if row in self._told_rows and row not in self._place.rows.values():
                continue
            beside += [
                cell_address(row, column)
                for column, value in enumerate(cells)
                if value is not None and (row, column) not in known and plain_text(value)
            ]
        if self._is_table and self._told.intersection(("F145", "F146", "F147", "F148")):
            # With columns lost or moved nobody can tell which cells are beside the table.
            return
        if beside:
            shown = ", ".join(beside[:_SHOWN_CELLS]) + (" …" if len(beside) > _SHOWN_CELLS else "")
            yield self._finding("F165", beside[0], value=shown)

    def _finding(self, code: str, cell: str, **words: Any) -> Finding:
        return make_finding(code, self._file, sheet=self._name, cell=cell, name=self._name, **words)


def _scoring_cells(document: FormDocument) -> set[tuple[str, int, int]]:
    """Cells behind a defined name: what formulas count with."""
    cells = set()
    for reference in document.names.values():
        for area in split_formula(reference):
            if isinstance(area, Area):
                last = area.last or area.first
                for row in range(area.first.row, last.row + 1):
                    cells |= {(area.sheet, row, column) for column in range(area.first.column, last.column + 1)}
    return cells


def _explained(document: FormDocument, maps: Mapping[str, SheetMap], issued: str) -> bool:
    """Whether the form as laid out, with the file's own figures of the period before, is the form that was issued."""
    return issued == fingerprint(
        (form.spec.name, cell.row, cell.column, _as_issued(form, cell, maps), cell.formula)
        for form in document.sheets
        for cell in form.cells
        if not cell.is_input
    )


def _as_issued(form: FormSheet, cell: FormCell, maps: Mapping[str, SheetMap]) -> object:
    """Whoever reads the return need not have the history its form was issued with."""
    if form.spec.kind == "rows" and form.first <= cell.row <= form.last:
        columns = table_columns(form.spec)
        at = maps[form.spec.name].place(cell.row, cell.column) if form.spec.name in maps else None
        if at and columns[cell.column].remembered and cell.value is None:
            return plain_constant(maps[form.spec.name].sheet.at(*at))
    return cell.value


def _shown(value: object) -> str:
    if isinstance(value, (float, int, Decimal)) and not isinstance(value, bool):
        return normal_constant(value).replace(".", ",")
    return mask_personal_data(plain_text(value)) or _BLANK


def _difference(old: str, new: str) -> tuple[str, str]:
    """Both contents, cut to where they begin to differ when they are long."""
    if len(old) <= _SHOWN and len(new) <= _SHOWN:
        return old, new
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = same - _BEFORE if same > _SHOWN - _BEFORE else 0
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    end = start + _SHOWN
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
