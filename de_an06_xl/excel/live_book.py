"""An open workbook by names: named cells, tables by header, blocks read and written in one call each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from de_an06_xl.control_workbook.tables import ControlTable, TableColumn
from de_an06_xl.errors import InputError

_TEXT_LOOKS = ("text", "wrapped", "code", "input_text")
_HEADER_SEARCHED = 30

Line = tuple[int, dict[str, Any]]
"""A row's number in the sheet (from 1) and its values by column key."""


class LiveBook:
    """``book`` is an xlwings Book."""

    def __init__(self, book: Any) -> None:
        self.book = book

    @property
    def folder(self) -> Path:
        """The folder the workbook lies in; raises :class:`InputError` while it was never saved to a disk."""
        full = str(self.book.fullname)
        if "://" in full or not Path(full).is_absolute():
            raise InputError("Tệp này chưa nằm trong thư mục nào trên máy. Hãy lưu tệp vào một thư mục rồi bấm lại.")
        return Path(full).parent

    def has_name(self, name: str) -> bool:
        return name in self.book.names

    def get(self, name: str) -> Any:
        """The value of a named cell."""
        return self._cell(name).value

    def put(self, name: str, value: Any) -> None:
        """Write a named cell; text stays text."""
        cell = self._cell(name)
        if isinstance(value, str):
            cell.number_format = "@"
        cell.value = value

    def table(self, table: ControlTable) -> LiveTable:
        """Raises :class:`InputError` when sheet or header is gone."""
        sheet = next((sheet for sheet in self.book.sheets if sheet.name == table.sheet), None)
        if sheet is None:
            raise InputError(f"Tệp này thiếu trang “{table.sheet}”. Hãy dùng lại bản TongHop.xlsm gốc.")
        return LiveTable(sheet, table)

    def _cell(self, name: str) -> Any:
        try:
            return self.book.names[name].refers_to_range
        except Exception:
            # The spreadsheet program's own kind of error, different on each.
            raise InputError(f"Tệp này thiếu ô có tên {name}. Hãy dùng lại bản gốc của tệp.") from None


class LiveTable:
    """One table of the workbook, found by its headers; rows below them to the last one in use."""

    def __init__(self, sheet: Any, table: ControlTable) -> None:
        self._sheet, self._table = sheet, table
        self._values = _block(sheet)
        self._header, self._places = self._find_header()

    def lines(self) -> list[Line]:
        """Every row below the header, blank ones too."""
        found = []
        for number, row in enumerate(self._values[self._header + 1 :], self._header + 2):
            cells = {key: row[place] if place < len(row) else None for key, place in self._places.items()}
            found.append((number, cells))
        return found

    @property
    def first_row(self) -> int:
        """The row below the header, from 1."""
        return self._header + 2

    def write(self, first_row: int, rows: Sequence[Mapping[str, Any]], keys: Iterable[str]) -> None:
        """Write the columns ``keys`` of neighbouring ``rows`` from ``first_row``; neighbouring columns in one block."""
        if not rows:
            return
        placed = sorted((self._places[key], self._table.column(key)) for key in keys)
        numbered = [(place - number, place, column) for number, (place, column) in enumerate(placed)]
        for _, group in groupby(numbered, key=lambda item: (item[0], _kind(item[2]))):
            run = [(place, column) for _, place, column in group]
            block = self._area(first_row, run[0][0], len(rows), len(run))
            values = [[row.get(column.key) for _, column in run] for row in rows]
            if _kind(run[0][1]) == "formula":
                block.formula = [["" if value is None else value for value in row] for row in values]
                continue
            if _kind(run[0][1]) == "text":
                # Before the values: whatever stands there is then never taken for a formula or a number.
                block.number_format = "@"
            block.value = values

    def append(self, row: Mapping[str, Any]) -> None:
        """Write ``row`` below the last one in use."""
        used = [number for number, cells in self.lines() if any(value not in (None, "") for value in cells.values())]
        self.write(max(used, default=self.first_row - 1) + 1, [row], self._places)

    def clear(self, first_row: int, last_row: int) -> None:
        """Empty every column of the table in these rows."""
        if last_row >= first_row:
            self.write(first_row, [{}] * (last_row - first_row + 1), self._places)

    def _area(self, row: int, place: int, height: int, width: int) -> Any:
        return self._sheet.range((row, place + 1), (row + height - 1, place + width))

    def _find_header(self) -> tuple[int, dict[str, int]]:
        wanted = {column.header: column.key for column in self._table.columns}
        for number, row in enumerate(self._values[:_HEADER_SEARCHED]):
            places = {wanted[value]: place for place, value in enumerate(row) if value in wanted}
            if len(places) == len(wanted):
                return number, places
        raise InputError(
            f"Trang “{self._table.sheet}” thiếu dòng tên cột hoặc một cột đã bị đổi tên. "
            "Hãy dùng lại bản TongHop.xlsm gốc."
        )


def _kind(column: TableColumn) -> str:
    if column.look == "link":
        return "formula"
    return "text" if column.look in _TEXT_LOOKS else "value"


def _block(sheet: Any) -> list[list[Any]]:
    """Every value from A1 to the end of the used area, in one call."""
    last = sheet.used_range.last_cell
    values = sheet.range((1, 1), (last.row, last.column)).options(ndim=2).value
    return [list(row) for row in values]
