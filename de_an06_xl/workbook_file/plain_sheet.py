"""The cells of a worksheet as spreadsheet programs usually write them, taken apart without an XML parser.

Most of a sheet is its cells, all spelled alike. One regular expression takes them apart many times faster
than a parser can tell a Python function of each tag; whatever it leaves over must be row tags and nothing
else, so a sheet with anything unusual is noticed and left to the parser. The two ways must agree on every
sheet (``tests/test_plain_sheet.py``).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_uppercase, digits

from de_an06_xl.model.cells import Formula, column_index

_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_ATTRIBUTES = rb'(?: [A-Za-z0-9:]+="[^"<&]*+")*+'
_ADDRESS = rb"[A-Z]{1,3}+[1-9][0-9]{0,6}+"
# Groups: address, formula. A blank cell matches without groups; an error cell (t="e") does not match.
_CELL = re.compile(
    rb'<c r="(?:(' + _ADDRESS + rb')"(?: s="[0-9]++")?+(?: t="(?:s|str|n|b|inlineStr)")?+>'
    rb"(?:<f(" + _ATTRIBUTES + rb"(?:/|>[^<]*+</f))>)?+"
    rb'(?:<v>[^<&]*+</v>|<v/>|<is><t(?: xml:space="preserve")?+>[^<]*+</t></is>|(?<=</f>))</c>'
    rb"|" + _ADDRESS + rb'"(?: s="[0-9]++")?+/>)'
)
_LETTERS, _DIGITS = ascii_uppercase.encode(), digits.encode()
_ROW_TAGS = re.compile(rb'(?:<row r="[1-9][0-9]{0,6}"' + _ATTRIBUTES + rb"(?:/|></row)>)*+")
_HIDDEN_ROW = re.compile(rb'<row r="([0-9]+)"[^>]* hidden="(?:1|true)"')
_SHARED = re.compile(rb' si="([0-9]+)"')
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass(frozen=True, slots=True)
class PlainCells:
    """``rest`` is the sheet without its cells; rows and columns are 0-based, -1 when no cell holds anything."""

    rest: bytes
    last_row: int
    last_column: int
    formulas: StoredFormulas
    hidden_rows: frozenset[int]


class StoredFormulas(Mapping[str, Formula]):
    """Formulas by address, decoded only when somebody asks for them: the gate itself never does."""

    __slots__ = ("_addresses", "_formulas", "_masters", "_stored")

    def __init__(self, addresses: Sequence[bytes | None], formulas: Sequence[bytes | None]) -> None:
        """One item for each cell; ``formulas`` are what stands between ``<f`` and the closing ``>``, or ``None``."""
        self._addresses, self._formulas = addresses, formulas
        self._stored: dict[str, bytes] | None = None
        self._masters: dict[str, str] = {}

    def _by_address(self) -> dict[str, bytes]:
        if self._stored is None:
            cells = zip(self._addresses, self._formulas, strict=True)
            self._stored = {address.decode(): formula for address, formula in cells if formula and address}
            first: dict[bytes, str] = {}
            for address, raw in self._stored.items():
                if raw.startswith(b" ") and b' t="shared"' in raw and (group := _SHARED.search(raw)):
                    if _text(raw):
                        first[group[1]] = address
                    else:
                        self._masters[address] = first.get(group[1], "")
        return self._stored

    def __getitem__(self, address: str) -> Formula:
        return Formula(_text(self._by_address()[address]), self._masters.get(address, ""))

    def __contains__(self, address: object) -> bool:
        return address in self._by_address()

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_address())

    def __len__(self) -> int:
        return len(self._by_address())


def split_plain_sheet(data: bytes) -> PlainCells | None:
    """The cells of a worksheet part, ``None`` when it is not written in the usual way.

    Every tag among the cells is accounted for; ``rest`` is still to be parsed.
    """
    begin, end = data.find(_OPEN) + len(_OPEN), data.rfind(_CLOSE)
    if begin < len(_OPEN) or end < begin:
        return None
    body, rest = data[begin:end], data[:begin] + data[end:]
    if (b"!" in rest and b"<!" in rest) or b"<worksheet" not in rest or not _is_utf8(rest[:100], body):
        return None
    pieces = _CELL.split(body)
    between = b"".join(pieces[::3])
    if not _ROW_TAGS.fullmatch(between):
        return None
    addresses = pieces[1::3]
    used = list(filter(None, addresses))
    if len(set(used)) != len(used):
        return None  # two cells at one place
    joined = b" ".join(used)
    hidden = (int(number) - 1 for number in _HIDDEN_ROW.findall(between)) if b' hidden="' in between else ()
    return PlainCells(
        rest=rest,
        last_row=max(map(int, set(joined.translate(None, _LETTERS).split())), default=0) - 1,
        last_column=max(map(_column, set(joined.translate(None, _DIGITS).split())), default=-1),
        formulas=StoredFormulas(addresses, pieces[2::3]),
        hidden_rows=frozenset(hidden),
    )


@cache
def _column(letters: bytes) -> int:
    return column_index(letters.decode())


def _is_utf8(head: bytes, body: bytes) -> bool:
    if b"encoding=" in head and b'encoding="utf-8"' not in head.lower():
        return False
    if body.isascii():
        return True
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=1 << 12)  # the forms of a month hold the same formulas at the same places
def _text(raw: bytes) -> str:
    text = raw.partition(b">")[2].removesuffix(b"</f").decode().replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_character, text).strip()


def _character(entity: re.Match[str]) -> str:
    decimal, hexadecimal, name = entity.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code <= sys.maxunicode else entity[0]
