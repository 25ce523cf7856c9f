"""Every value of every return that counts, one per line, with the file and cell it comes from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from de_an06_xl.form.rows import INFO_FIELDS, serial_day
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.plan import Plan, Unit
from de_an06_xl.model.submission import Entry, EntryValue, Row, SheetRows
from de_an06_xl.model.summary import CheckedReturn, DataRecord, DifficultyRecord
from de_an06_xl.text.personal_data import mask_personal_data

# Rules that fire at a cell holding personal data: what stands there is not carried into the summary.
PERSONAL_DATA_RULES = frozenset({"C214", "C215", "C216", "C218"})
MASKED = "(đã che dữ liệu cá nhân)"
_MAY_BE_PERSONAL = re.compile(r"[\d@]")
_LAST_SERIAL = 2_958_465


def data_records(counted: Mapping[str, CheckedReturn], plan: Plan, layout: FormLayout) -> tuple[DataRecord, ...]:
    """Every filled input: rows in the order of the plan, within a row units in the order of the plan."""
    by_row: dict[str, list[DataRecord]] = {row_id: [] for row_id in _row_order(plan)}
    for unit, checked in _in_plan_order(counted, plan):
        masked = _masked_cells(checked.findings)
        for sheet in checked.submission.sheets.values():
            for row in sheet.rows.values():
                records = _row_records(row, sheet, unit, checked.file, masked, layout)
                by_row.setdefault(row.id, []).extend(records)
    return tuple(record for records in by_row.values() for record in records)


def difficulty_records(counted: Mapping[str, CheckedReturn], plan: Plan) -> tuple[DifficultyRecord, ...]:
    """The rows of Khó khăn, kiến nghị that say something, unit by unit."""
    records = []
    for unit, checked in _in_plan_order(counted, plan):
        sheet = checked.submission.sheets["KK"]
        masked = _masked_cells(checked.findings)
        for row in sheet.rows.values():
            content, cause, proposal, addressee = (
                _shown(row, sheet, column, masked) for column in ("content", "cause", "proposal", "addressee")
            )
            if content or proposal:
                first = row.entries["content" if content else "proposal"]
                records.append(
                    DifficultyRecord(
                        unit=unit.code,
                        unit_name=unit.name,
                        content=content,
                        cause=cause,
                        proposal=proposal,
                        addressee=addressee,
                        file=checked.file,
                        cell=first.cell,
                    )
                )
    return tuple(records)


def _row_order(plan: Plan) -> list[str]:
    return [
        *(field[0] for field in INFO_FIELDS),
        *(indicator.id for indicator in plan.indicators),
        *(task.id for task in plan.tasks),
        *(duty.id for duty in plan.duties),
    ]


def _in_plan_order(counted: Mapping[str, CheckedReturn], plan: Plan) -> Iterator[tuple[Unit, CheckedReturn]]:
    return ((unit, counted[unit.code]) for unit in plan.units if unit.code in counted)


def _masked_cells(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    flagged = [finding for finding in findings if finding.code in PERSONAL_DATA_RULES]
    return {(place, finding.cell) for finding in flagged for place in (finding.row_id, finding.sheet) if place}


def _is_masked(row: Row, sheet: SheetRows, entry: Entry, masked: set[tuple[str, str]]) -> bool:
    return bool(masked) and any((place, entry.cell) in masked for place in (row.id, sheet.name, sheet.code))


def _shown(row: Row, sheet: SheetRows, column: str, masked: set[tuple[str, str]]) -> str:
    entry = row.entries.get(column)
    if entry is None or entry.value is None:
        return ""
    return MASKED if _is_masked(row, sheet, entry, masked) else _without_personal_data(str(entry.value))


def _row_records(
    row: Row, sheet: SheetRows, unit: Unit, file: str, masked: set[tuple[str, str]], layout: FormLayout
) -> list[DataRecord]:
    spec = layout.sheet_by_code[sheet.code]
    records = []
    for code, entry in row.entries.items():
        if entry.value is None:
            continue
        number, text, date = _split(entry.value)
        if _is_masked(row, sheet, entry, masked):
            number, text, date = None, MASKED, None
        records.append(
            DataRecord(
                unit=unit.code,
                unit_name=unit.name,
                sheet=spec.name,
                row_id=row.id,
                column=spec.column_by_code[code].header,
                number=number,
                text=text,
                date=date,
                file=file,
                cell=entry.cell,
            )
        )
    return records


def _split(value: EntryValue) -> tuple[Decimal | None, str, dt.date | None]:
    if isinstance(value, Decimal):
        return value, "", None
    if isinstance(value, int):
        # A day number beyond the calendar is kept as the number it is.
        return (None, "", serial_day(value)) if 1 <= value <= _LAST_SERIAL else (Decimal(value), "", None)
    return None, _without_personal_data(str(value)), None


def _without_personal_data(text: str) -> str:
    # Most texts are words of a list: not worth the search.
    return mask_personal_data(text) if _MAY_BE_PERSONAL.search(text) else text
