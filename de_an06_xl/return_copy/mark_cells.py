"""The fill of marked cells in a worksheet part; cells that do not stand in it are put at their place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping

from de_an06_xl.model.cells import cell_address
from de_an06_xl.workbook_patch.sheet_index import Place, SheetIndex
from de_an06_xl.workbook_patch.xml_patch import Element

NewStyle = Callable[[int], int]
"""Index of the cell format before → after."""


def restyle_cells(index: SheetIndex, new_styles: Mapping[Place, NewStyle]) -> None:
    """Give each cell its new format; whatever else it holds stays."""
    missing: dict[int, list[Place]] = {}
    for place, new_style in sorted(new_styles.items()):
        cell = index.cells.get(place)
        if cell is None:
            missing.setdefault(place[0], []).append(place)
            continue
        style = int(cell.attributes.get("s", "0"))
        index.patch.set_attributes(cell, {"s": str(new_style(style))})
    for row, places in missing.items():
        _add_cells(index, row, [(place, new_styles[place](index.style_of_missing(place))) for place in places])


def _add_cells(index: SheetIndex, row: int, cells: list[tuple[Place, int]]) -> None:
    element = index.rows.get(row)
    texts = {place: f'<c r="{cell_address(*place)}" s="{style}"/>' for place, style in cells}
    if element is None:
        _add_row(index, row, "".join(texts.values()))
        return
    standing = sorted((place, cell) for place, cell in index.cells.items() if place[0] == row)
    places = [place for place, _ in standing]
    for place, text in texts.items():
        following = bisect_left(places, place)
        if following < len(standing):
            index.patch.insert(standing[following][1].start, text)
        else:
            index.patch.append(element, text)
    _widen_spans(index, element, [place[1] for place in texts])


def _add_row(index: SheetIndex, row: int, cells: str) -> None:
    text = f'<row r="{row + 1}">{cells}</row>'
    below = min((number for number in index.rows if number > row), default=None)
    if below is not None:
        index.patch.insert(index.rows[below].start, text)
        return
    sheet_data = index.patch.root.child("sheetData")
    if sheet_data is None:
        raise ValueError("worksheet without sheetData")
    index.patch.append(sheet_data, text)


def _widen_spans(index: SheetIndex, row: Element, columns: list[int]) -> None:
    """A row that says which columns it uses must say so of the new cells too."""
    first, _, last = row.attributes.get("spans", "").partition(":")
    if first.isdecimal() and last.isdecimal():
        low, high = min(int(first), min(columns) + 1), max(int(last), max(columns) + 1)
        index.patch.set_attributes(row, {"spans": f"{low}:{high}"})
