"""The workbook's sheets as read: records that know the address of every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from de_an06_xl.model.cells import cell_address
from de_an06_xl.plan_workbook.columns import Record, Sheet
from de_an06_xl.plan_workbook.faults import Faults


@dataclass(frozen=True, slots=True)
class TableRow:
    """One record; ``cells`` gives 0-based (row, column) by key.

    A value that could not be read is ``None`` and its key stands in ``unread``: checks skip it,
    since its fault is already told.
    """

    values: Record
    cells: Mapping[str, tuple[int, int]]
    unread: frozenset[str] = frozenset()

    def get(self, key: str) -> Any:
        return self.values.get(key)

    def blank(self, key: str) -> bool:
        """Whether the cell is truly empty (not: unreadable)."""
        return self.values.get(key) is None and key not in self.unread


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's records; ``position`` is its place in the description, ``name`` its name in the file."""

    sheet: Sheet
    position: int
    name: str
    rows: tuple[TableRow, ...] = ()
    found: bool = True

    def __iter__(self) -> Iterator[TableRow]:
        return iter(self.rows)


@dataclass(frozen=True, slots=True)
class Tables:
    """All sheets by code, and where faults go."""

    by_code: dict[str, Table]
    faults: Faults = field(default_factory=Faults)
    _known: dict[tuple[str, str], frozenset[Any] | None] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Table:
        return self.by_code[code]

    def known(self, code: str, key: str) -> frozenset[Any] | None:
        """All readable values of one column; ``None`` when it was not found, so nothing can be held against it.

        Looked through once: every row that refers to the column asks.
        """
        if (code, key) not in self._known:
            table = self[code]
            complete = table.found and all(key in row.cells for row in table)
            values = (row.get(key) for row in table)
            self._known[code, key] = frozenset(value for value in values if value is not None) if complete else None
        return self._known[code, key]

    @property
    def settings(self) -> TableRow:
        """The settings as one record (empty when the sheet is missing)."""
        rows = self["settings"].rows
        return rows[0] if rows else TableRow({}, {})

    def repeats(self, fault: str, table: str, key: str, **words: object) -> None:
        """A fault at every second and later occurrence of a value that must be unique."""
        seen = set()
        for row in self[table]:
            value = row.get(key)
            if value is not None and value in seen:
                self.fault(fault, table, row, key, **words)
            seen.add(value)

    def fault(self, code: str, table: str, row: TableRow | None, key: str = "", **words: object) -> None:
        """Note a fault at ``key`` of ``row``, or of the whole sheet; the value shown is the cell's own unless given."""
        place = self[table]
        where = row.cells.get(key) if row else None
        value = words.pop("value", row.get(key) if row else "")
        self.faults.add(
            code,
            sheet=place.name,
            cell=cell_address(*where) if where else "",
            order=(place.position, *(where or (0, 0))),
            value=value,
            words=words,
        )
