"""A return that was sent again: what was replaced, cell by cell, by whom and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

CellValue = Decimal | dt.date | str

Origin = Literal["folder", "store"]
ORIGIN_WORDS: dict[Origin, str] = {"folder": "thư mục", "store": "kho, lần tổng hợp trước"}


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """One filled input of a return: sheet code and cell address in its file, personal data masked."""

    sheet: str
    cell: str
    value: CellValue


@dataclass(frozen=True, slots=True)
class ReturnVersion:
    """One return of a unit as it was sent; ``values`` by row id and column code.

    ``sent`` is the unit's "Ngày gửi", for a return known from the store the day it counted as received.
    """

    unit: str
    file: str
    sha256: str
    sent: dt.date | None
    values: Mapping[tuple[str, str], PlacedValue]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One input that differs; ``old`` or ``new`` is ``None`` where it was blank. The cell is that of the new file."""

    sheet: str
    row_id: str
    column: str
    cell: str
    old: CellValue | None
    new: CellValue | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One earlier return of a unit and the one that counts in its place.

    ``by`` names who the new return says made and approved it; ``after_due`` is true where the earlier one was in
    time and the new one was sent after the unit's due date (extensions honoured).
    """

    unit: str
    unit_name: str
    origin: Origin
    old_file: str
    old_sha256: str
    old_sent: dt.date | None
    new_file: str
    new_sha256: str
    new_sent: dt.date | None
    by: str
    after_due: bool
    changes: tuple[CellChange, ...]
