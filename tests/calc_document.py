"""An open Calc document as blocks of values: the part of UNO that the xlwings engine of the tests stands on.

Rows and columns count from 1, as in xlwings.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from excel_values import Formula

EPOCH = dt.datetime(1899, 12, 30)
# com.sun.star.util.NumberFormat: bits of a format's type.
_DATE, _TIME, _LOGICAL = 2, 4, 1024
_DAY_FORMAT, _MOMENT_FORMAT = "DD/MM/YYYY", "DD/MM/YYYY HH:MM"
_XL_OOX, _OOO = 3, 0  # com.sun.star.sheet.AddressConvention
_ERRORS = {
    502: "#VALUE!",
    503: "#NUM!",
    504: "#REF!",
    519: "#VALUE!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}

_NEEDS_READING = re.compile(r"[!:{}\[\]'~]|\b[A-Za-z]{1,3}\$?[0-9]+\b")

Box = tuple[str, int, int, int, int]
"""Sheet, first row, first column, last row, last column."""


class CalcDocument:
    """``office`` is a LiveCalc, ``document`` the UNO component."""

    def __init__(self, office, document) -> None:
        self._office, self.document, self._sheets = office, document, document.Sheets
        self._formats: dict[int, tuple[int, str]] = {}
        self._named: dict[str, Box] = {}
        self._by_name: dict[str, object] = {}
        self._last: tuple[Box, object] | None = None
        self._last_area = None
        self._reader = self._printer = None
        self._english = office.struct("com.sun.star.lang.Locale")
        self._english.Language, self._english.Country = "en", "US"

    # ---------------------------------------------------------------- the document

    @property
    def path(self) -> str:
        return self._office.path_of(self.document)

    def close(self) -> None:
        self.document.close(True)

    def sheet_names(self) -> list[str]:
        return list(self._sheets.ElementNames)

    def add_sheet(self, name: str, place: int) -> None:
        self._sheets.insertNewByName(name, place)

    def delete_sheet(self, name: str) -> None:
        self._sheets.removeByName(name)

    def names(self) -> list[str]:
        """Defined names of the document."""
        return list(self.document.NamedRanges.ElementNames)

    def named(self, name: str) -> Box:
        """The cells behind one name; Excel ignores case. Raises KeyError."""
        # Names do not move in the tests: each is looked up once, as it takes six questions.
        if name not in self._named:
            self._named[name] = self._look_up(name)
        return self._named[name]

    def _look_up(self, name: str) -> Box:
        ranges = self.document.NamedRanges
        found = (
            name
            if ranges.hasByName(name)
            else next((n for n in ranges.ElementNames if n.casefold() == name.casefold()), "")
        )
        cells = ranges.getByName(found).getReferredCells() if found else None
        if cells is None:
            raise KeyError(name)
        a = cells.RangeAddress
        return (self.sheet_names()[a.Sheet], a.StartRow + 1, a.StartColumn + 1, a.EndRow + 1, a.EndColumn + 1)

    def used(self, sheet: str) -> tuple[int, int]:
        """Last row and column in use."""
        cursor = self._sheet(sheet).createCursor()
        cursor.gotoEndOfUsedArea(False)
        return cursor.RangeAddress.EndRow + 1, cursor.RangeAddress.EndColumn + 1

    def store(self, path: Path) -> None:
        """A copy on disk, as SaveCopyAs makes one: the document keeps its own name."""
        self._office.store(self.document, path)

    # ---------------------------------------------------------------- values

    def read(self, box: Box) -> list[list[object]]:
        area = self._area(box)
        data = area.getDataArray()
        # Only a number may be a date or a truth value: nobody asks for the formats of a column without one.
        kinds = self._kinds(box, data, float)
        day_zero = self._day_zero() if any(kind & _DATE for column in kinds.values() for kind in column) else EPOCH
        rows = []
        for i, line in enumerate(data):
            row: list[object] = []
            for j, value in enumerate(line):
                kind = kinds[j][i] if isinstance(value, float) else 0
                if value is None:
                    row.append(_ERRORS.get(area.getCellByPosition(j, i).getError()))
                elif isinstance(value, float) and kind & _LOGICAL:
                    row.append(bool(value))
                elif isinstance(value, float) and kind & _DATE:
                    row.append(day_zero + dt.timedelta(seconds=round(value * 86400)))
                else:
                    row.append(value if value != "" else None)
            rows.append(row)
        return rows

    def _day_zero(self) -> dt.datetime:
        """Of the document: workbooks of the system 1904 count from another day."""
        day = self.document.NullDate
        return dt.datetime(day.Year, day.Month, day.Day)

    def formulas(self, box: Box) -> list[list[str]]:
        return [list(row) for row in self._area(box).getFormulaArray()]

    def write(self, box: Box, rows: list[list[object]]) -> None:
        """The whole block in one call, then what needs more than a value: formulas, dates, truth values."""
        area = self._area(box)
        flat = [value for row in rows for value in row]
        if all(value is None or isinstance(value, Formula) for value in flat):
            area.setFormulaArray(
                tuple(tuple(self._translated(value) if value else "" for value in row) for row in rows)
            )
            return
        area.setDataArray(tuple(tuple(_plain(value) for value in row) for row in rows))
        if not any(isinstance(value, (Formula, dt.datetime)) for value in flat):
            return
        kinds = self._kinds(box, rows, dt.datetime)
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if isinstance(value, Formula):
                    area.getCellByPosition(j, i).setFormula(self._translated(value))
                elif isinstance(value, dt.datetime) and not kinds[j][i] & (_DATE | _TIME):
                    code = _MOMENT_FORMAT if value.time() != dt.time() else _DAY_FORMAT
                    area.getCellByPosition(j, i).NumberFormat = self._key(code)

    def _translated(self, formula: str) -> str:
        """Excel's A1 notation → the notation of Calc's own interface."""
        parts = str(formula).split('"')
        if not _NEEDS_READING.search("".join(parts[::2])):
            # Without references the two notations differ in nothing but what stands between arguments.
            parts[::2] = [part.replace(",", ";") for part in parts[::2]]
            return '"'.join(parts)
        from com.sun.star.table import CellAddress

        if self._reader is None:
            self._reader, self._printer = (self._parser(convention) for convention in (_XL_OOX, _OOO))
        tokens = self._reader.parseFormula(str(formula)[1:], CellAddress())
        return f"={self._printer.printFormula(tokens, CellAddress())}"

    def _parser(self, convention: int):
        parser = self.document.createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish, parser.FormulaConvention = True, convention
        return parser

    # ---------------------------------------------------------------- looks

    def formats(self, box: Box) -> list[list[int]]:
        """The number-format key of every cell."""
        sheet, top, left, bottom, right = box
        columns = [self._column_formats((sheet, top, column, bottom, column)) for column in range(left, right + 1)]
        return [list(row) for row in zip(*columns, strict=True)]

    def _kinds(self, box: Box, rows, type_: type) -> dict[int, list[int]]:
        """What the number formats say of the values, for each column (0-based) that holds one of ``type_``.

        Asked only from the first such value to the last: the rows of a table, not the title above it.
        """
        sheet, top, left, bottom, _ = box
        wanted: dict[int, list[int]] = {}
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if isinstance(value, type_):
                    wanted.setdefault(j, [i, i])[1] = i
        kinds = {}
        for j, (first, last) in sorted(wanted.items()):
            keys = self._column_formats((sheet, top + first, left + j, top + last, left + j))
            kinds[j] = [0] * first + [self._format(key)[0] for key in keys] + [0] * (bottom - top - last)
        return kinds

    def _column_formats(self, box: Box) -> list[int]:
        """A column mostly has one format, which two questions tell; only a mixed one is taken apart."""
        area = self._area(box)
        _, top, _, bottom, _ = box
        if area.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
            return [area.NumberFormat] * (bottom - top + 1)
        keys = [0] * (bottom - top + 1)
        for part in area.getCellFormatRanges():
            a, key = part.RangeAddress, part.NumberFormat
            for row in range(a.StartRow + 1 - top, a.EndRow + 2 - top):
                keys[row] = key
        return keys

    def format_codes(self, box: Box) -> list[list[str]]:
        return [[self._format(key)[1] for key in row] for row in self.formats(box)]

    def set_format(self, box: Box, code: str) -> None:
        self._area(box).NumberFormat = self._key(code)

    def color(self, box: Box) -> tuple[int, int, int] | None:
        value = self._area(box).CellBackColor
        return None if value in (-1, None) else ((value >> 16) & 255, (value >> 8) & 255, value & 255)

    def set_color(self, box: Box, color: tuple[int, int, int] | None) -> None:
        if self._area(box).getSpreadsheet().isProtected():
            raise PermissionError(f"sheet {box[0]} is protected")
        self._area(box).CellBackColor = -1 if color is None else (color[0] << 16) + (color[1] << 8) + color[2]

    def set_look(self, box: Box, **values: object) -> None:
        """Properties of the cells by UNO name."""
        for name, value in values.items():
            setattr(self._area(box), name, value)

    def fit_rows(self, sheet: str) -> None:
        self._sheet(sheet).Rows.OptimalHeight = True

    def set_column_width(self, box: Box, characters: float) -> None:
        columns = self._area(box).Columns
        if characters == 0:
            columns.IsVisible = False
        else:
            columns.Width = int(characters * 200)

    # ---------------------------------------------------------------- inside

    def _sheet(self, name: str):
        # Fetching a sheet takes longer than asking one that is known for its name.
        known = self._by_name.get(name)
        if known is None or not _is_still(known, name):
            known = self._by_name[name] = self._sheets.getByName(name)
        return known

    def _area(self, box: Box):
        sheet, top, left, bottom, right = box
        on = self._sheet(sheet)
        # A range is mostly asked for twice: for its look and for its values.
        if self._last != (box, on):
            self._last = (box, on)
            self._last_area = on.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)
        return self._last_area

    def _format(self, key: int) -> tuple[int, str]:
        if key not in self._formats:
            found = self.document.NumberFormats.getByKey(key)
            self._formats[key] = (found.Type & ~1, found.FormatString)
        return self._formats[key]

    def _key(self, code: str) -> int:
        formats = self.document.NumberFormats
        key = formats.queryKey(code, self._english, False)
        return key if key != -1 else formats.addNew(code, self._english)


def _is_still(sheet, name: str) -> bool:
    from com.sun.star.uno import RuntimeException

    try:
        return sheet.Name == name
    except RuntimeException:  # it has been deleted
        return False


def _plain(value: object) -> object:
    """What a block of values may hold: numbers and text."""
    if value is None or isinstance(value, Formula):
        return ""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, dt.datetime):
        return (value - EPOCH) / dt.timedelta(days=1)
    return value
