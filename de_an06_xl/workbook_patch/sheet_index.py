"""Where rows and cells stand in a worksheet part, and how wide and high they are drawn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from de_an06_xl.workbook_file.sheet_scan import parse_address
from de_an06_xl.workbook_patch.xml_patch import Element, XmlPatch

Place = tuple[int, int]
"""0-based row and column."""

_TRUE = ("1", "true")
_DEFAULT_ROW_PT = 15.0
_DEFAULT_COLUMN_CHARACTERS = 8.43
# A character of the default font is 7 pixels wide and a cell has 5 pixels of padding; 3 points are 4 pixels.
_CHARACTER_PX, _PADDING_PX = 7, 5
_PX_PER_PT = 4 / 3


@dataclass(slots=True)
class _Columns:
    """Columns ``first`` … ``last`` (0-based) with one width and cell format."""

    first: int
    last: int
    width_px: int
    style: int


@dataclass(slots=True)
class SheetIndex:
    """One worksheet part, ready to be patched; cells are indexed in the rows asked for."""

    patch: XmlPatch
    rows: dict[int, Element] = field(default_factory=dict)
    cells: dict[Place, Element] = field(default_factory=dict)
    _columns: list[_Columns] = field(default_factory=list)
    _row_px: int = 0
    _column_px: int = 0

    def column_px(self, column: int) -> int:
        """0 for a hidden column."""
        found = self._column(column)
        return self._column_px if found is None else found.width_px

    def row_px(self, row: int) -> int:
        """0 for a hidden row."""
        element = self.rows.get(row)
        if element is None:
            return self._row_px
        if element.attributes.get("hidden") in _TRUE:
            return 0
        return _points_px(element.attributes.get("ht"), self._row_px)

    def style_of_missing(self, place: Place) -> int:
        """The format an empty cell takes from its row or column."""
        row = self.rows.get(place[0])
        if row is not None and row.attributes.get("customFormat") in _TRUE:
            return int(row.attributes.get("s", "0"))
        column = self._column(place[1])
        return 0 if column is None else column.style

    def _column(self, column: int) -> _Columns | None:
        return next((span for span in self._columns if span.first <= column <= span.last), None)


def index_sheet(data: bytes, rows: Collection[int]) -> SheetIndex:
    """Index a worksheet part; of the cells only those in ``rows`` (0-based)."""
    reader = _Reader(frozenset(rows))
    patch = XmlPatch(data, reader.wanted)
    index = SheetIndex(patch, _row_px=round(_DEFAULT_ROW_PT * _PX_PER_PT), _column_px=_characters_px(None))
    for child in patch.root.children:
        if child.name == "sheetFormatPr":
            index._row_px = _points_px(child.attributes.get("defaultRowHeight"), index._row_px)
            index._column_px = _characters_px(child.attributes.get("defaultColWidth"))
        elif child.name == "cols":
            index._columns = [_columns(column.attributes, index._column_px) for column in child.children]
        elif child.name == "sheetData":
            _index_rows(child, index)
    return index


class _Reader:
    """Says which elements are worth remembering: all but the cells of other rows and what cells hold."""

    def __init__(self, rows: frozenset[int]) -> None:
        self._rows = rows
        self._row = -1

    def wanted(self, name: str, attributes: dict[str, str]) -> bool:
        if name == "c":
            return self._row in self._rows
        if name == "row":
            number = attributes.get("r")
            self._row = int(number) - 1 if number else self._row + 1
        return name not in {"v", "f", "is"}


def _index_rows(sheet_data: Element, index: SheetIndex) -> None:
    row = -1
    for element in sheet_data.children:
        number = element.attributes.get("r")
        row = int(number) - 1 if number else row + 1
        index.rows[row] = element
        column = -1
        for cell in element.children:
            address = cell.attributes.get("r")
            column = parse_address(address)[1] if address else column + 1
            index.cells[row, column] = cell


def _columns(attributes: dict[str, str], default_px: int) -> _Columns:
    width = attributes.get("width")
    hidden = attributes.get("hidden") in _TRUE
    return _Columns(
        first=int(attributes.get("min", "1")) - 1,
        last=int(attributes.get("max", "1")) - 1,
        width_px=0 if hidden else _characters_px(width) if width else default_px,
        style=int(attributes.get("style", "0")),
    )


def _points_px(points: str | None, default_px: int) -> int:
    return default_px if points is None else round(float(points) * _PX_PER_PT)


def _characters_px(characters: str | None) -> int:
    return round(float(characters or _DEFAULT_COLUMN_CHARACTERS) * _CHARACTER_PX) + _PADDING_PX
