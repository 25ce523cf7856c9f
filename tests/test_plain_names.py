"""The names of a book found without a parser are the ones a parser finds, or none are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from de_an06_xl.model.package import PackageFault
from de_an06_xl.workbook_file.package_scan import elements
from de_an06_xl.workbook_file.plain_names import cut_plain_names

HEAD = '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="m"><sheets/>'


def book(names: str) -> bytes:
    return f"{HEAD}<definedNames>{names}</definedNames><calcPr/></workbook>".encode()


def by_parser(workbook: bytes) -> dict[str, str]:
    return {
        element.attributes.get("name", ""): element.text
        for element in elements(workbook, "w")
        if element.name == "definedName" and "localSheetId" not in element.attributes
    }


# written | taken out without a parser
BOOKS = """
    <definedName name="A">Sheet1!$A$1</definedName>                                           | yes
    <definedName name="A" hidden="1"> "x" </definedName><definedName name="B.C">1</definedName> | yes
    <definedName name="A" localSheetId="0">1</definedName><definedName name="A">2</definedName> | yes
    <definedName name="A">1</definedName><definedName name="A">2</definedName>                | yes
    <definedName name="A">Bảng!$A$1</definedName>                                             | yes
    <definedName name="A">1&amp;2</definedName>                                               | no
    <definedName hidden="1" name="A">1</definedName>                                          | no
    <definedName name="A" comment="x">1</definedName>                                         | no
    <x:definedName xmlns:x="m" name="A">1</x:definedName>                                     | no
    <definedName name="A"><!-- x -->1</definedName>                                           | no
"""


@pytest.mark.parametrize("line", BOOKS.strip().splitlines())
def test_names(line: str) -> None:
    names, plain = (part.strip() for part in line.rsplit("|", 1))
    workbook = book(names)
    rest, found = cut_plain_names(workbook)
    assert (rest != workbook) == (plain == "yes")
    assert {**found, **by_parser(rest)} == by_parser(workbook)
    assert len(found) == len(list(found))
    assert found.get("không có") is None


PIECES = st.sampled_from(
    [
        '<definedName name="A">1</definedName>',
        '<definedName name="DA06_ID">"BM-01|1"</definedName>',
        '<definedName name="A" localSheetId="2">3</definedName>',
        '<definedName name="B" hidden="1">4</definedName>',
        *("<definedName>", "</definedName>", "</definedNames>", "<definedNames>", "&amp;", "&", "<!-- x -->", " ", "x"),
    ]
)


@given(st.lists(PIECES, max_size=6))
def test_both_ways_agree(pieces: list[str]) -> None:
    workbook = book("".join(pieces))
    rest, found = cut_plain_names(workbook)
    try:
        expected = by_parser(workbook)
    except PackageFault:
        with pytest.raises(PackageFault):
            by_parser(rest)
        return
    assert {**found, **by_parser(rest)} == expected
