"""Values at true addresses, nothing lost: error cells, leading blanks, both date systems."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from conftest import BuiltForm
from form_files import edit_parts, replace, small_book

from de_an06_xl import read_cells as reader
from de_an06_xl.model.cells import CellGrid, ErrorValue
from de_an06_xl.model.package import RefusedWorkbook, SafeWorkbook
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.read_cells import read_cells


def grid_of(path: Path, content: bytes | None = None, sheets: list[str] | None = None) -> CellGrid:
    if content is not None:
        path.write_bytes(content)
    book = open_workbook(path)
    assert isinstance(book, SafeWorkbook)
    grid = read_cells(book, sheets)
    assert isinstance(grid, CellGrid)
    return grid


def book_of(write: Callable[[Any, Any], None], **options: Any) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    write(book, book.add_worksheet("Trang"))
    book.close()
    return buffer.getvalue()


def test_every_kind_of_cell_at_its_address(tmp_path: Path) -> None:
    def write(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_string("C4", " chữ ")
        sheet.write_number("D4", 12.5)
        sheet.write_boolean("E4", True)
        sheet.write_datetime("F4", dt.datetime(2026, 10, 31), day)
        sheet.write_formula("C6", "=1/0", None, "#DIV/0!")
        sheet.write_formula("D6", "=1+1", None, 2)

    sheet = grid_of(tmp_path / "a.xlsx", book_of(write)).sheets["Trang"]
    assert [sheet.at(3, column) for column in range(6)] == [None, None, " chữ ", 12.5, True, dt.date(2026, 10, 31)]
    assert sheet.at(0, 0) is None
    assert sheet.at(5, 2) == ErrorValue("#DIV/0!")
    assert sheet.at(5, 3) == 2
    assert sorted(sheet.formulas) == ["C6", "D6"]
    assert sheet.at(99, 99) is None


@pytest.mark.parametrize("code", ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"])
def test_error_cells_come_back_as_errors(tmp_path: Path, code: str) -> None:
    content = small_book(f'<sheetData><row r="7"><c r="D7" t="e"><v>{code}</v></c></row></sheetData>')
    sheet = grid_of(tmp_path / "a.xlsx", content).sheets["Trang"]
    assert sheet.at(6, 3) == ErrorValue(code)


def test_dates_of_1904_books_are_the_same_days(tmp_path: Path) -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_datetime("A1", dt.datetime(2026, 10, 31), book.add_format({"num_format": "dd/mm/yyyy"}))

    for date_1904 in (False, True):
        grid = grid_of(tmp_path / "a.xlsx", book_of(write, date_1904=date_1904))
        assert grid.date_1904 == date_1904
        assert grid.sheets["Trang"].at(0, 0) == dt.date(2026, 10, 31)


def test_the_identity_is_read_in_all_three_places(built_forms: dict[str, BuiltForm]) -> None:
    for form in built_forms.values():
        grid = grid_of(form.path)
        assert grid.identities == dict.fromkeys(("cell", "property", "name"), str(form.identity))
        assert grid.modified.startswith("2026-10-31")
        assert [sheet.name for sheet in grid.sheets.values() if sheet.hidden] == ["_meta"]


def test_places_that_say_nothing_are_none(tmp_path: Path) -> None:
    assert grid_of(tmp_path / "a.xlsx", small_book("<sheetData/>")).identities == dict.fromkeys(
        ("cell", "property", "name")
    )


def test_an_identity_name_that_points_to_a_cell_is_no_third_place(
    tmp_path: Path, built_forms: dict[str, BuiltForm]
) -> None:
    form = built_forms["XP-02647"]
    pointing = replace(f'"{form.identity}"', "_meta!$A$1")
    content = edit_parts(form.path.read_bytes(), {"xl/workbook.xml": pointing})
    assert grid_of(tmp_path / "a.xlsx", content).identities["name"] is None


def test_only_wanted_sheets_are_read(built_forms: dict[str, BuiltForm]) -> None:
    grid = grid_of(built_forms["XP-02647"].path, sheets=["CHỈ  TIÊU", "Không có"])
    assert list(grid.sheets) == ["Chỉ tiêu", "_meta"]


def test_hidden_rows_and_merges_come_along(tmp_path: Path) -> None:
    content = small_book(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    sheet = grid_of(tmp_path / "a.xlsx", content).sheets["Trang"]
    assert sheet.hidden_rows == {1}
    assert [merge.area for merge in sheet.merges] == [2]


def test_styled_far_cells_without_value_do_no_harm(tmp_path: Path) -> None:
    content = small_book(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    )
    sheet = grid_of(tmp_path / "a.xlsx", content).sheets["Trang"]
    assert sheet.rows == [[1.0]]


class PanicException(BaseException):
    pass


@pytest.mark.parametrize("fault", [ValueError("x"), MemoryError(), PanicException()])
def test_whatever_the_reader_throws_becomes_a_finding(
    built_forms: dict[str, BuiltForm], monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    book = open_workbook(built_forms["XP-02647"].path)
    assert isinstance(book, SafeWorkbook)

    class Broken:
        @staticmethod
        def from_filelike(_stream: Any) -> None:
            raise fault

    monkeypatch.setattr(reader.python_calamine, "CalamineWorkbook", Broken)
    refused = read_cells(book)
    assert isinstance(refused, RefusedWorkbook)
    assert (refused.outcome, refused.unit, refused.sha256) == ("rejected", "XP-02647", book.sha256)
    assert [finding.code for finding in refused.findings] == ["F122"]


def test_an_interrupt_is_not_swallowed(built_forms: dict[str, BuiltForm], monkeypatch: pytest.MonkeyPatch) -> None:
    book = open_workbook(built_forms["XP-02647"].path)
    assert isinstance(book, SafeWorkbook)

    class Interrupted:
        @staticmethod
        def from_filelike(_stream: Any) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr(reader.python_calamine, "CalamineWorkbook", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        read_cells(book)


def test_a_reader_fault_in_a_real_file_is_a_finding(tmp_path: Path) -> None:
    """A shared string that does not exist passes the gate, which reads no values."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(small_book('<sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData>'))
    book = open_workbook(path)
    assert isinstance(book, SafeWorkbook)
    refused = read_cells(book)
    assert isinstance(refused, RefusedWorkbook)
    assert [finding.code for finding in refused.findings] == ["F122"]
