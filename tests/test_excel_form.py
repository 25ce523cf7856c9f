"""The add-in's ribbon buttons through xlwings in a live spreadsheet: an officer's form marked, cleaned and scored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import xlwings
from calc_engine import called_from, use_calc
from live_calc import LiveCalc
from live_month import TEMPLATES
from macro_package import MacroPackage

from de_an06_xl.build_forms import build_form
from de_an06_xl.control_workbook import names
from de_an06_xl.demo.good_answers import good_answers
from de_an06_xl.excel import buttons
from de_an06_xl.findings import show
from de_an06_xl.form.names import SHEET_PASSWORD
from de_an06_xl.model.finding import Severity
from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.pipeline import FileTask, process_file
from de_an06_xl.return_copy import return_copy
from de_an06_xl.return_copy.cell_styles import FILL_RGB
from de_an06_xl.return_copy.findings_sheet import HEADERS, SHEET_NAME, TITLE
from de_an06_xl.run_context import RunContext

pytestmark = pytest.mark.xdist_group("calc")

UNIT = "SN-SNGV"
FAULTY = {"TT-06": "Biểu 1", "TT-08": None}
ODD = '=1+1; 0912345678 "x"'
LINK = HEADERS.index("Chỗ cần xem") + 1


class Office:
    """Excel with the add-in loaded and an officer's form in front."""

    def __init__(self, app: xlwings.App, folder: Path) -> None:
        self.app, self.folder = app, folder
        addin = folder / "DeAn06.xlsm"
        addin.write_bytes(MacroPackage(TEMPLATES / "DeAn06.xlam").as_workbook())
        self.addin = app.books.open(str(addin))

    def open(self, path: Path) -> xlwings.Book:
        book = self.app.books.open(str(path))
        book.activate()
        return book

    def press(self, handler: Any, form: xlwings.Book | None = None, *, unlock: bool = True) -> str:
        """What VBA does around a handler: locks off, a copy made and named, the handler, the message read."""
        copy = ""
        if form is not None:
            document = form.impl.document.document
            if unlock:
                document.unprotect("")
                for name in document.Sheets.ElementNames:
                    document.Sheets.getByName(name).unprotect(SHEET_PASSWORD)
            form.activate()
            copy = str(self.folder / "da06-rad-tmp.xlsx")
            form.impl.document.store(Path(copy))
        self.addin.names[names.FORM_COPY].refers_to_range.value = copy
        with called_from(self.addin):
            handler()
        return str(self.addin.names[names.MESSAGE].refers_to_range.value)

    @property
    def level(self) -> str:
        return str(self.addin.names[names.LEVEL].refers_to_range.value)


@pytest.fixture
def office(calc: LiveCalc, tmp_path: Path) -> Iterator[Office]:
    app = use_calc(calc)
    yield Office(app, tmp_path)
    for book in list(app.books):
        book.close()


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> dict[str, Path]:
    """The same form without and with faults."""
    folder = tmp_path_factory.mktemp("bieu")
    context = run.form_context(run.unit(UNIT), run.period("2026-10"))
    good = good_answers(context, Random(1))
    bad = {**good, **{("TT", row, "value"): value for row, value in FAULTY.items()}}
    bad["TT", "TT-05", "value"] = ODD
    paths = {name: folder / f"{name}.xlsx" for name in ("good", "bad")}
    build_form(context, run.layout, paths["good"], good)
    build_form(context, run.layout, paths["bad"], bad)
    return paths


def _findings(path: Path, run: RunContext) -> list[Any]:
    result = process_file(FileTask(path, path.name), run)
    assert isinstance(result, CheckedReturn)
    return list(result.findings)


def _colours(book: xlwings.Book) -> dict[tuple[int, int], Any]:
    """Of the inputs of Thông tin, where the faults are, and their neighbours."""
    sheet = book.sheets["Thông tin"]
    return {(row, column): sheet.range((row, column)).color for row in range(4, 18) for column in range(1, 6)}


def _repair(book: xlwings.Book, good: Path, cells: set[tuple[str, str]]) -> None:
    """Type in what the good form says, as the officer does."""
    import openpyxl

    right = openpyxl.load_workbook(good)
    for sheet, cell in cells:
        target = book.sheets[sheet].range(cell)
        target.number_format = "@"
        target.value = right[sheet][cell].value


def test_findings_become_links_and_colours(office: Office, forms: dict[str, Path], run: RunContext) -> None:
    findings = _findings(forms["bad"], run)
    assert {Severity.ERROR, Severity.QUERY} & {finding.severity for finding in findings}
    form = office.open(forms["bad"])
    message = office.press(buttons.check_this_form, form)
    assert message.startswith("Có ")
    assert office.level == "luu_y"
    sheet = form.sheets[len(form.sheets) - 1]
    assert (sheet.name, sheet.range((1, 1)).value) == (SHEET_NAME, TITLE)
    assert sheet.range((5, 1), (5, len(HEADERS))).value == list(HEADERS)
    last = sheet.used_range.last_cell.row
    rows = sheet.range((6, 1), (last, len(HEADERS))).options(ndim=2).value
    assert {row[0] for row in rows if row[0]} == {finding.code for finding in findings}
    links = [row[0] for row in sheet.range((6, LINK), (last, LINK)).formula]
    for finding in findings:
        if finding.cell:
            target = form.sheets[finding.sheet].range(finding.cell)
            severities = [f.severity for f in findings if (f.sheet, f.cell) == (finding.sheet, finding.cell)]
            assert target.color in [_rgb(severity) for severity in severities]
            assert any(f"'{finding.sheet}'" in link and finding.sheet in link for link in links)
    assert all(link.startswith(('=HYPERLINK("#', '="')) for link in links if link)


def _rgb(severity: Severity) -> tuple[int, int, int]:
    code = FILL_RGB[severity]
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)


def test_what_a_unit_typed_stays_text_and_masked(office: Office, forms: dict[str, Path]) -> None:
    form = office.open(forms["bad"])
    office.press(buttons.check_this_form, form)
    sheet = form.sheets[SHEET_NAME]
    last = sheet.used_range.last_cell.row
    shown = [cell for row in sheet.range((6, 1), (last, len(HEADERS))).options(ndim=2).value for cell in row if cell]
    assert "0912345678" not in " ".join(map(str, shown))
    # Computed it would be 2, or an error; a text keeps its equals sign.
    assert any(str(cell).startswith("=1+1; ") for cell in shown)


def test_a_clean_form_loses_sheet_and_colours_without_a_trace(
    office: Office, forms: dict[str, Path], run: RunContext
) -> None:
    findings = _findings(forms["bad"], run)
    form = office.open(forms["bad"])
    before = _colours(form)
    sheets = [sheet.name for sheet in form.sheets]
    office.press(buttons.check_this_form, form)
    assert _colours(form) != before
    # Pressed twice: the colours remembered are still those of the form, not those of the marks.
    office.press(buttons.check_this_form, form)
    assert [sheet.name for sheet in form.sheets] == [*sheets, SHEET_NAME]
    _repair(form, forms["good"], {(finding.sheet, finding.cell) for finding in findings if finding.cell})
    message = office.press(buttons.check_this_form, form)
    assert message.startswith("Biểu không còn phát hiện nào")
    assert office.level == "xong"
    assert _colours(form) == before
    assert [sheet.name for sheet in form.sheets] == sheets


def test_marks_are_taken_away_also_after_saving_and_opening_again(
    office: Office, forms: dict[str, Path], run: RunContext, tmp_path: Path
) -> None:
    findings = _findings(forms["bad"], run)
    form = office.open(forms["bad"])
    before = _colours(form)
    office.press(buttons.check_this_form, form)
    saved = tmp_path / "da-luu.xlsx"
    form.impl.document.store(saved)
    form.close()
    form = office.open(saved)
    # What the marks added is no finding of its own.
    assert {finding.code for finding in _findings(saved, run)} == {finding.code for finding in findings}
    _repair(form, forms["good"], {(finding.sheet, finding.cell) for finding in findings if finding.cell})
    office.press(buttons.check_this_form, form)
    assert _colours(form) == before


def test_the_consolidators_sheet_in_a_returned_copy_is_replaced(
    office: Office, forms: dict[str, Path], run: RunContext, tmp_path: Path
) -> None:
    copy = tmp_path / "tra-lai.xlsx"
    copy.write_bytes(return_copy(forms["bad"].read_bytes(), _findings(forms["bad"], run)))
    form = office.open(copy)
    office.press(buttons.check_this_form, form)
    assert [sheet.name for sheet in form.sheets].count(SHEET_NAME) == 1
    assert len([sheet for sheet in form.sheets if sheet.name.startswith(SHEET_NAME)]) == 1


def test_a_locked_sheet_is_named(office: Office, forms: dict[str, Path]) -> None:
    form = office.open(forms["bad"])
    message = office.press(buttons.check_this_form, form, unlock=False)
    assert "Không tô màu được trang Thông tin vì trang đang khóa." in message


def test_the_score_of_the_open_form(office: Office, forms: dict[str, Path], run: RunContext) -> None:
    result = process_file(FileTask(forms["bad"], "x.xlsx"), run)
    assert isinstance(result, CheckedReturn)
    message = office.press(buttons.score_this_form, office.open(forms["bad"]))
    assert message.startswith(f"Điểm tuân thủ đề xuất: {show(result.score.score)} – {result.score.band}.")
    assert "Chỉ tiêu" in message
    assert "Chế độ báo cáo" in message
    assert "Được thêm" in message


def test_no_form_or_no_form_at_all_is_told(office: Office, tmp_path: Path) -> None:
    assert "Chưa mở tệp nào" in office.press(buttons.check_this_form)
    assert office.level == "loi"
    import openpyxl

    other = tmp_path / "khác.xlsx"
    openpyxl.Workbook().save(other)
    assert "Chưa chấm điểm được biểu này" in office.press(buttons.score_this_form, office.open(other))


def test_the_ribbon_works_on_the_control_workbook_that_is_open(office: Office, tmp_path: Path) -> None:
    assert "Chưa mở TongHop.xlsm" in office.press(buttons.consolidate)
    (tmp_path / "TongHop.xlsm").write_bytes((TEMPLATES / "TongHop.xlsm").read_bytes())
    control = office.open(tmp_path / "TongHop.xlsm")
    message = office.press(buttons.issue_forms)
    assert "Chưa chọn kỳ báo cáo" in message
    journal = control.sheets["Nhật ký"].range((5, 2), (5, 5)).value
    assert journal == ["Tạo biểu mẫu", None, "Lỗi", message]


def test_the_self_test_writes_its_result(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    message = office.press(buttons.self_test)
    path = tmp_path / "DeAn06" / "tu-kiem-tra.json"
    assert message.endswith(str(path))
    assert json.loads(path.read_text(encoding="utf-8"))["versions"]["python"]


def test_function_help_opens_the_examples_or_says_where_they_should_be(
    office: Office, forms: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("de_an06_xl.product_files.product_file", lambda _name: forms["good"])
    assert office.press(buttons.function_help).startswith("Đã mở good.xlsx")
    assert office.app.books.active.name == "good.xlsx"
    monkeypatch.undo()
    monkeypatch.setattr("de_an06_xl.product_files._CLONE", forms["good"].parent)
    monkeypatch.setattr("de_an06_xl.product_files._WHEEL", forms["good"].parent)
    assert "Không thấy tệp templates/HamMau.xlsx" in office.press(buttons.function_help)
