"""Faults 1 to 36 of what offices send, each in a folder with two good returns: own code, a sentence, the rest counted.

Faults 37 to 40 are in ``test_surroundings``, 41 in ``test_keep_previous``, 42 in ``test_lock_output``.
"""

from __future__ import annotations

import csv
import io
import os
import re
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from form_files import PartEdit, change_file, replace, small_book, write_form, zip_of
from good_entries import good_entries
from hostile_folder import identity
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from de_an06_xl import pipeline, process_files
from de_an06_xl.load_form import load_form
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.submission import Entry
from de_an06_xl.model.summary import FileRecord, Summary
from de_an06_xl.pipeline import consolidate_folder, process_folder, write_export_folder, write_summary_file
from de_an06_xl.run_context import RunContext

UNIT, PERIOD = "XP-02647", "2026-10"
BAD = f"BM-01_{PERIOD}_{UNIT}.xlsx"
GOOD = ("XP-02671", "SN-SNGV")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FIGURES, TASKS, INFO = "Chỉ tiêu", "Nhiệm vụ", "Thông tin"
VIETNAMESE = re.compile("[ăâđêôơưạ-ỹàáãèéìíòóõùúý]", re.IGNORECASE)
ENGLISH = re.compile(r"\b(error|failed|invalid|exception|file is|cannot)\b", re.IGNORECASE)

Edit = Callable[[Workbook], None]


class Month:
    """A folder with two good returns, to which a test adds one bad file or several."""

    def __init__(self, folder: Path, run: RunContext, forms: Mapping[str, bytes]) -> None:
        self.folder, self.run, self.forms = folder, run, forms
        self.period = run.period(PERIOD)
        self.summary: Summary
        for unit in GOOD:
            (folder / f"BM-01_{PERIOD}_{unit}.xlsx").write_bytes(forms[unit])

    @property
    def form(self) -> bytes:
        return self.forms[UNIT]

    def put(
        self, content: bytes, name: str = BAD, *, edit: Edit | None = None, parts: Mapping[str, PartEdit] | None = None
    ) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        change_file(path, content, edit=edit, parts=parts)
        return path

    def consolidate(self) -> Summary:
        """The month; both good returns must count whatever else lies there."""
        self.summary = consolidate_folder(self.folder, self.period, self.run)
        for unit in GOOD:
            assert self.record(f"BM-01_{PERIOD}_{unit}.xlsx").outcome == "included", unit
        return self.summary

    def record(self, name: str = BAD) -> FileRecord:
        (record,) = [record for record in self.summary.files if record.file == name]
        return record

    def expect(self, code: str, outcome: str, name: str = BAD) -> Finding:
        """The finding of ``code`` about the file: its outcome, and words that an officer can act on."""
        self.consolidate()
        record = self.record(name)
        assert record.outcome == outcome, (record.outcome, record.codes, record.reason)
        assert code in record.codes, record.codes
        found = next(finding for finding in self.summary.findings if finding.code == code and finding.file == name)
        for sentence in (found.message, found.fix):
            assert VIETNAMESE.search(sentence)
            assert not ENGLISH.search(sentence)
            assert "{" not in sentence
        assert (outcome == "included") != (found.severity is Severity.ERROR and code.startswith("F1")), found
        return found

    def entry(self, sheet: str, row_id: str, column: str, name: str = BAD) -> Entry:
        """One input as it was read."""
        returns, _ = process_folder(self.folder, self.period, self.run)
        (found,) = [found for found in returns if found.file == name]
        return found.submission.sheets[sheet].rows[row_id].entries[column]


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> dict[str, bytes]:
    """Filled forms without a finding, by unit."""
    folder = tmp_path_factory.mktemp("good")
    made = {}
    for unit in (UNIT, *GOOD):
        context = run.form_context(run.unit(unit), run.period(PERIOD))
        made[unit] = write_form(folder, context, run.layout, good_entries(context)).read_bytes()
    return made


@pytest.fixture
def month(tmp_path: Path, run: RunContext, forms: dict[str, bytes]) -> Month:
    folder = tmp_path / "nop"
    folder.mkdir()
    return Month(folder, run, forms)


def find_cell(book: Workbook, sheet: str, row_id: str, column: str) -> Cell:
    """The cell of a row (by code) and a column (by its code in the layout)."""
    page = book[sheet]
    header = next(spec.column_by_code[column].header for spec in load_form().sheets if spec.name == sheet)
    (index,) = {cell.column for row in page.iter_rows(max_row=8) for cell in row if cell.value == header}
    (row,) = {cell.row for cell in page["A"] if cell.value == row_id}
    found = page.cell(row, index)
    assert isinstance(found, Cell)
    return found


def set_cell(sheet: str, row_id: str, column: str, value: Any, font: str = "") -> Edit:
    def edit(book: Workbook) -> None:
        cell = find_cell(book, sheet, row_id, column)
        cell.value = value
        if font:
            cell.font = Font(name=font)

    return edit


def rewrite_cell(form: bytes, sheet: str, row_id: str, column: str, inner: str, kind: str = "") -> dict[str, PartEdit]:
    """A part edit that gives the cell other XML, as no spreadsheet program would let one type it."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    address = find_cell(book, sheet, row_id, column).coordinate
    part = f"xl/worksheets/sheet{book.sheetnames.index(sheet) + 1}.xml"

    def change(data: bytes) -> bytes:
        pattern = rf'<c r="{address}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)'
        text, count = re.subn(pattern, rf'<c r="{address}"\1{kind}>{inner}</c>', data.decode(), count=1)
        assert count == 1
        return text.encode()

    return {part: change}


def first_share(month: Month) -> str:
    """An indicator with numerator and denominator that the unit reports."""
    context = month.run.form_context(month.run.unit(UNIT), month.period)
    return next(row for (sheet, row, column) in good_entries(context) if (sheet, column) == ("CT", "denominator"))


# ---------------------------------------------------------------- 1 to 12: the package itself


def test_fault_01_zip_bomb_ratio(month: Month) -> None:
    month.put(month.form, parts={"xl/bomb.xml": b"<a>" + bytes(3_000_000) + b"</a>"})
    assert "xl/bomb.xml" in month.expect("F107", "rejected").message


def test_fault_02_huge_part(month: Month) -> None:
    month.put(month.form, parts={"xl/media/image1.bin": bytes(51 * 1024 * 1024)})
    assert "xl/media/image1.bin" in month.expect("F108", "rejected").message


def test_fault_02_huge_file(month: Month) -> None:
    with month.put(month.form).open("ab") as stream:
        stream.truncate(21 * 1024 * 1024)
    month.expect("F106", "rejected")


def test_fault_03_too_many_parts(month: Month) -> None:
    month.put(month.form, parts={f"xl/media/image{number}.bin": b"x" for number in range(1000)})
    month.expect("F125", "rejected")


def test_fault_04_too_much_text(month: Month) -> None:
    text = os.urandom(256 * 1024).hex().encode() * 21
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + text + b"</t></si></sst>"
    )
    with zipfile.ZipFile(io.BytesIO(month.form)) as package:
        parts = [(name, package.read(name)) for name in package.namelist() if name != "xl/sharedStrings.xml"]
    month.put(zip_of([*parts, ("xl/sharedStrings.xml", strings)], zipfile.ZIP_STORED))
    month.expect("F126", "rejected")


LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def test_fault_05_entities(month: Month) -> None:
    month.put(month.form, parts={"xl/sharedStrings.xml": LAUGHS.encode()})
    month.expect("F111", "rejected")


# Only the tag of the declaration is plain; a reader that believes the declaration sees the rest as a DOCTYPE.
UTF7 = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'


def test_fault_06_entities_hidden_by_encoding(month: Month) -> None:
    month.put(month.form, parts={"xl/sharedStrings.xml": UTF7})
    month.expect("F112", "rejected")


def test_fault_06_entities_hidden_by_wide_characters(month: Month) -> None:
    month.put(month.form, parts={"xl/sharedStrings.xml": LAUGHS.encode("utf-16")})
    month.expect("F111", "rejected")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_fault_07_duplicate_names(month: Month) -> None:
    with zipfile.ZipFile(io.BytesIO(month.form)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    month.put(zip_of([*parts, ("XL/Workbook.xml", b"<workbook/>")]))
    month.expect("F109", "rejected")


def test_fault_08_unsafe_names(month: Month) -> None:
    month.put(month.form, parts={"../../evil.xml": b"<a/>"})
    month.expect("F110", "rejected")


def test_fault_09_truncated(month: Month) -> None:
    month.put(month.form[:-3000])
    assert "gửi lại" in month.expect("F105", "rejected").fix


def test_fault_09_wrong_checksum(month: Month) -> None:
    at = month.form.index(b"xl/worksheets/sheet3.xml") + 80
    month.put(month.form[:at] + bytes([month.form[at] ^ 0xFF]) + month.form[at + 1 :])
    month.expect("F105", "rejected")


def test_fault_09_empty(month: Month) -> None:
    month.put(b"")
    month.expect("F101", "rejected")


def test_fault_10_another_format_renamed(month: Month) -> None:
    month.put(b"<html><table><tr><td>80</td></tr></table></html>")
    assert "trang web" in month.expect("F102", "rejected").message


def test_fault_10_old_excel_renamed(month: Month) -> None:
    month.put(OLE + "Workbook".encode("utf-16-le"))
    assert ".xls" in month.expect("F103", "rejected").message


def test_fault_11_password(month: Month) -> None:
    month.put(OLE + "EncryptedPackage".encode("utf-16-le") + "StrongEncryptionTransform".encode("utf-16-le"))
    assert "mật khẩu" in month.expect("F104", "rejected").message


def test_fault_12_sensitivity_label(month: Month) -> None:
    month.put(OLE + "EncryptedPackage".encode("utf-16-le") + "DRMEncryptedTransform".encode("utf-16-le"))
    assert "nhãn bảo mật" in month.expect("F129", "rejected").message


# ---------------------------------------------------------------- 13 to 17: what comes along with the values


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_fault_13_macros(month: Month, part: str) -> None:
    month.put(month.form, parts={part: b"<a/>"})
    month.expect("F113", "rejected")


def test_fault_13_macro_suffix(month: Month) -> None:
    month.put(month.form, "BM-01.xlsm")
    month.expect("F113", "rejected", "BM-01.xlsm")


def test_fault_13_embedded_objects(month: Month) -> None:
    month.put(month.form, parts={"xl/activeX/activeX1.xml": b"<a/>", "xl/embeddings/oleObject1.bin": b"\0"})
    message = month.expect("F120", "included").message
    assert "ActiveX" in message
    assert "tệp nhúng" in message


DDE = b'<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'


def test_fault_14_links_are_listed_and_the_stored_value_is_read(month: Month) -> None:
    row = first_share(month)
    linked = rewrite_cell(month.form, FIGURES, row, "numerator", "<f>[1]Sheet1!$A$1</f><v>80</v>")
    month.put(month.form, parts={**linked, "xl/externalLinks/externalLink1.xml": DDE, "xl/connections.xml": b"<c/>"})
    message = month.expect("F139", "included").message
    assert all(word in message for word in ("liên kết tới tệp khác", "DDE", "kết nối dữ liệu"))
    assert month.entry("CT", row, "numerator").value == 80
    assert "C226" in month.record().codes


INJECTIONS = ['=HYPERLINK("http://x","y")', "+1+cmd|'/c calc'!A1", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|'x'!A0"]


@pytest.mark.parametrize("typed", INJECTIONS)
def test_fault_15_formula_injection(month: Month, tmp_path: Path, run: RunContext, typed: str) -> None:
    context = run.form_context(run.unit(UNIT), month.period)
    entries = {**good_entries(context), ("KK", "KK-01", "content"): typed}
    write_form(month.folder, context, run.layout, entries)
    month.expect("C231", "included")
    out = tmp_path / "tổng hợp.xlsx"
    write_summary_file(month.summary, out)
    book = openpyxl.load_workbook(out)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert any(cell.value == typed for cell in cells)
    assert {cell.data_type for cell in cells if cell.value == typed} == {"s"}
    assert not any(cell.hyperlink and "http" in str(cell.hyperlink.target) for cell in cells)
    tables = [path for path in write_export_folder(month.summary, run, tmp_path / "xuat") if path.suffix == ".csv"]
    texts = [
        cell
        for path in tables
        for line in csv.reader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True))
        for cell in line
    ]
    assert {text for text in texts if text.endswith(typed)} == {f"'{typed}"}
    assert not any(text[0] in "=+@" for text in texts if text)


def test_fault_16_formula_with_a_stored_value(month: Month) -> None:
    row = first_share(month)
    month.put(month.form, parts=rewrite_cell(month.form, FIGURES, row, "numerator", "<f>40+40</f><v>80</v>"))
    month.expect("C226", "included")
    assert month.entry("CT", row, "numerator").value == 80


def test_fault_16_formula_without_a_stored_value(month: Month) -> None:
    row = first_share(month)
    month.put(month.form, parts=rewrite_cell(month.form, FIGURES, row, "numerator", "<f>40+40</f>"))
    assert "lưu lại" in month.expect("C227", "included").fix
    assert month.entry("CT", row, "numerator").value is None


@pytest.mark.parametrize("code", ["#REF!", "#DIV/0!", "#N/A", "#NAME?"])
def test_fault_17_error_value(month: Month, code: str) -> None:
    row = first_share(month)
    month.put(month.form, parts=rewrite_cell(month.form, FIGURES, row, "numerator", f"<v>{code}</v>", ' t="e"'))
    assert code in month.expect("C209", "included").message
    assert str(month.entry("CT", row, "numerator").value) == code


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


# ---------------------------------------------------------------- 30 to 36: values, readers, submissions


def test_fault_30_text_in_an_old_font(month: Month) -> None:
    row = first_share(month)
    month.put(month.form, edit=set_cell(FIGURES, row, "evidence", "B¸o c¸o kÕt qu¶ cña ph­êng", ".VnTime"))
    assert ".VnTime" in month.expect("F123", "included").message
    assert "Báo cáo kết quả" in month.expect("C240", "included").message


# typed | rule | the number that is used ("" none)
NUMBERS = """
1.234,5  | C221 | 1234.5
85%      | C221 | 85
1\u00a0234,5  | C221 | 1234.5
\u221280      | C221 | -80
1.234    | C222 |
1,234    | C222 |
khoảng 80 | C202 |
"""


@pytest.mark.parametrize("line", NUMBERS.strip().splitlines())
def test_fault_31_numbers_as_text(month: Month, line: str) -> None:
    typed, code, number = (part.strip(" ") for part in line.split("|"))
    row = first_share(month)
    month.put(month.form, edit=set_cell(FIGURES, row, "numerator", typed))
    month.expect(code, "included")
    value = month.entry("CT", row, "numerator").value
    assert value == (Decimal(number) if number else value)
    assert isinstance(value, Decimal) == bool(number)


# typed | rule
DATES = {"05/11/2026": "C223", "2026-11-05": "C223", "11/25/2026": "C211", "5-11": "C211"}


@pytest.mark.parametrize(("typed", "code"), DATES.items())
def test_fault_32_dates_as_text(month: Month, typed: str, code: str) -> None:
    month.put(month.form, edit=set_cell(INFO, "TT-09", "value", typed))
    month.expect(code, "included")


def test_fault_32_a_book_that_counts_from_1904(month: Month) -> None:
    month.put(month.form)
    sent = month.entry("TT", "TT-10", "value").value
    assert isinstance(sent, int)
    edits = rewrite_cell(month.form, INFO, "TT-10", "value", f"<v>{sent - 1462}</v>")
    edits["xl/workbook.xml"] = replace("<workbookPr ", '<workbookPr date1904="1" ')
    month.put(month.form, parts=edits)
    assert month.entry("TT", "TT-10", "value").value == sent


STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def test_fault_33_strict_variant_is_read(month: Month) -> None:
    def strict(data: bytes) -> bytes:
        for usual, iso in STRICT.items():
            data = data.replace(usual.encode(), iso.encode())
        return data

    month.put(month.form)
    value = month.entry("CT", first_share(month), "denominator").value
    with zipfile.ZipFile(io.BytesIO(month.form)) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels")) and "docProps" not in name]
    month.put(month.form, parts=dict.fromkeys(names, strict))
    month.expect("F173", "included")
    assert month.entry("CT", first_share(month), "denominator").value == value


def test_fault_33_missing_styles_are_no_loss(month: Month) -> None:
    month.put(month.form)
    value = month.entry("CT", first_share(month), "denominator").value
    month.put(month.form, parts={"xl/styles.xml": None})
    month.consolidate()
    assert month.record().outcome == "included"
    assert month.entry("CT", first_share(month), "denominator").value == value


def test_fault_33_missing_strings_ask_for_saving_again(month: Month) -> None:
    month.put(month.form, parts={"xl/sharedStrings.xml": None})
    assert "Excel" in month.expect("F122", "rejected").fix


def test_fault_34_sixty_thousand_formats(month: Month) -> None:
    many = replace("</cellXfs>", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * 60_000 + "</cellXfs>")
    # So many equal formats would be a zip bomb; real ones differ.
    with zipfile.ZipFile(io.BytesIO(month.form)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    assert callable(many)
    month.put(zip_of([(n, many(c) if n == "xl/styles.xml" else c) for n, c in parts], zipfile.ZIP_STORED))
    assert "60.0" in month.expect("F174", "included").message


def test_fault_35_reader_aborts(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    import faulthandler

    def reader(book: Any, sheets: Any) -> Any:
        if book.file == BAD:
            faulthandler.disable()
            os.abort()
        return real(book, sheets)

    real = pipeline.read_cells
    monkeypatch.setattr(pipeline, "read_cells", reader)
    month.put(month.form)
    month.expect("F127", "rejected")
    assert month.record().unit == UNIT


def test_fault_35_reader_never_comes_back(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    def reader(book: Any, sheets: Any) -> Any:
        while book.file == BAD:
            pass
        return real(book, sheets)

    real = pipeline.read_cells
    limits = process_files.Limits(seconds=1.5)
    monkeypatch.setattr(pipeline, "read_cells", reader)
    monkeypatch.setattr(process_files, "Limits", lambda: limits)
    month.put(month.form)
    month.expect("F128", "rejected")


def test_fault_35_reader_eats_all_memory(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    def reader(book: Any, sheets: Any) -> Any:
        return bytearray(3 << 30) if book.file == BAD else real(book, sheets)

    real = pipeline.read_cells
    monkeypatch.setattr(pipeline, "read_cells", reader)
    month.put(month.form)
    month.expect("F127", "rejected")


def test_fault_36_the_same_file_twice(month: Month) -> None:
    month.put(month.form)
    month.put(month.form, f"BM-01_{PERIOD}_{UNIT} - Copy.xlsx")
    month.consolidate()
    outcomes = sorted(record.outcome for record in month.summary.files if UNIT in record.file)
    assert outcomes == ["included", "superseded"]
    assert any(finding.code == "T607" for finding in month.summary.findings)


def test_fault_36_sent_under_the_name_of_another_unit(month: Month) -> None:
    name = f"BM-01_{PERIOD}_XP-02683.xlsx"
    month.put(month.form, name)
    month.expect("T603", "included", name)


def test_fault_36_identity_of_another_unit_typed_in(month: Month) -> None:
    changed = identity(UNIT, "XP-02683")
    del changed["docProps/custom.xml"]
    month.put(month.form, parts=changed)
    month.expect("F131", "rejected")


def test_fault_36_clock_of_the_sender_does_not_matter(month: Month) -> None:
    """The date of the file says nothing: the date of sending stands in the form."""
    path = month.put(month.form)
    os.utime(path, (4_000_000_000, 4_000_000_000))
    month.consolidate()
    assert month.record().outcome == "included"


def test_a_workbook_that_is_no_form(month: Month) -> None:
    month.put(small_book("<sheetData/>"))
    month.expect("F136", "rejected")


def test_every_fault_of_the_list_has_its_test() -> None:
    numbered = {int(name.split("_")[2]) for name in globals() if name.startswith("test_fault_")}
    assert numbered == set(range(1, 37))
