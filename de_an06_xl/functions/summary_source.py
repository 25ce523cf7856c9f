"""Where figures of a month come from: a range of the summary, a summary file, or the store of past months.

Files are read once and kept until they change (path, time, size): a column of a thousand cells asks one file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from de_an06_xl.errors import Da06Error
from de_an06_xl.functions.cell_error import CellError, RefusedArgumentError, refuse_unknown, refuse_value
from de_an06_xl.functions.model import CellValue
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.model.package import RefusedWorkbook
from de_an06_xl.model.score import COMPONENT_WORDS
from de_an06_xl.text.normalize import code_key, match_key

# Headings of the summary's sheets Chỉ tiêu and Xếp hạng.
INDICATOR_ID, RESULT = "Mã", "Kết quả"
UNIT_CODE, TOTAL, RANK = "Mã đơn vị", "Tổng điểm", "Hạng"
SUMMARY_SUFFIX = ".xlsx"
STORE_SUFFIXES = (".db", ".sqlite", ".sqlite3")
FILES_KEPT = 8

Line = Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class MonthSource:
    """Figures of one month; ``None`` where the range or file has no such table.

    ``results`` by indicator key, ``units`` by unit key: heading (``Tổng điểm``, ``Hạng``, a component's name) → value.
    """

    results: Mapping[str, CellValue] | None = None
    units: Mapping[str, Line] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One month (a range, a summary file), or every month of a store by period id, the last one under ``""``."""

    months: Mapping[str, MonthSource] = field(default_factory=dict)

    def month(self, period: str = "") -> MonthSource:
        """Raises ``#N/A`` for a month the store does not have; a range or summary file has but one."""
        if period in self.months:
            return self.months[period]
        if set(self.months) == {""}:
            return self.months[""]
        raise refuse_unknown()


def read_source(raw: object) -> Source | CellError | None:
    """The source an argument names: a range with its row of headings, or the whole path of a file."""
    if isinstance(raw, (list, tuple)):
        return Source({"": _month_of([[_plain(cell) for cell in row] for row in raw])})
    if isinstance(raw, CellError) or raw is None or raw == "":
        return raw if isinstance(raw, CellError) else None
    if not isinstance(raw, str):
        return CellError.VALUE
    path = Path(raw.strip().strip('"'))
    if not path.is_absolute():
        return CellError.VALUE
    try:
        return _read_file(path, _edition(path))
    except OSError:
        return CellError.NOT_FOUND
    except Da06Error:
        return CellError.VALUE
    except RefusedArgumentError as refused:
        return refused.error


def _edition(path: Path) -> tuple[tuple[int, int], ...]:
    """Time and size; of a store also those of the log beside it, which is written first."""
    facts = [path.stat()]
    log = path.with_name(path.name + "-wal")
    if log.exists():
        facts.append(log.stat())
    return tuple((item.st_mtime_ns, item.st_size) for item in facts)


@lru_cache(maxsize=FILES_KEPT)
def _read_file(path: Path, _edition: tuple[tuple[int, int], ...]) -> Source:
    suffix = path.suffix.lower()
    if suffix == SUMMARY_SUFFIX:
        return Source({"": _month_of(_rows_of_summary(path))})
    if suffix in STORE_SUFFIXES:
        return Source(_months_of_store(path))
    raise refuse_value()


def _rows_of_summary(path: Path) -> list[Sequence[object]]:
    """The rows of every sheet, one below the other; the gate first, as for any file from outside."""
    from de_an06_xl.open_workbook import open_workbook
    from de_an06_xl.read_cells import read_cells

    book = open_workbook(path)
    grid = book if isinstance(book, RefusedWorkbook) else read_cells(book, ("Chỉ tiêu", "Xếp hạng"))
    if isinstance(grid, RefusedWorkbook):
        raise refuse_value()
    return [row for sheet in grid.sheets.values() for row in [*sheet.rows, []]]


def _months_of_store(path: Path) -> dict[str, MonthSource]:
    from de_an06_xl.history import open_store

    months = {}
    with open_store(path) as store:
        for period in store.periods():
            published = store.summary_json(period)
            if published is not None:
                months[period] = _month_of_figures(MonthFigures.model_validate(published))
    if months:
        months[""] = months[max(months)]
    return months


def _month_of_figures(figures: MonthFigures) -> MonthSource:
    results = {code_key(item.id): _cell(item.actual) for item in figures.indicators}
    units: dict[str, Line] = {}
    for unit in figures.units:
        parts = {COMPONENT_WORDS[part]: _cell(points) for part, points in unit.components.items()}
        units[code_key(unit.unit)] = {TOTAL: _cell(unit.score), RANK: _cell(unit.rank), **parts}
    return MonthSource(results, units)


def _month_of(rows: Sequence[Sequence[object]]) -> MonthSource:
    """The tables found by their headings, wherever they stand among the rows."""
    results = dict(_lines(rows, (INDICATOR_ID, RESULT)))
    units = dict(_lines(rows, (UNIT_CODE, TOTAL)))
    return MonthSource(
        {key: line[RESULT] for key, line in results.items()} if _header_in(rows, (INDICATOR_ID, RESULT)) else None,
        units if _header_in(rows, (UNIT_CODE, TOTAL)) else None,
    )


def _lines(rows: Iterable[Sequence[object]], wanted: tuple[str, str]) -> Iterator[tuple[str, Line]]:
    """Row key and values by heading, below every row of headings that holds both ``wanted``."""
    headings: dict[int, str] = {}
    for row in rows:
        if _is_header(row, wanted):
            headings = {index: str(cell) for index, cell in enumerate(row) if isinstance(cell, str) and cell}
            continue
        line = {name: _cell(row[index]) for index, name in headings.items() if index < len(row)}
        key = code_key(line.get(wanted[0]))
        if key:
            yield key, {name: line.get(name) for name in {*headings.values()}}


def _header_in(rows: Iterable[Sequence[object]], wanted: tuple[str, str]) -> bool:
    return any(_is_header(row, wanted) for row in rows)


def _is_header(row: Sequence[object], wanted: tuple[str, str]) -> bool:
    texts = {match_key(cell) for cell in row if isinstance(cell, str)}
    return all(match_key(name) in texts for name in wanted)


def _plain(cell: object) -> object:
    return " ".join(cell.split()) if isinstance(cell, str) and not isinstance(cell, CellError) else cell


def _cell(value: Any) -> CellValue:
    if isinstance(value, ErrorValue):
        return CellError(value.code) if value.code in set(CellError) else CellError.VALUE
    if value is None or isinstance(value, (str, bool)):
        return value
    return float(value)
