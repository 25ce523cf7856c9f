"""The rows of one table: found by code, inputs typed, locked cells compared with the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from de_an06_xl.findings import make_finding
from de_an06_xl.form.rows import Facts
from de_an06_xl.model.cells import ErrorValue, SheetGrid, cell_address
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import Column, FormLayout
from de_an06_xl.model.submission import Entry, Row, SheetRows
from de_an06_xl.parse_submission.prepare_table import Input, prepare_table
from de_an06_xl.read_form.find_tables import Table
from de_an06_xl.read_form.read_entry import (
    Reading,
    plain_text,
    same_as_plan,
    show_plan_value,
)
from de_an06_xl.text.legacy_fonts import decode_legacy
from de_an06_xl.text.normalize import clean, code_key, looks_like_code
from de_an06_xl.text.personal_data import mask_personal_data

_DAY = "Ngày"


class TableReader:
    """Reads one table of one unit's file; what is odd about it goes to ``findings``."""

    def __init__(
        self,
        table: Table,
        layout: FormLayout,
        file: str,
        constants: Mapping[str, Any],
        date_1904: bool,
        findings: list[Finding],
    ) -> None:
        self._table, self._file, self._constants = table, file, constants
        self._findings = findings
        self._date_1904 = date_1904
        self._columns = table.header.columns if table.header else {}
        plan = prepare_table(table.spec, layout, tuple(self._columns.items()), date_1904)
        self._inputs, self._locked, self._code_index = plan.inputs, plan.locked, plan.code_index
        self._width, self._read_date = plan.width, plan.read_date

    def read(self, rows: Mapping[str, Facts]) -> SheetRows:
        """The rows the unit must report (``rows``: id → facts), in form order; absent ones blank."""
        spec, name, sheet = self._table.spec, self._table.name, self._table.sheet
        if sheet is None or self._table.header is None:
            blank = {row_id: self._blank_row(row_id, facts) for row_id, facts in rows.items()}
            return SheetRows(spec.code, name, blank, found=False)
        numbers = self._row_numbers(rows, sheet, self._table.header.row)
        read = {}
        for row_id, facts in rows.items():
            number = numbers.get(row_id)
            if number is not None:
                read[row_id] = self._row(row_id, facts, sheet, number)
                continue
            read[row_id] = self._blank_row(row_id, facts)
            if facts:
                # A free row without facts may go: nothing is asked in it.
                self._note("F150", row_id=row_id, name=name, row=row_id)
        self._check_rows(numbers, list(rows), sheet, self._table.header.row)
        return SheetRows(spec.code, name, read, columns=dict(self._columns))

    def _note(self, code: str, **words: Any) -> None:
        self._findings.append(make_finding(code, self._file, sheet=self._table.name, **words))

    def _row_numbers(self, rows: Mapping[str, Facts], sheet: SheetGrid, header_row: int) -> dict[str, int]:
        """Row id → 0-based row, in file order; the first of two equal codes counts."""
        ids = {code_key(row_id): row_id for row_id in rows}
        name = self._table.name
        numbers: dict[str, int] = {}
        strays: list[int] = []
        for number in range(header_row + 1, len(sheet.rows)):
            key = code_key(sheet.at(number, self._code_index))
            row_id = ids.get(key)
            if row_id is None and looks_like_code(key):
                cell = cell_address(number, self._code_index)
                self._note("F151", cell=cell, value=key.upper(), name=name)
            elif row_id is None:
                strays.append(number)
            elif row_id in numbers:
                cell = cell_address(number, self._code_index)
                self._note("F152", cell=cell, row_id=row_id, row=row_id, name=name)
            else:
                numbers[row_id] = number
        self._check_strays(strays, max(numbers.values(), default=-1), sheet)
        return numbers

    def _check_strays(self, strays: list[int], end: int, sheet: SheetGrid) -> None:
        """Inputs in rows without a code, within the table (up to row ``end``) or directly below it."""
        for number in strays:
            if number > end + 1:
                break
            filled = [item for item in self._inputs if plain_text(_cell(sheet, number, item.index))]
            if filled:
                end = max(end, number)
                value = _shown(_cell(sheet, number, filled[0].index))
                self._note("F156", cell=f"{filled[0].letters}{number + 1}", value=value, name=self._table.name)

    def _check_rows(self, numbers: Mapping[str, int], ids: list[str], sheet: SheetGrid, header_row: int) -> None:
        name = self._table.name
        if list(numbers) != [row_id for row_id in ids if row_id in numbers]:
            self._note("F153", name=name)
        hidden = sheet.hidden_rows.intersection(numbers.values())
        if hidden:
            self._note("F154", value=len(hidden), name=name)
        last = max(numbers.values(), default=-1)
        merged = [merge for merge in sheet.merges if merge.first_row <= last and merge.last_row > header_row]
        if merged:
            shown = ", ".join(
                f"{cell_address(m.first_row, m.first_column)}:{cell_address(m.last_row, m.last_column)}"
                for m in merged[:3]
            )
            self._note("F157", value=shown, name=name)

    def _row(self, row_id: str, facts: Facts, sheet: SheetGrid, number: int) -> Row:
        """One row that the file has, at 0-based row ``number``."""
        cells = _padded(sheet.rows[number], self._width)
        # Conditions may name any input of the sheet: those this row does not use are blank.
        known: Facts = {}
        found: list[tuple[Input, object, str, Reading]] = []
        for item in self._inputs:
            raw = cells[item.index] if item.index is not None else None
            cell = f"{item.letters}{number + 1}" if item.index is not None else ""
            if item.used is not None and not item.used.holds(facts):
                known[item.code] = None
                self._check_unused(item.column, row_id, facts, raw, cell)
            else:
                found.append((item, raw, cell, _BLANK if raw is None else self._read_cell(item, facts, raw)))
        self._check_locked(row_id, facts, cells, number)
        known.update(facts)
        values = {**known, **{item.code: reading.value for item, *_, reading in found}, **self._constants}
        entries = {}
        for item, raw, cell, reading in found:
            required = item.required is not None and item.required.holds(values)
            odd = reading.note or cell in sheet.formulas or cell in sheet.legacy_fonts
            notes = self._notes_of(item.column, row_id, raw, cell, reading, sheet) if odd else ()
            entries[item.code] = Entry(item.code, reading.value, raw, cell, required, notes)
        code_cell = cell_address(number, self._code_index)
        return Row(row_id, self._table.spec.code, known, entries, number + 1, True, code_cell)

    def _blank_row(self, row_id: str, facts: Facts) -> Row:
        """A row the file does not have: every input blank, what is required stays required."""
        known: Facts = {item.code: None for item in self._inputs} | facts
        values = {**known, **self._constants}
        entries = {}
        for item in self._inputs:
            if item.used is None or item.used.holds(facts):
                required = item.required is not None and item.required.holds(values)
                entries[item.code] = Entry(item.code, None, required=required)
        return Row(row_id, self._table.spec.code, known, entries, present=False)

    def _read_cell(self, item: Input, facts: Facts, raw: object) -> Reading:
        if isinstance(raw, ErrorValue):
            return Reading(raw)
        if item.by_row and facts.get("input_kind") == _DAY:
            return self._read_date(raw)
        return item.read(raw)

    def _notes_of(
        self, column: Column, row_id: str, raw: object, cell: str, reading: Reading, sheet: SheetGrid
    ) -> tuple[str, ...]:
        """The reading notes of one entry, each also a finding."""
        font = sheet.legacy_fonts.get(cell, "")
        notes = []
        words: dict[str, Any] = {"cell": cell, "row_id": row_id, "column": column.header, "value": _shown(raw)}
        if reading.note:
            notes.append(reading.note)
            self._note(reading.note, **words, **reading.words)
        if cell in sheet.formulas:
            notes.append("C226" if reading.value is not None else "C227")
            self._note(notes[-1], **words)
        guess = decode_legacy(raw, font) if font and isinstance(raw, str) else raw
        if guess != raw:
            # Shown, never used: only the officer can say whether it is what was meant.
            notes.append("C240")
            self._note("C240", **words, font=font, guess=_shown(guess))
        return tuple(notes)

    def _check_unused(self, column: Column, row_id: str, facts: Facts, raw: object, cell: str) -> None:
        given = facts.get("given")
        if given is not None:
            if cell and not same_as_plan(raw, given, date_1904=self._date_1904):
                self._note_locked(column, row_id, raw, given, cell)
        elif raw is not None and plain_text(raw):
            self._note("C225", cell=cell, row_id=row_id, column=column.header, value=_shown(raw))

    def _check_locked(self, row_id: str, facts: Facts, cells: Sequence[object], number: int) -> None:
        for column, index in self._locked:
            if column.code not in facts:
                continue
            raw, expected = cells[index], facts[column.code]
            if column.remembered and expected is None:
                # Whoever reads the return need not have the history its form was issued with.
                continue
            if raw != expected and not same_as_plan(raw, expected, date_1904=self._date_1904):
                self._note_locked(column, row_id, raw, expected, cell_address(number, index))

    def _note_locked(self, column: Column, row_id: str, raw: object, expected: object, cell: str) -> None:
        self._note(
            "F155",
            cell=cell,
            row_id=row_id,
            row=row_id,
            column=column.header,
            value=_shown(raw),
            expected=show_plan_value(expected),
        )


_BLANK = Reading(None)


def _padded(cells: list[object], width: int) -> list[object]:
    """The cells of a row, blank ones behind its end."""
    return cells if len(cells) >= width else cells + [None] * (width - len(cells))


def _cell(sheet: SheetGrid, number: int, index: int | None) -> object:
    return sheet.at(number, index) if index is not None else None


def _shown(raw: object) -> object:
    """A raw cell fit for a message: personal data masked."""
    return mask_personal_data(clean(raw)) if isinstance(raw, str) else plain_text(raw)
