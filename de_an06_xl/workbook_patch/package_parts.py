"""A package whose untouched parts are copied as they were compressed, byte for byte."""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_CENTRAL_HEADER = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 20
# Name in UTF-8, and the two bits that tell how hard deflate tried; sizes always stand in the header here.
_KEPT_FLAGS = 0x800 | 0x6
_UTF8_NAME = 0x800
# 1980-01-01 00:00, the earliest moment a zip knows: the same input gives the same bytes.
_NO_TIME = (0, 33)
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


class PackageParts:
    """The parts of ``content``, a workbook that has passed the gate; names are found whatever their case."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._entries = self._archive.infolist()
        self._names = {entry.filename.casefold(): entry.filename for entry in self._entries}
        self._written: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def read(self, name: str) -> bytes:
        """The part as it stands now; XML in UTF-16 comes as UTF-8. Raises ``KeyError`` for an unknown part."""
        name = self._names[name.casefold()]
        data = self._written.get(name)
        return _as_utf8(self._archive.read(name)) if data is None else data

    def write(self, name: str, data: bytes) -> None:
        """Replace a part, or add one at the end; a part written as it was stays untouched."""
        name = self._names.setdefault(name.casefold(), name)
        if name in self._written or self._is_new(name) or data != self._archive.read(name):
            self._written[name] = data

    def names(self, suffix: str) -> list[str]:
        """Every part whose name ends so."""
        return [name for key, name in self._names.items() if key.endswith(suffix)]

    def free_name(self, pattern: str) -> str:
        """``xl/comments{}.xml`` → the first such name that is not taken, counting from 1."""
        return next(name for number in itertools.count(1) if (name := pattern.format(number)) not in self)

    def to_bytes(self) -> bytes:
        """The whole package; parts stand in the order they had."""
        out = bytearray()
        directory = bytearray()
        for entry in self._entries:
            raw_name, packed = self._raw(entry)
            flags, method = entry.flag_bits & _KEPT_FLAGS, entry.compress_type
            crc, size = entry.CRC, entry.file_size
            if entry.filename in self._written:
                data = self._written[entry.filename]
                flags, method = flags & _UTF8_NAME, zipfile.ZIP_DEFLATED
                packed, crc, size = _deflate(data), zlib.crc32(data), len(data)
            fields = (flags, method, *_dos_time(entry.date_time), crc, len(packed), size)
            _add(out, directory, raw_name, packed, fields, entry.external_attr)
        for name, data in self._written.items():
            if self._is_new(name):
                packed = _deflate(data)
                fields = (_UTF8_NAME, zipfile.ZIP_DEFLATED, *_NO_TIME, zlib.crc32(data), len(packed), len(data))
                _add(out, directory, name.encode(), packed, fields, 0o600 << 16)
        count = len(self._entries) + sum(map(self._is_new, self._written))
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(out), 0)
        return bytes(out + directory + end)

    def _is_new(self, name: str) -> bool:
        return name not in self._archive.NameToInfo

    def _raw(self, entry: zipfile.ZipInfo) -> tuple[bytes, bytes]:
        """Name and compressed bytes of an entry, as stored."""
        start = entry.header_offset
        *_, name_length, extra_length = _LOCAL_HEADER.unpack_from(self._content, start)
        name_start = start + _LOCAL_HEADER.size
        begin = name_start + name_length + extra_length
        return (
            self._content[name_start : name_start + name_length],
            self._content[begin : begin + entry.compress_size],
        )


def _add(
    out: bytearray, directory: bytearray, name: bytes, packed: bytes, fields: tuple[int, ...], attributes: int
) -> None:
    offset = len(out)
    out += _LOCAL_HEADER.pack(b"PK\3\4", _VERSION, *fields, len(name), 0) + name + packed
    directory += _CENTRAL_HEADER.pack(b"PK\1\2", _VERSION, _VERSION, *fields, len(name), 0, 0, 0, 0, attributes, offset)
    directory += name


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _dos_time(moment: tuple[int, int, int, int, int, int]) -> tuple[int, int]:
    year, month, day, hour, minute, second = moment
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _as_utf8(data: bytes) -> bytes:
    encoding = _BOMS.get(data[:2])
    if encoding is None:
        return data
    text = data.decode(encoding)
    if text.startswith("<?xml"):
        text = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text.partition("?>")[2]
    return text.encode()
