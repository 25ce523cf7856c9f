"""What a package holds beside values: sheets and their states, names, properties, foreign bodies."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast
from xml.parsers import expat

from de_an06_xl.model.package import PackageFault, PackageScan, SheetState
from de_an06_xl.workbook_file.main_parts import STYLES, WORKBOOK, check_main_parts
from de_an06_xl.workbook_file.plain_names import cut_plain_names
from de_an06_xl.workbook_file.same_parts import remembered
from de_an06_xl.workbook_file.sheet_scan import BROKEN_XML, scan_sheet

_RELATIONS = "xl/_rels/workbook.xml.rels"
_STATES = ("visible", "hidden", "veryHidden")
_LEGACY_FONT = re.compile(rb"""val="(\.Vn[\w .-]+|VNI-[\w .-]+)\"""")

# Readers set memory aside for as many items as a part declares; a false number of ten digits kills the process.
_DECLARED = re.compile(rb"""ount\s*=\s*["']\s*\+?(\d{8,})""")  # count, uniqueCount
# More cell formats than the old .xls could hold: nobody made them by hand.
MANY_FORMATS = 4_000
_STRICT = b"http://purl.oclc.org/ooxml/"

_MACRO_PARTS = ("xl/vbaproject.bin", "xl/macrosheets/", "xl/dialogsheets/")
# Start of a part name (lower case) → what an officer would call it.
_EXTRAS = (
    ("xl/embeddings/", "tệp nhúng"),
    ("xl/activex/", "điều khiển ActiveX"),
    ("xl/webextensions/", "tiện ích web"),
    ("customui/", "nút lệnh riêng"),
)
_LINKS = (
    ("xl/externallinks/", "liên kết tới tệp khác"),
    ("xl/connections.xml", "kết nối dữ liệu"),
    ("xl/querytables/", "truy vấn dữ liệu"),
)


@dataclass(slots=True)
class Element:
    """One XML element in document order: names without prefixes, its own text."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    _chunks: list[str] = field(default_factory=list)


def scan_package(parts: dict[str, bytes]) -> PackageScan:
    """Scan unpacked parts (name → bytes).

    Raises :class:`PackageFault` when this is no workbook, holds macros, or a sheet is beyond the limits.
    """
    by_name = {name.casefold(): data for name, data in parts.items()}
    if WORKBOOK not in by_name or _RELATIONS not in by_name:
        raise PackageFault("F114", value=_other_kind(by_name))
    _refuse_macros(by_name)
    _check_counts(by_name)
    check_main_parts(by_name)
    workbook, plain_names = cut_plain_names(by_name[WORKBOOK])
    book = _book(workbook)
    targets = sheet_targets(by_name[_RELATIONS])
    sheets = {
        name: scan_sheet(name, _part(by_name, targets[relation]))
        for name, (relation, _) in book.sheets.items()
        if relation in targets
    }
    if not sheets:
        raise PackageFault("F105", part=WORKBOOK)
    legacy_fonts, formats = _styles(by_name.get(STYLES, b""))
    return PackageScan(
        sheets=sheets,
        states={name: state for name, (_, state) in book.sheets.items()},
        defined_names={**plain_names, **book.names} if book.names else plain_names,
        custom_properties=_custom_properties(by_name),
        modified=_modified(by_name),
        date_1904=book.date_1904,
        extras=_named_parts(by_name, _EXTRAS),
        legacy_fonts=legacy_fonts,
        links=_links(by_name),
        formats=formats,
        strict=_STRICT in by_name[WORKBOOK],
    )


@dataclass(frozen=True, slots=True)
class _Book:
    """What the workbook part says: sheet name → its relation and state, in order; names; how days are counted."""

    sheets: Mapping[str, tuple[str, SheetState]]
    names: Mapping[str, str]
    date_1904: bool


@remembered
def _book(workbook: bytes) -> _Book:
    sheets: dict[str, tuple[str, SheetState]] = {}
    names: dict[str, str] = {}
    date_1904 = False
    for element in elements(workbook, WORKBOOK):
        if element.name == "sheet":
            name = element.attributes.get("name", "")
            if not name or name in sheets:
                raise PackageFault("F105", part=WORKBOOK)
            state = element.attributes.get("state", "visible")
            known = cast(SheetState, state if state in _STATES else "hidden")
            sheets[name] = (element.attributes.get("id", ""), known)
        elif element.name == "definedName" and "localSheetId" not in element.attributes:
            names[element.attributes.get("name", "")] = element.text
        elif element.name == "workbookPr":
            date_1904 = element.attributes.get("date1904") in ("1", "true")
    return _Book(sheets, names, date_1904)


@remembered
def _styles(styles: bytes) -> tuple[tuple[str, ...], int]:
    """Fonts of the time before Unicode, and the number of cell formats where it is remarkable."""
    formats = styles.count(b"<xf ")
    fonts = sorted({match[1].decode() for match in _LEGACY_FONT.finditer(styles)})
    return tuple(fonts), formats if formats > MANY_FORMATS else 0


def elements(data: bytes, part: str) -> Iterator[Element]:
    """The elements of a small part in document order. Raises :class:`PackageFault` for broken XML."""
    found: list[Element] = []
    open_elements: list[Element] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if ":" in tag:
            tag = _local(tag)
        if any(":" in key for key in attributes):
            attributes = {_local(key): value for key, value in attributes.items()}
        element = Element(tag, attributes)
        found.append(element)
        open_elements.append(element)

    def text(chunk: str) -> None:
        open_elements[-1]._chunks.append(chunk)

    def end(_tag: str) -> None:
        element = open_elements.pop()
        element.text = "".join(element._chunks).strip()

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        parser.Parse(data, True)
    except BROKEN_XML:
        raise PackageFault("F105", part=part) from None
    return iter(found)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _part(by_name: dict[str, bytes], name: str) -> bytes:
    try:
        return by_name[name.casefold()]
    except KeyError:
        raise PackageFault("F105", part=name) from None


@remembered
def sheet_targets(relations: bytes) -> Mapping[str, str]:
    """Relation id → part name of every worksheet; chart sheets hold no cells and are left out."""
    targets = {}
    for element in elements(relations, _RELATIONS):
        kind, target = element.attributes.get("Type", ""), element.attributes.get("Target", "")
        if kind.endswith("/xlMacrosheet"):
            raise PackageFault("F113", value="trang macro")
        if kind.endswith("/worksheet"):
            path = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[element.attributes.get("Id", "")] = path
    return targets


def _refuse_macros(by_name: dict[str, bytes]) -> None:
    for name in by_name:
        if name.startswith(_MACRO_PARTS):
            raise PackageFault("F113", value=name)
    if b"macroEnabled" in by_name.get("[content_types].xml", b""):
        raise PackageFault("F113", value="kiểu tệp .xlsm")


def _check_counts(by_name: dict[str, bytes]) -> None:
    for name, data in by_name.items():
        if not name.startswith("xl/worksheets/"):
            plain = data.replace(b"\0", b"") if b"\0" in data[:4] else data
            declared = _DECLARED.search(plain)
            if declared:
                raise PackageFault("F107", part=name, value=f"khai {declared[1][:12].decode()} mục")


def _named_parts(by_name: dict[str, bytes], names: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(words for start, words in names if any(name.startswith(start) for name in by_name))


def _links(by_name: dict[str, bytes]) -> tuple[str, ...]:
    found = _named_parts(by_name, _LINKS)
    links = [data for name, data in by_name.items() if name.startswith("xl/externallinks/")]
    if any(b"ddeLink" in data or b"oleLink" in data for data in links):
        found += ("liên kết DDE/OLE",)
    return found


def _custom_properties(by_name: dict[str, bytes]) -> dict[str, str]:
    properties: dict[str, str] = {}
    name = ""
    for element in elements(by_name.get("docprops/custom.xml", b"<none/>"), "docProps/custom.xml"):
        if element.name == "property":
            name = element.attributes.get("name", "")
        elif name:
            properties.setdefault(name, element.text)
    return properties


def _modified(by_name: dict[str, bytes]) -> str:
    for element in elements(by_name.get("docprops/core.xml", b"<none/>"), "docProps/core.xml"):
        if element.name == "modified":
            return element.text
    return ""


def _other_kind(by_name: dict[str, bytes]) -> str:
    """What a package without a workbook really is, in words."""
    if "xl/workbook.bin" in by_name:
        return "tệp Excel nhị phân (.xlsb)"
    if any(name.startswith("word/") for name in by_name):
        return "văn bản Word (.docx)"
    if any(name.startswith("ppt/") for name in by_name):
        return "bản trình chiếu (.pptx)"
    if b"opendocument.spreadsheet" in by_name.get("mimetype", b""):
        return "bảng tính OpenDocument (.ods)"
    return "tệp nén hoặc loại tệp khác"
