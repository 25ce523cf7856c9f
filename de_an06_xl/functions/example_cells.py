"""How the cells of HamMau.xlsx look, and where a block of them stands."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from de_an06_xl.model.cells import column_letters

WIDTH = 3
"""Columns for a result beside its expected value; a wider table has its expected value below."""

FIELDS = (
    ("Hàm", 21),
    ("Ví dụ", 34),
    ("Công thức", 52),
    ("Kết quả", 15),
    ("", 15),
    ("", 15),
    ("Mong đợi", 15),
    ("", 15),
    ("", 15),
    ("", 15),
    ("", 15),
    ("So sánh", 12),
)

_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_BOX = {**_FONT, "border": 1, "border_color": "#BFBFBF", "text_wrap": True}
_HEAD = {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "align": "center"}
_DATE = {"num_format": "dd/mm/yyyy", "align": "right"}
_WANTED = {"bg_color": "#F2F2F2"}
# Words wrap before a line is full.
_ROOM, _LINE_POINTS, _ABOVE_AND_BELOW = 1.15, 13, 4
LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_FONT, "bold": True, "font_size": 14},
    "note": {**_FONT, "font_color": "#404040", "text_wrap": True},
    "plain": _FONT,
    "question": {**_FONT, "bold": True, "align": "right"},
    "switch": {**_BOX, "bg_color": "#FFF2CC", "bold": True, "align": "center"},
    "header": {**_BOX, **_HEAD},
    "section": {**_FONT, "bold": True, "bg_color": "#D9E2F3", "text_wrap": True, "valign": "vcenter"},
    "text": _BOX,
    "right": {**_FONT, "align": "right", "italic": True},
    "result": _BOX,
    "result_date": {**_BOX, **_DATE},
    "expected": {**_BOX, **_WANTED},
    "expected_date": {**_BOX, **_WANTED, **_DATE},
    "cell": _BOX,
    "cell_date": {**_BOX, **_DATE},
    "verdict": {**_BOX, "bold": True, "align": "center"},
    "good": {"bg_color": "#D6E8F5", "font_color": "#003F66"},
    "bad": {"bg_color": "#FBE3D2", "font_color": "#7A2E00"},
}


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells; row and column are 0-based."""

    row: int
    column: int
    rows: int
    columns: int

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        return self.column + self.columns - 1

    @property
    def single(self) -> bool:
        return self.rows == self.columns == 1

    @property
    def cells(self) -> list[str]:
        """``$D$8``, ``$E$8`` …, row by row."""
        columns = [column_letters(column) for column in range(self.column, self.last_column + 1)]
        return [f"${letters}${row + 1}" for row in range(self.row, self.last_row + 1) for letters in columns]

    @property
    def address(self) -> str:
        """``$D$8`` or ``$D$8:$F$9``."""
        first = f"${column_letters(self.column)}${self.row + 1}"
        return first if self.single else f"{first}:${column_letters(self.last_column)}${self.last_row + 1}"


def cells_of(value: Any) -> list[list[Any]]:
    """A value of the registry as a block; days stay days, so that they can be shown as such."""
    return [list(row) for row in value] if isinstance(value, (list, tuple)) else [[value]]


def look_of(value: Any, kind: str) -> str:
    """The look of a cell of this kind that holds ``value``."""
    return f"{kind}_date" if isinstance(value, dt.date) else kind


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """Points for a row of ``(text, width of its column in characters)``."""
    lines = [1, *(math.ceil(len(text) * _ROOM / width) for text, width in texts)]
    return _LINE_POINTS * max(lines) + _ABOVE_AND_BELOW
