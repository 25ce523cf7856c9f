"""Annotated copies of what other programs write: unusual XML, foreign comments, broken and streamed packages."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from form_files import edit_parts, replace, small_book
from lxml import etree
from return_packages import (
    FILL,
    MAIN,
    ON_RICH,
    STRICT,
    book_of,
    changed_parts,
    contents,
    finding_at,
    only_added,
    packed,
    rich_book,
)

from de_an06_xl.errors import ReturnCopyError
from de_an06_xl.return_copy import return_copy


@pytest.fixture(scope="module")
def rich() -> bytes:
    return rich_book()


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
