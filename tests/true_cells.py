"""What stands in the cells of a package, read by nothing of the product: zipfile and libxml2."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter


@dataclass(frozen=True)
class TrueCell:
    """One cell as stored: ``kind`` is its type (``n`` when none is given), ``text`` its value as written."""

    kind: str
    text: str


def true_cells(package: bytes, sheet: str) -> dict[str, TrueCell]:
    """The cells of a sheet (by its name in the book) that hold something, by address; text is looked up."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = {name.casefold(): name for name in archive.namelist()}

        def part(name: str) -> etree._Element | None:
            found = names.get(name.casefold())
            return _parse(archive.read(found)) if found else None

        targets = {
            relation.get("Id"): relation.get("Target")
            for relation in _all(part("xl/_rels/workbook.xml.rels"), "Relationship")
        }
        for entry in _all(part("xl/workbook.xml"), "sheet"):
            if entry.get("name") == sheet:
                (target,) = {targets[value] for key, value in entry.attrib.items() if _local(key) == "id"}
                path = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
                strings = [_text(item) for item in _all(part("xl/sharedStrings.xml"), "si")]
                return _cells(part(path), strings)
    raise KeyError(sheet)


def _parse(data: bytes) -> etree._Element:
    # Some damage inside a text keeps a strict parser from reading on; the numbers beside it still stand there.
    return etree.fromstring(
        data, etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    )


def _all(root: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if root is None else [node for node in root.iter() if _is(node, name)]


def _is(node: etree._Element, name: str) -> bool:
    return isinstance(node.tag, str) and _local(node.tag) == name


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def _text(item: etree._Element) -> str:
    phonetic = {text for run in _all(item, "rPh") for text in _all(run, "t")}
    return "".join("".join(text.itertext()) for text in _all(item, "t") if text not in phonetic)


def _cells(root: etree._Element | None, strings: list[str]) -> dict[str, TrueCell]:
    found = {}
    for row in _all(root, "row"):
        column = 0
        for cell in row:
            if not _is(cell, "c"):
                continue
            # A cell that does not say where it is stands right of the one before.
            address = cell.get("r") or f"{get_column_letter(column + 1)}{row.get('r')}"
            letters = address.rstrip("0123456789").replace("$", "")
            column = column_index_from_string(letters) if letters.isalpha() and len(letters) <= 3 else column + 1
            held = _held(cell, strings)
            if held.text:
                found[address] = held
    return found


def _held(cell: etree._Element, strings: list[str]) -> TrueCell:
    kind = cell.get("t", "n")
    value = next((node for node in cell if _is(node, "v")), None)
    text = "".join(value.itertext()) if value is not None else ""
    if kind == "inlineStr":
        text = "".join(_text(node) for node in cell if _is(node, "is"))
    elif kind == "s":
        text = strings[int(text)] if text.strip().isdigit() and int(text) < len(strings) else ""
    return TrueCell(kind, text)
