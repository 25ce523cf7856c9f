"""What is typed into a cell: read as the number, choice, text or day that is meant, or left as typed and told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from form_files import replace
from openpyxl.workbook import Workbook
from returned_form import Returned, code_cell, codes, entry, header_cell, put

from de_an06_xl.model.cells import CellGrid

# sheet, row, header, typed | column | value, or what stays as text | rules
TYPED: list[tuple[tuple[str, str, str, Any], str, Any, list[str]]] = [
    (("Chỉ tiêu", "CT-I.5", "Tử số", "85,5"), "numerator", Decimal("85.5"), ["C221"]),
    (("Chỉ tiêu", "CT-I.5", "Tử số", "1.234,5"), "numerator", Decimal("1234.5"), ["C221"]),
    (("Chỉ tiêu", "CT-I.5", "Tử số", "\u00a080 "), "numerator", Decimal(80), ["C221"]),
    (("Chỉ tiêu", "CT-I.5", "Tử số", "1.234"), "numerator", "1.234", ["C222"]),
    (("Chỉ tiêu", "CT-I.5", "Tử số", "tám mươi"), "numerator", "tám mươi", []),
    (("Chỉ tiêu", "CT-I.5", "Tử số", True), "numerator", "TRUE", []),
    (("Chỉ tiêu", "CT-I.5", "Tử số", dt.date(2026, 10, 8)), "numerator", "08/10/2026", []),
    (("Chỉ tiêu", "CT-I.5", "Tử số", "  "), "numerator", None, []),
    (("Chỉ tiêu", "CT-I.5", "Tử số", 0.0), "numerator", Decimal(0), []),
    (("Chỉ tiêu", "CT-I.5", "Tử số", 0.1), "numerator", Decimal("0.1"), []),
    (("Chỉ tiêu", "CT-I.5", "Tử số", -5.0), "numerator", Decimal(-5), []),
    (("Chỉ tiêu", "CT-I.5", "Tử số", float("inf")), "numerator", "inf", []),
    (("Chỉ tiêu", "CT-I.5", "Tử số", 1e300), "numerator", "1e+300", []),
    (("Chỉ tiêu", "CT-I.5", "Tử số", dt.time(8, 10)), "numerator", "08:10", []),
    (("Tổ chức thực hiện", "TC-g", "Hài lòng (%)", "85%"), "satisfaction_pct", Decimal(85), ["C221"]),
    (("Chỉ tiêu", "CT-I.5", "Tình trạng số liệu", "có  số liệu"), "state", "Có số liệu", ["C224"]),
    (("Chỉ tiêu", "CT-I.5", "Tình trạng số liệu", " Có số liệu "), "state", "Có số liệu", []),
    (("Chỉ tiêu", "CT-I.5", "Tình trạng số liệu", "Có số"), "state", "Có số", []),
    (("Chỉ tiêu", "CT-I.5", "Minh chứng", 125.0), "evidence", "125", []),
    (("Chỉ tiêu", "CT-I.5", "Minh chứng", 12.5), "evidence", "12.5", []),
    (("Chỉ tiêu", "CT-I.5", "Minh chứng", dt.date(2026, 10, 8)), "evidence", "08/10/2026", []),
    (("Chỉ tiêu", "CT-I.5", "Minh chứng", "a\n b\u200b "), "evidence", "a b", []),
    (("Thông tin", "TT-06", "Giá trị", 2143840000.0), "value", "2143840000", []),
    (("Thông tin", "TT-09", "Giá trị", "05/11/2026"), "value", 46331, ["C223"]),
    (("Thông tin", "TT-09", "Giá trị", 46331.7), "value", 46331, []),
    (("Thông tin", "TT-09", "Giá trị", dt.datetime(2026, 11, 5, 17, 30)), "value", 46331, []),
    (("Thông tin", "TT-09", "Giá trị", "5/11"), "value", "5/11", []),
    (("Thông tin", "TT-09", "Giá trị", "31/02/2026"), "value", "31/02/2026", []),
    (("Thông tin", "TT-09", "Giá trị", -3.0), "value", "-3", []),
    (("Tổ chức thực hiện", "TC-b", "Ngày văn bản", "2026-06-03"), "document_date", 46176, ["C223"]),
]


def typed(grid: CellGrid, sheet: str, code: str, header: str, value: Any) -> CellGrid:
    """The same cells with one value changed, as the reader would give it."""
    rows = grid.sheets[sheet].rows
    row = next(row for row in rows if code in row)
    column = next(row.index(header) for row in rows if header in row)
    row[column] = value
    return grid


@pytest.mark.parametrize(("place", "column", "value", "rules"), TYPED, ids=[f"{t[0][2]}: {t[0][3]!r}" for t in TYPED])
def test_typed_values(
    returned: Returned, place: tuple[str, str, str, Any], column: str, value: Any, rules: list[str]
) -> None:
    parsed = returned.parse_grid(typed(returned.grid(), *place))
    assert parsed.submission is not None
    sheet = next(s.code for s in parsed.submission.sheets.values() if s.name == place[0])
    cell = entry(parsed.submission, sheet, place[1], column)
    assert cell.value == value
    assert type(cell.value) is type(value)
    assert cell.raw == place[3]
    assert codes(parsed) == sorted(cell.notes) == rules


def test_a_question_names_both_readings(returned: Returned) -> None:
    parsed = returned.parse_grid(typed(returned.grid(), "Chỉ tiêu", "CT-I.5", "Tử số", "1.234"))
    assert "“1.234”: là số lẻ 1,234 hay số nguyên 1234?" in parsed.findings[0].message
    assert parsed.findings[0].severity == "query"


def test_dates_of_a_1904_book_are_the_same_days(returned: Returned) -> None:
    """A bare number in a date cell is a serial of the file's own system; true dates are converted by the reader."""

    def edit(book: Workbook) -> None:
        put("Thông tin", "TT-09", "Giá trị", 46331 - 1462)(book)
        row, column = code_cell(book["Thông tin"], "TT-09").row, header_cell(book["Thông tin"], "Giá trị")[1]
        book["Thông tin"].cell(row, column).number_format = "General"

    parsed = returned.parse(edit=edit, parts={"xl/workbook.xml": replace("<workbookPr", '<workbookPr date1904="1"')})
    assert parsed.submission is not None
    assert parsed.submission.sheets["TT"].rows["TT-09"].value("value") == 46331


def test_personal_data_in_a_number_cell_is_masked_in_the_note(returned: Returned) -> None:
    parsed = returned.parse(edit=put("Chỉ tiêu", "CT-I.5", "Kết quả định tính", "SĐT 0900000012"))
    assert codes(parsed) == ["C225"]
    assert "0900000012" not in str(parsed.findings)
    assert parsed.findings[0].value.endswith("12")
