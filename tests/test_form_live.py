"""A form in the hands of an officer: values typed into the open workbook, and what it says back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BuiltForm
from good_entries import good_entries
from live_calc import LiveBook, LiveCalc

from de_an06_xl.build_forms import build_form
from de_an06_xl.form.formulas import table_columns
from de_an06_xl.model.cells import cell_address
from de_an06_xl.model.form_document import FormDocument
from de_an06_xl.run_context import RunContext

pytestmark = pytest.mark.xdist_group("calc")

COMMUNE = "XP-02647"
# A share with a target of 80 %; a task due 31/3/2027, one that is ongoing, one due by direction.
SHARE, DATED, ONGOING = "CT-I.5", "NV-III.2", "NV-IV.2"
LAST_DAY = 46326  # 31/10/2026


class Officer:
    """Types into inputs by row code and column, and reads what stands in any column of the row."""

    def __init__(self, book: LiveBook, document: FormDocument) -> None:
        self.book, self._places, self._names = book, {}, {}
        for sheet in document.sheets:
            if sheet.spec.kind == "rows":
                self._names[sheet.spec.code] = sheet.spec.name
                index = {column.code: i for i, column in enumerate(table_columns(sheet.spec))}
                rows = {c.value: c.row for c in sheet.cells if c.column == 0 and sheet.first <= c.row <= sheet.last}
                for row_id, row in rows.items():
                    for column, i in index.items():
                        self._places[row_id, column] = (sheet.spec.name, cell_address(row, i))

    def type(self, row_id: str, **values: object) -> None:
        for column, value in values.items():
            sheet, cell = self._places[row_id, column]
            assert not self.book.is_locked(sheet, cell), (row_id, column)
            self.book.type_in(sheet, cell, value)

    def type_error(self, row_id: str, column: str, formula: str = "=1/0") -> None:
        self.book.type_formula(*self._places[row_id, column], formula)

    def sees(self, row_id: str, column: str) -> object:
        return self.book.value(*self._places[row_id, column])

    def status(self, sheet: str) -> object:
        return self.book.value(self._names[sheet], "A4")


@pytest.fixture
def officer(calc: LiveCalc, built_forms: dict[str, BuiltForm]) -> Iterator[Officer]:
    form = built_forms[COMMUNE]
    with calc.open(form.path) as book:
        yield Officer(book, form.document)


def test_the_count_of_missing_cells_falls_as_they_are_filled(officer: Officer) -> None:
    assert officer.status("CT") == "Còn 10 ô bắt buộc chưa điền; 0 lỗi; 0 ô cần giải trình "
    assert officer.sees(SHARE, "check") == "Còn thiếu 1 ô. "
    officer.type(SHARE, state="Có số liệu")
    assert officer.sees(SHARE, "check") == "Còn thiếu 2 ô. "
    assert officer.book.number("DA06_CON_CT") == 11
    officer.type(SHARE, numerator=40, denominator=100)
    assert officer.sees(SHARE, "check") == ""
    assert officer.status("CT") == "Còn 9 ô bắt buộc chưa điền; 0 lỗi; 0 ô cần giải trình "


def test_points_result_and_verdict_appear(officer: Officer) -> None:
    officer.type(SHARE, state="Có số liệu", numerator=40, denominator=100)
    assert [officer.sees(SHARE, column) for column in ("actual", "pct_of_target", "verdict", "points")] == [
        40, 50, "Chưa đạt", 5,
    ]  # fmt: skip
    officer.type(SHARE, numerator=80)
    assert [officer.sees(SHARE, column) for column in ("verdict", "points", "answered")] == ["Đạt", 10, 1]
    assert officer.book.number("DA06_DIEM_CT") == 100


FAULTS = """
CT-I.5   | state=Có số liệu numerator=khoảng_40 denominator=100        | ✖ Phải là số, không phải chữ. |
CT-I.5   | state=Có số liệu numerator=120 denominator=100              | ✖ Tử số lớn hơn mẫu số. |
CT-I.5   | state=Có số liệu numerator=-1 denominator=100               | ✖ Số không được âm. |
CT-I.5   | state=Có số liệu numerator=0 denominator=0                  | ✖ Mẫu số phải lớn hơn 0. |
CT-I.5   | state=Không biết                                            | ✖ Giá trị không có trong danh sách. |
CT-I.5   | state=Không phát sinh numerator=5 explanation=Không có      | ✖ Tình trạng trái với số đã điền. |
CT-I.5   | state=Có số liệu numerator=1e18 denominator=100             | ✖ Phải là số, không phải chữ. |
NV-III.2 | state=Hoàn thành completion_date=46327 result=Xong          | ✖ Ngày hoàn thành sau ngày cuối kỳ. | 0
NV-III.2 | state=Hoàn thành completion_date=tháng_trước result=Xong    | ✖ Phải là ngày/tháng/năm. | 0
NV-III.2 | state=Hoàn thành completion_date=-5 result=Xong             | ✖ Phải là ngày/tháng/năm. | 0
NV-III.2 | state=Đang triển khai progress_pct=120 result=Làm           | ✖ Phải từ 0 đến 100. |
NV-III.2 | state=Đang triển khai progress_pct=100 result=Làm           | ◆ Tiến độ 100 nhưng chưa Hoàn thành. | 10
NV-III.2 | state=Đang triển khai progress_pct=0.5 result=Làm           | ◆ Tiến độ từ 0 đến 1: 1% hay 100%? | 0.09
NV-III.2 | state=Chưa triển khai progress_pct=10                       | ✖ Chưa triển khai nhưng có tiến độ. | 0
NV-III.2 | state=Chờ hướng dẫn                                         | ✖ Không được chọn Chờ hướng dẫn. | 0
NV-IV.2  | state=Hoàn thành result=Làm                                 | ✖ Việc thường xuyên không có Hoàn thành. | 5
NV-IV.2  | state=Đang triển khai result=Làm document_no=1/KH           |  | 10
NV-IV.2  | state=Đang triển khai                                       | Còn thiếu 1 ô. | 0
TC-b     | done=Chưa document_no=45/KH-UBND                            | ✖ Chọn Chưa nhưng có văn bản. | 0
TC-b     | done=Có document_no=45/KH-UBND document_date=46178          |  | 4
TC-b     | done=Có document_no=45/KH-UBND document_date=46179          |  | 2
"""


def faults() -> Iterator[tuple[str, dict[str, object], str, object]]:
    for line in FAULTS.strip().splitlines():
        row_id, typed, says, points = (part.strip() for part in line.split("|"))
        yield row_id, dict(_typed(typed)), says, float(points) if points else ""


def _typed(text: str) -> Iterator[tuple[str, object]]:
    """``numerator=40 state=Có số liệu``: values run up to the next ``column=``."""
    words, column, value = text.split(" "), "", ""
    for word in [*words, "="]:
        name, equals, start = word.partition("=")
        if equals:
            if column:
                yield column, _number_or_text(value.strip().replace("_", " "))
            column, value = name, start
        else:
            value += f" {word}"


def _number_or_text(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


@pytest.mark.parametrize(("row_id", "typed", "says", "points"), list(faults()), ids=lambda value: str(value)[:30])
def test_check_column_and_points_say_the_right_thing(
    row_id: str, typed: dict[str, object], says: str, points: object, officer: Officer
) -> None:
    officer.type(row_id, **typed)
    assert str(officer.sees(row_id, "check")).strip() == says
    assert officer.sees(row_id, "points") == points
    assert officer.sees(row_id, "errors") == says.count("✖")
    assert officer.sees(row_id, "queries") == says.count("◆")
    assert officer.book.errors() == []


def test_a_fault_put_right_is_cleared(officer: Officer) -> None:
    officer.type(SHARE, state="Có số liệu", numerator="bốn mươi", denominator=100)
    before = officer.book.number("DA06_SO_LOI")
    officer.type(SHARE, numerator=40)
    assert (before, officer.book.number("DA06_SO_LOI")) == (1, 0)
    assert officer.sees(SHARE, "check") == ""


def test_an_explanation_closes_a_query(officer: Officer) -> None:
    officer.type(DATED, state="Đang triển khai", progress_pct=100, result="Đã làm xong phần việc")
    assert officer.book.number("DA06_HOI_NV") == 1
    officer.type(DATED, explanation="Chờ nghiệm thu")
    assert officer.book.number("DA06_HOI_NV") == 0


@pytest.mark.parametrize("rubbish", ["chữ", -1, 1e300, 0.1, "Có", "  "])
def test_the_same_rubbish_in_every_input_breaks_nothing(
    rubbish: object, officer: Officer, built_forms: dict[str, BuiltForm]
) -> None:
    for sheet in built_forms[COMMUNE].document.sheets:
        for cell in sheet.inputs:
            officer.type(cell.row_id, **{cell.column.code: rubbish})
    officer.book.calculate()
    assert officer.book.errors() == []
    total = officer.book.number("DA06_TONG_DIEM")
    assert isinstance(total, float)
    assert 0 <= total <= 100
    assert isinstance(officer.book.number("DA06_XEP_LOAI"), str)


def test_error_values_in_inputs_stay_there(officer: Officer, built_forms: dict[str, BuiltForm]) -> None:
    inputs = [cell for sheet in built_forms[COMMUNE].document.sheets for cell in sheet.inputs]
    for cell in inputs:
        officer.type_error(cell.row_id, cell.column.code)
    officer.book.calculate()
    assert len(officer.book.errors()) == len(inputs)
    assert officer.book.number("DA06_SO_LOI") == len(inputs)
    assert officer.sees(SHARE, "check").count("✖ Ô chứa giá trị lỗi (#…). ") == 5  # type: ignore[attr-defined]
    assert isinstance(officer.book.number("DA06_TONG_DIEM"), float)


@pytest.mark.parametrize("unit", [COMMUNE, "SN-CAT", "SN-SNGV"])
def test_a_form_filled_without_fault_has_none_and_scores_full(
    unit: str, calc: LiveCalc, run: RunContext, tmp_path: Path
) -> None:
    context = run.form_context(run.unit(unit), run.period("2026-10"))
    path = tmp_path / "đủ.xlsx"
    build_form(context, run.layout, path, good_entries(context))
    with calc.open(path) as book:
        assert book.errors() == []
        assert [book.number(f"DA06_{name}") for name in ("CON_THIEU", "SO_LOI", "SO_HOI")] == [0, 0, 0]
        assert book.number("DA06_DAY_DU") == 100
        assert book.number("DA06_XEP_LOAI") == "Hoàn thành xuất sắc"
        assert book.number("DA06_DIEM_TC") == 100


def test_an_empty_form_asks_and_does_not_judge(officer: Officer) -> None:
    assert officer.book.errors() == []
    assert officer.book.number("DA06_TONG_DIEM") == 0
    assert officer.book.number("DA06_XEP_LOAI") == "Chưa đủ dữ liệu"
    assert officer.book.number("DA06_CON_THIEU") == officer.book.number("DA06_CAN_DIEN") == 34


def test_the_sent_date_moves_the_points_for_being_on_time(officer: Officer) -> None:
    seen = []
    for day in (LAST_DAY + 9, LAST_DAY + 10, LAST_DAY + 14, LAST_DAY + 15, LAST_DAY + 400, "mai", -3):
        officer.type("TT-10", value=day)
        seen.append(officer.book.named("DA06_BC_DIEM")[0][0])
    assert seen == [6, 5, 1, 0, 0, 0, 0]
