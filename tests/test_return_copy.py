"""What the unit gets back: marked cells, notes, the sheet of findings, and everything else as it was."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from form_files import edit_parts, replace, small_book
from lxml import etree
from openxml_audit import OpenXmlValidator
from return_packages import (
    MAIN,
    MAY_CHANGE,
    STRICT,
    changed_parts,
    contents,
    finding_at,
    only_added,
    packed,
    real_finding,
    rich_book,
)

from de_an06_xl.errors import ReturnCopyError
from de_an06_xl.model.cells import CellGrid
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.pipeline import FileTask, process_file
from de_an06_xl.read_cells import read_cells
from de_an06_xl.return_copy import return_copy, return_copy_name
from de_an06_xl.run_context import RunContext

FILL = {"lỗi": "FFFFC7CE", "giải trình": "FFFFEB9C", "lưu ý": "FFDDEBF7"}
DATA = "Số liệu"


def book_of(package: bytes) -> Any:
    with warnings.catch_warnings(action="ignore"):  # openpyxl cannot keep extensions; here it only reads
        return openpyxl.load_workbook(io.BytesIO(package), rich_text=True)


def grid_of(package: bytes, tmp_path: Path) -> CellGrid:
    path = tmp_path / "doc-lai.xlsx"
    path.write_bytes(package)
    opened = open_workbook(path)
    assert isinstance(opened, SafeWorkbook), opened
    grid = read_cells(opened, None)
    assert isinstance(grid, CellGrid)
    return grid


def complaints(package: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "kiem.xlsx"
    path.write_bytes(package)
    return [f"{error.part_uri} {error.description}" for error in OpenXmlValidator().validate(path).errors]


def listed(package: bytes, name: str = "Phát hiện") -> list[list[str]]:
    """The rows of the sheet of findings, blanks left out."""
    rows = book_of(package)[name].iter_rows(values_only=True)
    return [[str(value) for value in row if value is not None] for row in rows]


# ------------------------------------------------------------------ a workbook full of other things

ON_RICH = (
    finding_at(DATA, "B2", "lưu ý", "C201", "Nhỏ quá."),
    finding_at(DATA, "B2", "lỗi", "R301", "Tử số > mẫu số & “lạ”.", "Ghi lại <số>."),
    finding_at(DATA, "D4", "giải trình", "R302"),
    finding_at(DATA, "C5", "lưu ý", "C202"),
    finding_at(DATA, "G1"),  # behind the last cell of its row
    finding_at(DATA, "E3"),  # between two cells
    finding_at(DATA, "N16"),  # in a row with a format of its own
    finding_at(DATA, "N19"),  # in a column with a format of its own, in a row that does not exist
    finding_at(DATA, "B60"),  # below everything
)


@pytest.fixture(scope="module")
def rich() -> bytes:
    return rich_book()


@pytest.fixture(scope="module")
def marked(rich: bytes) -> bytes:
    return return_copy(rich, ON_RICH, ("Điểm: 61,5",))


def test_only_the_parts_concerned_change(rich: bytes, marked: bytes) -> None:
    changed, new = changed_parts(rich, marked)
    sheet_parts = {"xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert changed == MAY_CHANGE | sheet_parts
    assert new == {"xl/worksheets/sheet3.xml"}
    untouched = set(packed(rich)) - changed
    for kind in (
        "charts/",
        "media/",
        "drawings/drawing",
        "comments2",
        "tables/",
        "docProps/",
        "sharedStrings",
        "theme",
    ):
        assert any(kind in name for name in untouched), kind


def test_changed_parts_keep_all_they_had(rich: bytes, marked: bytes) -> None:
    before, after = contents(rich), contents(marked)
    for name in changed_parts(rich, marked)[0] - {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}:
        assert only_added(before[name], after[name], {"s", "count", "spans"}) == [], name
    sheet = after["xl/worksheets/sheet1.xml"]
    assert b"x14:sparklineGroups" in sheet and b"x14:dataBar" in sheet and b"sheetProtection" in sheet


def test_a_changed_sheet_differs_only_where_it_must(rich: bytes, marked: bytes) -> None:
    name = "xl/worksheets/sheet1.xml"
    text = contents(marked)[name].decode()
    for cell in ("G1", "E3", "N16"):
        text = re.sub(rf'<c r="{cell}" s="\d+"/>', "", text)
    text = re.sub(r'<row r="(19|60)"><c r="[A-Z]+\d+" s="\d+"/></row>', "", text)
    text = re.sub(r"(<row [^>]*)></row>", r"\1/>", text)
    before = contents(rich)[name].decode()
    style = {cell: re.search(rf'<c r="{cell}" s="(\d+)"', before)[1] for cell in ("B2", "D4", "C5")}  # type: ignore[index]
    for cell, number in style.items():
        text = re.sub(rf'(<c r="{cell}" s=)"\d+"', rf'\1"{number}"', text)
    before = re.sub(r'spans="[\d:]+"', "", before)
    assert re.sub(r'spans="[\d:]+"', "", text) == before


def test_values_read_again_are_the_same(rich: bytes, marked: bytes, tmp_path: Path) -> None:
    before, after = grid_of(rich, tmp_path), grid_of(marked, tmp_path)
    assert list(after.sheets) == [*before.sheets, "Phát hiện"]
    assert set(before.sheets[DATA].formulas) == {"F1", "F2"}  # a sparkline's range is no formula of a cell
    for name, sheet in before.sheets.items():
        for row, values in enumerate(sheet.rows):
            assert [after.sheets[name].at(row, column) for column in range(len(values))] == values
        assert after.sheets[name].formulas == sheet.formulas
        assert after.sheets[name].merges == sheet.merges


def test_the_audit_finds_nothing_new(rich: bytes, marked: bytes, tmp_path: Path) -> None:
    assert set(complaints(marked, tmp_path)) <= set(complaints(rich, tmp_path))


def test_the_severest_finding_colours_the_cell(marked: bytes) -> None:
    sheet = book_of(marked)[DATA]
    colours = {"B2": "lỗi", "D4": "giải trình", "C5": "lưu ý", "G1": "lỗi", "E3": "lỗi", "N19": "lỗi", "B60": "lỗi"}
    assert {cell: sheet[cell].fill.fgColor.rgb for cell in colours} == {
        cell: FILL[word] for cell, word in colours.items()
    }
    assert sheet["B3"].fill.fill_type is None


def test_a_mark_changes_nothing_but_the_fill(rich: bytes, marked: bytes) -> None:
    before, after = book_of(rich)[DATA], book_of(marked)[DATA]
    for cell in ("B2", "D4", "C5"):
        for facet in ("font", "border", "alignment", "protection", "number_format", "value"):
            assert repr(getattr(after[cell], facet)) == repr(getattr(before[cell], facet)), (cell, facet)
    # A cell that did not exist looks and behaves as its row or column says.
    assert [after[cell].protection.locked for cell in ("D4", "N16", "N19", "G1")] == [False, False, False, True]
    assert after["N19"].number_format == "#,##0.00"
    assert after.protection.sheet and after.protection.password == before.protection.password


def test_cells_and_rows_stand_in_order(marked: bytes) -> None:
    root = etree.fromstring(contents(marked)["xl/worksheets/sheet1.xml"])
    rows = [int(row.get("r")) for row in root.iter(f"{{{MAIN}}}row")]
    assert rows == sorted(set(rows)) and {19, 60} <= set(rows)
    for row in root.iter(f"{{{MAIN}}}row"):
        columns = [openpyxl.utils.cell.coordinate_from_string(c.get("r"))[0] for c in row.iterfind(f"{{{MAIN}}}c")]
        indexes = [openpyxl.utils.column_index_from_string(letters) for letters in columns]
        assert indexes == sorted(set(indexes))
        if row.get("spans"):
            low, high = map(int, row.get("spans").split(":"))
            assert all(low <= index <= high for index in indexes)


def test_notes_tell_all_findings_of_a_cell(marked: bytes) -> None:
    sheet = book_of(marked)[DATA]
    text = sheet["B2"].comment.text
    assert text.startswith("Ghi chú của xã")
    assert "C201 (lưu ý): Nhỏ quá." in text
    assert "R301 (lỗi): Tử số > mẫu số & “lạ”.\nCách sửa: Ghi lại <số>." in text
    assert sheet["C3"].comment.text == "Ghi chú khác"
    new = sheet["D4"].comment
    assert new.text == "Kiểm tra biểu Đề án 06\nR302 (giải trình): Sai.\nCách sửa: Sửa lại."
    assert new.author == "Đề án 06"
    assert book_of(marked)["Khác"]["A1"].comment.text == "Chú thích trang khác"


def test_every_note_has_its_box(rich: bytes, marked: bytes) -> None:
    name = "xl/drawings/vmlDrawing1.vml"
    before, after = contents(rich)[name].decode(), contents(marked)[name].decode()
    boxes = [(int(r) + 1, int(c)) for r, c in re.findall(r"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", after)]
    places = {finding.cell for finding in ON_RICH} | {"C3"}
    assert sorted(boxes) == sorted(
        (row, openpyxl.utils.column_index_from_string(letters) - 1)
        for letters, row in map(openpyxl.utils.cell.coordinate_from_string, places)
    )
    ids = re.findall(r'<v:shape id="(\w+)"', after)
    assert len(ids) == len(set(ids))
    assert "Nút" in after  # the button stays
    assert 'ObjectType="Button"' in before
    etree.fromstring(after.encode())


def test_the_sheet_of_findings(marked: bytes) -> None:
    rows = listed(marked)
    assert rows[0] == ["Phát hiện khi kiểm tra biểu"]
    assert rows[1] == ["6 lỗi, 1 giải trình, 2 lưu ý"]
    assert rows[4] == ["Mã phát hiện", "Mức", "Chỗ cần xem", "Giá trị đọc được", "Điều phát hiện", "Cách sửa"]
    assert rows[5] == ["R301", "lỗi", "Số liệu!B2", "Tử số > mẫu số & “lạ”.", "Ghi lại <số>."]
    places = "Số liệu!G1, E3, N16, N19, B60 (5 ô)"
    assert rows[6] == ["C299", "lỗi", places, "Sai.", "Sửa lại."]
    assert [row[1] for row in rows[7:10]] == ["giải trình", "lưu ý", "lưu ý"]
    assert rows[-2:] == [["Điểm tính được"], ["Điểm: 61,5"]]
    sheet = book_of(marked).worksheets[-1]
    assert (sheet.title, sheet.sheet_state) == ("Phát hiện", "visible")
    link = sheet["C6"].hyperlink
    assert (link.location, link.target) == ("'Số liệu'!B2", None)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_the_same_input_gives_the_same_bytes(rich: bytes, marked: bytes) -> None:
    assert return_copy(rich, ON_RICH, ("Điểm: 61,5",)) == marked


# ------------------------------------------------------------------ marked again


def test_marking_again_takes_the_old_marks_away(rich: bytes, marked: bytes) -> None:
    left = (finding_at(DATA, "D4", "lưu ý", "C202", "Còn một chỗ."), finding_at(DATA, "B2", "giải trình", "C203"))
    again = book_of(return_copy(marked, left))
    sheet = again[DATA]
    assert again.sheetnames == [DATA, "Khác", "Phát hiện"]
    assert sheet["D4"].fill.fgColor.rgb == FILL["lưu ý"]
    assert sheet["D4"].comment.text == "Kiểm tra biểu Đề án 06\nC202 (lưu ý): Còn một chỗ.\nCách sửa: Sửa lại."
    assert sheet["B2"].comment.text.count("Kiểm tra biểu Đề án 06") == 1
    assert sheet["B2"].comment.text.startswith("Ghi chú của xã")
    for cell in ("C5", "G1", "N16", "B60"):
        assert sheet[cell].comment is None, cell
        assert sheet[cell].fill.fill_type is None, cell
    assert repr(sheet["C5"].border) == repr(book_of(rich)[DATA]["C5"].border)


def test_nothing_left_to_find(rich: bytes, marked: bytes) -> None:
    clean = return_copy(marked, ())
    assert listed(clean)[1:3] == [["0 lỗi, 0 giải trình, 0 lưu ý"], ["Không có phát hiện nào."]]
    sheet = book_of(clean)[DATA]
    notes = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert notes == {"B2": "Ghi chú của xã", "C3": "Ghi chú khác"}
    fills = {cell.fill.fill_type for row in sheet.iter_rows() for cell in row}
    assert fills == {None}
    boxes = contents(clean)["xl/drawings/vmlDrawing1.vml"]
    assert boxes.count(b'ObjectType="Note"') == 2


def test_marking_again_adds_no_formats(marked: bytes) -> None:
    again = return_copy(marked, ON_RICH, ("Điểm: 61,5",))
    assert contents(again)["xl/styles.xml"] == contents(marked)["xl/styles.xml"]
    assert changed_parts(marked, again)[1] == set()
    assert listed(again) == listed(marked)


def test_a_form_keeps_its_own_fill_once_corrected(run: RunContext, built_forms: Any) -> None:
    form = built_forms["XP-02647"].path.read_bytes()
    before = book_of(form)["Thông tin"]
    cell = next(cell.coordinate for row in before.iter_rows() for cell in row if not cell.protection.locked)
    marked = return_copy(form, [finding_at("Thông tin", cell)])
    assert book_of(marked)["Thông tin"][cell].fill.fgColor.rgb == FILL["lỗi"]
    clean = book_of(return_copy(marked, ()))["Thông tin"][cell]
    assert repr(clean.fill) == repr(before[cell].fill)
    assert (clean.style, clean.protection.locked) == (before[cell].style, False)


def test_a_form_marked_and_sent_again_is_read_as_before(run: RunContext, built_forms: Any, tmp_path: Path) -> None:
    path = built_forms["XP-02647"].path
    first = process_file(FileTask(path, path.name), run)
    assert isinstance(first, CheckedReturn) and len(first.findings) > 20
    copy = tmp_path / path.name
    copy.write_bytes(return_copy(path.read_bytes(), first.findings, ("Điểm: 0",)))
    second = process_file(FileTask(copy, path.name), run)
    assert isinstance(second, CheckedReturn)
    assert second.findings == first.findings
    assert second.score == first.score
    assert second.submission == first.submission
    assert complaints(copy.read_bytes(), tmp_path) == []


# ------------------------------------------------------------------ the sheet of findings


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


# ------------------------------------------------------------------ what other programs write

# What stands inside <worksheet>; the marked cell is always B2.
SHEETS = {
    "no rows": "<sheetData/>",
    "empty rows": "<sheetData></sheetData>",
    "row closed at once": '<sheetData><row r="1"/><row r="2"/><row r="3"/></sheetData>',
    "cell closed at once": '<sheetData><row r="2"><c r="A2"/><c r="B2"/><c r="C2"/></row></sheetData>',
    "cell with single quotes": "<sheetData><row r='2' spans='2:2'><c r='B2' s='0' t='n'><v>7</v></c></row></sheetData>",
    "cell missing": '<sheetData><row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>3</v></c></row></sheetData>',
    "no addresses": "<sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c><c><v>7</v></c></row></sheetData>",
    "inline text": '<sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>x &gt; "y"</t></is></c></row></sheetData>',
    "a > in an attribute": '<sheetData><row r="2" a="&gt;>"><c r="B2"><f>IF(1>0,1,2)</f><v>1</v></c></row></sheetData>',
    "parts behind the notes": '<sheetData/><tableParts count="0"/><extLst><ext uri="{x}"/></extLst>',
    "a drawing before them": "<sheetData/><pageMargins left='1' right='1' top='1' bottom='1' header='1' footer='1'/>",
}


@pytest.mark.parametrize("xml", SHEETS.values(), ids=SHEETS)
def test_however_the_cell_is_written(xml: str) -> None:
    package = small_book(xml)
    copy = return_copy(package, [finding_at("Trang", "B2")])
    before, after = book_of(package)["Trang"], book_of(copy)["Trang"]
    assert after["B2"].fill.fgColor.rgb == FILL["lỗi"]
    assert after["B2"].comment.text.startswith("Kiểm tra biểu")
    values = [[cell.value for cell in row] for row in before.iter_rows(max_row=3, max_col=3)]
    assert [[cell.value for cell in row] for row in after.iter_rows(max_row=3, max_col=3)] == values
    sheet = contents(copy)["xl/worksheets/sheet1.xml"]
    order = [etree.QName(child).localname for child in etree.fromstring(sheet)]
    assert order.index("legacyDrawing") == len([name for name in order if name in ("sheetData", "pageMargins")])
    assert only_added(contents(package)["xl/worksheets/sheet1.xml"], sheet, {"s", "spans"}) == []


def test_a_format_that_does_not_exist() -> None:
    package = small_book('<sheetData><row r="2"><c r="B2" s="99"><v>1</v></c></row></sheetData>')
    sheet = book_of(return_copy(package, [finding_at("Trang", "B2")]))["Trang"]
    assert (sheet["B2"].value, sheet["B2"].fill.fgColor.rgb) == (1, FILL["lỗi"])


def _prefixed(part: bytes) -> bytes:
    """Every element of the main namespace with the prefix x, as the OpenXML SDK writes it."""
    text = part.decode().replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return re.sub(r"<(/?)(?=[a-z])(?!\?)", r"<\1x:", text)


def test_elements_with_a_prefix() -> None:
    xml = '<sheetData><row r="2"><c r="A2"><v>1</v></c></row></sheetData>'
    main = {"xl/workbook.xml": _prefixed, "xl/worksheets/sheet1.xml": _prefixed}
    package = edit_parts(small_book(xml), {name: lambda part, f=f: f(part).encode() for name, f in main.items()})
    copy = return_copy(package, [finding_at("Trang", "B2")])
    sheet = contents(copy)["xl/worksheets/sheet1.xml"]
    assert b'<x:c r="B2"' in sheet and b"<x:legacyDrawing" in sheet and b"<c " not in sheet
    book = book_of(copy)
    assert book["Trang"]["B2"].fill.fgColor.rgb == FILL["lỗi"]
    assert book["Trang"]["B2"].comment and book.sheetnames[-1] == "Phát hiện"


def test_a_strict_workbook_gets_strict_parts() -> None:
    office, strict = (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )

    def to_strict(part: bytes) -> bytes:
        return part.replace(MAIN.encode(), STRICT.encode()).replace(office.encode(), strict.encode())

    names = ("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml")
    package = edit_parts(small_book("<sheetData/>"), dict.fromkeys(names, to_strict))
    new = contents(return_copy(package, [finding_at("Trang", "B2")]))
    assert STRICT.encode() in new["xl/comments1.xml"] and STRICT.encode() in new["xl/worksheets/sheet2.xml"]
    assert f"{strict}/comments".encode() in new["xl/worksheets/_rels/sheet1.xml.rels"]
    assert f'xmlns:r="{strict}" r:id="rId2"'.encode() in new["xl/worksheets/sheet1.xml"]
    assert not any(office.encode() in new[name] for name in names)


def test_a_part_in_utf_16() -> None:
    def wide(part: bytes) -> bytes:
        return part.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")

    xml = '<sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>Lò Thị Mẫu</t></is></c></row></sheetData>'
    package = edit_parts(small_book(xml), {"xl/worksheets/sheet1.xml": wide, "xl/workbook.xml": wide})
    book = book_of(return_copy(package, [finding_at("Trang", "B2")]))
    assert book["Trang"]["B2"].value == "Lò Thị Mẫu"
    assert book["Trang"]["B2"].fill.fgColor.rgb == FILL["lỗi"]


def test_absolute_targets_and_other_case() -> None:
    package = edit_parts(
        small_book("<sheetData/>"),
        {"xl/_rels/workbook.xml.rels": replace("worksheets/sheet1.xml", "/xl/Worksheets/Sheet1.xml")},
    )
    copy = return_copy(package, [finding_at("Trang", "B2")])
    assert b'r="B2"' in contents(copy)["xl/worksheets/sheet1.xml"]


COMMENT_TEXTS = {
    "plain": "<t>Ý kiến</t>",
    "runs": '<r><rPr><b/></rPr><t xml:space="preserve">Ý </t></r><r><t>kiến</t></r>',
}


@pytest.mark.parametrize("text", COMMENT_TEXTS.values(), ids=COMMENT_TEXTS)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_comment_that_stands_there_is_kept(text: str, prefix: str) -> None:
    xml = f'<comments xmlns="{MAIN}"><authors><author>A</author></authors><commentList>'
    xml += f'<comment ref="B2" authorId="0"><text>{text}</text></comment></commentList></comments>'
    comments = _prefixed(xml.encode()) if prefix else xml
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="/xl/cm.xml"/>'
        "</Relationships>"
    )
    package = edit_parts(
        small_book("<sheetData/>"),
        {"xl/worksheets/_rels/sheet1.xml.rels": rels.encode(), "xl/cm.xml": comments.encode()},
    )
    copy = return_copy(package, [finding_at("Trang", "B2")])
    expected = "Ý kiến\n\nKiểm tra biểu Đề án 06\nC299 (lỗi): Sai.\nCách sửa: Sửa lại."
    assert _comment_text(copy, "xl/cm.xml") == expected
    assert _comment_text(return_copy(copy, ()), "xl/cm.xml") == "Ý kiến"
    # The comment had no box of its own; one is made.
    assert b"<x:Row>1</x:Row><x:Column>1</x:Column>" in contents(copy)["xl/drawings/vmlDrawing1.vml"]


def _comment_text(package: bytes, part: str) -> str:
    return "".join(etree.fromstring(contents(package)[part]).itertext(f"{{{MAIN}}}t"))


def test_threaded_comments_stay(rich: bytes) -> None:
    base = "http://schemas.microsoft.com/office/2017/10/relationships"
    threaded = b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>'
    link = f'<Relationship Id="rId99" Type="{base}/threadedComment" Target="../threadedComments/threadedComment1.xml"/>'
    package = edit_parts(
        rich,
        {
            "xl/threadedComments/threadedComment1.xml": threaded,
            "xl/persons/person.xml": b"<personList/>",
            "xl/worksheets/_rels/sheet1.xml.rels": replace("</Relationships>", f"{link}</Relationships>"),
        },
    )
    changed, _ = changed_parts(package, return_copy(package, ON_RICH))
    assert not {name for name in changed if "thread" in name or "person" in name or name.endswith("sheet1.xml.rels")}
    assert "xl/comments1.xml" in changed


def test_broken_comments_are_left_alone() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../cm.xml"/>'
        "</Relationships>"
    )
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": rels.encode(), "xl/cm.xml": b"<comments><oops"}
    package = edit_parts(small_book("<sheetData/>"), parts)
    new = contents(return_copy(package, [finding_at("Trang", "B2")]))
    assert new["xl/cm.xml"] == parts["xl/cm.xml"]
    assert b'<c r="B2"' in new["xl/worksheets/sheet1.xml"] and b"legacyDrawing" not in new["xl/worksheets/sheet1.xml"]


# Which part is broken and how: each must be said in a sentence, never as a trace.
BROKEN = {
    "xl/styles.xml": b"<styleSheet",
    "xl/workbook.xml": b"",
    "[Content_Types].xml": b"<Types><oops></Types>",
    "xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row r='x'/></sheetData></worksheet>",
    "xl/worksheets/_rels/sheet1.xml.rels": b"no XML",
}


@pytest.mark.parametrize("part", BROKEN)
def test_what_cannot_be_marked_is_said_so(rich: bytes, part: str) -> None:
    with pytest.raises(ReturnCopyError, match="Không đánh dấu được"):
        return_copy(edit_parts(rich, {part: BROKEN[part]}), ON_RICH)


def test_no_package_at_all() -> None:
    with pytest.raises(ReturnCopyError, match="Không đánh dấu được"):
        return_copy(b"PK\3\4", ON_RICH)


def test_light_text_is_made_dark_while_marked(built_forms: Any) -> None:
    form = built_forms["XP-02647"].path.read_bytes()
    header = next(c for row in book_of(form)["Chỉ tiêu"].iter_rows() for c in row if c.value == "Mã")
    assert header.font.color.rgb == "FFFFFFFF"
    marked = return_copy(form, [finding_at("Chỉ tiêu", header.coordinate, "giải trình")])
    cell = book_of(marked)["Chỉ tiêu"][header.coordinate]
    assert (cell.font.color.rgb, cell.fill.fgColor.rgb, cell.font.b) == ("FF000000", FILL["giải trình"], True)
    clean = book_of(return_copy(marked, ()))["Chỉ tiêu"][header.coordinate]
    assert repr((clean.font, clean.fill)) == repr((header.font, header.fill))


def test_a_long_note_says_where_the_rest_is() -> None:
    findings = [finding_at("Trang", "B2", code=f"C2{number:02}", message="Dài. " * 40) for number in range(30)]
    text = book_of(return_copy(small_book("<sheetData/>"), findings))["Trang"]["B2"].comment.text
    assert len(text) < 4000 and text.endswith("(Còn nữa: xem trang phát hiện ở cuối tệp.)")


def test_real_rules_read_well_in_a_note() -> None:
    finding = real_finding("C201", "Trang", "B2", column="Tử số")
    text = book_of(return_copy(small_book("<sheetData/>"), [finding, finding]))["Trang"]["B2"].comment.text
    assert text == f"Kiểm tra biểu Đề án 06\nC201 (lỗi): {finding.message}\nCách sửa: {finding.fix}"


NAMES = """
BM-01_2026-10_XP-02647.xlsx   | BM-01_2026-10_XP-02647_tra-lai.xlsx
xa/Biểu tháng 10.XLSX         | xa/Biểu tháng 10_tra-lai.xlsx
khong-duoi                    | khong-duoi_tra-lai.xlsx
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_the_name_of_the_copy(line: str) -> None:
    name, expected = (part.strip() for part in line.split("|"))
    assert return_copy_name(name) == expected


def test_stored_and_streamed_entries_are_copied(rich: bytes) -> None:
    """Parts that are not compressed, and sizes told only behind the data, as streaming writers do."""

    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.data += data
            return len(data)

    sink = OneWay()
    with zipfile.ZipFile(sink, "w") as archive:  # type: ignore[arg-type]
        for number, (name, data) in enumerate(contents(rich).items()):
            archive.writestr(name, data, zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED)
    streamed = bytes(sink.data)
    copy = return_copy(streamed, ON_RICH)
    changed, _ = changed_parts(streamed, copy)
    assert len(set(packed(streamed)) - changed) > 15
    assert {name: data for name, data in contents(copy).items() if name not in changed}.items() >= {
        name: data for name, data in contents(rich).items() if name not in changed
    }.items()
