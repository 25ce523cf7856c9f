"""The cells of a worksheet as spreadsheet programs usually write them, taken apart without an XML parser.

Most of a sheet is its cells, all spelled alike. One regular expression takes them apart many times faster
than a parser can tell a Python function of each tag; whatever it leaves over must be row tags and nothing
else, so a sheet with anything unusual is noticed and left to the parser. The two ways must agree on every
sheet (``tests/test_plain_sheet.py``).
"""

from __future__ import annotations

import re
import sys
from collections.abc import ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_uppercase, digits

from de_an06_xl.model.cells import Formula, column_index
from de_an06_xl.workbook_file.same_parts import remembered

_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_ATTRIBUTES = rb'(?: [A-Za-z0-9:]+="[^"<&]*+")*+'
_ADDRESS = rb"[A-Z]{1,3}+[1-9][0-9]{0,6}+"
# Groups: address, formula. A blank cell matches without groups; an error cell (t="e") does not match, nor does the
# number of a string (t="s") with anything but a few digits: the reader takes the first string of the book for it.
_CELL = re.compile(
    rb'<c r="(?:(' + _ADDRESS + rb')"(?: s="[0-9]++")?+(?: t="s"><v>[0-9]{1,9}+</v>|(?: t="(?:str|n|b|inlineStr)")?+>'
    rb"(?:<f(" + _ATTRIBUTES + rb"(?:/|>[^<]*+</f))>)?+"
    rb'(?:<v>[^<&]*+</v>|<v/>|<is><t(?: xml:space="preserve")?+>[^<]*+</t></is>|(?<=</f>)))</c>'
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

    __slots__ = ("_addresses", "_by_address", "_stored")

    def __init__(self, addresses: Sequence[bytes | None], formulas: Sequence[bytes | None]) -> None:
        """One item for each cell; ``formulas`` are what stands between ``<f`` and the closing ``>``, or ``None``."""
        self._addresses, self._stored = addresses, formulas
        self._by_address: dict[str, Formula] | None = None

    def _decoded(self) -> dict[str, Formula]:
        if self._by_address is None:
            found: dict[str, Formula] = {}
            first: dict[str, str] = {}
            for place, raw in zip(self._addresses, self._stored, strict=True):
                if place and raw:
                    address = place.decode()
                    formula, group = _formula(raw)
                    if group and formula.text:
                        first[group] = address
                    elif group:
                        formula = Formula("", first.get(group, ""))
                    found[address] = formula
            self._by_address = found
        return self._by_address

    def __getitem__(self, address: str) -> Formula:
        return self._decoded()[address]

    def __contains__(self, address: object) -> bool:
        return address in self._decoded()

    def __iter__(self) -> Iterator[str]:
        return iter(self._decoded())

    def __len__(self) -> int:
        return len(self._decoded())

    def items(self) -> ItemsView[str, Formula]:
        return self._decoded().items()


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
    hidden_rows = _hidden_among(b"".join(pieces[::3]))
    addresses = pieces[1::3]
    reach = _reach_of(b" ".join(filter(None, addresses)))
    if hidden_rows is None or reach is None:
        return None
    return PlainCells(rest, *reach, StoredFormulas(addresses, pieces[2::3]), hidden_rows)


@remembered
def _hidden_among(row_tags: bytes) -> frozenset[int] | None:
    """The hidden rows (0-based); ``None`` when there is more between the cells than tags of rows."""
    if not _ROW_TAGS.fullmatch(row_tags):
        return None
    return frozenset(int(number) - 1 for number in _HIDDEN_ROW.findall(row_tags))


@remembered
def _reach_of(addresses: bytes) -> tuple[int, int] | None:
    """Last row and last column of addresses with spaces between (-1: none); ``None`` for two cells at one place."""
    places = addresses.split()
    if len(set(places)) != len(places):
        return None
    rows, columns = set(addresses.translate(None, _LETTERS).split()), set(addresses.translate(None, _DIGITS).split())
    return max(map(int, rows), default=0) - 1, max(map(_column, columns), default=-1)


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
def _formula(raw: bytes) -> tuple[Formula, str]:
    """The formula, and the number of the group it is shared in (``""`` for none)."""
    attributes, _, text = raw.partition(b">")
    group = _SHARED.search(attributes) if b' t="shared"' in attributes else None
    text = text.removesuffix(b"</f").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return Formula(_ENTITY.sub(_character, text.decode()).strip()), group[1].decode() if group else ""


def _character(entity: re.Match[str]) -> str:
    decimal, hexadecimal, name = entity.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code <= sys.maxunicode else entity[0]
