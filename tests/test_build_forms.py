"""Built forms: bytes that depend on nothing but the arguments, filled inputs, and golden dumps.

``pytest tests/test_build_forms.py --regold`` writes tests/golden/ again.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import BuiltForm
from form_dump import dump_form
from form_package import FormPackage, position
from openpyxl import load_workbook

from de_an06_xl.build_forms import build_form, form_file_name
from de_an06_xl.errors import OutputError
from de_an06_xl.form.formulas import words_in
from de_an06_xl.form.lay_out_form import address_of, lay_out_form
from de_an06_xl.form.names import slug, word_name
from de_an06_xl.form.rows import form_rows
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.run_context import RunContext

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("unit", ["XP-02647", "SN-SNGV"])
def test_golden_dump(unit: str, built_forms: dict[str, BuiltForm], request: pytest.FixtureRequest) -> None:
    """Every cell, format, validation, name and page setting of two forms, line by line."""
    form = built_forms[unit]
    golden = GOLDEN / f"{form.path.stem}.txt"
    lines = dump_form(FormPackage(form.path))
    if request.config.getoption("--regold"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    expected = golden.read_text(encoding="utf-8").splitlines()
    gone, new = sorted(set(expected) - set(lines)), sorted(set(lines) - set(expected))
    assert (gone[:20], new[:20]) == ([], [])
    assert lines == expected


def test_same_arguments_same_bytes(tmp_path: Path, run: RunContext, built_forms: dict[str, BuiltForm]) -> None:
    form = built_forms["XP-02647"]
    again = tmp_path / "again.xlsx"
    assert build_form(form.context, run.layout, again) == form.identity
    assert again.read_bytes() == form.path.read_bytes()


def test_identity_follows_plan_and_period_not_entries(tmp_path: Path, run: RunContext) -> None:
    unit = run.unit("XP-02647")
    october, november = (run.form_context(unit, run.period(text)) for text in ("2026-10", "2026-11"))
    blank = lay_out_form(october, run.layout).identity
    filled = lay_out_form(october, run.layout, {("TT", "TT-05", "value"): "Lò Thị Mẫu"}).identity
    assert filled == blank
    assert lay_out_form(november, run.layout).identity.hash != blank.hash
    assert (blank.form, blank.version, blank.period, blank.unit) == ("BM-01", "1.0", "2026-10", "XP-02647")


def test_entries_stand_in_their_inputs(tmp_path: Path, run: RunContext) -> None:
    context = run.form_context(run.unit("SN-CAT"), run.period("2026-10"))
    task = next(row_id for row_id, facts in form_rows(context)["NV"].items() if facts["deadline_kind"] == "month")
    entries = {
        ("TT", "TT-05", "value"): "=Lò Thị Mẫu",
        ("TT", "TT-10", "value"): dt.date(2026, 11, 5),
        ("NV", task, "state"): "Hoàn thành",
        ("NV", task, "progress_pct"): Decimal("62.5"),
        ("NV", task, "completion_date"): 46310,
        ("NV", task, "result"): ErrorValue("#REF!"),
    }
    path = tmp_path / form_file_name(context, run.layout)
    build_form(context, run.layout, path, entries)
    book, document = load_workbook(path), lay_out_form(context, run.layout)

    def read(key: tuple[str, str, str]) -> object:
        sheet, address = address_of(document, *key)
        return book[sheet][address].value

    expected = ["=Lò Thị Mẫu", dt.datetime(2026, 11, 5), "Hoàn thành", 62.5, dt.datetime(2026, 10, 15), "=#REF!"]
    assert [read(key) for key in entries] == expected
    sheet, address = address_of(document, "TT", "TT-05", "value")
    cell = FormPackage(path).sheets[sheet].cells[position(address)]
    assert (cell.value, cell.formula) == ("=Lò Thị Mẫu", "")


def test_input_that_the_unit_does_not_have_has_no_address(run: RunContext) -> None:
    document = lay_out_form(run.form_context(run.unit("SN-SNGV"), run.period("2026-10")), run.layout)
    with pytest.raises(KeyError):
        address_of(document, "CT", "CT-I.5", "numerator")


def test_unit_without_indicators_says_so(built_forms: dict[str, BuiltForm], run: RunContext) -> None:
    form = built_forms["SN-SNGV"]
    assert not run.plan.indicators_of(form.context.unit)
    cells = FormPackage(form.path).sheets["Chỉ tiêu"].cells
    assert cells[6, 0].value == "Đơn vị không có chỉ tiêu theo dõi"


def test_folder_that_cannot_be_written_is_one_vietnamese_sentence(tmp_path: Path, run: RunContext) -> None:
    context = run.form_context(run.unit("SN-SNGV"), run.period("2026-10"))
    with pytest.raises(OutputError, match="Không ghi được"):
        build_form(context, run.layout, tmp_path / "không có" / "x.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_no_two_words_share_a_name(run: RunContext) -> None:
    words = set().union(*(words_in(sheet, run.layout) for sheet in run.layout.row_sheets))
    assert len({word_name(word) for word in words}) == len(words)
    assert slug("Đang triển khai") == "DANG_TRIEN_KHAI"
    assert slug("≥") != slug("≤")


@pytest.mark.parametrize(
    ("period", "unit", "name"),
    [("2026-06", "XP-02647", "BM-01_2026-06_XP-02647.xlsx"), ("2030-12", "SN-CAT", "BM-01_2030-12_SN-CAT.xlsx")],
)
def test_file_name(period: str, unit: str, name: str, run: RunContext) -> None:
    assert form_file_name(run.form_context(run.unit(unit), run.period(period)), run.layout) == name


def test_every_unit_gets_a_form_with_its_rows(run: RunContext) -> None:
    period = run.period("2026-10")
    for unit in run.plan.units:
        document = lay_out_form(run.form_context(unit, period), run.layout)
        rows = {sheet.spec.code: sheet.last - sheet.first + 1 for sheet in document.sheets if sheet.spec.kind == "rows"}
        assert rows["CT"] == len(run.plan.indicators_of(unit))
        assert rows["NV"] == len(run.plan.tasks_of(unit))
        assert (rows["TT"], rows["TC"], rows["KK"]) == (11, 6, 20)
