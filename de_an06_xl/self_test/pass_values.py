"""The golden values on every way through this machine: written, read back, compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from de_an06_xl.findings import make_finding
from de_an06_xl.model.cells import CellGrid
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.read_cells import read_cells
from de_an06_xl.self_test.golden_values import GOLDEN_VALUES, as_words
from de_an06_xl.self_test.model import ExcelProbe, Passage

_VALUE_COLUMN = 1
_UNREAD = "không đọc được"


def pass_values(folder: Path, excel: ExcelProbe | None = None) -> list[Passage]:
    """Write the values into workbooks in ``folder`` and read them by every reader there is here.

    Both date systems are tried. With Excel at hand it reads what we write, and we read what it writes.
    """
    passages: list[Passage] = []
    for system in (1900, 1904):
        path = folder / f"gia-tri-{system}.xlsx"
        _write(path, date_1904=system == 1904)
        passages += _compared(f"XlsxWriter → calamine ({system})", _read(path))
        if excel:
            passages += _compared(f"XlsxWriter → Excel ({system})", excel.read_column(path))
    if excel:
        path = folder / "gia-tri-excel.xlsx"
        # An error cannot be written as a value.
        values = [None if golden.error else golden.value for golden in GOLDEN_VALUES]
        excel.write_column(path, values)
        passages += (one for one in _compared("Excel → calamine", _read(path)) if not one.written.startswith("#"))
    return passages


def changed_values(passages: Iterable[Passage]) -> Iterator[Finding]:
    """X916 for every value that did not come back as written."""
    for one in passages:
        if not one.ok:
            reader, read = one.way.rpartition("→ ")[2], one.read or "trống"
            yield make_finding("X916", one.way, value=one.written, name=one.case, reader=reader, read=read)


def _write(path: Path, *, date_1904: bool) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"date_1904": date_1904, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Giá trị")
        for row, golden in enumerate(GOLDEN_VALUES):
            sheet.write_string(row, 0, golden.name)
            style = book.add_format({"num_format": golden.number_format}) if golden.number_format else None
            if golden.error:
                sheet.write_formula(row, _VALUE_COLUMN, "=NA()", style, golden.value)
            else:
                sheet.write(row, _VALUE_COLUMN, golden.value, style)


def _read(path: Path) -> list[object]:
    """Column B as the product reads a return: through the gate, then by the reader."""
    opened = open_workbook(path)
    grid = read_cells(opened) if isinstance(opened, SafeWorkbook) else opened
    if not isinstance(grid, CellGrid):
        return [_UNREAD] * len(GOLDEN_VALUES)
    sheet = next(iter(grid.sheets.values()))
    return [sheet.at(row, _VALUE_COLUMN) for row in range(len(GOLDEN_VALUES))]


def _compared(way: str, values: Sequence[object]) -> list[Passage]:
    read = [*values, *[None] * len(GOLDEN_VALUES)]
    return [
        Passage(way, golden.name, as_words(golden.value), as_words("" if value is None else value))
        for golden, value in zip(GOLDEN_VALUES, read, strict=False)
    ]
