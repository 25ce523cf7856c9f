"""The parts of a package, unpacked once and within limits, every checksum held.

Limits follow Apache POI's ZipSecureFile, tightened to what 2,165 good public workbooks need.
The deflate streams are read directly: a part can then neither be longer than it
declares nor differ between the two directories of the archive.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from de_an06_xl.model.package import PackageFault
from de_an06_xl.workbook_file.same_parts import SMALL_PART, remembered

MEGABYTE = 1024 * 1024
MAX_PART = 50 * MEGABYTE
MAX_TOTAL = 100 * MEGABYTE
MAX_ENTRIES = 1000
MIN_RATIO = 0.01
RATIO_GRACE = 100 * 1024

_LOCAL_HEADER = 30
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_ENCODING = re.compile(r"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"}
_DECLARES = re.compile(rb"!(?:DOCTYPE|ENTITY)")
# No two returns have the same cells and texts.
_OWN_PARTS = ("xl/worksheets/", "xl/sharedStrings")
_XML_NAMES = (".xml", ".rels", ".vml")


def read_parts(content: bytes) -> dict[str, bytes]:
    """Part name → bytes of every file in the archive; XML parts are proved free of DTDs.

    Raises :class:`PackageFault` for anything a well-made workbook does not have.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OverflowError, EOFError):
        raise PackageFault("F105", part="mục lục của tệp") from None
    _check_directory(entries)
    parts = {}
    for entry in entries:
        if not entry.is_dir():
            own = entry.file_size > SMALL_PART or entry.filename.startswith(_OWN_PARTS)
            facts = entry.filename, entry.compress_type, entry.file_size, entry.CRC
            parts[entry.filename] = (_part if own else _common_part)(_packed(content, entry), *facts)
    return parts


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise PackageFault("F125", value=len(entries))
    seen: set[str] = set()
    total = 0
    for entry in entries:
        name = entry.orig_filename
        if _unsafe_name(name):
            raise PackageFault("F110", part=name)
        # Readers disagree about which of two equal names counts; Windows ignores case.
        key = name.casefold()
        if key in seen:
            raise PackageFault("F109", part=name)
        seen.add(key)
        if entry.flag_bits & _ENCRYPTED:
            raise PackageFault("F104")
        total += entry.file_size
        if entry.file_size > MAX_PART or total > MAX_TOTAL:
            raise PackageFault("F108", part=name, value=f"{total // MEGABYTE} MB")
        if entry.file_size > RATIO_GRACE and entry.compress_size < MIN_RATIO * entry.file_size:
            raise PackageFault("F107", part=name, value="nén hơn 100 lần")


def _unsafe_name(name: str) -> bool:
    return (
        not name or name.startswith("/") or any(mark in name for mark in ("\\", "\0", ":")) or ".." in name.split("/")
    )


def _packed(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The part as it is stored; both names of the part must agree."""
    name, start = entry.filename, entry.header_offset
    header = content[start : start + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise PackageFault("F105", part=name)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    name_end = start + _LOCAL_HEADER + name_length
    encoding = "utf-8" if entry.flag_bits & _UTF8_NAME else "cp437"
    if content[start + _LOCAL_HEADER : name_end].decode(encoding, "replace") != entry.orig_filename:
        raise PackageFault("F109", part=name)
    begin = name_end + extra_length
    packed = content[begin : begin + entry.compress_size]
    if len(packed) != entry.compress_size:
        raise PackageFault("F105", part=name)
    return packed


def _part(packed: bytes, name: str, method: int, size: int, checksum: int) -> bytes:
    """The part's bytes: of the declared size and checksum, and no XML that a workbook must not have."""
    data = _unpack(packed, name, method, size)
    if zlib.crc32(data) != checksum:
        raise PackageFault("F105", part=name)
    _check_xml(name, data)
    return data


_common_part = remembered(_part)


def _unpack(packed: bytes, name: str, method: int, size: int) -> bytes:
    if method == zipfile.ZIP_STORED and len(packed) == size:
        return packed
    if method != zipfile.ZIP_DEFLATED:
        raise PackageFault("F105", part=name)
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # One byte more than declared is enough to catch a part that lies about its size.
        data = decoder.decompress(packed, size + 1)
    except zlib.error:
        raise PackageFault("F105", part=name) from None
    if len(data) > size:
        raise PackageFault("F107", part=name, value="lớn hơn cỡ đã khai")
    if len(data) < size or not decoder.eof:
        raise PackageFault("F105", part=name)
    return data


def _check_xml(name: str, data: bytes) -> None:
    """Refuse document types, entities and encodings that could hide them; in every XML part, known or not."""
    wide = _utf16(data)
    if wide is not None:
        try:
            text = data.decode(wide)
        except UnicodeDecodeError:
            raise PackageFault("F112", part=name) from None
        head, forbidden = text.lstrip("\ufeff")[:200], "<!DOCTYPE" in text or "<!ENTITY" in text
    else:
        start = data[:204].removeprefix(b"\xef\xbb\xbf").lstrip()
        if not start.startswith(b"<"):
            if start and name.casefold().endswith(_XML_NAMES):
                raise PackageFault("F112", part=name)
            return
        # The quick searches first: hardly any part has either word, and looking for "<" stops at every tag.
        declares = b"!" in data and _DECLARES.search(data) is not None
        head, forbidden = start.decode("latin-1"), declares and (b"<!DOCTYPE" in data or b"<!ENTITY" in data)
    if forbidden:
        raise PackageFault("F111", part=name)
    declared = _ENCODING.match(head)
    if declared and declared[1].casefold() not in _ENCODINGS:
        raise PackageFault("F112", part=name)


def _utf16(data: bytes) -> str | None:
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if data[:4] == b"<\0?\0":
        return "utf-16-le"
    if data[:4] == b"\0<\0?":
        return "utf-16-be"
    return None
