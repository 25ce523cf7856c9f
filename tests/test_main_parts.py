"""Where the main parts stand, that they are whole, and that every reader would number the strings alike."""

from __future__ import annotations

import pytest
from conftest import BuiltForm
from form_files import PartEdit, edit_parts, replace

from de_an06_xl.model.package import PackageFault, PackageScan
from de_an06_xl.workbook_file import main_parts
from de_an06_xl.workbook_file.main_parts import STRINGS, check_main_parts
from de_an06_xl.workbook_file.package_scan import scan_package
from de_an06_xl.workbook_file.zip_parts import read_parts

ROOT = b'<Relationships><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'
BOOK = b'<Relationships><Relationship Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'


def scan(form: BuiltForm, parts: dict[str, PartEdit]) -> PackageScan:
    return scan_package(read_parts(edit_parts(form.path.read_bytes(), parts)))


@pytest.fixture(scope="module")
def form(built_forms: dict[str, BuiltForm]) -> BuiltForm:
    return built_forms["XP-02647"]


RELATIONS = "xl/_rels/workbook.xml.rels"
# part | its change
ELSEWHERE: list[tuple[str, PartEdit]] = [
    ("_rels/.rels", replace('Target="xl/workbook.xml"', 'Target="xl/other.xml"')),
    ("_rels/.rels", replace('Target="xl/workbook.xml"', 'Target="/workbook.xml"')),
    (RELATIONS, replace('Target="sharedStrings.xml"', 'Target="strings2.xml"')),
    (RELATIONS, replace('Target="sharedStrings.xml"', 'Target="../sharedStrings.xml"')),
    (RELATIONS, replace('Target="styles.xml"', 'Target="styles/styles.xml"')),
    (RELATIONS, replace("</Relationships>", "")),
    ("_rels/.rels", None),
    ("xl/styles.xml", replace("</styleSheet>", "")),
    ("xl/sharedStrings.xml", replace("</si>", "")),
    ("xl/sharedStrings.xml", replace("<si>", "<si><x/>")),
]


@pytest.mark.parametrize(("part", "change"), ELSEWHERE[:-1])
def test_a_book_that_programs_would_read_differently_is_refused(form: BuiltForm, part: str, change: PartEdit) -> None:
    with pytest.raises(PackageFault) as fault:
        scan(form, {part: change})
    assert fault.value.code == "F105"


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("_rels/.rels", replace('Target="xl/workbook.xml"', 'Target="/xl/workbook.xml"')),
        ("_rels/.rels", replace('Target="xl/workbook.xml"', 'Target="./XL/Workbook.xml"')),
        (RELATIONS, replace('Target="sharedStrings.xml"', 'Target="/xl/sharedStrings.xml"')),
        ELSEWHERE[-1],
    ],
)
def test_other_spellings_of_the_usual_places_pass(form: BuiltForm, part: str, change: PartEdit) -> None:
    assert scan(form, {part: change}).sheets


def check_strings(inner: bytes) -> None:
    strings = b'<?xml version="1.0"?><sst xmlns="m" xmlns:x="m">' + inner + b"</sst>"
    check_main_parts({"_rels/.rels": ROOT, "xl/_rels/workbook.xml.rels": BOOK, STRINGS: strings})


@pytest.mark.parametrize(
    "inner",
    [
        b"",
        b"<si><t>a</t></si>",
        b'<si><t xml:space="preserve"> a &amp; b</t></si><si><t></t></si>',
        b"<si><r><t>a</t></r><r><t>b</t></r></si><si><t>c</t><rPh><t>d</t></rPh></si>",
        b"<si><t>a</t></si> <!-- si --> <si><t/></si>",
        b"<x:si><x:t>a</x:t></x:si>",
        "<si><t>Xã Bảo Hà</t></si>".encode(),
    ],
)
def test_strings_of_every_kind_pass(inner: bytes) -> None:
    check_strings(inner)


@pytest.mark.parametrize(
    "inner",
    [
        b"<si><t>a</t>",
        b"<si><t>a</si></t>",
        b"<si><t>a<si><t>b</t></si></t></si>",
        b"<si><t>a</t></si></sst><sst><si><t>b</t></si>",
        b"<x:si><si><t>b</t></si></x:si>",
        b"<si><t>\xff\xfe</t></si>",
        b"<!-- <si><t>a</t></si></sst> --",
    ],
)
def test_strings_that_readers_would_number_differently_are_refused(inner: bytes) -> None:
    with pytest.raises(PackageFault) as fault:
        check_strings(inner)
    assert fault.value.code == "F105"


def test_too_much_text_is_counted_not_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main_parts, "MAX_TEXT", 100)
    check_strings(b"<si><t>a</t></si>" * 50)
    with pytest.raises(PackageFault) as fault:
        check_strings(b"<si><t>abc</t></si>" * 50)
    assert fault.value.code == "F126"
