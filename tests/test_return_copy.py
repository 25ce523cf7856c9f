"""What the unit gets back: marked cells, notes, the sheet of findings, and everything else as it was."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from return_packages import (
    DATA,
    FILL,
    MAIN,
    MAY_CHANGE,
    ON_RICH,
    book_of,
    changed_parts,
    complaints,
    contents,
    finding_at,
    grid_of,
    listed,
    only_added,
    packed,
    rich_book,
)

from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.pipeline import FileTask, process_file
from de_an06_xl.return_copy import return_copy, return_copy_name
from de_an06_xl.run_context import RunContext

# ------------------------------------------------------------------ a workbook full of other things


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


def test_light_text_is_made_dark_while_marked(built_forms: Any) -> None:
    form = built_forms["XP-02647"].path.read_bytes()
    header = next(c for row in book_of(form)["Chỉ tiêu"].iter_rows() for c in row if c.value == "Mã")
    assert header.font.color.rgb == "FFFFFFFF"
    marked = return_copy(form, [finding_at("Chỉ tiêu", header.coordinate, "giải trình")])
    cell = book_of(marked)["Chỉ tiêu"][header.coordinate]
    assert (cell.font.color.rgb, cell.fill.fgColor.rgb, cell.font.b) == ("FF000000", FILL["giải trình"], True)
    clean = book_of(return_copy(marked, ()))["Chỉ tiêu"][header.coordinate]
    assert repr((clean.font, clean.fill)) == repr((header.font, header.fill))


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


# ------------------------------------------------------------------ the name of the copy

NAMES = """
BM-01_2026-10_XP-02647.xlsx   | BM-01_2026-10_XP-02647_tra-lai.xlsx
xa/Biểu tháng 10.XLSX         | xa/Biểu tháng 10_tra-lai.xlsx
khong-duoi                    | khong-duoi_tra-lai.xlsx
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_the_name_of_the_copy(line: str) -> None:
    name, expected = (part.strip() for part in line.split("|"))
    assert return_copy_name(name) == expected
