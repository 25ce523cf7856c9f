"""The locked part of a returned form: what was altered is named once, with old and new; re-saving alters nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from form_files import change_file, write_form
from live_calc import LiveCalc
from openpyxl.formula.translate import Translator
from openpyxl.workbook import Workbook

from de_an06_xl.check_integrity import check_integrity
from de_an06_xl.check_integrity.locked_cells import formula_at
from de_an06_xl.form.rows import FormContext
from de_an06_xl.model.cells import Formula, SheetGrid
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.form import FormIdentity
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.model.past_values import PastRow, PastValues, UsualRange
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.parse_submission import parse_submission
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext

Edit = Callable[[Workbook], None]
INFO, FIGURES, TASKS, SCORE, GUIDE = "Thông tin", "Chỉ tiêu", "Nhiệm vụ", "Tự chấm điểm", "Hướng dẫn"


def context_of(run: RunContext, unit: str = "XP-02647") -> FormContext:
    return run.form_context(run.unit(unit), run.period("2026-10"))


def check(path: Path, run: RunContext) -> tuple[list[Finding], list[Finding]]:
    """What reading and the integrity check find in a file."""
    opened = open_workbook(path)
    assert isinstance(opened, SafeWorkbook)
    grid = read_cells(opened)
    parsed = parse_submission(grid, path.name, run.layout, run.context_of)
    assert parsed.submission is not None, parsed.findings
    context = run.context_of(parsed.submission.identity)
    return list(parsed.findings), check_integrity(grid, parsed.submission, parsed.findings, context, run.layout)


def found(folder: Path, run: RunContext, edit: Edit) -> list[Finding]:
    return check(write_form(folder, context_of(run), run.layout, edit=edit), run)[1]


def column_of(book: Workbook, sheet: str, header: str) -> str:
    """The letters of a table's column."""
    (letters,) = {cell.column_letter for cell in book[sheet][6] if cell.value == header}
    return letters


@pytest.mark.parametrize("unit", ["XP-02647", "SN-CAT", "SN-SNGV"])
def test_a_filled_form_as_issued_has_no_finding(unit: str, tmp_path: Path, run: RunContext) -> None:
    context = context_of(run, unit)
    entries = {("TT", "TT-05", "value"): "Lò Thị Mẫu", ("KK", "KK-01", "content"): "Thiếu máy trạm"}
    assert check(write_form(tmp_path, context, run.layout, entries), run) == ([], [])


def test_saved_by_another_library_has_no_finding(tmp_path: Path, run: RunContext) -> None:
    assert found(tmp_path, run, lambda _: None) == []


@pytest.mark.xdist_group("calc")
@pytest.mark.parametrize("unit", ["XP-02647", "SN-CAT"])
def test_saved_again_in_libreoffice_has_no_finding(unit: str, tmp_path: Path, run: RunContext, calc: LiveCalc) -> None:
    path = write_form(tmp_path, context_of(run, unit), run.layout)
    saved = tmp_path / "lưu lại.xlsx"
    with calc.open(path) as book:
        book.type_in(FIGURES, "L9", 15)
        book.save_xlsx(saved)
    assert check(saved, run)[1] == []


def test_formulas_written_another_way_and_shared_are_the_same(tmp_path: Path, run: RunContext) -> None:
    def rewrite(part: bytes) -> bytes:
        text = part.decode()
        assert "<f>SUM(X7:X16)</f>" in text
        first = text.index('<c r="X8"')
        start, end = text.index("<f>", first), text.index("</f>", first)
        below = text.index('<c r="X9"')
        low, high = text.index("<f>", below), text.index("</f>", below)
        shared = f'<f t="shared" ref="X8:X9" si="0">{text[start + 3 : end]}</f>'
        text = text[:start] + shared + text[end + 4 : low] + '<f t="shared" si="0"/>' + text[high + 4 :]
        return text.replace("<f>SUM(X7:X16)</f>", "<f>sum( $X$7 : $X$16 )</f>").encode()

    path = write_form(tmp_path, context_of(run), run.layout)
    change_file(path, path.read_bytes(), parts={"xl/worksheets/sheet3.xml": rewrite})
    opened = open_workbook(path)
    assert isinstance(opened, SafeWorkbook)
    assert opened.scan.sheets[FIGURES].formulas["X9"] == Formula("", "X8")
    assert check(path, run) == ([], [])


def test_a_follower_without_its_first_formula_is_left_blank() -> None:
    assert formula_at(SheetGrid("A", [], formulas={"B2": Formula("", "B1")}), "B2") == ""


# ---------------------------------------------------------------- altered cells


def test_an_altered_formula_is_an_error_with_old_and_new(tmp_path: Path, run: RunContext) -> None:
    def edit(book: Workbook) -> None:
        book[FIGURES][column_of(book, FIGURES, "Kết quả") + "9"] = "=1+1"

    (finding,) = found(tmp_path, run, edit)
    assert (finding.code, finding.severity, finding.sheet) == ("F160", Severity.ERROR, FIGURES)
    assert finding.cell.endswith("9")
    assert finding.value == "=1+1"
    assert "biểu gốc là “=IF" in finding.message
    assert "nay là “=1+1”" in finding.message


def test_a_long_formula_is_shown_where_it_differs(tmp_path: Path, run: RunContext) -> None:
    def edit(book: Workbook) -> None:
        cell = book[FIGURES][column_of(book, FIGURES, "Kiểm tra") + "9"]
        cell.value = cell.value[:-3] + '"Đạt"' + cell.value[-3:]

    (finding,) = found(tmp_path, run, edit)
    assert finding.code == "F160"
    assert finding.value.startswith("…")
    assert "Đạt" in finding.value


def test_values_pasted_over_a_column_are_one_fault(tmp_path: Path, run: RunContext) -> None:
    def edit(book: Workbook) -> None:
        letters = column_of(book, FIGURES, "Kết quả")
        for row in range(7, 17):
            book[FIGURES][f"{letters}{row}"] = 80 + row

    findings = found(tmp_path, run, edit)
    assert {finding.code for finding in findings} == {"F161"}
    assert len(findings) == 10
    assert len({finding.message for finding in findings}) == 1
    assert "ở 10 dòng" in findings[0].message
    assert findings[0].value == "87"


def test_a_formula_that_was_cleared(tmp_path: Path, run: RunContext) -> None:
    (finding,) = found(tmp_path, run, lambda book: book[FIGURES].__setitem__("X9", None))
    assert (finding.code, finding.value) == ("F160", "(trống)")


def test_a_number_of_the_scoring_is_an_error(tmp_path: Path, run: RunContext) -> None:
    cells: list[str] = []

    def edit(book: Workbook) -> None:
        (cell,) = [cell for cell in book[SCORE]["B"] if cell.value == "Mất mỗi lỗi"]
        cells.append(f"C{cell.row}")
        book[SCORE][cells[0]] = 0

    (finding,) = found(tmp_path, run, edit)
    assert (finding.code, finding.severity, finding.cell, finding.value) == ("F162", Severity.ERROR, cells[0], "0")


@pytest.mark.parametrize(("sheet", "cell"), [(FIGURES, "A1"), (SCORE, "B6"), (GUIDE, "B5"), (TASKS, "A3")])
def test_a_text_is_only_a_note(sheet: str, cell: str, tmp_path: Path, run: RunContext) -> None:
    (finding,) = found(tmp_path, run, lambda book: book[sheet].__setitem__(cell, "Chữ khác"))
    assert (finding.code, finding.severity) == ("F163", Severity.NOTE)
    assert (finding.sheet, finding.cell, finding.value) == (sheet, cell, "Chữ khác")


def test_personal_data_in_a_locked_cell_is_masked(tmp_path: Path, run: RunContext) -> None:
    (finding,) = found(tmp_path, run, lambda book: book[GUIDE].__setitem__("B5", "Gọi 0900 000 012"))
    assert "0900" not in str(finding)


def test_a_formula_in_place_of_a_locked_text(tmp_path: Path, run: RunContext) -> None:
    (finding,) = found(tmp_path, run, lambda book: book[GUIDE].__setitem__("B5", "=A1"))
    assert (finding.code, finding.value) == ("F163", "=A1")


@pytest.mark.parametrize("cell", ["A3", "C3"], ids=["a word", "an item of a list"])
def test_hidden_words_and_lists(cell: str, tmp_path: Path, run: RunContext) -> None:
    (finding,) = found(tmp_path, run, lambda book: book["_meta"].__setitem__(cell, "Không sao"))
    assert (finding.code, finding.severity, finding.cell) == ("F164", Severity.NOTE, cell)
    assert "biểu hiện hành là" in finding.message


def test_the_wording_of_a_message_may_be_that_of_another_release(tmp_path: Path, run: RunContext) -> None:
    assert found(tmp_path, run, lambda book: book["_meta"].__setitem__("B3", "Câu nhắc cũ")) == []


def test_text_beside_the_form(tmp_path: Path, run: RunContext) -> None:
    def edit(book: Workbook) -> None:
        for row in range(30, 37):
            book[TASKS][f"D{row}"] = "Ghi chú riêng"

    (finding,) = found(tmp_path, run, edit)
    assert (finding.code, finding.severity, finding.cell) == ("F165", Severity.NOTE, "D30")
    assert "D30, D31, D32, D33, D34 …" in finding.message


@pytest.mark.parametrize("sheet", [GUIDE, SCORE])
def test_a_sheet_without_inputs_may_be_gone(sheet: str, tmp_path: Path, run: RunContext) -> None:
    (finding,) = found(tmp_path, run, lambda book: book.remove(book[sheet]))
    assert (finding.code, finding.severity) == ("F168", Severity.NOTE)
    assert sheet in finding.message


def test_a_computed_column_that_is_gone(tmp_path: Path, run: RunContext) -> None:
    def edit(book: Workbook) -> None:
        letters = column_of(book, FIGURES, "Kết quả")
        for row in range(6, 17):
            book[FIGURES][f"{letters}{row}"] = None

    (finding,) = found(tmp_path, run, edit)
    assert finding.code == "F169"
    assert "“Kết quả”" in finding.message


# ---------------------------------------------------------------- moved, not altered


def _unprotected(book: object, sheet: str) -> object:
    page = book.document.Sheets.getByName(sheet)  # type: ignore[attr-defined]
    page.unprotect("DA06")
    return page


@pytest.mark.xdist_group("calc")
@pytest.mark.parametrize(("sheet", "row"), [(FIGURES, 9), (FIGURES, 2), (SCORE, 20), (GUIDE, 6)])
def test_an_inserted_row_is_one_note(sheet: str, row: int, tmp_path: Path, run: RunContext, calc: LiveCalc) -> None:
    path = write_form(tmp_path, context_of(run), run.layout)
    saved = tmp_path / "chèn dòng.xlsx"
    with calc.open(path) as book:
        _unprotected(book, sheet).Rows.insertByIndex(row, 1)  # type: ignore[attr-defined]
        book.save_xlsx(saved)
    reading, findings = check(saved, run)
    assert reading == []
    assert [(finding.code, finding.sheet) for finding in findings] == [("F167", sheet)]


@pytest.mark.xdist_group("calc")
def test_an_inserted_row_hides_no_altered_cell(tmp_path: Path, run: RunContext, calc: LiveCalc) -> None:
    path = write_form(tmp_path, context_of(run), run.layout)
    saved = tmp_path / "chèn và sửa.xlsx"
    with calc.open(path) as book:
        _unprotected(book, FIGURES).Rows.insertByIndex(9, 1)  # type: ignore[attr-defined]
        book.type_formula(FIGURES, "X14", "=5")
        book.save_xlsx(saved)
    _, findings = check(saved, run)
    assert [(finding.code, finding.cell) for finding in findings] == [("F160", "X14"), ("F167", "")]


@pytest.mark.xdist_group("calc")
def test_a_deleted_row_is_told_by_reading_alone(tmp_path: Path, run: RunContext, calc: LiveCalc) -> None:
    path = write_form(tmp_path, context_of(run), run.layout)
    saved = tmp_path / "xóa dòng.xlsx"
    with calc.open(path) as book:
        _unprotected(book, FIGURES).Rows.removeByIndex(9, 1)  # type: ignore[attr-defined]
        book.save_xlsx(saved)
    reading, findings = check(saved, run)
    assert [finding.code for finding in reading] == ["F150"]
    assert findings == []


@pytest.mark.xdist_group("calc")
def test_a_renamed_sheet_alters_no_formula(tmp_path: Path, run: RunContext, calc: LiveCalc) -> None:
    path = write_form(tmp_path, context_of(run), run.layout)
    saved = tmp_path / "đổi tên.xlsx"
    with calc.open(path) as book:
        book.document.unprotect("DA06")
        book.document.Sheets.getByName(FIGURES).setName("CT tháng 10")
        book.save_xlsx(saved)
    reading, findings = check(saved, run)
    assert [finding.code for finding in reading] == ["F141"]
    assert findings == []


def test_sorted_rows_are_told_by_reading_alone(tmp_path: Path, run: RunContext) -> None:
    def edit(book: Workbook) -> None:
        """Sorting moves a row's formulas with it; references to other rows stay."""
        page = book[FIGURES]
        for column in range(1, page.max_column + 1):
            upper, lower = page.cell(7, column), page.cell(12, column)
            upper.value, lower.value = (
                Translator(source.value, source.coordinate).translate_formula(target.coordinate)
                if source.data_type == "f"
                else source.value
                for source, target in ((lower, upper), (upper, lower))
            )

    reading, findings = check(write_form(tmp_path, context_of(run), run.layout, edit=edit), run)
    assert [finding.code for finding in reading] == ["F153"]
    assert findings == []


def test_facts_altered_are_told_by_reading_alone(tmp_path: Path, run: RunContext) -> None:
    path = write_form(tmp_path, context_of(run), run.layout, edit=lambda book: book[FIGURES].__setitem__("C8", "Khác"))
    reading, findings = check(path, run)
    assert [finding.code for finding in reading] == ["F155"]
    assert findings == []


# ---------------------------------------------------------------- figures of the period before, versions


def _with_history(run: RunContext) -> FormContext:
    context = context_of(run)
    usual = {"numerator": UsualRange(Decimal(100), Decimal(220), 7)}
    rows = {
        "CT-I.5": PastRow(Decimal("71.5"), Decimal("60.1234"), usual),
        "CT-I.6": PastRow(None, Decimal(80)),
        "NV-III.2": PastRow("Đang triển khai, 62,5%", "Chưa triển khai"),
    }
    return replace(context, past=PastValues(rows))


def test_figures_of_the_period_before_need_no_history_to_be_checked(tmp_path: Path, run: RunContext) -> None:
    assert check(write_form(tmp_path, _with_history(run), run.layout), run) == ([], [])


def test_an_altered_figure_of_the_period_before_is_noticed(tmp_path: Path, run: RunContext) -> None:
    def edit(book: Workbook) -> None:
        letters = column_of(book, FIGURES, "Kỳ trước")
        for row in range(7, 17):
            if book[FIGURES][f"{letters}{row}"].value is not None:
                book[FIGURES][f"{letters}{row}"] = 99

    path = write_form(tmp_path, _with_history(run), run.layout, edit=edit)
    (finding,) = check(path, run)[1]
    assert (finding.code, finding.severity) == ("F166", Severity.NOTE)


def test_a_form_of_another_version_is_not_compared(tmp_path: Path, run: RunContext) -> None:
    path = write_form(tmp_path, context_of(run), run.layout, edit=lambda book: book[GUIDE].__setitem__("B5", "Khác"))
    opened = open_workbook(path)
    assert isinstance(opened, SafeWorkbook)
    grid = read_cells(opened)
    for place, text in grid.identities.items():
        identity = FormIdentity.parse(text or "")
        assert identity is not None
        grid.identities[place] = str(identity.model_copy(update={"plan": "KH-LAOCAI-2026-2030/2025.1"}))
    parsed = parse_submission(grid, path.name, run.layout, run.context_of)
    assert parsed.submission is not None
    assert [finding.code for finding in parsed.findings] == ["F138"]
    context = run.context_of(parsed.submission.identity)
    assert check_integrity(grid, parsed.submission, parsed.findings, context, run.layout) == []
