"""Ways to damage a form: each a small tuple of numbers, so that a test can draw, repeat and name it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Parts = list[tuple[str, bytes]]


@dataclass(frozen=True)
class Mutation:
    """``how`` names the damage; the three numbers choose part, place and extent (modulo what there is)."""

    how: str
    part: int
    place: int
    extent: int


# What somebody or something might leave in a part.
SNIPPETS = [
    *(b"<", b">", b"&", b'"', b"\0", b"\xff", b"\r\n", b"]]>", b"<!--", b"<!-- x -->", b"<![CDATA[7]]>", b"<?x y?>"),
    *(
        b"&#53;",
        b"&lt;",
        b"&none;",
        b"<!DOCTYPE a>",
        b"</v>",
        b"<v>7</v>",
        b"</c>",
        b'<c r="K9"><v>7</v></c>',
        b"</row>",
    ),
    *(
        b'<row r="7">',
        b"</sheetData>",
        b"<sheetData>",
        b'<x:c r="K9"><v>7</v></x:c>',
        b"1",
        b"0",
        b"-",
        b".",
        b",",
        b"e5",
    ),
    *(
        b'<c r="XFD1048576"><v>1</v></c>',
        b"<f>1/0</f>",
        b't="e"',
        b't="b"',
        b't="str"',
        b't="d"',
        b' s="999999"',
        b"\xef\xbb\xbf",
    ),
]
VALUES = [
    *(
        b"",
        b"0",
        b"1",
        b"-1",
        b"7",
        b"99999999999",
        b"1e308",
        b"NaN",
        b"s",
        b"str",
        b"e",
        b"b",
        b"d",
        b"n",
        b"inlineStr",
    ),
    *(
        b"A1",
        b"K9",
        b"k9",
        b"$K$9",
        b"XFD1048576",
        b"K0",
        b"9",
        b"K99999999",
        b"rId1",
        b"rId3",
        b"rId99",
        b"true",
        b"#REF!",
    ),
]
_ATTRIBUTE = re.compile(rb' ([A-Za-z:]+)="([^"]*)"')
_VALUE = re.compile(rb"<v>[^<]*</v>")


def mutate(package: bytes, mutations: Sequence[Mutation]) -> bytes:
    """The package after every mutation in turn; those of the whole file come last."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    inside = [one for one in mutations if one.how in PART_WAYS]
    for one in inside:
        PART_WAYS[one.how](parts, one)
    if inside:
        package = _zip(parts)
    for one in mutations:
        if one.how in FILE_WAYS:
            package = FILE_WAYS[one.how](package, one)
    return package


def _zip(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        warnings.simplefilter("ignore", UserWarning)  # doubled names are the point
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _change(parts: Parts, one: Mutation, change: Callable[[bytes], bytes]) -> None:
    index = one.part % len(parts)
    name, content = parts[index]
    if content:
        parts[index] = (name, change(content))


def _splice(parts: Parts, one: Mutation, new: bytes, length: int) -> None:
    def change(content: bytes) -> bytes:
        at = one.place % len(content)
        return content[:at] + new + content[at + length :]

    _change(parts, one, change)


def _flip(parts: Parts, one: Mutation) -> None:
    def change(content: bytes) -> bytes:
        at = one.place % len(content)
        return content[:at] + bytes([content[at] ^ (1 << one.extent % 8)]) + content[at + 1 :]

    _change(parts, one, change)


def _double(parts: Parts, one: Mutation) -> None:
    """A piece of the part a second time: a digit, a cell, half a sheet."""

    def change(content: bytes) -> bytes:
        at = one.place % len(content)
        end = at + 1 + one.extent % 400
        return content[:end] + content[at:end] + content[end:]

    _change(parts, one, change)


def _attribute(parts: Parts, one: Mutation) -> None:
    def change(content: bytes) -> bytes:
        found = list(_ATTRIBUTE.finditer(content))
        if not found:
            return content
        match = found[one.place % len(found)]
        return content[: match.start(2)] + VALUES[one.extent % len(VALUES)] + content[match.end(2) :]

    _change(parts, one, change)


def _into_value(parts: Parts, one: Mutation) -> None:
    """Something inside or right beside the value of a cell, where it hurts most."""

    def change(content: bytes) -> bytes:
        found = list(_VALUE.finditer(content))
        if not found:
            return content
        value = found[one.place % len(found)]
        at = value.start() + one.extent // len(SNIPPETS) % (len(value[0]) + 1)
        return content[:at] + SNIPPETS[one.extent % len(SNIPPETS)] + content[at:]

    _change(parts, one, change)


def _swap_values(parts: Parts, one: Mutation) -> None:
    def change(content: bytes) -> bytes:
        found = list(_VALUE.finditer(content))
        if len(found) < 2:
            return content
        first, second = sorted((one.place % len(found), one.extent % len(found)))
        if first == second:
            return content
        a, b = found[first], found[second]
        return content[: a.start()] + b[0] + content[a.end() : b.start()] + a[0] + content[b.end() :]

    _change(parts, one, change)


def _swap_parts(parts: Parts, one: Mutation) -> None:
    a, b = one.part % len(parts), one.place % len(parts)
    (name, content), (other, filling) = parts[a], parts[b]
    parts[a], parts[b] = (name, filling), (other, content)


def _double_part(parts: Parts, one: Mutation) -> None:
    name, content = parts[one.part % len(parts)]
    names = (name, name.upper(), f"{name}.bak", f"xl/worksheets/sheet{one.place % 12}.xml")
    parts.append((names[one.extent % len(names)], content))


def _drop_part(parts: Parts, one: Mutation) -> None:
    if len(parts) > 1:
        del parts[one.part % len(parts)]


def _flip_file(package: bytes, one: Mutation) -> bytes:
    at = one.place % len(package)
    return package[:at] + bytes([package[at] ^ (1 + one.extent % 255)]) + package[at + 1 :]


PART_WAYS: dict[str, Callable[[Parts, Mutation], None]] = {
    "flip": _flip,
    "insert": lambda parts, one: _splice(parts, one, SNIPPETS[one.extent % len(SNIPPETS)], 0),
    "overwrite": lambda parts, one: _splice(parts, one, SNIPPETS[one.extent % len(SNIPPETS)], one.extent % 5),
    "delete": lambda parts, one: _splice(parts, one, b"", 1 + one.extent % 60),
    "cut": lambda parts, one: _splice(parts, one, b"", 1 << 30),
    "double": _double,
    "attribute": _attribute,
    "into value": _into_value,
    "swap values": _swap_values,
    "swap parts": _swap_parts,
    "double part": _double_part,
    "drop part": _drop_part,
}
FILE_WAYS: dict[str, Callable[[bytes, Mutation], bytes]] = {
    "flip file": _flip_file,
    "cut file": lambda package, one: package[: one.place % len(package)],
    "join files": lambda package, one: package[: one.place % len(package)] + package,
}
WAYS = (*PART_WAYS, *FILE_WAYS)
