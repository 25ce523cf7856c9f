"""A range of an open form: which table it is, and its rows as the product reads a return.

Only values arrive, no addresses: a place is told by the row's code and the heading of the column.
"""

from __future__ import annotations

from decimal import Decimal

from de_an06_xl.form.rows import FormContext, form_rows
from de_an06_xl.functions.cell_error import CellError, refuse_unknown, refuse_value
from de_an06_xl.functions.in_force import run_in_force
from de_an06_xl.functions.model import Block, CellValue, SampleTable, cell_value
from de_an06_xl.model.cells import ErrorValue, SheetGrid, column_index
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormIdentity, FormLayout, SheetSpec
from de_an06_xl.model.submission import Submission
from de_an06_xl.parse_submission.parse_rows import TableReader
from de_an06_xl.read_form.find_tables import Header, Table, check_header, find_header

FILE = "vùng"
# Share of a table's headings that must stand in one row of the range.
_SHARE = 0.3


class FormBlock:
    """One table of a form read from a range: ``submission`` has its rows, every other table of the form is blank."""

    def __init__(self, block: Block, context: FormContext, layout: FormLayout) -> None:
        self.context, self.layout = context, layout
        self.sheet = SheetGrid(FILE, [[_grid_value(cell) for cell in row] for row in block])
        self.spec, self.header = _recognise(self.sheet, layout)
        self.findings: list[Finding] = []
        self.submission = self._read()

    def _read(self) -> Submission:
        rows, constants = form_rows(self.context), self.context.constants
        beside: list[Finding] = []
        sheets = {}
        for spec in self.layout.row_sheets:
            mine = spec.code == self.spec.code
            table = Table(spec, self.sheet, self.header) if mine else Table(spec, None, None)
            found: list[Finding] = self.findings if mine else beside
            if mine:
                check_header(table, FILE, found)
            sheets[spec.code] = TableReader(table, self.layout, FILE, constants, False, found).read(rows[spec.code])
        return Submission(FILE, self._identity(), sheets)

    def _identity(self) -> FormIdentity:
        context = self.context
        return FormIdentity(
            form=self.layout.id,
            version=self.layout.version,
            period=context.period.id,
            unit=context.unit.code,
            plan=context.plan.version_id,
            policy=context.policy.version_id,
            hash="-",
        )

    def heading(self, cell: str) -> str:
        """The heading of the column a cell such as ``K9`` of the range stands in; empty for no cell."""
        letters = cell.rstrip("0123456789")
        by_index = {index: code for code, index in self.header.columns.items()}
        code = by_index.get(column_index(letters)) if letters else None
        return self.spec.column_by_code[code].header if code else ""


def read_form_block(block: object, context: FormContext) -> FormBlock:
    """The table in a range with its row of headings. Raises ``#VALUE!`` for a single cell, ``#N/A`` for no table."""
    if not isinstance(block, (list, tuple)) or sum(map(len, block)) <= 1:
        raise refuse_value()
    return FormBlock(block, context, run_in_force().layout)


def _recognise(sheet: SheetGrid, layout: FormLayout) -> tuple[SheetSpec, Header]:
    """The table with most of its headings in one row of the range."""
    found = [(spec, header) for spec in layout.row_sheets if (header := find_header(sheet, spec, _SHARE))]
    if not found:
        raise refuse_unknown()
    return max(found, key=lambda pair: len(pair[1].columns) / len(pair[0].columns))


def _grid_value(cell: CellValue) -> object:
    if isinstance(cell, CellError):
        return ErrorValue(cell.value)
    return None if cell == "" else cell


def filled_block(table: SampleTable) -> list[list[CellValue]]:
    """A sheet of a unit's form as a range: headings, the plan's facts, and the given entries."""
    run = run_in_force()
    spec = run.layout.sheet_by_code[table.sheet]
    context = run.form_context(run.unit(table.unit), run.period(table.period))
    block: list[list[CellValue]] = [[column.header for column in spec.columns]]
    for row_id, facts in form_rows(context)[table.sheet].items():
        entries = table.entries.get(row_id, {})
        cells = {spec.columns[0].code: row_id, **facts, **entries}
        block.append([_shown(cells.get(column.code)) for column in spec.columns])
    return block


def _shown(value: object) -> CellValue:
    return float(value) if isinstance(value, Decimal) else cell_value(value)
