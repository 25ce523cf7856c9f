"""Changing an XML part as text at known places, so that all the rest keeps its very characters.

The parser only tells where elements stand; nothing is read into a tree and written out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

Wanted = Callable[[str, dict[str, str]], bool]
"""Local name and attributes of an element → whether its place is kept."""

_SEPARATOR = " "
_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_TAG_NAME = re.compile(rb"<[^\s/>]+")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_SNIPPET_TAG = re.compile(r"<(/?)(?=\w)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# ECMA-376 Part 1, 22.9.2.19: "_x0041_" would be shown as "A".
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(eq=False, slots=True)
class Element:
    """Where an element stands: ``start`` … ``opened`` is its start tag, ``close`` … ``end`` its end tag.

    Of an element like ``<c/>`` the last three are the same. ``prefix`` is ``""`` or ``"x:"``;
    attributes with a prefix go by ``:`` and their local name (``:id``).
    """

    name: str
    prefix: str
    attributes: dict[str, str]
    parent: Element | None
    start: int
    opened: int
    close: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    def child(self, name: str) -> Element | None:
        """The first direct child of that name."""
        return next((child for child in self.children if child.name == name), None)


@dataclass(slots=True)
class _Change:
    attributes: dict[str, str] = field(default_factory=dict)
    appended: list[bytes] = field(default_factory=list)


class XmlPatch:
    """One part in UTF-8 and what is to change in it.

    Of the elements below the root those are remembered that ``wanted`` asks for; what is inside of
    others is not looked at. Raises ``ExpatError`` when the part is no XML.
    """

    def __init__(self, data: bytes, wanted: Wanted | None = None) -> None:
        self.data = data
        self.root, self.namespace = _parse(data, wanted)
        self._changes: dict[Element, _Change] = {}
        self._splices: list[tuple[int, int, bytes]] = []

    @property
    def prefix(self) -> str:
        """``""`` or ``"x:"``: how the part writes elements of its root's namespace."""
        return self.root.prefix

    def source(self, element: Element) -> bytes:
        """The element as it stands in the part."""
        return self.data[element.start : element.end]

    def snippet(self, xml: str) -> bytes:
        """``xml``, written without prefixes, as this part writes it."""
        return _SNIPPET_TAG.sub(rf"<\1{self.prefix}", xml).encode()

    def set_attributes(self, element: Element, attributes: Mapping[str, str]) -> None:
        """Set attributes that carry no prefix."""
        self._changes.setdefault(element, _Change()).attributes.update(attributes)

    def append(self, element: Element, xml: str | bytes) -> None:
        """Put ``xml`` behind the element's last child."""
        text = xml if isinstance(xml, bytes) else self.snippet(xml)
        self._changes.setdefault(element, _Change()).appended.append(text)

    def insert(self, position: int, xml: str | bytes) -> None:
        """Put ``xml`` at a place of :attr:`data`; what comes later to the same place stands behind."""
        self._splices.append((position, position, xml if isinstance(xml, bytes) else self.snippet(xml)))

    def remove(self, start: int, end: int) -> None:
        """Leave out ``data[start:end]``."""
        self._splices.append((start, end, b""))

    def result(self) -> bytes:
        """The part with every change made."""
        splices = self._splices + [splice for item in self._changes.items() for splice in self._spliced(*item)]
        splices.sort(key=lambda splice: splice[0])
        pieces, position = [], 0
        for start, end, text in splices:
            pieces += [self.data[position:start], text]
            position = max(position, end)
        return b"".join((*pieces, self.data[position:]))

    def _spliced(self, element: Element, change: _Change) -> Iterator[tuple[int, int, bytes]]:
        tag = change_tag(self.data[element.start : element.opened], change.attributes)
        content = b"".join(change.appended)
        if element.end == element.opened and content:
            name = f"</{element.prefix}{element.name}>".encode()
            yield element.start, element.opened, tag[:-2] + b">" + content + name
            return
        if change.attributes:
            yield element.start, element.opened, tag
        if content:
            yield element.close, element.close, content


def change_tag(xml: bytes, attributes: Mapping[str, str]) -> bytes:
    """``xml``, which begins with a start tag, with attributes of that tag set."""
    head = _START_TAG.match(xml)
    name = _TAG_NAME.match(xml)
    if head is None or name is None:
        raise ValueError("no start tag")
    left = dict(attributes)

    def changed(match: re.Match[bytes]) -> bytes:
        key = match[1].decode()
        return _written(key, left.pop(key)) if key in left else match[0]

    rest = _ATTRIBUTE.sub(changed, xml[name.end() : head.end()])
    added = b"".join(_written(key, value) for key, value in left.items())
    return name[0] + added + rest + xml[head.end() :]


def xml_text(text: str) -> str:
    """``text`` fit to stand in an element or attribute; what XML cannot hold is left out."""
    return _ESCAPE.sub("_x005F_", _NOT_XML.sub("", text)).translate(_ENTITIES)


def _written(key: str, value: str) -> bytes:
    return f' {key}="{xml_text(value)}"'.encode()


def _parse(data: bytes, wanted: Wanted | None) -> tuple[Element, str]:
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.namespace_prefixes = True
    trail: list[Element | None] = []
    roots: list[tuple[Element, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        parent = trail[-1] if trail else None
        if trail and parent is None:
            trail.append(None)
            return
        namespace, name, prefix = _split(tag)
        if trail and wanted is not None and not wanted(name, attributes):
            trail.append(None)
            return
        begin = parser.CurrentByteIndex
        match = _START_TAG.match(data, begin)
        if match is None:
            raise ValueError(f"no start tag at {begin}")
        element = Element(name, prefix, _plain(attributes), parent, begin, match.end())
        if parent is None:
            roots.append((element, namespace))
        else:
            parent.children.append(element)
        trail.append(element)

    def end(_tag: str) -> None:
        element = trail.pop()
        if element is None:
            return
        if data[element.opened - 2 : element.opened] == b"/>":
            element.close = element.end = element.opened
        else:
            element.close = parser.CurrentByteIndex
            element.end = data.index(b">", element.close) + 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return roots[0]


def _split(tag: str) -> tuple[str, str, str]:
    """What the parser calls ``uri name prefix`` → namespace, name and ``"prefix:"``."""
    parts = tag.split(_SEPARATOR)
    if len(parts) == 1:
        return "", tag, ""
    return parts[0], parts[1], f"{parts[2]}:" if len(parts) > 2 else ""


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    return {(":" + key.split(_SEPARATOR)[1] if _SEPARATOR in key else key): value for key, value in attributes.items()}
