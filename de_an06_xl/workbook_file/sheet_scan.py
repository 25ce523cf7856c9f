"""One worksheet streamed through expat: how far it reaches, its errors, formulas, merges, hidden rows.

This runs before any reader sees the file: a single value at XFD1048576 makes a reader that fills
rectangles ask for 17 billion cells and die. It also yields what the reader does not: error
cells, which come back blank, and formulas.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from de_an06_xl.model.cells import CellRange, Formula, cell_address, column_index, column_letters
from de_an06_xl.model.package import PackageFault, SheetScan
from de_an06_xl.workbook_file.plain_sheet import PlainCells, split_plain_sheet
from de_an06_xl.workbook_file.same_parts import remembered

MAX_ROW = 100_000
MAX_COLUMN = 1_000
MAX_AREA = 2_000_000
# More than any form has, but still read.
MANY_ROWS = 10_000
MANY_COLUMNS = 200
MAX_MERGES = 2_000
MAX_MERGE_AREA = 10_000

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
# In the rest of an ordinary sheet (without its cells) only the dimension matters; anything else is followed tag
# by tag. Two searches, each with a fixed first letter, are many times faster than one that looks for all.
_ORDINARY_DIMENSION = re.compile(rb'<dimension ref="([A-Z0-9:]+)"/>')
_CELL_TAG = re.compile(rb"<(?:c|row|v|is|f)[\s/>]")
# Plain text in a page's header or footer: no character that XML forbids or gives a meaning.
_PAGE_TEXT = re.compile(rb"(?<=Header>|Footer>)(?:[ -%'-;=-~\x80-\xff]|&(?:amp|lt|gt|quot|apos);)++(?=</)")
_PREFIXED_TAG = re.compile(rb":(?:c|row|v|is|f|mergeCell|col|dimension)[\s/>]")
_CELL_TAGS = frozenset({"c", "row", "v", "is", "f"})
# What expat raises for XML that is not well-formed, in an unknown encoding, or in one it cannot take.
BROKEN_XML = (expat.ExpatError, LookupError, ValueError)
_TRUE = ("1", "true")
_LONG_NUMBER = 10  # no book has a thousand million strings
_COLUMNS = {column_letters(index): index for index in range(MAX_COLUMN)}


class _Seen(NamedTuple):
    """What was seen of a sheet; rows and columns are 0-based, -1 where no cell holds anything."""

    last_row: int
    last_column: int
    dimension: str
    errors: dict[str, str]
    formulas: Mapping[str, Formula]
    merges: tuple[CellRange, ...]
    hidden_rows: frozenset[int]
    hidden_columns: int


def scan_sheet(name: str, data: bytes) -> SheetScan:
    """Scan one worksheet part; ``name`` is the sheet's name, for messages.

    Raises :class:`PackageFault` for broken XML, a far cell, or merges beyond the limits.
    """
    plain = split_plain_sheet(data)
    if plain and plain.last_row < MAX_ROW and plain.last_column < MAX_COLUMN:
        around = _see_around(_without_page_texts(plain.rest), name)
        if around:
            return _judge(name, around, plain)
    return scan_any_sheet(name, data)


def scan_any_sheet(name: str, data: bytes) -> SheetScan:
    """What :func:`scan_sheet` says, by the parser alone, however the sheet is written."""
    seen = _see(data, name)
    return _judge(name, seen, seen)


def _see(data: bytes, name: str) -> _Seen:
    scanner = _Scanner(name, data)
    parser = scanner.parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = scanner.start, scanner.end
    _parse(parser, data, name)
    return scanner.seen()


@remembered
def _see_around(rest: bytes, name: str) -> _Seen | None:
    """A sheet without its cells; ``None`` when there are cells in it all the same."""
    if _CELL_TAG.search(rest) or _PREFIXED_TAG.search(rest):
        return None
    ordinary = b"hidden" not in rest[: rest.find(b"<sheetData")] and b"mergeCell" not in rest
    said = _ORDINARY_DIMENSION.search(rest)
    if not (ordinary and said):
        return _see(rest, name)
    _parse(expat.ParserCreate(), rest, name)
    return _Seen(-1, -1, said[1].decode(), {}, {}, (), frozenset(), 0)


def _parse(parser: expat.XMLParserType, data: bytes, name: str) -> None:
    try:
        parser.Parse(data, True)
    except BROKEN_XML:
        raise PackageFault("F105", part=name) from None


def _without_page_texts(rest: bytes) -> bytes:
    """A form's page footer names its unit: without it the surroundings of a sheet are the same in every form."""
    before, mark, pages = rest.partition(b"<headerFooter")
    try:
        pages.decode()
    except UnicodeDecodeError:
        return rest
    return before + mark + _PAGE_TEXT.sub(b"", pages)


def _judge(name: str, seen: _Seen, cells: _Seen | PlainCells) -> SheetScan:
    """What was seen around the cells and of them, if it is within the limits."""
    if (cells.last_row + 1) * (cells.last_column + 1) > MAX_AREA:
        raise PackageFault("F115", name=name, value=cell_address(cells.last_row, cells.last_column))
    return SheetScan(
        last_row=cells.last_row + 1,
        last_column=cells.last_column + 1,
        errors=seen.errors,
        formulas=cells.formulas,
        merges=seen.merges,
        hidden_rows=cells.hidden_rows,
        hidden_columns=seen.hidden_columns,
        false_dimension=seen.dimension if _is_false(seen.dimension, cells.last_row, cells.last_column) else "",
    )


def _is_false(dimension: str, last_row: int, last_column: int) -> bool:
    """A dimension that leaves out cells, or claims far more than any form has while the cells do not."""
    if not dimension or last_row < 0:
        return False
    try:
        said = parse_range(dimension)
    except ValueError:
        return True
    short = said.last_row < last_row or said.last_column < last_column
    long = said.last_row >= MANY_ROWS > last_row or said.last_column >= MANY_COLUMNS > last_column
    return short or long


@lru_cache(maxsize=1 << 13)  # every form has its cells at the same places
def parse_address(address: str) -> tuple[int, int]:
    """``K9`` → (8, 10). Raises ``ValueError`` for anything else."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise ValueError(address)
    return int(match[2]) - 1, column_index(match[1])


@lru_cache(maxsize=1 << 10)
def parse_range(text: str) -> CellRange:
    """``A1:C3`` or ``A1``. Raises ``ValueError`` for anything else."""
    first, _, last = text.partition(":")
    (row, column), (end_row, end_column) = parse_address(first), parse_address(last or first)
    return CellRange(min(row, end_row), min(column, end_column), max(row, end_row), max(column, end_column))


class _Scanner:
    """Tags are followed; text is collected for formulas and error values alone.

    What was collected is complete when the next start tag comes: expat spends nothing on the text of all other
    cells. Where readers disagree about a cell (two values, a value in pieces, a foreign prefix, two cells at one place)
    the sheet is refused: one of them would show another number.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.parser: expat.XMLParserType
        self._name, self._data = name, data
        self._prefix: str | None = None
        self._in_cells = False
        self._has_value = False
        self._value_start = -1
        self._row = -1
        self._row_digits = ""
        self._address = self._reached = ""
        self._seen: set[tuple[int, int]] = set()
        self._type = ""
        self._text: list[str] = []
        self._collecting = ""
        self._formula: dict[str, str] = {}
        self._masters: dict[str, str] = {}
        self._last_row = self._last_column = -1
        self._merge_area = 0
        self._merges: list[CellRange] = []
        self._errors: dict[str, str] = {}
        self._formulas: dict[str, Formula] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns = 0
        self._dimension = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._collecting:
            self._finish()
        prefix, _, tag = tag.rpartition(":")
        if self._prefix is None:
            self._prefix = prefix
        elif tag in _CELL_TAGS and prefix != self._prefix:
            if not self._in_cells:
                return  # the range of a sparkline of Excel 2010, the row a button stands in: no cell of the sheet
            raise self._doubtful()
        if self._value_start >= 0:
            raise self._doubtful()
        if tag == "sheetData":
            self._in_cells = True
        elif tag == "c":
            self._address = attributes.get("r") or self._next_address()
            self._reached = ""
            self._has_value = False
            self._type = attributes.get("t", "")
        elif tag in {"v", "is"}:
            if self._has_value:
                raise self._doubtful()
            self._has_value = True
            if tag == "v":
                self._value_start = self.parser.CurrentByteIndex
            if self._address != self._reached:
                self._reach()
            if self._type == "e":
                self._collect("error")
        elif tag == "f":
            if self._address != self._reached:
                self._reach()
            self._formula = attributes
            self._collect("formula")
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = attributes.get("min", "1"), attributes.get("max", "1")
            if first.isdecimal() and last.isdecimal():
                self._hidden_columns += int(last) - int(first) + 1
        elif tag == "dimension":
            self._dimension = attributes.get("ref", "")

    def end(self, tag: str) -> None:
        """A value must be one piece of plain text: of "1<!-- -->2" and "&#49;2" some readers see but a part.

        The number of a string must be digits: for " 7" or "7x" the reader takes the first string of the book.
        """
        if self._value_start >= 0:
            value = self._data[self._value_start + 1 : self.parser.CurrentByteIndex]
            self._value_start = -1
            if b"<" in value or (b"&" in value and self._type != "str"):
                raise self._doubtful()
            number = value.partition(b">")[2].replace(b"\0", b"")
            if self._type == "s" and number and not (number.isdigit() and len(number) < _LONG_NUMBER):
                raise self._doubtful()
        elif tag.endswith("sheetData"):
            self._in_cells = False

    def seen(self) -> _Seen:
        """What was seen, once the parser has come to the end."""
        if self._collecting:
            self._finish()
        return _Seen(
            last_row=self._last_row,
            last_column=self._last_column,
            dimension=self._dimension,
            errors=self._errors,
            formulas=self._formulas,
            merges=tuple(self._merges),
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=self._hidden_columns,
        )

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        if number and not (number.isascii() and number.isdecimal()):
            raise PackageFault("F105", part=self._name)
        self._row = int(number) - 1 if number else self._row + 1
        self._row_digits = number
        self._address = ""
        if attributes.get("hidden") in _TRUE:
            self._hidden_rows.add(self._row)

    def _next_address(self) -> str:
        """The address of a cell that does not tell it: right of the one before."""
        column = self._position()[1] + 1 if self._address else 0
        return cell_address(max(self._row, 0), column)

    def _position(self) -> tuple[int, int]:
        try:
            return parse_address(self._address)
        except ValueError:
            raise PackageFault("F105", part=f"{self._name}!{self._address[:12]}") from None

    def _doubtful(self) -> PackageFault:
        return PackageFault("F105", part=f"{self._name}!{self._address[:12]}")

    def _reach(self) -> None:
        """Count the current cell as holding something."""
        address = self._reached = self._address
        column = _COLUMNS.get(address.removesuffix(self._row_digits), MAX_COLUMN)
        row = self._row
        if column == MAX_COLUMN or not self._row_digits:
            # Not simply a column of this row: take the address for what it says.
            row, column = self._position()
        if row >= MAX_ROW or column >= MAX_COLUMN:
            raise PackageFault("F115", name=self._name, value=address)
        if (row, column) in self._seen:
            raise self._doubtful()
        self._seen.add((row, column))
        self._last_row = max(self._last_row, row)
        self._last_column = max(self._last_column, column)

    def _collect(self, what: str) -> None:
        self._collecting = what
        self._text = []
        self.parser.CharacterDataHandler = self._text.append

    def _finish(self) -> None:
        text = "".join(self._text).strip()
        self.parser.CharacterDataHandler = None
        if self._collecting == "error":
            self._errors[self._address] = text or "#LỖI"
        else:
            group = self._formula.get("si", "") if self._formula.get("t") == "shared" else ""
            if group and text:
                self._masters[group] = self._address
            self._formulas[self._address] = Formula(text, "" if text else self._masters.get(group, ""))
        self._collecting = ""

    def _merge(self, reference: str) -> None:
        try:
            merge = parse_range(reference)
        except ValueError:
            raise PackageFault("F105", part=self._name) from None
        self._merges.append(merge)
        self._merge_area += merge.area
        if len(self._merges) > MAX_MERGES or self._merge_area > MAX_MERGE_AREA:
            raise PackageFault("F116", name=self._name, value=len(self._merges))
