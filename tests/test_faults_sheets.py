"""Faults 18 to 29 of what offices send: what people do to the sheets, files and folders."""

from __future__ import annotations

import re
import struct
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fault_month import BAD, FIGURES, TASKS, Month, find_cell, first_share, rewrite_cell, set_cell
from form_files import PartEdit, replace
from openpyxl.workbook import Workbook

from de_an06_xl.run_context import RunContext


@pytest.fixture
def month(tmp_path: Path, run: RunContext) -> Month:
    return Month(tmp_path / "nop", run)


# ---------------------------------------------------------------- 18 to 24: what people do to the sheets


def after_cells(new: str) -> PartEdit:
    return replace("</sheetData>", new)


def test_fault_18_stray_far_cell(month: Month) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    month.put(month.form, parts={"xl/worksheets/sheet3.xml": after_cells(far)})
    assert "XFD1048576" in month.expect("F115", "rejected").message


def test_fault_18_wide_sheet_is_clipped(month: Month) -> None:
    far = '<row r="20000"><c r="B20000"><v>1</v></c></row></sheetData>'
    month.put(month.form, parts={"xl/worksheets/sheet3.xml": after_cells(far)})
    month.expect("F121", "included")


def test_fault_18_a_million_empty_rows(month: Month) -> None:
    rows = "".join(f'<row r="{number}" ht="15"><c r="A{number}" s="1"/></row>' for number in range(2000, 42_000))
    month.put(month.form, parts={"xl/worksheets/sheet3.xml": after_cells(f"{rows}</sheetData>")})
    month.consolidate()
    assert month.record().outcome == "included"


def test_fault_19_giant_merge(month: Month) -> None:
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A100:XFD10000"/></mergeCells>'
    month.put(month.form, parts={"xl/worksheets/sheet3.xml": after_cells(merge)})
    month.expect("F116", "rejected")


def test_fault_19_merge_in_the_table(month: Month) -> None:
    row = first_share(month)

    def edit(book: Workbook) -> None:
        cell = find_cell(book, FIGURES, row, "numerator")
        book[FIGURES].merge_cells(
            start_row=cell.row, end_row=cell.row + 1, start_column=cell.column, end_column=cell.column
        )

    month.put(month.form, edit=edit)
    month.expect("F157", "included")


def test_fault_20_wrong_dimension(month: Month) -> None:
    parts: dict[str, PartEdit] = {
        f"xl/worksheets/sheet{number}.xml": lambda data: re.sub(
            rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', data
        )
        for number in range(1, 9)
    }
    month.put(month.form, parts=parts)
    assert "A1" in month.expect("F170", "included").message
    good = month.entry("CT", first_share(month), "denominator")
    assert isinstance(good.value, Decimal)


def test_fault_21_hidden_sheet_and_rows(month: Month) -> None:
    def edit(book: Workbook) -> None:
        book[TASKS].sheet_state = "veryHidden"
        for number in (8, 9, 10):
            book[FIGURES].row_dimensions[number].hidden = True

    month.put(month.form, edit=edit)
    month.expect("F143", "included")
    assert "3 dòng" in month.expect("F154", "included").message


def test_fault_22_sheet_renamed(month: Month) -> None:
    def edit(book: Workbook) -> None:
        book[FIGURES].title = "Sheet1 (2)"

    month.put(month.form, edit=edit)
    assert "Sheet1 (2)" in month.expect("F141", "included").message


def test_fault_22_sheet_twice(month: Month) -> None:
    def edit(book: Workbook) -> None:
        book.copy_worksheet(book[FIGURES]).title = f"{FIGURES} (2)"

    month.put(month.form, edit=edit)
    month.expect("F142", "included")


def test_fault_22_sheet_deleted(month: Month) -> None:
    month.put(month.form, edit=lambda book: book.remove(book[TASKS]))
    month.consolidate()
    assert "F140" in month.record().codes


def test_fault_22_sheets_in_another_order(month: Month) -> None:
    month.put(month.form, edit=lambda book: book.move_sheet(FIGURES, -2))
    month.consolidate()
    assert month.record().outcome == "included"
    assert month.entry("CT", first_share(month), "denominator").filled


def swap_rows(book: Workbook, sheet: str, first: int, second: int) -> None:
    page = book[sheet]
    for column in range(1, page.max_column + 1):
        one, other = page.cell(first, column), page.cell(second, column)
        one.value, other.value = other.value, one.value


def test_fault_23_rows_sorted(month: Month) -> None:
    before = month.put(month.form)
    value = month.entry("CT", first_share(month), "denominator").value
    before.unlink()
    month.put(month.form, edit=lambda book: swap_rows(book, FIGURES, 7, 9))
    month.expect("F153", "included")
    assert month.entry("CT", first_share(month), "denominator").value == value


def test_fault_23_unknown_row(month: Month) -> None:
    def edit(book: Workbook) -> None:
        page = book[FIGURES]
        last = max(cell.row for cell in page["A"] if str(cell.value).startswith("CT-"))
        page.cell(last + 1, 1).value = "CT-XX.9"
        page.cell(last + 1, 2).value = "Chỉ tiêu tự thêm"

    month.put(month.form, edit=edit)
    assert "CT-XX.9" in month.expect("F151", "included").message


def test_fault_24_locked_label_changed(month: Month) -> None:
    row = first_share(month)
    month.put(month.form, edit=set_cell(FIGURES, row, "name", "Chỉ tiêu dễ hơn"))
    month.consolidate()
    assert "F155" in month.record().codes
    found = next(finding for finding in month.summary.findings if finding.code == "F155")
    assert "Chỉ tiêu dễ hơn" in found.message
    assert found.cell


def test_fault_24_formula_changed(month: Month) -> None:
    row = first_share(month)
    month.put(month.form, parts=rewrite_cell(month.form, FIGURES, row, "points", "<f>10</f><v>10</v>"))
    month.consolidate()
    assert {"F160", "F161"} & set(month.record().codes)


# ---------------------------------------------------------------- 25 to 29: files and folders


@pytest.mark.parametrize("name", [f"~${BAD}", "Thumbs.db", f"._{BAD}", "A1B2C3.tmp", ".~da06-tong-hop.xlsx.lock"])
def test_fault_25_system_files(month: Month, name: str) -> None:
    month.put(b"\x05Admin", name)
    month.consolidate()
    assert (month.record(name).outcome, month.record(name).codes) == ("not_a_return", ())


def test_fault_26_open_in_excel(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    class HeldError(PermissionError):
        winerror = 32

    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == BAD:
            raise HeldError
        return read(self)

    name = "Giàng A Thử"
    month.put(month.form)
    lock = bytes([0]) + bytes(53) + struct.pack("<H", len(name)) + name.encode("utf-16-le")
    month.put(lock, f"~${BAD}")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert name in month.expect("F171", "rejected").message
    (month.folder / f"~${BAD}").unlink()
    month.expect("F117", "rejected")


def test_fault_27_still_in_the_cloud(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows the attributes of the file say so; here they are put on."""
    real = Path.stat

    class Placeholder:
        st_file_attributes = 0x00400000
        st_size = 49_000
        st_mode = 0o100644

    def stat(self: Path, **named: Any) -> Any:
        return Placeholder() if self.name == BAD else real(self, **named)

    month.put(month.form)
    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(
        Path, "read_bytes", lambda self: pytest.fail("fetched") if self.name == BAD else self.open("rb").read()
    )
    assert "OneDrive" in month.expect("F118", "rejected").message


def test_fault_28_path_too_long(month: Month) -> None:
    name = "/".join(["thư mục của xã " + "x" * 60] * 3) + f"/{BAD}"
    month.put(month.form, name)
    assert "218" in month.expect("F124", "included", name).message


@pytest.mark.parametrize("name", ["Báo cáo Phường Lào Cai.xlsx"])
def test_fault_29_decomposed_unicode(month: Month, name: str) -> None:
    decomposed = unicodedata.normalize("NFD", name)
    assert decomposed != name

    def edit(book: Workbook) -> None:
        book[FIGURES].title = unicodedata.normalize("NFD", FIGURES)

    month.put(month.form, decomposed, edit=edit)
    month.expect("F172", "included", decomposed)
    assert "F141" not in month.record(decomposed).codes
