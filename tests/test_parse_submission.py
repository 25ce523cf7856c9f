"""Codes, headers and names find the data; positions never do. What people do to a form is told."""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import BuiltForm
from form_files import PartEdit, change_file, replace, write_form
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from de_an06_xl.model.cells import CellGrid, ErrorValue, cell_address
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.model.submission import Entry, Submission
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.parse_submission import Parsed, parse_submission
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext

Values = dict[tuple[str, str, str], Any]

# Two rows of each kind of input, as an officer would leave them.
FILLED: Values = {
    ("TT", "TT-05", "value"): "Lò Thị Mẫu",
    ("TT", "TT-09", "value"): dt.date(2026, 11, 5),
    ("CT", "CT-I.5", "state"): "Có số liệu",
    ("CT", "CT-I.5", "numerator"): 80,
    ("CT", "CT-I.5", "denominator"): 100,
    ("CT", "CT-I.6", "state"): "Chưa có số liệu",
    ("TC", "TC-b", "done"): "Có",
    ("TC", "TC-b", "document_no"): "45/KH-UBND",
    ("TC", "TC-b", "document_date"): dt.date(2026, 6, 3),
    ("KK", "KK-02", "content"): "Thiếu máy đọc thẻ",
}


class Returned:
    """A filled form of one commune; lets someone change it and parses what comes back."""

    def __init__(self, folder: Path, run: RunContext) -> None:
        self._folder, self._run = folder, run
        context = run.form_context(run.unit("XP-02647"), run.period("2026-10"))
        self._path = write_form(folder, context, run.layout, FILLED)
        self._good = self._path.read_bytes()

    def parse(self, edit: Callable[[Workbook], None] | None = None, parts: dict[str, PartEdit] | None = None) -> Parsed:
        """After changes in a spreadsheet program and in the package."""
        change_file(self._path, self._good, edit=edit, parts=parts)
        return self.parse_grid(self.read(self._path))

    def submission(self, edit: Callable[[Workbook], None] | None = None) -> tuple[Submission, list[str]]:
        parsed = self.parse(edit)
        assert parsed.submission is not None, parsed.findings
        return parsed.submission, codes(parsed)

    def grid(self) -> CellGrid:
        """The cells of the unchanged form."""
        self._path.write_bytes(self._good)
        return self.read(self._path)

    def parse_grid(self, grid: CellGrid) -> Parsed:
        return parse_submission(grid, self._path.name, self._run.layout, self._run.context_of)

    @staticmethod
    def read(path: Path) -> CellGrid:
        book = open_workbook(path)
        assert isinstance(book, SafeWorkbook), book.findings
        grid = read_cells(book)
        assert isinstance(grid, CellGrid)
        return grid


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Returned:
    return Returned(tmp_path_factory.mktemp("returned"), run)


def codes(parsed: Parsed) -> list[str]:
    return sorted(finding.code for finding in parsed.findings)


def entry(submission: Submission, sheet: str, row: str, column: str) -> Entry:
    return submission.sheets[sheet].rows[row].entries[column]


def values(submission: Submission) -> Values:
    """Every filled input."""
    return {
        (sheet.code, row.id, item.column): item.value
        for sheet in submission.sheets.values()
        for row in sheet.rows.values()
        for item in row.entries.values()
        if item.value is not None
    }


EXPECTED: Values = FILLED | {
    ("TT", "TT-09", "value"): 46331,
    ("CT", "CT-I.5", "numerator"): Decimal(80),
    ("CT", "CT-I.5", "denominator"): Decimal(100),
    ("TC", "TC-b", "document_date"): 46176,
}


def header_cell(sheet: Worksheet, header: str) -> tuple[int, int]:
    return next((c.row, c.column) for row in sheet.iter_rows() for c in row if c.value == header)


def code_cell(sheet: Worksheet, code: str) -> Any:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == code)


def put(sheet: str, code: str, header: str, value: Any, data_type: str = "") -> Callable[[Workbook], None]:
    """Type a value into the cell of a row and a column."""

    def edit(book: Workbook) -> None:
        row, column = code_cell(book[sheet], code).row, header_cell(book[sheet], header)[1]
        cell = book[sheet].cell(row, column)
        cell.value = value
        if data_type:
            cell.data_type = data_type

    return edit


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


# ---------------------------------------------------------------- values

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


# ---------------------------------------------------------------- identity


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
