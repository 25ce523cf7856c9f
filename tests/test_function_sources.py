"""DA06_THUCHIEN, DA06_DIEM, DA06_XEPHANG from a summary file, from its ranges and from the store: the same figures."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from make_summary import full_month

from de_an06_xl.functions import CellError, call_function
from de_an06_xl.functions import summary_source as sources
from de_an06_xl.functions.summary_source import INDICATOR_ID, RANK, RESULT, TOTAL, UNIT_CODE
from de_an06_xl.history import open_store
from de_an06_xl.model.score import COMPONENT_WORDS
from de_an06_xl.model.summary import Summary
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext
from de_an06_xl.write_summary import write_summary
from de_an06_xl.write_summary.indicators import FIELDS as INDICATOR_FIELDS
from de_an06_xl.write_summary.ranking import FIELDS as RANKING_FIELDS

NOT_FOUND, VALUE = CellError.NOT_FOUND, CellError.VALUE


@pytest.fixture(scope="module")
def month() -> Summary:
    return full_month()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, month: Summary, run: RunContext) -> dict[str, Path]:
    """The month as a summary workbook and in a store."""
    folder = tmp_path_factory.mktemp("tháng 10")
    paths = {"xlsx": folder / "tong-hop.xlsx", "db": folder / "kho.db"}
    write_summary(month, paths["xlsx"])
    with open_store(paths["db"], create=True) as store:
        store.append_month(month, run.layout, dt.datetime(2026, 11, 12, 8, 0))
    return paths


def test_the_headings_looked_for_are_those_of_the_summary() -> None:
    assert {INDICATOR_ID, RESULT} <= {field.header for field in INDICATOR_FIELDS}
    assert {UNIT_CODE, TOTAL, RANK, *COMPONENT_WORDS.values()} <= {field.header for field in RANKING_FIELDS}


@pytest.mark.parametrize("kind", ["xlsx", "db"])
def test_every_indicator_and_unit(kind: str, files: dict[str, Path], month: Summary) -> None:
    source = str(files[kind])
    ids = [[item.id] for item in month.indicators]
    shown = [[_number(item.actual)] for item in month.indicators]
    found = call_function("DA06_THUCHIEN", source, ids)
    # The store keeps the published figures, the workbook the exact ones.
    places = 4 if kind == "db" else 12
    assert [[_round(cell, places)] for (cell,) in found] == [[_round(cell, places)] for (cell,) in shown]
    codes = [[unit.unit] for unit in month.units]
    assert call_function("DA06_DIEM", source, codes) == [
        [float(unit.score.score) if unit.score else ""] for unit in month.units
    ]
    assert call_function("DA06_XEPHANG", source, codes) == [[unit.rank or ""] for unit in month.units]
    for part, name in COMPONENT_WORDS.items():
        expected = [[_number(_points(unit, part))] for unit in month.units]
        assert call_function("DA06_DIEM", source, codes, name) == expected


def _points(unit: object, part: str) -> object:
    return unit.score.component(part).points if unit.score else None


def _number(value: object) -> object:
    return value if isinstance(value, str) else "" if value is None else float(value)


def _round(value: object, places: int) -> object:
    return round(value, places) if isinstance(value, float) else value


def test_the_sheets_as_ranges_give_the_same(files: dict[str, Path], month: Summary) -> None:
    grid = read_cells(open_workbook(files["xlsx"]), None)
    indicators, ranking = grid.sheets["Chỉ tiêu"].rows, grid.sheets["Xếp hạng"].rows
    for item in month.indicators:
        by_range = call_function("DA06_THUCHIEN", indicators, item.id)
        assert by_range == call_function("DA06_THUCHIEN", str(files["xlsx"]), item.id)
    for unit in month.units:
        assert call_function("DA06_XEPHANG", ranking, unit.unit) == (unit.rank or "")


def test_a_store_is_asked_for_a_month(files: dict[str, Path]) -> None:
    store = str(files["db"])
    assert call_function("DA06_XEPHANG", store, "SN-CAT", "2026-10") == call_function("DA06_XEPHANG", store, "SN-CAT")
    assert call_function("DA06_XEPHANG", store, "SN-CAT", "2026-11") is NOT_FOUND


def test_a_file_is_read_once_until_it_changes(files: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    original = sources._rows_of_summary
    monkeypatch.setattr(sources, "_rows_of_summary", lambda path: read.append(path) or original(path))
    path = files["xlsx"]
    os.utime(path, ns=(1, 1))
    for _ in range(3):
        call_function("DA06_XEPHANG", str(path), "SN-CAT")
    assert read == [path]
    os.utime(path, ns=(2, 2))
    call_function("DA06_XEPHANG", str(path), "SN-CAT")
    assert read == [path, path]


def test_what_is_no_source_is_an_error(tmp_path: Path) -> None:
    text, broken, empty = tmp_path / "a.txt", tmp_path / "b.xlsx", tmp_path / "c.db"
    for path in (text, broken, empty):
        path.write_bytes(b"khong phai bang tong hop")
    for path, error in ((text, VALUE), (broken, VALUE), (empty, VALUE), (tmp_path / "x.db", NOT_FOUND)):
        assert call_function("DA06_DIEM", str(path), "SN-CAT") is error
    assert call_function("DA06_DIEM", str(tmp_path), "SN-CAT") is VALUE


def test_an_error_value_in_a_range_stays_one() -> None:
    block = [["Mã", "Kết quả"], ["CT-I.5", CellError.DIVISION]]
    assert call_function("DA06_THUCHIEN", block, "CT-I.5") is CellError.DIVISION
