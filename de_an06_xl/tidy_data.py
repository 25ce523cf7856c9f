"""The tidy data of a month, kept as one packed block per return and unpacked only where it is written or asked for.

A month of the nation has some 357,000 filled inputs: as objects they would take more memory than everything else
together. A block is deflated JSON: nothing in it can run.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from de_an06_xl.model.digest import PackedValues
from de_an06_xl.model.summary import DataRecord

_LEVEL = 1


class TidyValue(NamedTuple):
    """One filled input: row, codes of sheet and column (``CT``, ``numerator``), the value by its kind, the cell."""

    row_id: str
    sheet: str
    column: str
    number: Decimal | None
    text: str
    date: dt.date | None
    cell: str


Names = Mapping[tuple[str, str], tuple[str, str]]
"""Codes of sheet and column → the sheet's name and the column's header."""


def pack_values(values: Iterable[TidyValue]) -> PackedValues:
    """The values in their order; equal values give equal blocks."""
    lines = [(value.row_id, value.sheet, value.column, *_packed(value), value.cell) for value in values]
    text = json.dumps(lines, ensure_ascii=False, separators=(",", ":"))
    return PackedValues(len(lines), zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL))


def _packed(value: TidyValue) -> tuple[str, str]:
    if value.number is not None:
        return "n", str(value.number)
    return ("d", value.date.isoformat()) if value.date else ("", value.text)


def unpack_values(packed: PackedValues) -> list[TidyValue]:
    """The inverse of :func:`pack_values`."""
    return [
        TidyValue(row_id, sheet, column, *_unpacked(kind, value), cell)
        for row_id, sheet, column, kind, value, cell in _lines(packed)
    ]


def _lines(packed: PackedValues) -> list[list[str]]:
    if not packed.count:
        return []
    lines: list[list[str]] = json.loads(zlib.decompress(packed.block).decode("utf-8", "surrogatepass"))
    return lines


def _unpacked(kind: str, value: str) -> tuple[Decimal | None, str, dt.date | None]:
    if not kind:
        return None, value, None
    return (Decimal(value), "", None) if kind == "n" else (None, "", dt.date.fromisoformat(value))


@dataclass(frozen=True, slots=True)
class UnitValues:
    """The values of one unit's return that counts."""

    unit: str
    unit_name: str
    file: str
    values: PackedValues

    def records(self, names: Names) -> list[DataRecord]:
        """In the form's order, under the names people read."""
        unit, unit_name, file = self.unit, self.unit_name, self.file
        return [
            DataRecord._make((row_id, unit, unit_name, *names[sheet, column], *_unpacked(kind, value), file, cell))
            for row_id, sheet, column, kind, value, cell in _lines(self.values)
        ]


@dataclass(frozen=True, slots=True)
class TidyData:
    """Every value of the month; ``units`` in the plan's order, ``row_ids`` as the plan orders rows of the form.

    Iterating gives every record, row by row of the form and within a row unit by unit, so that all values behind one
    figure lie together; that unpacks everything at once. :meth:`by_unit` unpacks one return after the other.
    """

    units: tuple[UnitValues, ...] = ()
    row_ids: tuple[str, ...] = ()
    names: Names = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(unit.values.count for unit in self.units)

    def __iter__(self) -> Iterator[DataRecord]:
        by_row: dict[str, list[DataRecord]] = {row_id: [] for row_id in self.row_ids}
        for unit in self.units:
            for record in unit.records(self.names):
                by_row.setdefault(record.row_id, []).append(record)
        for row_id in list(by_row):
            yield from by_row.pop(row_id)

    def by_unit(self) -> Iterator[tuple[str, list[DataRecord]]]:
        """File and records of one return after the other, in the plan's order of units."""
        return ((unit.file, unit.records(self.names)) for unit in self.units)
