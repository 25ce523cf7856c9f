"""Faults 30 to 36 of what offices send: values, readers, submissions; and that none of the 36 is without a test."""

from __future__ import annotations

import io
import os
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fault_month import BAD, FIGURES, INFO, PERIOD, UNIT, Month, first_share, rewrite_cell, set_cell
from form_files import replace, small_book, zip_of
from hostile_folder import identity

from de_an06_xl import pipeline, process_files
from de_an06_xl.run_context import RunContext


@pytest.fixture
def month(tmp_path: Path, run: RunContext) -> Month:
    return Month(tmp_path / "nop", run)


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
    sources = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_faults_*.py")]
    numbered = {int(number) for text in sources for number in re.findall(r"^def test_fault_(\d+)_", text, re.MULTILINE)}
    assert numbered == set(range(1, 37))
