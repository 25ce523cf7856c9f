"""A :class:`Submission` from a few values, as if it had been read from a form: no file needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from de_an06_xl.conditions import condition
from de_an06_xl.form.rows import FormContext, form_rows
from de_an06_xl.model.cells import cell_address
from de_an06_xl.model.form import FormIdentity, FormLayout, SheetSpec
from de_an06_xl.model.submission import Entry, EntryValue, Row, SheetRows, Submission

_FIRST_ROW = 6

Entries = Mapping[tuple[str, str, str], EntryValue]
"""``(sheet code, row id, column code)`` → value, as reading would give it."""


def make_submission(context: FormContext, layout: FormLayout, entries: Entries) -> Submission:
    """The unit's return with ``entries`` filled in and every other input blank.

    Raises ``KeyError`` for an entry that the unit's form has no input for.
    """
    left = dict(entries)
    facts = form_rows(context)
    sheets = {
        sheet.code: SheetRows(
            code=sheet.code,
            name=sheet.name,
            rows={
                row_id: _row(sheet, row_id, row_facts, number, context, left)
                for number, (row_id, row_facts) in enumerate(facts[sheet.code].items())
            },
            columns={column.code: number for number, column in enumerate(sheet.columns)},
        )
        for sheet in layout.row_sheets
    }
    if left:
        raise KeyError(f"the form of {context.unit.code} has no input {sorted(left)}")
    identity = FormIdentity(
        form=layout.id,
        version=layout.version,
        period=context.period.id,
        unit=context.unit.code,
        plan=context.plan.version_id,
        policy=context.policy.version_id,
        hash="0",
    )
    return Submission(
        file=f"{layout.id}_{context.period.id}_{context.unit.code}.xlsx", identity=identity, sheets=sheets
    )


def _row(
    sheet: SheetSpec,
    row_id: str,
    facts: dict[str, Any],
    number: int,
    context: FormContext,
    left: dict[tuple[str, str, str], EntryValue],
) -> Row:
    blanks = dict.fromkeys(sheet.column_by_code)
    used = [column for column in sheet.inputs if condition(column.used_when).holds({**blanks, **facts})]
    values = {column.code: left.pop((sheet.code, row_id, column.code), None) for column in used}
    known = {**blanks, **facts, **values, **context.constants}
    row_number = _FIRST_ROW + number
    entries = {
        column.code: Entry(
            column=column.code,
            value=values[column.code],
            raw=values[column.code],
            cell=cell_address(row_number, sheet.columns.index(column)),
            required=condition(column.required_when).holds(known),
        )
        for column in used
    }
    return Row(row_id, sheet.code, facts, entries, row_number, code_cell=cell_address(row_number, 0))
