"""What the streamed scan sees in sheets and around them."""

import pytest
from conftest import BuiltForm
from form_files import edit_parts, replace, small_book

from de_an06_xl.model.cells import CellRange, Formula
from de_an06_xl.model.package import PackageFault, PackageScan
from de_an06_xl.workbook_file.package_scan import elements, scan_package
from de_an06_xl.workbook_file.sheet_scan import parse_address, parse_range, scan_sheet
from de_an06_xl.workbook_file.zip_parts import read_parts


def sheet(inner: str, prefix: str = "") -> bytes:
    return f'<?xml version="1.0"?><{prefix}worksheet xmlns="m" xmlns:x="m">{inner}</{prefix}worksheet>'.encode()


# cells of one sheet | last row and column
REACH = """
<row r="3"><c r="C3"><v>1</v></c></row> | 3 3
<row r="3"><c r="C3" s="1"/></row> | 0 0
<row r="3"><c r="C3" t="inlineStr"><is><t>x</t></is></c></row> | 3 3
<row r="3"><c r="C3"><f>A1</f></c></row> | 3 3
<row r="2"><c><v>1</v></c><c s="1"/><c><v>1</v></c></row> | 2 3
<row><c><v>1</v></c></row><row><c><v>1</v></c></row> | 2 1
<row r="1"><c r="B1"><v>1</v></c><c><v>1</v></c></row> | 1 3
<row r="1"><c r="B7"><v>1</v></c></row> | 7 2
<row r="1"><c r="c1"><v>1</v></c></row> | 1 3
<row r="1000000" hidden="1"/><row r="1"><c r="A1"><v>1</v></c></row> | 1 1
"""


@pytest.mark.parametrize("line", REACH.strip().splitlines())
def test_how_far_a_sheet_reaches(line: str) -> None:
    cells, _, wanted = line.rpartition("|")
    scan = scan_sheet("T", sheet(f'<dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData>'))
    assert [scan.last_row, scan.last_column] == [int(number) for number in wanted.split()]


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>',
        '<c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="a1"><v>2</v></c>',
        '<c r="A1"><v>1</v></c><c r="$A$1"><v>2</v></c>',
        '<c r="B1"><v>1</v></c><c r="A1" s="1"/><c><v>2</v></c>',
        '<c r="A1" t="e"><v>#N/A</v></c><c r="A1"><f>1</f></c>',
    ],
)
def test_two_cells_at_one_place_are_refused(cells: str) -> None:
    with pytest.raises(PackageFault) as fault:
        scan_sheet("T", sheet(f'<sheetData><row r="1">{cells}</row></sheetData>'))
    assert fault.value.code == "F105"


# what stands in a cell, of which some readers see 1 and others 12, or nothing
DOUBTFUL = [
    "<v>1<!-- x -->2</v>",
    "<v>1<![CDATA[2]]></v>",
    "<v>1<?x y?>2</v>",
    "<v>&#49;2</v>",
    "<v>1<v>2</v></v>",
    "<v>1<x/>2</v>",
    "<v>1</v><v>2</v>",
    "<v>1</v><is><t>2</t></is>",
    "<x:v>1</x:v>",
    "<v>1</v><x:v>2</x:v>",
    "<x:f>2</x:f><v>1</v>",
]


@pytest.mark.parametrize("inner", DOUBTFUL)
def test_a_value_that_readers_see_differently_is_refused(inner: str) -> None:
    xml = f'<sheetData><row r="1"><c r="A1">{inner}</c></row></sheetData>'
    for data in (sheet(xml), sheet(xml).decode().encode("utf-16")):
        with pytest.raises(PackageFault) as fault:
            scan_sheet("T", data)
        assert (fault.value.code, fault.value.words["part"]) == ("F105", "T!A1")


@pytest.mark.parametrize("number", ["7x", " 7", "7 ", "-1", "+7", "7.0", "1e1", "x", "٣", "99999999999999999999"])
def test_the_number_of_a_string_is_digits_or_the_sheet_is_refused(number: str) -> None:
    """The reader takes the first string of the book where it cannot read the number."""
    for attributes in ('r="A1" t="s"', 't="s" r="A1"'):  # the quick way, and one it does not know
        xml = f'<sheetData><row r="1"><c {attributes}><v>{number}</v></c></row></sheetData>'
        with pytest.raises(PackageFault) as fault:
            scan_sheet("T", sheet(xml))
        assert (fault.value.code, fault.value.words["part"]) == ("F105", "T!A1")
    for good in ("7", "007", "123456789"):
        assert scan_sheet("T", sheet(xml.replace(number, good))).last_row == 1


def test_cells_of_another_prefix_than_the_sheet_are_refused() -> None:
    for root, cell in (("", "x:"), ("x:", "")):
        value = f'<{cell}c r="A1"><{cell}v>1</{cell}v></{cell}c>'
        xml = f'<{cell}sheetData><{cell}row r="1">{value}</{cell}row></{cell}sheetData>'
        with pytest.raises(PackageFault):
            scan_sheet("T", sheet(xml, root))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="str"><f>B1</f><v>a &amp; b&#10;</v></c>',
        '<c r="A1" t="inlineStr"><is><t>a<!-- x --> &amp; b</t></is></c>',
        '<c r="A1"><f>1</f><v/></c>',
        '<!-- x --><c r="A1"><!-- x --><v>1</v></c>',
    ],
)
def test_what_every_reader_sees_alike_passes(cell: str) -> None:
    assert scan_sheet("T", sheet(f'<sheetData><row r="1">{cell}</row></sheetData>')).last_row == 1


def test_a_foreign_word_outside_the_cells_is_no_cell() -> None:
    """Calc writes the place of a button as ``xdr:row``, Excel the range of a sparkline as ``xm:f``."""
    after = "<control><from><xdr:col>11</xdr:col><xdr:row>7</xdr:row></from></control><ext><xm:f>A1</xm:f></ext>"
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    for data in (sheet(cells + after), sheet(cells + after).decode().encode("utf-16")):
        assert scan_sheet("T", data).last_row == 1


def test_blank_cells_and_parts_of_one_cell_are_no_second_cell() -> None:
    cells = '<c r="A1" s="1"/><c r="A1"><f>1</f><v>1</v></c><c r="A1"/><c r="B1"><v>1</v><f>2</f></c>'
    assert scan_sheet("T", sheet(f'<sheetData><row r="1">{cells}</row></sheetData>')).last_column == 2


def test_prefixed_elements_are_seen_as_well() -> None:
    xml = '<x:sheetData><x:row r="2"><x:c r="B2" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row></x:sheetData>'
    scan = scan_sheet("T", sheet(xml, "x:"))
    assert (scan.last_row, scan.errors, scan.formulas) == (2, {"B2": "#DIV/0!"}, {"B2": Formula("1/0")})


def test_utf16_sheets_are_scanned() -> None:
    xml = sheet('<sheetData><row r="2"><c r="B2" t="e"><v>#N/A</v></c></row></sheetData>').decode()
    assert scan_sheet("T", xml.encode("utf-16")).errors == {"B2": "#N/A"}


def test_errors_formulas_merges_and_hidden_parts() -> None:
    scan = scan_sheet(
        "T",
        sheet(
            '<cols><col min="2" max="4" hidden="1"/><col min="6" max="6"/></cols><sheetData>'
            '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>3</v></c><c r="B1" t="e"><v>#REF!</v></c></row>'
            '<row r="2" hidden="1"><c r="A2"><f t="shared" ref="A2:A4" si="0">B2*&quot;x&quot;</f><v>1</v></c></row>'
            '<row r="3" hidden="true"><c r="A3"><f t="shared" si="0"/><v>1</v></c></row>'
            '<row r="4" hidden="0"><c r="A4"><f t="shared" si="0"></f></c><c r="B4" t="str"><v>#REF!</v></c></row>'
            '</sheetData><mergeCells count="1"><mergeCell ref="C3:B2"/></mergeCells>'
        ),
    )
    assert scan.errors == {"B1": "#REF!"}
    assert scan.formulas == {
        "A1": Formula("SUM(B1:C1)"),
        "A2": Formula('B2*"x"'),
        "A3": Formula("", "A2"),
        "A4": Formula("", "A2"),
    }
    assert scan.merges == (CellRange(1, 1, 2, 2),)
    assert scan.merge_area == 4
    assert scan.hidden_rows == {1, 2}
    assert scan.hidden_columns == 3


BAD_RANGES = ["", "A", "1", "A0", "AAAA1", "A12345678", "Ạ1", "A1:B", ":A1", "A1:B2:C3"]


@pytest.mark.parametrize("reference", BAD_RANGES)
def test_bad_ranges_are_no_ranges(reference: str) -> None:
    with pytest.raises(ValueError):
        parse_range(reference)


def test_addresses() -> None:
    assert parse_address("A1") == (0, 0)
    assert parse_address("$K$9") == (8, 10)
    assert parse_address("XFD1048576") == (1048575, 16383)


def scan_of(package: bytes) -> PackageScan:
    return scan_package(read_parts(package))


@pytest.fixture(scope="module")
def form(built_forms: dict[str, BuiltForm]) -> BuiltForm:
    return built_forms["XP-02647"]


def test_a_form_as_the_scan_sees_it(form: BuiltForm) -> None:
    scan = scan_of(form.path.read_bytes())
    assert list(scan.states.items())[-1] == ("_meta", "veryHidden")
    assert {state for name, state in scan.states.items() if name != "_meta"} == {"visible"}
    assert list(scan.sheets) == list(scan.states)
    assert scan.custom_properties["DA06_ID"] == str(form.identity)
    assert scan.defined_names["DA06_ID"] == f'"{form.identity}"'
    assert scan.modified == "2026-10-31T00:00:00Z"
    assert not scan.date_1904
    assert scan.extras == scan.legacy_fonts == ()
    for sheet_ in form.document.sheets:
        found = scan.sheets[sheet_.spec.name]
        formulas = {cell.formula.removeprefix("=") for cell in sheet_.cells if cell.formula}
        assert {formula.text for formula in found.formulas.values()} == formulas
        assert found.errors == {}
        assert found.hidden_rows == set()


def test_names_of_one_sheet_only_are_not_names_of_the_book(form: BuiltForm) -> None:
    assert not any("_FilterDatabase" in name for name in scan_of(form.path.read_bytes()).defined_names)


def test_1904_books_are_known(form: BuiltForm) -> None:
    package = edit_parts(
        form.path.read_bytes(), {"xl/workbook.xml": replace("<workbookPr ", '<workbookPr date1904="1" ')}
    )
    assert scan_of(package).date_1904


def test_a_book_without_properties_has_none() -> None:
    scan = scan_of(small_book("<sheetData/>"))
    assert (scan.custom_properties, scan.defined_names, scan.modified) == ({}, {}, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_false_count_that_would_kill_the_reader_is_refused(form: BuiltForm, encoding: str) -> None:
    strings = '<?xml version="1.0"?><sst xmlns="m" uniqueCount="99999999999"><si><t>x</t></si></sst>'.encode(encoding)
    with pytest.raises(PackageFault) as fault:
        scan_of(edit_parts(form.path.read_bytes(), {"xl/sharedStrings.xml": strings}))
    assert fault.value.code == "F107"


def test_two_sheets_of_one_name_are_refused() -> None:
    again = replace("</sheets>", '<sheet name="Trang" sheetId="2" r:id="rId1"/></sheets>')
    with pytest.raises(PackageFault) as fault:
        scan_of(edit_parts(small_book("<sheetData/>"), {"xl/workbook.xml": again}))
    assert fault.value.code == "F105"


def test_macro_sheets_behind_an_innocent_name_are_refused() -> None:
    relation = replace("relationships/worksheet", "relationships/xlMacrosheet")
    with pytest.raises(PackageFault) as fault:
        scan_of(edit_parts(small_book("<sheetData/>"), {"xl/_rels/workbook.xml.rels": relation}))
    assert fault.value.code == "F113"


def test_elements_come_in_document_order_with_their_own_text() -> None:
    found = [(e.name, e.attributes, e.text) for e in elements(b'<a><n:b n:k="1">x<c>y</c>z</n:b></a>', "p")]
    assert found == [("a", {}, ""), ("b", {"k": "1"}, "xz"), ("c", {}, "y")]
