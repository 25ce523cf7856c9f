"""Which part points to which, and what kind of part each is (ECMA-376 Part 2, 9.3 and 10.1.2)."""

from __future__ import annotations

import itertools
import posixpath
from dataclasses import dataclass

from de_an06_xl.workbook_patch.package_parts import PackageParts
from de_an06_xl.workbook_patch.xml_patch import XmlPatch, xml_text

_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_TYPES = "[Content_Types].xml"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORKSHEET_TYPE = f"{_SPREADSHEET}.worksheet+xml"
STYLES_TYPE = f"{_SPREADSHEET}.styles+xml"
COMMENTS_TYPE = f"{_SPREADSHEET}.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


@dataclass(frozen=True, slots=True)
class Relation:
    """``base`` and ``kind`` are the type's address before and behind its last slash; ``part`` what it points to."""

    id: str
    base: str
    kind: str
    part: str


class Relations:
    """The relations of one part; :meth:`add` changes the package at once."""

    def __init__(self, parts: PackageParts, owner: str) -> None:
        self._parts, self._owner = parts, owner
        folder, name = posixpath.split(owner)
        self._name = posixpath.join(folder, "_rels", f"{name}.rels")
        self._data = parts.read(self._name) if self._name in parts else _EMPTY
        self.all: list[Relation] = []
        for element in XmlPatch(self._data).root.children:
            get = element.attributes.get
            if get("TargetMode") != "External":
                base, _, kind = get("Type", "").rpartition("/")
                self.all.append(Relation(get("Id", ""), base, kind, self._absolute(get("Target", ""))))

    def first(self, kind: str) -> Relation | None:
        """The first relation of a kind (``comments``) whose part stands in the package."""
        return next((one for one in self.all if one.kind == kind and one.part in self._parts), None)

    def by_id(self, id_: str | None) -> Relation | None:
        """The relation of that id whose part stands in the package."""
        return next((one for one in self.all if one.id == id_ and one.part in self._parts), None)

    def add(self, base: str, kind: str, part: str) -> str:
        """Point to ``part`` and return the id of the new relation."""
        patch = XmlPatch(self._data)
        taken = {element.attributes.get("Id") for element in patch.root.children}
        id_ = next(name for number in itertools.count(1) if (name := f"rId{number}") not in taken)
        target = posixpath.relpath(part, posixpath.dirname(self._owner) or ".")
        patch.append(patch.root, f'<Relationship Id="{id_}" Type="{base}/{kind}" Target="{xml_text(target)}"/>')
        self._data = patch.result()
        self._parts.write(self._name, self._data)
        self.all.append(Relation(id_, base, kind, part))
        return id_

    def _absolute(self, target: str) -> str:
        if target.startswith("/"):
            return target[1:]
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._owner), target))


def declare_part(parts: PackageParts, name: str, content_type: str) -> None:
    """Say what kind of part a new one is."""
    patch = XmlPatch(parts.read(_TYPES))
    patch.append(patch.root, f'<Override PartName="/{xml_text(name)}" ContentType="{content_type}"/>')
    parts.write(_TYPES, patch.result())


def declare_vml(parts: PackageParts, name: str) -> None:
    """Say that a new part is a VML drawing, by its suffix as spreadsheet programs do where that is free."""
    patch = XmlPatch(parts.read(_TYPES))
    suffixes = {
        element.attributes.get("Extension", "").casefold(): element.attributes.get("ContentType")
        for element in patch.root.children
        if element.name == "Default"
    }
    if "vml" not in suffixes:
        # Defaults stand before overrides in every file spreadsheet programs write.
        patch.insert(patch.root.opened, f'<Default Extension="vml" ContentType="{_VML_TYPE}"/>')
        parts.write(_TYPES, patch.result())
    elif suffixes["vml"] != _VML_TYPE:
        declare_part(parts, name, _VML_TYPE)
