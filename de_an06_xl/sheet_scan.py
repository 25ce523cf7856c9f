"""One worksheet streamed through expat: how far it reaches, its errors, formulas, merges, hidden rows.

This runs before any reader sees the file: a single value at XFD1048576 makes a reader that fills
rectangles ask for 17 billion cells and die. It also yields what the reader does not: error
cells, which come back blank, and formulas.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from de_an06_xl.model.cells import CellRange, Formula, cell_address, column_letters
from de_an06_xl.model.package import PackageFault, SheetScan

MAX_ROW = 100_000
MAX_COLUMN = 1_000
MAX_AREA = 2_000_000
MAX_MERGES = 2_000
MAX_MERGE_AREA = 10_000

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_TRUE = ("1", "true")
_COLUMNS = {column_letters(index): index for index in range(MAX_COLUMN)}


def scan_sheet(name: str, data: bytes) -> SheetScan:
    """Scan one worksheet part; ``name`` is the sheet's name, for messages.

    Raises :class:`PackageFault` for broken XML, a far cell, or merges beyond the limits.
    """
    scanner = _Scanner(name)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    scanner.parser = parser
    parser.StartElementHandler = scanner.start
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise PackageFault("F105", part=name) from None
    return scanner.result()


def column_index(letters: str) -> int:
    """``A`` → 0, ``AA`` → 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def parse_address(address: str) -> tuple[int, int]:
    """``K9`` → (8, 10). Raises ``ValueError`` for anything else."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise ValueError(address)
    return int(match[2]) - 1, column_index(match[1])


def parse_range(text: str) -> CellRange:
    """``A1:C3`` or ``A1``. Raises ``ValueError`` for anything else."""
    first, _, last = text.partition(":")
    (row, column), (end_row, end_column) = parse_address(first), parse_address(last or first)
    return CellRange(min(row, end_row), min(column, end_column), max(row, end_row), max(column, end_column))


class _Scanner:
    """Only start tags are followed; text is collected for formulas and error values alone.

    What was collected is complete when the next start tag comes: expat spends nothing on
    the text of all other cells.
    """

    def __init__(self, name: str) -> None:
        self.parser: expat.XMLParserType
        self._name = name
        self._row = -1
        self._row_digits = ""
        self._address = self._reached = ""
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

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._collecting:
            self._finish()
        if ":" in tag:
            if tag == "xm:f":
                return  # the range of a sparkline, format or list of Excel 2010, not the formula of a cell
            tag = tag.rpartition(":")[2]
        if tag == "c":
            self._address = attributes.get("r") or self._next_address()
            self._type = attributes.get("t", "")
        elif tag in {"v", "is"}:
            if self._address != self._reached:
                self._reach()
            if self._type == "e":
                self._collect("error")
        elif tag == "f":
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

    def result(self) -> SheetScan:
        if self._collecting:
            self._finish()
        if (self._last_row + 1) * (self._last_column + 1) > MAX_AREA:
            raise PackageFault("F115", name=self._name, value=cell_address(self._last_row, self._last_column))
        return SheetScan(
            last_row=self._last_row + 1,
            last_column=self._last_column + 1,
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
