"""Where the values behind a figure stand on the sheet Dữ liệu, known before it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from de_an06_xl.model.summary import DataRecord

DATA_SHEET = "Dữ liệu"


@dataclass(slots=True)
class DataPlaces:
    """First and last 0-based row on the sheet: of a form row, and of one unit's part of it.

    Without rows (the values stand elsewhere) every question is answered ``None`` and nothing links there.
    """

    of_row: dict[str, list[int]]
    of_unit: dict[tuple[str, str], list[int]]

    def row(self, row_id: str) -> str | None:
        """The place of all values of a form row."""
        return _target(self.of_row.get(row_id))

    def unit(self, row_id: str, units: Iterable[str]) -> str | None:
        """The place of the values of ``units`` (which stand together) in a form row."""
        found = [self.of_unit[row_id, unit] for unit in units if (row_id, unit) in self.of_unit]
        return _target([min(first for first, _ in found), max(last for _, last in found)]) if found else None


def data_places(data: Iterable[DataRecord], first_row: int) -> DataPlaces:
    """Where every form row of ``data`` will stand when it is written from 0-based ``first_row`` on."""
    places = DataPlaces({}, {})
    for number, record in enumerate(data, first_row):
        places.of_unit.setdefault(record[:2], [number, number])[1] = number
    for (row_id, _unit), (first, last) in places.of_unit.items():
        places.of_row.setdefault(row_id, [first, last])[1] = last
    return places


def _target(place: list[int] | None) -> str | None:
    return f"'{DATA_SHEET}'!A{place[0] + 1}:J{place[1] + 1}" if place else None
