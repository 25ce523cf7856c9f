"""The sheets of a workbook as its parts, and a place for one more (ECMA-376 Part 1, 18.2.20)."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass

from de_an06_xl.workbook_patch.package_parts import PackageParts
from de_an06_xl.workbook_patch.relations import STYLES_TYPE, WORKSHEET_TYPE, Relations, declare_part
from de_an06_xl.workbook_patch.xml_patch import Element, XmlPatch, xml_text

_WORKBOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_MAX_NAME = 31


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its name, its part, and whether somebody can see it or bring it to light."""

    name: str
    part: str
    visible: bool
    very_hidden: bool


class WorkbookSheets:
    """The worksheets of the package; ``base`` begins the types of relations in this file."""

    def __init__(self, parts: PackageParts) -> None:
        self._parts = parts
        self._patch = XmlPatch(parts.read(_WORKBOOK), lambda name, _: name in {"sheets", "sheet"})
        self._relations = Relations(parts, _WORKBOOK)
        self._taken = {_key(element.attributes.get("name", "")) for element in self._elements}
        self.namespace = self._patch.namespace
        self.base = ""
        self.all: list[Sheet] = []
        for element in self._elements:
            relation = self._relations.by_id(element.attributes.get(":id"))
            if relation is not None and relation.kind == "worksheet":
                self.base = relation.base
                state = element.attributes.get("state", "visible")
                name = element.attributes.get("name", "")
                self.all.append(Sheet(name, relation.part, state == "visible", state == "veryHidden"))

    def find(self, name: str) -> Sheet | None:
        """The sheet of that name, whatever its case and way of writing marks."""
        return next((sheet for sheet in self.all if _key(sheet.name) == _key(name)), None) if name else None

    def styles_part(self, empty: bytes) -> str:
        """The part with the cell formats; a workbook that has none gets ``empty``."""
        relation = self._relations.first("styles")
        if relation is not None:
            return relation.part
        # Some readers look for the formats under this name alone.
        part = _STYLES if _STYLES not in self._parts else self._parts.free_name("xl/styles{}.xml")
        self._parts.write(part, empty)
        declare_part(self._parts, part, STYLES_TYPE)
        self._relations.add(self.base, "styles", part)
        return part

    def shared_text(self, number: int) -> str:
        """An entry of the shared strings, empty when there is none."""
        relation = self._relations.first("sharedStrings")
        if relation is None:
            return ""
        patch = XmlPatch(self._parts.read(relation.part))
        items = patch.root.children
        return text_in(patch, items[number]) if 0 <= number < len(items) else ""

    def add(self, name: str, content: bytes) -> None:
        """A new visible sheet behind the others; a number is put to a name that is taken."""
        part = self._parts.free_name("xl/worksheets/sheet{}.xml")
        self._parts.write(part, content)
        declare_part(self._parts, part, WORKSHEET_TYPE)
        id_ = self._relations.add(self.base, "worksheet", part)
        sheets = self._patch.root.child("sheets")
        if sheets is None:
            raise ValueError("workbook without sheets")
        number = max(int(element.attributes.get("sheetId", "0")) for element in self._elements) + 1
        tag = self._patch.data[: self._patch.root.opened]
        declared = "" if f'xmlns:r="{self.base}"'.encode() in tag else f' xmlns:r="{self.base}"'
        free = xml_text(self._free_name(name))
        self._patch.append(sheets, f'<sheet name="{free}" sheetId="{number}"{declared} r:id="{id_}"/>')
        self._parts.write(_WORKBOOK, self._patch.result())

    @property
    def _elements(self) -> list[Element]:
        sheets = self._patch.root.child("sheets")
        return sheets.children if sheets else []

    def _free_name(self, name: str) -> str:
        names = (f"{name} ({number})" if number > 1 else name for number in itertools.count(1))
        return next(name for name in names if _key(name) not in self._taken)[:_MAX_NAME]


def text_in(patch: XmlPatch, element: Element) -> str:
    """All text of an element, as far as it needs no unescaping."""
    found = [element] if element.name == "t" else []
    queue = list(element.children)
    while queue:
        one = queue.pop(0)
        if one.name == "t":
            found.append(one)
        queue = one.children + queue
    return "".join(patch.data[one.opened : one.close].decode() for one in found)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
