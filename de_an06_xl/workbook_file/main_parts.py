"""The parts a reader takes for granted: where they must stand, and that they are whole.

A reader of values looks for strings, styles and the workbook under their usual names; a spreadsheet program
follows the relations. Where the two differ, people and product would see different books.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from xml.parsers import expat

from de_an06_xl.model.package import PackageFault
from de_an06_xl.workbook_file.same_parts import remembered
from de_an06_xl.workbook_file.sheet_scan import BROKEN_XML

# Lower case, like every name in the mapping these functions get.
STRINGS, STYLES, WORKBOOK = "xl/sharedstrings.xml", "xl/styles.xml", "xl/workbook.xml"
# The strings of all cells together; POI stops there too.
MAX_TEXT = 10 * 1024 * 1024

_PLACES = {"officeDocument": WORKBOOK, "sharedStrings": STRINGS, "styles": STYLES}
_RELATIONS = {"_rels/.rels": "", "xl/_rels/workbook.xml.rels": "xl"}
_PLAIN_STRINGS = re.compile(rb'(?:<si><t(?: xml:space="preserve")?+>[^<]*+</t></si>)++')


def check_main_parts(parts: Mapping[str, bytes]) -> None:
    """Raises :class:`PackageFault` for a main part elsewhere, broken XML, strings within strings, or too much text."""
    for relations, folder in _RELATIONS.items():
        _check_places(parts.get(relations, b""), relations, folder)
    for name, data in parts.items():
        if name == STRINGS:
            _check_strings(data)
        elif name == STYLES or (len(data) > MAX_TEXT and name.startswith("xl/worksheets/")):
            _check_whole(data, name)


@remembered
def _check_places(data: bytes, relations: str, folder: str) -> None:
    def start(_tag: str, attributes: dict[str, str]) -> None:
        kind, target = attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")
        if kind in _PLACES:
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if path.casefold() != _PLACES[kind]:
                raise PackageFault("F105", part=target)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except BROKEN_XML:
        raise PackageFault("F105", part=relations) from None


@remembered
def _check_whole(data: bytes, part: str) -> None:
    _Reading(part).parse(data)


def _check_strings(data: bytes) -> None:
    """Most tables of strings are one plain item after the other: known to be whole without a parser."""
    begin, end = data.find(b"<si>"), data.rfind(b"</sst>")
    if 0 <= begin < end and len(data) <= MAX_TEXT and _PLAIN_STRINGS.fullmatch(data, begin, end):
        rest = data[:begin] + data[end:]
        if b"<!" not in rest:
            try:
                data[begin:end].decode()
            except UnicodeDecodeError:
                raise PackageFault("F105", part=STRINGS) from None
            _check_whole(rest, STRINGS)
            return
    _Reading(STRINGS).parse(data, follow=True)


class _Reading:
    """One part read to its end: well-formed, not too much text, and no string inside another."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._length = 0
        self._inside = False

    def parse(self, data: bytes, *, follow: bool = False) -> None:
        parser = expat.ParserCreate()
        if len(data) > MAX_TEXT:
            parser.CharacterDataHandler = self._text
        if follow:
            parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        try:
            parser.Parse(data, True)
        except BROKEN_XML:
            raise PackageFault("F105", part=self._part) from None

    def _text(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_TEXT:
            raise PackageFault("F126", part=self._part)

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            if self._inside:
                # Readers would number the strings after it differently.
                raise PackageFault("F105", part=self._part)
            self._inside = True

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "si":
            self._inside = False
