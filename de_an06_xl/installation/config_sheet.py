"""The sheet ``xlwings.conf`` of a macro workbook: keys in column A, values in column B.

xlwings reads it from A1 down to the first blank, so a new key goes right below the last one.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass

from de_an06_xl.control_workbook.names import CONFIG_SHEET
from de_an06_xl.workbook_file.sheet_scan import parse_address
from de_an06_xl.workbook_patch.package_parts import PackageParts
from de_an06_xl.workbook_patch.workbook_sheets import WorkbookSheets, text_in
from de_an06_xl.workbook_patch.xml_patch import Element, XmlPatch, xml_text

_KEY, _VALUE = 0, 1


@dataclass(slots=True)
class _Line:
    """One row with a key: the row, the key, and the cells of key and value as far as they exist."""

    row: Element
    key: str
    key_cell: Element
    value_cell: Element | None


def read_config(content: bytes) -> dict[str, str] | None:
    """Key → value, keys in capitals; ``None`` for a workbook without that sheet."""
    parts = PackageParts(content)
    sheets = WorkbookSheets(parts)
    sheet = sheets.find(CONFIG_SHEET)
    if sheet is None:
        return None
    patch = XmlPatch(parts.read(sheet.part))
    return {line.key: _text(patch, sheets, line.value_cell) for line in _lines(patch, sheets)}


def set_config(content: bytes, values: Mapping[str, str]) -> bytes:
    """``content`` with ``values`` in its config sheet; every other part stays as it is, byte for byte.

    Raises ``KeyError`` when the workbook has no such sheet.
    """
    parts = PackageParts(content)
    sheets = WorkbookSheets(parts)
    sheet = sheets.find(CONFIG_SHEET)
    if sheet is None:
        raise KeyError(CONFIG_SHEET)
    patch = XmlPatch(parts.read(sheet.part))
    lines = _lines(patch, sheets)
    left = {key.upper(): value for key, value in values.items()}
    for number, line in enumerate(lines, 1):
        value = left.pop(line.key, None)
        if value is not None and value != _text(patch, sheets, line.value_cell):
            _set(patch, number, line, value)
    _append(patch, lines, left)
    changed = patch.result()
    if changed == patch.data:
        return content
    parts.write(sheet.part, changed)
    return parts.to_bytes()


def _lines(patch: XmlPatch, sheets: WorkbookSheets) -> list[_Line]:
    """The rows from the first on, as far as they have a key."""
    lines: list[_Line] = []
    for row in _children(patch.root.child("sheetData")):
        cells = {_column(cell, place): cell for place, cell in enumerate(row.children)}
        key = _text(patch, sheets, cells.get(_KEY)).strip().upper()
        if not key or int(row.attributes.get("r", len(lines) + 1)) != len(lines) + 1:
            break
        lines.append(_Line(row, key, cells[_KEY], cells.get(_VALUE)))
    return lines


def _children(element: Element | None) -> list[Element]:
    return element.children if element else []


def _column(cell: Element, place: int) -> int:
    address = cell.attributes.get("r")
    return parse_address(address)[1] if address else place


def _text(patch: XmlPatch, sheets: WorkbookSheets, cell: Element | None) -> str:
    if cell is None:
        return ""
    if cell.attributes.get("t") == "inlineStr":
        return html.unescape(text_in(patch, cell))
    value = cell.child("v")
    written = patch.data[value.opened : value.close].decode() if value else ""
    return html.unescape(sheets.shared_text(int(written)) if cell.attributes.get("t") == "s" else written)


def _set(patch: XmlPatch, number: int, line: _Line, value: str) -> None:
    cell = line.value_cell
    if cell is None:
        patch.insert(line.key_cell.end, _cell(number, _VALUE, value))
        return
    patch.remove(cell.start, cell.end)
    patch.insert(cell.end, _cell(number, _VALUE, value, cell.attributes.get("s", "")))


def _append(patch: XmlPatch, lines: list[_Line], values: Mapping[str, str]) -> None:
    if not values:
        return
    taken = {f"{len(lines) + place}" for place in range(1, len(values) + 1)}
    sheet_data = patch.root.child("sheetData")
    for row in _children(sheet_data):
        # A row below the keys, empty or with something that is no key: the new keys take its place.
        if row.attributes.get("r") in taken:
            patch.remove(row.start, row.end)
    added = "".join(
        f'<row r="{number}">{_cell(number, _KEY, key)}{_cell(number, _VALUE, value)}</row>'
        for number, (key, value) in enumerate(values.items(), len(lines) + 1)
    )
    if lines:
        patch.insert(lines[-1].row.end, added)
    elif sheet_data is not None:
        patch.append(sheet_data, added)


def _cell(number: int, column: int, text: str, style: str = "") -> str:
    styled = f' s="{style}"' if style else ""
    return (
        f'<c r="{"AB"[column]}{number}"{styled} t="inlineStr"><is><t xml:space="preserve">{xml_text(text)}</t></is></c>'
    )
