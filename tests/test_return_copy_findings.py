"""How findings read in the annotated copy: on their sheet, with links to the cells, and in notes."""

from __future__ import annotations

from typing import Any

from form_files import small_book
from return_packages import MAY_CHANGE, book_of, changed_parts, contents, finding_at, listed, real_finding

from de_an06_xl.model.finding import Finding
from de_an06_xl.return_copy import return_copy


def test_a_sheet_of_that_name_that_is_not_ours_stays() -> None:
    package = small_book('<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>', name="Phát hiện")
    first = return_copy(package, [finding_at("phát HIỆN", "A1")])
    book = book_of(first)
    assert book.sheetnames == ["Phát hiện", "Phát hiện (2)"]
    assert book["Phát hiện"]["A1"].value == 5


def test_findings_without_a_cell_are_only_listed() -> None:
    package = small_book("<sheetData/>")
    findings = [
        Finding("F120", finding_at("", "").severity, "t", "Có liên kết.", "Bỏ."),
        finding_at("Trang", "", message="Thiếu cột."),
        finding_at("Trang không có", "A1", message="Mất trang."),
        finding_at("Trang", "ô lạ", message="Chỗ lạ."),
    ]
    copy = return_copy(package, findings)
    rows = {row[-2]: row[2] for row in listed(copy)[5:]}
    assert rows == {
        "Có liên kết.": "cả tệp",
        "Thiếu cột.": "trang Trang",
        "Mất trang.": "Trang không có!A1",
        "Chỗ lạ.": "Trang!ô lạ",
    }
    sheet = book_of(copy)["Phát hiện"]
    links = {sheet.cell(row, 3).value: sheet.cell(row, 3).hyperlink for row in range(6, 10)}
    assert {place: link.location for place, link in links.items() if link} == {
        "trang Trang": "'Trang'!A1",
        "Trang!ô lạ": "'Trang'!A1",
    }
    assert changed_parts(package, copy)[0] <= MAY_CHANGE


def test_forty_identical_findings_are_one_line() -> None:
    package = small_book("<sheetData/>")
    copy = return_copy(package, [finding_at("Trang", f"B{row}") for row in range(1, 41)])
    rows = listed(copy)[5:]
    assert rows == [["C299", "lỗi", "Trang!B1:B40 (40 ô)", "Sai.", "Sửa lại."]]
    assert len([cell for cell in book_of(copy)["Trang"]["B"] if cell.comment]) == 40


def test_nothing_of_a_finding_is_computed_or_fetched() -> None:
    evil = '=HYPERLINK("http://a.b","x")'
    package = small_book("<sheetData/>")
    finding = Finding(
        "C201", finding_at("", "").severity, "t", evil, "+1+1", "Trang", "A1", value="@SUM(1)\x00\x0b_x0041_"
    )
    copy = return_copy(package, [finding], ["=1+1", "-2"])
    assert listed(copy)[5] == ["C201", "lỗi", "Trang!A1", "@SUM(1)_x0041_", evil, "+1+1"]
    new = contents(copy)
    assert not any(b"<f>" in data or b"<f " in data for data in new.values())
    assert not any(b'TargetMode="External"' in data for data in new.values())
    assert set(contents(copy)) - set(contents(package)) == {
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/sheet2.xml",
    }


def test_a_quote_in_a_sheet_name_is_doubled_in_links() -> None:
    package = small_book("<sheetData/>", name="L'x")
    sheet = book_of(return_copy(package, [finding_at("L'x", "B3")]))["Phát hiện"]
    assert sheet["C6"].hyperlink.location == "'L''x'!B3"


def test_a_very_hidden_sheet_is_neither_marked_nor_linked(built_forms: Any) -> None:
    form = built_forms["XP-02647"].path.read_bytes()
    copy = return_copy(form, [finding_at("_meta", "A1")])
    changed, new = changed_parts(form, copy)
    assert changed == MAY_CHANGE
    assert len(new) == 1
    assert book_of(copy)["Phát hiện"]["C6"].hyperlink is None


def test_a_long_note_says_where_the_rest_is() -> None:
    findings = [finding_at("Trang", "B2", code=f"C2{number:02}", message="Dài. " * 40) for number in range(30)]
    text = book_of(return_copy(small_book("<sheetData/>"), findings))["Trang"]["B2"].comment.text
    assert len(text) < 4000 and text.endswith("(Còn nữa: xem trang phát hiện ở cuối tệp.)")


def test_real_rules_read_well_in_a_note() -> None:
    finding = real_finding("C201", "Trang", "B2", column="Tử số")
    text = book_of(return_copy(small_book("<sheetData/>"), [finding, finding]))["Trang"]["B2"].comment.text
    assert text == f"Kiểm tra biểu Đề án 06\nC201 (lỗi): {finding.message}\nCách sửa: {finding.fix}"
