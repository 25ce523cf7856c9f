"""The identity a form carries in three places: where they disagree or name nothing we know, the form cannot count."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from form_files import PartEdit, replace
from openpyxl.workbook import Workbook
from returned_form import Returned, codes, put

from de_an06_xl.model.cells import CellGrid
from de_an06_xl.parse_submission import Parsed
from de_an06_xl.run_context import RunContext


def refusal(parsed: Parsed) -> list[str]:
    assert parsed.submission is None
    return codes(parsed)


def identity_edit(places: Iterable[str], old: str, new: str) -> dict[str, PartEdit]:
    """Change the identity in some of its three places."""
    parts = {
        "name": ("xl/workbook.xml", f'"{old}', f'"{new}'),
        "property": ("docProps/custom.xml", old, new),
        "cell": ("xl/sharedStrings.xml", f">{old}", f">{new}"),
    }
    return {parts[place][0]: replace(*parts[place][1:]) for place in places}


PLACES = ("name", "property", "cell")
START = "BM-01|1.0|2026-10|XP-02647|"

# places changed | from | to | rule
IDENTITIES = [
    (("cell",), START, "BM-01|1.0|2026-10|XP-02632|", "F131"),
    (("property",), START, "BM-01|1.0|2026-09|XP-02647|", "F131"),
    (("name",), START, "BM-01|1.0|2026-10|", "F131"),
    (PLACES, START, "BM-01|", "F131"),
    (PLACES, START, "BM-01|0.9|2026-10|XP-02647|", "F133"),
    (PLACES, START, "BM-02|1.0|2026-10|XP-02647|", "F133"),
    (PLACES, START, "BM-01|1.0|2026-10|XP-99999|", "F134"),
    (PLACES, START, "BM-01|1.0|2035-10|XP-02647|", "F135"),
    (PLACES, START, "BM-01|1.0|tháng 10|XP-02647|", "F135"),
    (PLACES, START, "BM-01|1.0|2026-09|XP-02647|", "F132"),
    (PLACES, START, "BM-01|1.0|2026-10|SN-CAT|", "F132"),
]


@pytest.mark.parametrize(("places", "old", "new", "rule"), IDENTITIES)
def test_identities_that_cannot_count(
    returned: Returned, places: tuple[str, ...], old: str, new: str, rule: str
) -> None:
    parsed = returned.parse(parts=identity_edit(places, old, new))
    assert refusal(parsed) == [rule]


def test_a_missing_place_is_named(returned: Returned) -> None:
    parsed = returned.parse(parts={"docProps/custom.xml": replace('name="DA06_ID"', 'name="KHAC"')})
    assert refusal(parsed) == ["F131"]
    assert "thuộc tính tệp" in parsed.findings[0].message


def test_a_workbook_of_something_else_is_not_our_form(returned: Returned) -> None:
    parsed = returned.parse_grid(CellGrid(sheets={}, identities={"cell": None, "property": None, "name": None}))
    assert refusal(parsed) == ["F136"]
    assert parsed.identity is None


def test_a_unit_code_typed_over_is_refused(returned: Returned) -> None:
    parsed = returned.parse(edit=put("Thông tin", "TT-01", "Giá trị", "XP-02632"))
    assert refusal(parsed) == ["F132"]
    assert parsed.identity is not None
    assert parsed.identity.unit == "XP-02647"
    assert parsed.findings[0].sheet == "Thông tin"


def test_a_form_without_any_table_cannot_count(returned: Returned, run: RunContext) -> None:
    def edit(book: Workbook) -> None:
        for sheet in run.layout.row_sheets:
            book.remove(book[sheet.name])

    assert refusal(returned.parse(edit=edit)) == ["F140"] * 5


def test_another_version_of_the_plan_is_noted(returned: Returned) -> None:
    old, new = START + "KH-LAOCAI-2026-2030/2026.1|", START + "KH-LAOCAI-2026-2030/2026.0|"
    parsed = returned.parse(parts=identity_edit(PLACES, old, new))
    assert codes(parsed) == ["F138"]
    assert parsed.submission is not None
