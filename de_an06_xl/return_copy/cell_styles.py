"""New cell formats beside the old ones in ``styles.xml`` (ECMA-376 Part 1, 18.8).

A mark changes the fill of a format and nothing else: lock, number format, font and border stay. Only light
text on a dark fill is made black, or nobody could read it on the light fill of a mark.
"""

from __future__ import annotations

import re

from de_an06_xl.model.finding import Severity
from de_an06_xl.workbook_patch.xml_patch import Element, XmlPatch, change_tag

FILL_RGB = {Severity.ERROR: "FFC7CE", Severity.QUERY: "FFEB9C", Severity.NOTE: "DDEBF7"}
EMPTY_STYLES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>'
)

# The tables in the order they must stand in, with what a missing one holds before anything is added.
_PLAIN_FILLS = ('<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>')
_TABLES: dict[str, tuple[str, ...]] = {
    "numFmts": (),
    "fonts": ('<font><sz val="11"/><name val="Arial"/><family val="2"/></font>',),
    "fills": _PLAIN_FILLS,
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellStyleXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',),
}
_ORDER = tuple(_TABLES)
_OUR_FILL = re.compile(rf"""rgb=["']FF(?:{"|".join(FILL_RGB.values())})["']""".encode(), re.IGNORECASE)
_NUMBER = re.compile(rb"""\s(fontId|fillId|xfId)\s*=\s*["'](\d+)["']""")
_COLOR = re.compile(rb"""<(\w+:)?color\b[^>]*?\s(rgb|theme|indexed)\s*=\s*["'](\w+)["'][^>]*/>""")
# White as the theme's background and in the palette of old.
_WHITES = {(b"theme", b"0"), (b"indexed", b"1"), (b"indexed", b"9"), (b"indexed", b"65")}


class CellStyles:
    """``styles.xml`` with formats added; equal formats are added once."""

    def __init__(self, data: bytes) -> None:
        self._patch = XmlPatch(data)
        self._tables = {name: _Table(self._patch, name) for name in _ORDER}

    def marked(self, style: int, severity: Severity) -> int:
        """The index of cell format ``style`` with the fill of ``severity``."""
        xf = self._xf(style)
        fonts = self._tables["fonts"]
        font = fonts.at(self._numbers(xf).get("fontId", 0))
        attributes = {"fillId": str(self._solid(FILL_RGB[severity])), "applyFill": "1"}
        if font and _is_light(font):
            attributes["fontId"] = str(fonts.add(_COLOR.sub(rb'<\1color rgb="FF000000"/>', font)))
        return self._tables["cellXfs"].add(change_tag(xf, attributes))

    def unmarked(self, style: int) -> int:
        """The format without a fill of ours: with the one of its named style, which the form gives every cell."""
        xf = self._xf(style)
        numbers = self._numbers(xf)
        fill = self._tables["fills"].at(numbers.get("fillId", 0))
        if fill is None or not _OUR_FILL.search(fill):
            return style
        parent = self._numbers(self._tables["cellStyleXfs"].at(numbers.get("xfId", 0)) or b">")
        attributes = {"fillId": str(parent.get("fillId", 0))}
        font = self._tables["fonts"].at(parent.get("fontId", 0))
        if font and _is_light(font):
            attributes["fontId"] = str(parent["fontId"])
        return self._tables["cellXfs"].add(change_tag(xf, attributes))

    def add(self, *, font: str = "", fill_rgb: str = "", border: str = "", alignment: str = "") -> int:
        """A format of our own from the XML of its font and border, the RGB of its fill and alignment attributes."""
        font_id = self._tables["fonts"].add(font) if font else 0
        fill_id = self._solid(fill_rgb) if fill_rgb else 0
        border_id = self._tables["borders"].add(border) if border else 0
        # Without a parent there would be no default format for the new one to build on.
        self._tables["cellStyleXfs"].needed()
        return self._tables["cellXfs"].add(
            f'<xf numFmtId="0" fontId="{font_id}" fillId="{fill_id}" borderId="{border_id}" xfId="0" '
            f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment {alignment}/></xf>'
        )

    def result(self) -> bytes:
        """The part with the formats that were asked for; call it once, at the end."""
        for name in _ORDER:
            self._tables[name].store(self._place(name))
        return self._patch.result()

    def _solid(self, rgb: str) -> int:
        return self._tables["fills"].add(
            f'<fill><patternFill patternType="solid"><fgColor rgb="FF{rgb}"/><bgColor indexed="64"/>'
            "</patternFill></fill>"
        )

    def _xf(self, style: int) -> bytes:
        xfs = self._tables["cellXfs"]
        xfs.needed()
        return xfs.at(style) or xfs.items[0]

    def _numbers(self, xf: bytes) -> dict[str, int]:
        head = xf[: xf.index(b">")]
        return {match[1].decode(): int(match[2]) for match in _NUMBER.finditer(head)}

    def _place(self, name: str) -> int:
        """Where a missing table belongs: behind the tables that come before it."""
        before = set(_ORDER[: _ORDER.index(name)])
        root = self._patch.root
        return max([root.opened, *(child.end for child in root.children if child.name in before)])


def _is_light(font: bytes) -> bool:
    color = _COLOR.search(font)
    if color is None:
        return False
    kind, value = color[2], color[3]
    if kind != b"rgb":
        return (kind, value) in _WHITES
    return len(value) >= 6 and sum(bytes.fromhex(value[-6:].decode())) > 3 * 0xA0


class _Table:
    """One list of the part (fonts, fills …); indexes into it never change."""

    def __init__(self, patch: XmlPatch, name: str) -> None:
        self._patch, self._name = patch, name
        self._element: Element | None = patch.root.child(name)
        self.items = [patch.source(child) for child in self._element.children] if self._element else []
        self._stored = len(self.items)
        self._index = {xml: number for number, xml in reversed(list(enumerate(self.items)))}

    def at(self, index: int) -> bytes | None:
        return self.items[index] if 0 <= index < len(self.items) else None

    def needed(self) -> None:
        """A table without entries gets those that every workbook has."""
        if not self.items:
            for xml in _TABLES[self._name]:
                self._append(self._patch.snippet(xml))

    def add(self, xml: str | bytes) -> int:
        self.needed()
        source = xml if isinstance(xml, bytes) else self._patch.snippet(xml)
        return self._index[source] if source in self._index else self._append(source)

    def store(self, place: int) -> None:
        added = b"".join(self.items[self._stored :])
        if not added:
            return
        count = str(len(self.items))
        if self._element is not None:
            self._patch.append(self._element, added)
            self._patch.set_attributes(self._element, {"count": count})
            return
        tag = f"{self._patch.prefix}{self._name}"
        self._patch.insert(place, f'<{tag} count="{count}">'.encode() + added + f"</{tag}>".encode())

    def _append(self, xml: bytes) -> int:
        self.items.append(xml)
        self._index[xml] = len(self.items) - 1
        return len(self.items) - 1
