"""Faults 1 to 17 of what offices send: the package itself, and what comes along with the values."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from fault_month import FIGURES, UNIT, Month, first_share, rewrite_cell
from form_files import write_form, zip_of
from good_entries import good_entries

from de_an06_xl.pipeline import write_export_folder, write_summary_file
from de_an06_xl.run_context import RunContext

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.fixture
def month(tmp_path: Path, run: RunContext) -> Month:
    return Month(tmp_path / "nop", run)


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
