"""Every filled input with its cell, personal data masked: for the tidy data, and the difficulties apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from de_an06_xl.form.rows import LAST_SERIAL, serial_day
from de_an06_xl.model.digest import PackedValues
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.plan import Unit
from de_an06_xl.model.submission import Entry, EntryValue, Row, SheetRows
from de_an06_xl.model.summary import CheckedReturn, DifficultyRecord
from de_an06_xl.text.personal_data import mask_personal_data
from de_an06_xl.tidy_data import TidyValue, pack_values

# Rules that fire at a cell holding personal data: what stands there is not carried into the summary.
PERSONAL_DATA_RULES = frozenset({"C214", "C215", "C216", "C218"})
MASKED = "(đã che dữ liệu cá nhân)"
_MAY_BE_PERSONAL = re.compile(r"[\d@]")


def packed_values(checked: CheckedReturn) -> PackedValues:
    """The filled inputs in the form's own order."""
    masked = _masked_cells(checked.findings)
    return pack_values(
        value
        for sheet in checked.submission.sheets.values()
        for row in sheet.rows.values()
        for value in _row_values(row, sheet, masked)
    )


def difficulties(checked: CheckedReturn, unit: Unit) -> tuple[DifficultyRecord, ...]:
    """The rows of Khó khăn, kiến nghị that say something."""
    sheet = checked.submission.sheets["KK"]
    masked = _masked_cells(checked.findings)
    records = []
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


def _row_values(row: Row, sheet: SheetRows, masked: set[tuple[str, str]]) -> Iterator[TidyValue]:
    for code, entry in row.entries.items():
        if entry.value is not None:
            number, text, date = _split(entry.value)
            if _is_masked(row, sheet, entry, masked):
                number, text, date = None, MASKED, None
            yield TidyValue(row.id, sheet.code, code, number, text, date, entry.cell)


def _split(value: EntryValue) -> tuple[Decimal | None, str, dt.date | None]:
    if isinstance(value, Decimal):
        return value, "", None
    if isinstance(value, int):
        # A day number beyond the calendar is kept as the number it is.
        return (None, "", serial_day(value)) if 1 <= value <= LAST_SERIAL else (Decimal(value), "", None)
    return None, _without_personal_data(str(value)), None


def _without_personal_data(text: str) -> str:
    # Most texts are words of a list: not worth the search.
    return mask_personal_data(text) if _MAY_BE_PERSONAL.search(text) else text
