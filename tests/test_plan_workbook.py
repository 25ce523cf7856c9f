"""The administrator's workbook: all of the plan goes out and comes back, in a form people can edit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import da06
from invented_province import province_book, province_grid, write_province
from openpyxl.workbook import Workbook
from openxml_audit import OpenXmlValidator

from de_an06_xl.errors import DataError, InputError
from de_an06_xl.model.plan import Assumption, Extension
from de_an06_xl.model.policy import ScoringPolicy
from de_an06_xl.plan_workbook.read_plan_workbook import load_plan_workbook, read_plan_grid, read_plan_workbook
from de_an06_xl.plan_workbook.records import PlanBook, from_records, to_records
from de_an06_xl.plan_workbook.sheets import GUIDE_NAME, LISTS_NAME, SHEETS
from de_an06_xl.plan_workbook.write_plan_workbook import plan_workbook_bytes, write_plan_workbook
from de_an06_xl.run_context import RunContext, load_run

EXTENSIONS = (
    Extension(
        unit="XP-02647", period="2026-10", until=dt.date(2026, 11, 16), granted_by="Giám đốc", reason="Mưa lũ, mất điện"
    ),
    Extension(unit="SN-SYT", period="2026-11", until=dt.date(2026, 12, 12), granted_by="Giám đốc", reason="Sáp nhập"),
)


def second_policy(first: ScoringPolicy) -> ScoringPolicy:
    """A later version with other weights and finer numbers."""
    weights = first.weights
    swapped = weights.model_copy(
        update={
            "CT": weights.CT.model_copy(update={"value": Decimal("37.5"), "ref": "Quyết định mẫu, Điều 2"}),
            "NV": weights.NV.model_copy(update={"value": Decimal("42.5")}),
        }
    )
    return first.model_copy(update={"version": "v2", "valid_from": dt.date(2027, 1, 1), "weights": swapped})


@pytest.fixture(scope="module")
def book(run: RunContext) -> PlanBook:
    """The product's own plan, two policies, two extensions."""
    return PlanBook(run.plan, (*run.policies, second_policy(run.policies[-1])), EXTENSIONS)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, book: PlanBook) -> Path:
    path = tmp_path_factory.mktemp("so") / "ke-hoach.xlsx"
    write_plan_workbook(book, path)
    return path


@pytest.fixture(scope="module")
def cells(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def test_everything_comes_back_as_it_went_out(path: Path, book: PlanBook) -> None:
    reading = read_plan_workbook(path)
    assert reading.faults == ()
    assert reading.book is not None
    assert reading.book.plan == book.plan
    assert reading.book.policies == book.policies
    assert reading.book.extensions == book.extensions


def test_a_workbook_made_by_hand_comes_back_as_well(tmp_path: Path) -> None:
    assert load_plan_workbook(write_province(tmp_path)) == province_book()


# Texts that programs like to take for something else.
ODD_TEXTS = (
    *("hai  dấu cách", "dòng 1\ndòng 2", "=1+1", "_x0041_", "<r>a</r>", "'nháy", "@abc", "https://dean06.vn"),
    *("1.0", "2026-10", "5/2026", "<b>&amp;</b>", "thẻ\tthụt", "𝒳 😀", "100%", "-"),
)


def test_odd_texts_come_back_letter_by_letter(tmp_path: Path) -> None:
    book = province_book()
    assumptions = tuple(
        Assumption(id=f"GD-{number:02d}", question=text, assumed=text) for number, text in enumerate(ODD_TEXTS, 1)
    )
    odd = PlanBook(book.plan.model_copy(update={"assumptions": assumptions}), book.policies)
    write_plan_workbook(odd, tmp_path / "kh.xlsx")
    assert load_plan_workbook(tmp_path / "kh.xlsx").plan.assumptions == assumptions


def test_records_lose_nothing(book: PlanBook) -> None:
    assert from_records(to_records(book)) == book


def test_every_field_of_the_plan_has_a_column(book: PlanBook) -> None:
    records = to_records(book)
    for sheet in SHEETS:
        described = {column.key for column in (*sheet.columns, *sheet.settings)}
        written = {key for record in records[sheet.code] for key in record}
        if sheet.code == "policies":
            # The numbers of a version stand on sheets of their own.
            own = {
                key
                for key in written
                if key.split(".")[0] in ("name", "valid_from", "ref", "interim_years", "insufficient")
            }
            assert own | {"version_id"} == described
        elif sheet.code in ("indicators", "tasks"):
            # Group and number are the two halves of the code.
            assert written - {"group", "number"} == described
        else:
            assert written == described, sheet.name


def test_the_same_plan_gives_the_same_bytes(book: PlanBook) -> None:
    assert plan_workbook_bytes(book) == plan_workbook_bytes(book)


def test_excel_would_open_it_cleanly(path: Path) -> None:
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []


def test_sheets_and_headers_are_as_described(cells: Workbook) -> None:
    assert cells.sheetnames == [GUIDE_NAME, *(sheet.name for sheet in SHEETS), LISTS_NAME]
    assert cells[LISTS_NAME].sheet_state == "hidden"
    for sheet in SHEETS:
        worksheet = cells[sheet.name]
        headers = [cell.value for cell in worksheet[4] if cell.value]
        assert headers == ([column.header for column in sheet.columns] or ["Nội dung", "Giá trị", "Cách ghi"])
        assert len(set(headers)) == len(headers)
        assert worksheet.freeze_panes is not None
        helps = [cell.value for cell in worksheet[3]][: len(sheet.columns)]
        assert all(helps)


def test_every_class_is_chosen_from_a_list(cells: Workbook) -> None:
    names = set(cells.defined_names)
    for sheet in SHEETS:
        lists = {
            str(range_).split(":")[0]: rule.formula1
            for rule in cells[sheet.name].data_validations.dataValidation
            if rule.type == "list"
            for range_ in rule.sqref.ranges
        }
        wanted = [column for column in (*sheet.columns, *sheet.settings) if column.words or column.pick_from]
        assert len(lists) == len(wanted), sheet.name
        assert all(formula in names or "!" in formula for formula in lists.values())


def test_lists_offer_the_words_that_are_read(cells: Workbook) -> None:
    columns = {cell[0].value: [c.value for c in cell[1:] if c.value] for cell in cells[LISTS_NAME].columns}
    words = {c.header: list(c.words) for s in SHEETS for c in (*s.columns, *s.settings) if c.words}
    assert set(columns) <= set(words)
    assert all(words[header] == offered for header, offered in columns.items())


def test_dates_are_dates_and_codes_are_text(cells: Workbook) -> None:
    units, tasks = cells["Đơn vị"], cells["Nhiệm vụ"]
    assert units["A5"].number_format == "@"
    dates = [row[7].value for row in tasks.iter_rows(min_row=5) if row[7].value]
    assert len(dates) == 25
    assert all(isinstance(day, dt.datetime) for day in dates)
    assert tasks["H5"].number_format == "dd/mm/yyyy"


def test_a_workbook_saved_again_by_another_program_reads_the_same(path: Path, book: PlanBook, tmp_path: Path) -> None:
    again = tmp_path / "luu-lai.xlsx"
    saved = openpyxl.load_workbook(path)
    saved.save(again)
    assert load_plan_workbook(again) == book


def _move(grid: Any, sheet: str, first: int, second: int) -> None:
    for row in grid.sheets[sheet].rows:
        row.extend([None] * (max(first, second) + 1 - len(row)))
        row[first], row[second] = row[second], row[first]


def test_columns_may_move_and_own_sheets_and_blank_rows_are_left_alone() -> None:
    grid = province_grid()
    _move(grid, "Đơn vị", 0, 3)
    _move(grid, "Nhiệm vụ", 1, 6)
    grid.sheets["Đơn vị"].rows.insert(4, [None, " ", None])
    grid.sheets["Ghi chú của tôi"] = type(grid.sheets["Đơn vị"])("Ghi chú của tôi", [["bất kỳ", 1.0]])
    reading = read_plan_grid(grid)
    assert reading.faults == ()
    assert reading.book == province_book()


def test_words_are_read_whatever_their_letters_and_spaces() -> None:
    grid = province_grid()
    units = grid.sheets["Đơn vị"].rows
    units[3][3], units[4][4], units[5][6] = " sở,  NGÀNH ", "CÓ", "Sở CN ;  Sở KHCN;"
    grid.sheets["Nhiệm vụ"].rows[5][2] = "@XÃ PHƯỜNG"
    assert read_plan_grid(grid).book == province_book()


def test_dates_and_numbers_typed_as_text_are_read() -> None:
    grid = province_grid()
    grid.sheets["Ngày nghỉ"].rows[3][0] = "5/11/2026"
    grid.sheets["Thông tin chung"].rows[9][1] = "01/01/2026"
    grid.sheets["Chỉ tiêu"].rows[3][5] = "80,0"
    assert read_plan_grid(grid).book == province_book()


# ---------------------------------------------------------------- the commands


def test_export_and_check_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], run: RunContext) -> None:
    path = tmp_path / "kh.xlsx"
    done = da06(capsys, "ke-hoach", "xuat", path)
    assert (done.code, path.exists()) == (0, True)
    read = da06(capsys, "ke-hoach", "nhap", path)
    assert read.code == 0
    assert "không có lỗi" in read.out
    as_json = da06(capsys, "ke-hoach", "nhap", path, "--json").json
    assert as_json == {"file": "kh.xlsx", "plan": run.plan.version_id, "policies": ["DTT/v1"], "faults": []}
    assert load_plan_workbook(path) == PlanBook(run.plan, run.policies)


def test_an_edited_workbook_can_be_exported_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = write_province(tmp_path), tmp_path / "lai.xlsx"
    assert da06(capsys, "ke-hoach", "xuat", second, "--ke-hoach", first).code == 0
    assert second.read_bytes() == first.read_bytes()


def test_the_plan_itself_is_still_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert da06(capsys, "ke-hoach", "--json").json["counts"]["units"] == 120
    shown = da06(capsys, "ke-hoach")
    assert (shown.code, "120 đơn vị" in shown.out) == (0, True)
    helped = da06(capsys, "ke-hoach", "--help")
    assert "Cách dùng: da06 ke-hoach" in helped.out
    assert "xuat" in helped.out


def test_faults_are_printed_with_their_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_province(tmp_path)
    edited = openpyxl.load_workbook(path)
    edited["Chỉ tiêu"]["F5"] = 180
    edited["Đơn vị"]["A6"] = "SN-VP"
    edited.save(path)
    printed = da06(capsys, "ke-hoach", "nhap", path)
    assert printed.code == 1
    assert "Đơn vị!A6" in printed.out
    faults = da06(capsys, "ke-hoach", "nhap", path, "--json").json["faults"]
    assert ("Chỉ tiêu", "F5", "180") in [(fault["sheet"], fault["cell"], fault["value"]) for fault in faults]
    assert {fault["code"] for fault in faults} == {"KH402", "KH504", "KH511", "KH604"}


def test_a_faulty_workbook_stops_other_commands_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_province(tmp_path)
    edited = openpyxl.load_workbook(path)
    edited["Ngày nghỉ"]["A5"] = "hôm qua"
    edited["Xếp loại"]["D5"] = 85
    edited.save(path)
    with pytest.raises(DataError, match=r"có 2 lỗi, lỗi đầu tiên ở Ngày nghỉ!A5: Ô “Ngày” phải là ngày"):
        load_run(path)
    stopped = da06(capsys, "bieu-mau", "--ky", "2026-10", "--ra", tmp_path / "bieu", "--ke-hoach", path)
    assert stopped.code == 2
    assert "da06 ke-hoach nhap song-mau.xlsx" in stopped.err
    assert not (tmp_path / "bieu").exists()


def test_what_is_no_workbook_is_told_in_words_about_a_plan_workbook(tmp_path: Path) -> None:
    text, broken = tmp_path / "a.txt", tmp_path / "b.xlsx"
    text.write_text("xin chào", encoding="utf-8")
    broken.write_bytes(b"PK\x03\x04 hong")
    for path in (text, broken):
        (fault,) = read_plan_workbook(path).faults
        assert (fault.code, fault.place_vi) == ("KH101", "Cả tệp")
        assert "sổ kế hoạch" in fault.fix
    with pytest.raises(InputError):
        read_plan_workbook(tmp_path / "khong-co.xlsx")


def test_the_workbook_must_be_an_xlsx(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert da06(capsys, "ke-hoach", "xuat", tmp_path / "kh.csv").code == 2
    assert list(tmp_path.iterdir()) == []
