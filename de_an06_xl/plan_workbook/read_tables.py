"""From the cells of the workbook to typed records; every fault of form goes to ``faults``."""

from __future__ import annotations

from collections.abc import Mapping

from de_an06_xl.model.cells import CellGrid, SheetGrid, cell_address
from de_an06_xl.plan_workbook.columns import Column, Sheet
from de_an06_xl.plan_workbook.faults import Faults
from de_an06_xl.plan_workbook.read_value import is_blank, read_value
from de_an06_xl.plan_workbook.sheets import SETTING_LABEL, SETTING_VALUE, SHEETS
from de_an06_xl.plan_workbook.tables import Table, TableRow, Tables
from de_an06_xl.text.normalize import match_key

_HEADER_ROWS = 40
# Share of the headers that must stand in one row for it to be the header row.
_SHARE = 0.5
# Without one row here nothing can be reported or scored.
_NEVER_EMPTY = ("units", "groups", "policies", "numbers", "bands")


def read_tables(grid: CellGrid) -> Tables:
    """All sheets of the description, found by name; a missing one is an empty table and a fault."""
    faults = Faults()
    by_key: dict[str, SheetGrid] = {}
    for found in grid.sheets.values():
        if match_key(found.name) in by_key:
            faults.add("KH103", sheet=found.name, words={"name": found.name})
        by_key.setdefault(match_key(found.name), found)
    tables = {}
    for position, sheet in enumerate(SHEETS, 1):
        cells = by_key.get(match_key(sheet.name))
        tables[sheet.code] = _Reader(sheet, position, cells, faults).read()
    return Tables(tables, faults)


class _Reader:
    """Reads one sheet."""

    def __init__(self, sheet: Sheet, position: int, cells: SheetGrid | None, faults: Faults) -> None:
        self._sheet, self._position, self._cells, self._faults = sheet, position, cells, faults
        self._name = cells.name if cells else sheet.name

    def read(self) -> Table:
        if self._cells is None:
            self._fault("KH102", name=self._sheet.name)
            return self._empty()
        headers = [column.header for column in self._sheet.columns] or [SETTING_LABEL, SETTING_VALUE]
        header_row = self._header_row(self._cells, headers)
        if header_row is None:
            self._fault("KH104", name=self._sheet.name)
            return self._empty()
        if self._sheet.settings:
            rows = self._settings(self._cells, header_row)
        else:
            rows = self._records(self._cells, header_row)
        return Table(self._sheet, self._position, self._name, rows)

    def _empty(self) -> Table:
        return Table(self._sheet, self._position, self._name, found=False)

    def _fault(self, code: str, where: tuple[int, int] | None = None, value: object = "", **words: object) -> None:
        self._faults.add(
            code,
            sheet=self._name,
            cell=cell_address(*where) if where else "",
            value=value,
            order=(self._position, *(where or (0, 0))),
            words=words,
        )

    @staticmethod
    def _header_row(cells: SheetGrid, headers: list[str]) -> int | None:
        keys = {match_key(header) for header in headers}
        for number, row in enumerate(cells.rows[:_HEADER_ROWS]):
            present = {match_key(cell) for cell in row if isinstance(cell, str)} & keys
            if len(present) >= max(2, round(_SHARE * len(keys))):
                return number
        return None

    def _columns(self, cells: SheetGrid, header_row: int, wanted: Mapping[str, str]) -> dict[str, int]:
        """Column key → index; ``wanted``: key → header. Missing, doubled and unknown headers are faults."""
        keys = {match_key(header): key for key, header in wanted.items()}
        columns: dict[str, int] = {}
        for index, cell in enumerate(cells.rows[header_row]):
            if is_blank(cell):
                continue
            key = keys.get(match_key(cell)) if isinstance(cell, str) else None
            if key is None:
                self._fault("KH107", (header_row, index), str(cell))
            elif key in columns:
                self._fault("KH106", (header_row, index), str(cell))
            else:
                columns[key] = index
        for key, header in wanted.items():
            if key not in columns:
                self._fault("KH105", (header_row, 0), column=header)
        return columns

    def _records(self, cells: SheetGrid, header_row: int) -> tuple[TableRow, ...]:
        columns = self._columns(cells, header_row, {column.key: column.header for column in self._sheet.columns})
        rows = []
        for number in range(header_row + 1, len(cells.rows)):
            if all(is_blank(cells.at(number, index)) for index in columns.values()):
                continue
            rows.append(self._row(cells, {key: (number, index) for key, index in columns.items()}, self._sheet.columns))
        if not rows and self._sheet.code in _NEVER_EMPTY:
            self._fault("KH113", name=self._sheet.name)
        return tuple(rows)

    def _settings(self, cells: SheetGrid, header_row: int) -> tuple[TableRow, ...]:
        """The lines of a sheet of settings as one record, found by their labels."""
        # The third column only explains; whatever stands there or beyond is not read.
        row = [match_key(cell) if isinstance(cell, str) else "" for cell in cells.rows[header_row]]
        label_column, value_column = row.index(match_key(SETTING_LABEL)), row.index(match_key(SETTING_VALUE))
        keys = {match_key(setting.header): setting.key for setting in self._sheet.settings}
        places: dict[str, tuple[int, int]] = {}
        for number in range(header_row + 1, len(cells.rows)):
            label = cells.at(number, label_column)
            if is_blank(label) and is_blank(cells.at(number, value_column)):
                continue
            key = keys.get(match_key(label)) if isinstance(label, str) else None
            if key is None:
                self._fault("KH110", (number, label_column), "" if label is None else str(label))
            elif key in places:
                self._fault("KH112", (number, label_column), str(label))
            else:
                places[key] = (number, value_column)
        for setting in self._sheet.settings:
            if setting.key not in places:
                self._fault("KH111", (header_row, label_column), name=setting.header)
        return (self._row(cells, places, self._sheet.settings),)

    def _row(self, cells: SheetGrid, places: Mapping[str, tuple[int, int]], columns: tuple[Column, ...]) -> TableRow:
        values: dict[str, object] = {}
        unread = {column.key for column in columns if column.key not in places}
        for column in columns:
            where = places.get(column.key)
            if where is None:
                continue
            values[column.key] = self._value(cells, where, column, unread)
        return TableRow(values, dict(places), frozenset(unread))

    def _value(self, cells: SheetGrid, where: tuple[int, int], column: Column, unread: set[str]) -> object:
        raw = cells.at(*where)
        if cell_address(*where) in cells.formulas:
            self._fault("KH203", where, "" if raw is None else str(raw), column=column.header)
            unread.add(column.key)
            return None
        if is_blank(raw):
            if column.required or self._sheet.settings:
                self._fault("KH201", where, column=column.header)
                unread.add(column.key)
            return None
        read = read_value(raw, column)
        if read.fault:
            # Never the personal datum itself: the sentence says enough.
            shown = "" if read.fault in ("KH212", "KH213") else raw if not isinstance(raw, str) else raw.strip()
            self._fault(read.fault, where, shown, column=column.header, **read.words)
            unread.add(column.key)
        return read.value
