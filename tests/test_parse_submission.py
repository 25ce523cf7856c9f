"""Codes, headers and names find the data; positions never do. What people do to a form is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from conftest import BuiltForm
from form_files import replace
from openpyxl.workbook import Workbook
from returned_form import EXPECTED, Returned, code_cell, codes, entry, header_cell, put, values

from de_an06_xl.model.cells import ErrorValue, cell_address
from de_an06_xl.parse_submission import parse_submission
from de_an06_xl.run_context import RunContext


def test_a_form_as_filled(returned: Returned) -> None:
    submission, found = returned.submission()
    assert found == []
    assert values(submission) == EXPECTED
    assert submission.identity.unit == "XP-02647"
    assert submission.file == "BM-01_2026-10_XP-02647.xlsx"


def test_a_blank_form_has_every_input_at_its_place(
    returned: Returned, built_forms: dict[str, BuiltForm], run: RunContext
) -> None:
    for form in built_forms.values():
        parsed = parse_submission(returned.read(form.path), "x.xlsx", run.layout, run.context_of)
        assert parsed.findings == ()
        assert parsed.submission is not None
        assert not parsed.submission.any_input
        assert parsed.submission.required_count > 0
        inputs = {
            (sheet.spec.code, item.row_id, item.column.code): cell_address(item.row, item.index)
            for sheet in form.document.sheets
            for item in sheet.inputs
        }
        read = {
            (row.sheet, row.id, item.column): item.cell
            for sheet in parsed.submission.sheets.values()
            for row in sheet.rows.values()
            for item in row.entries.values()
        }
        assert read == inputs


def test_a_row_knows_where_it_stands(returned: Returned) -> None:
    submission, _ = returned.submission()
    row = submission.sheets["CT"].rows["CT-I.5"]
    assert (row.row_number, row.code_cell, row.present) == (7, "A7", True)


def test_unused_inputs_have_no_entry_but_conditions_may_name_them(returned: Returned) -> None:
    submission, _ = returned.submission()
    row = submission.sheets["CT"].rows["CT-I.5"]
    assert "qualitative" not in row.entries
    assert row.values["qualitative"] is None


def test_required_follows_the_state_of_the_row(returned: Returned) -> None:
    submission, _ = returned.submission()
    assert entry(submission, "CT", "CT-I.5", "numerator").required
    assert not entry(submission, "CT", "CT-I.6", "numerator").required
    assert entry(submission, "CT", "CT-I.8", "state").required


# ---------------------------------------------------------------- places


def test_an_error_cell_is_an_error_never_a_blank(returned: Returned) -> None:
    submission, _ = returned.submission(edit=put("Chỉ tiêu", "CT-I.5", "Tử số", "#REF!", "e"))
    cell = entry(submission, "CT", "CT-I.5", "numerator")
    assert cell.value == ErrorValue("#REF!")
    assert cell.filled


def test_leading_blank_rows_and_an_inserted_row_move_nothing(returned: Returned) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Chỉ tiêu"]
        sheet.insert_rows(code_cell(sheet, "CT-I.6").row)
        sheet.insert_rows(1, 4)
        book["Tổ chức thực hiện"].delete_rows(1, 2)

    submission, found = returned.submission(edit=edit)
    assert found == []
    assert values(submission) == EXPECTED
    assert submission.sheets["CT"].rows["CT-I.5"].row_number == 11


def test_a_first_row_left_blank_keeps_true_addresses(returned: Returned) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Chỉ tiêu"]
        for row in sheet.iter_rows(1, 5):
            for cell in row:
                cell.value = None

    submission, found = returned.submission(edit=edit)
    assert found == []
    assert entry(submission, "CT", "CT-I.5", "state").cell.endswith("7")


def test_a_renamed_sheet_is_found_by_its_headers(returned: Returned) -> None:
    def edit(book: Workbook) -> None:
        book["Chỉ tiêu"].title = "Sheet1"
        book["Khó khăn, kiến nghị"].title = "Kiến nghị"

    submission, found = returned.submission(edit=edit)
    assert found == ["F141", "F141"]
    assert values(submission) == EXPECTED
    assert submission.sheets["CT"].name == "Sheet1"


def test_a_sheet_name_in_another_unicode_form_is_the_same_name(returned: Returned) -> None:
    def edit(book: Workbook) -> None:
        book["Chỉ tiêu"].title = "CHI\u0309  TIE\u0302U "

    submission, found = returned.submission(edit=edit)
    assert found == []
    assert values(submission) == EXPECTED


def test_of_a_sheet_and_its_copy_the_named_one_counts(returned: Returned) -> None:
    def edit(book: Workbook) -> None:
        copy = book.copy_worksheet(book["Chỉ tiêu"])
        copy.title = "Chỉ tiêu (2)"
        put("Chỉ tiêu (2)", "CT-I.5", "Tử số", 99)(book)

    parsed = returned.parse(edit=edit)
    assert codes(parsed) == ["F142"]
    assert "Chỉ tiêu (2)" in parsed.findings[0].message
    assert parsed.submission is not None
    assert values(parsed.submission) == EXPECTED


def test_a_moved_column_is_read_by_its_header(returned: Returned) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Chỉ tiêu"]
        first, second = (header_cell(sheet, header)[1] for header in ("Tử số", "Minh chứng"))
        for row in range(6, sheet.max_row + 1):
            one, other = sheet.cell(row, first), sheet.cell(row, second)
            one.value, other.value = other.value, one.value

    submission, found = returned.submission(edit=edit)
    assert found == ["F146"]
    assert values(submission) == EXPECTED


def test_an_inserted_column_moves_nothing(returned: Returned) -> None:
    submission, found = returned.submission(edit=lambda book: book["Tổ chức thực hiện"].insert_cols(2))
    assert found == ["F146"]
    assert values(submission) == EXPECTED


def test_rows_in_another_order_are_read_by_code(returned: Returned) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Chỉ tiêu"]
        first, second = code_cell(sheet, "CT-I.5").row, code_cell(sheet, "CT-I.6").row
        for column in range(1, sheet.max_column + 1):
            one, other = sheet.cell(first, column), sheet.cell(second, column)
            one.value, other.value = other.value, one.value

    submission, found = returned.submission(edit=edit)
    assert found == ["F153"]
    assert values(submission) == EXPECTED


def remove_row(book: Workbook) -> None:
    book["Chỉ tiêu"].delete_rows(code_cell(book["Chỉ tiêu"], "CT-I.6").row)


def hide_row(book: Workbook) -> None:
    book["Chỉ tiêu"].row_dimensions[code_cell(book["Chỉ tiêu"], "CT-I.6").row].hidden = True


def hide_sheet(book: Workbook) -> None:
    book["Chỉ tiêu"].sheet_state = "hidden"


def change_code(new: str) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        code_cell(book["Chỉ tiêu"], "CT-I.6").value = new

    return edit


def remove_column(header: str) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        book["Chỉ tiêu"].delete_cols(header_cell(book["Chỉ tiêu"], header)[1])

    return edit


def double_header(book: Workbook) -> None:
    sheet = book["Chỉ tiêu"]
    row, _ = header_cell(sheet, "Tử số")
    sheet.cell(row, sheet.max_column + 1).value = "Tử số"


def stray_input(book: Workbook) -> None:
    """A row typed below the last coded one."""
    sheet = book["Khó khăn, kiến nghị"]
    sheet.cell(code_cell(sheet, "KK-20").row + 1, 2).value = "Thêm một dòng, SĐT 0900000012"


def merge_inputs(book: Workbook) -> None:
    row = code_cell(book["Chỉ tiêu"], "CT-I.6").row
    book["Chỉ tiêu"].merge_cells(start_row=row, end_row=row, start_column=10, end_column=11)


def remove_header_row(book: Workbook) -> None:
    book["Chỉ tiêu"].delete_rows(6)


# name | what is done | rules | a word of the message | does CT-I.5 still count?
TAMPERED: list[tuple[str, Callable[[Workbook], None], list[str], str, bool]] = [
    ("xóa dòng", remove_row, ["F150"], "CT-I.6", True),
    ("ẩn dòng", hide_row, ["F154"], "1 dòng", True),
    ("ẩn trang", hide_sheet, ["F143"], "Chỉ tiêu", True),
    ("xóa trang", lambda book: book.remove(book["Chỉ tiêu"]), ["F140"], "Chỉ tiêu", False),
    ("xóa dòng tiêu đề", remove_header_row, ["F144"], "Chỉ tiêu", False),
    ("mã lạ", change_code("CT-IX.9"), ["F150", "F151"], "CT-IX.9", True),
    ("mã trùng", change_code("CT-I.5"), ["F150", "F152"], "CT-I.5", True),
    ("xóa cột nhập", remove_column("Minh chứng"), ["F145"], "Minh chứng", True),
    ("xóa cột ghi sẵn", remove_column("Chiều"), ["F148"], "Chiều", True),
    ("hai cột trùng tên", double_header, ["F147"], "Tử số", True),
    ("dòng không mã", stray_input, ["F156"], "********12", True),
    ("trộn ô", merge_inputs, ["F157"], "J8:K8", True),
    ("sửa mục tiêu", put("Chỉ tiêu", "CT-I.5", "Mục tiêu năm", 50), ["F155"], "50", True),
    ("sửa tên", put("Chỉ tiêu", "CT-I.5", "Chỉ tiêu", "Tỷ lệ khác"), ["F155"], "Tỷ lệ khác", True),
    ("xóa ô khóa", put("Chỉ tiêu", "CT-I.5", "Cách tính", None), ["F155"], "Tỷ lệ", True),
    ("sửa thành lỗi", put("Chỉ tiêu", "CT-I.5", "Cách tính", "#N/A", "e"), ["F155"], "#N/A", True),
    ("sửa hạn nộp", put("Thông tin", "TT-04", "Giá trị", dt.date(2026, 12, 31)), ["F155"], "31/12/2026", True),
    ("ô không dùng", put("Chỉ tiêu", "CT-I.5", "Kết quả định tính", "Đạt"), ["C225"], "Đạt", True),
    ("công thức", put("Chỉ tiêu", "CT-I.6", "Tử số", "=40*2"), ["C227"], "công thức", True),
]


@pytest.mark.parametrize(
    ("edit", "rules", "word", "counts"), [row[1:] for row in TAMPERED], ids=[row[0] for row in TAMPERED]
)
def test_what_people_do_to_a_form_is_told(
    returned: Returned, edit: Callable[[Workbook], None], rules: list[str], word: str, counts: bool
) -> None:
    parsed = returned.parse(edit=edit)
    assert codes(parsed) == rules
    assert any(word in finding.message for finding in parsed.findings)
    assert parsed.submission is not None
    row = parsed.submission.sheets["CT"].rows["CT-I.5"]
    assert row.value("numerator") == (Decimal(80) if counts else None)
    assert row.present == counts
    assert row.facts["target"] == Decimal(80)


def test_absent_rows_stay_required(returned: Returned) -> None:
    whole, _ = returned.submission()
    submission, _ = returned.submission(remove_row)
    row = submission.sheets["CT"].rows["CT-I.6"]
    assert not row.present
    assert entry(submission, "CT", "CT-I.6", "state").required
    assert list(submission.sheets["CT"].rows) == list(whole.sheets["CT"].rows)
    assert submission.required_count == whole.required_count


def test_an_absent_sheet_stays_required(returned: Returned) -> None:
    submission, _ = returned.submission(edit=lambda book: book.remove(book["Nhiệm vụ"]))
    assert not submission.sheets["NV"].found
    assert all(row.entries["state"].required for row in submission.rows("NV"))


def test_a_formula_with_a_saved_result_counts_and_is_noted(returned: Returned) -> None:
    with_formula = replace("<v>100</v>", "<f>40+60</f><v>100</v>")
    parsed = returned.parse(parts={"xl/worksheets/sheet3.xml": with_formula})
    assert parsed.submission is not None
    cell = entry(parsed.submission, "CT", "CT-I.5", "denominator")
    assert (codes(parsed), cell.value, cell.notes) == (["C226"], Decimal(100), ("C226",))
