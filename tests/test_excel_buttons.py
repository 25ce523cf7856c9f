"""The buttons of TongHop.xlsm through xlwings in a live spreadsheet, for the small invented province.

Here for what a month of 120 units (test_excel_month.py) does not show: faults as messages, another plan, another
month, rows sorted by hand, the store.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings
from calc_engine import called_from, use_calc
from invented_province import write_province
from live_calc import LiveCalc
from live_month import TEMPLATES
from province_month import ENTRIES, write_returns

from de_an06_xl.control_workbook import names
from de_an06_xl.control_workbook.tables import EXTENSIONS, JOURNAL, TRACKING
from de_an06_xl.excel import buttons, month_buttons
from de_an06_xl.excel.run_button import UNEXPECTED
from de_an06_xl.run_context import RunContext, load_run

pytestmark = pytest.mark.xdist_group("calc")

PRESSED_AT = dt.datetime(2026, 11, 12, 16, 45)


class Desk:
    """TongHop.xlsm of the province, open; its cells typed in and read by name and header."""

    def __init__(self, app: xlwings.App, folder: Path) -> None:
        self.app, self.folder = app, folder
        self.book = app.books.open(str(folder / "TongHop.xlsm"))

    def type(self, name: str, value: object) -> None:
        cell = self.book.names[name].refers_to_range
        cell.number_format = "@" if isinstance(value, str) else cell.number_format
        cell.value = value

    def read(self, name: str) -> Any:
        return self.book.names[name].refers_to_range.value

    def press(self, handler: Any) -> str:
        with called_from(self.book):
            handler()
        return str(self.read(names.MESSAGE))

    def rows(self, table: Any) -> list[dict[str, Any]]:
        sheet = self.book.sheets[table.sheet]
        last = sheet.used_range.last_cell.row
        values = sheet.range((5, 1), (max(last, 5), len(table.columns))).options(ndim=2).value
        keys = [column.key for column in table.columns]
        return [dict(zip(keys, row, strict=True)) for row in values if any(value is not None for value in row)]

    def units(self) -> dict[str, dict[str, Any]]:
        return {row["unit"]: row for row in self.rows(TRACKING) if row["unit"]}


@pytest.fixture(scope="module")
def province_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan workbook and the returns of October, made once."""
    folder = tmp_path_factory.mktemp("province")
    write_returns(folder / "nop", load_run(write_province(folder)))
    return folder


@pytest.fixture
def desk(calc: LiveCalc, tmp_path: Path, province_files: Path) -> Iterator[Desk]:
    folder = tmp_path / "Đề án 06"
    (folder / "nop").mkdir(parents=True)
    for path in (province_files / "nop").iterdir():
        (folder / "nop" / path.name).hardlink_to(path)
    (folder / "song-mau.xlsx").hardlink_to(province_files / "song-mau.xlsx")
    (folder / "TongHop.xlsm").write_bytes((TEMPLATES / "TongHop.xlsm").read_bytes())
    app = use_calc(calc)
    desk = Desk(app, folder)
    desk.type(names.PERIOD, "2026-10")
    desk.type(names.PLAN_WORKBOOK, "song-mau.xlsx")
    desk.type(names.RUN_TIME, PRESSED_AT)
    yield desk
    for book in list(app.books):
        book.close()


@pytest.fixture(scope="module")
def province(province_files: Path) -> RunContext:
    return load_run(province_files / "song-mau.xlsx")


def test_another_plan_lays_the_table_out_anew(desk: Desk, province: RunContext) -> None:
    desk.press(buttons.consolidate)
    assert list(desk.units()) == [unit.code for unit in province.plan.units]
    assert [row["number"] for row in desk.rows(TRACKING)] == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    assert {code for code, row in desk.units().items() if row["score"] is not None} == set(ENTRIES)
    assert desk.units()["XP-90002"]["state"] == "Trễ hạn"
    assert desk.units()["XP-90004"]["state"] == "Chưa nộp"


def test_checking_gives_copies_back_and_writes_no_summary(desk: Desk) -> None:
    message = desk.press(buttons.check)
    copies = desk.folder / "ket-qua" / "tra-lai-2026-10"
    assert str(copies) in message
    assert len(list(copies.glob("*_tra-lai.xlsx"))) == len(ENTRIES)
    assert list((desk.folder / "ket-qua").glob("tong-hop*")) == []
    assert desk.units()["XP-90001"]["errors"] is not None


def test_forms_of_the_month_are_made(desk: Desk, province: RunContext) -> None:
    message = desk.press(buttons.issue_forms)
    made = list((desk.folder / "ket-qua" / "bieu-mau-2026-10").glob("BM-01_2026-10_*.xlsx"))
    assert len(made) == len(province.plan.units)
    assert message.startswith(f"Đã tạo {len(made)} biểu kỳ 2026-10")
    assert desk.read(names.LEVEL) == "xong"


def test_rows_sorted_by_hand_stay_where_they_are(desk: Desk) -> None:
    desk.press(buttons.consolidate)
    order = list(reversed(desk.units()))
    sheet = desk.book.sheets[TRACKING.sheet]
    for number, code in enumerate(order, 5):
        sheet.range((number, 2)).value = code
    sheet.range((5, 6)).value = dt.datetime(2026, 11, 5)
    desk.app.books["tong-hop-2026-10.xlsx"].close()
    desk.press(buttons.consolidate)
    assert list(desk.units()) == order
    assert desk.units()[order[0]]["override"] == dt.datetime(2026, 11, 5)
    assert desk.units()["XP-90002"]["name"] == "Xã Hai"


def test_dates_typed_for_another_month_are_taken_away_and_told(desk: Desk) -> None:
    desk.press(buttons.check)
    number = next(place for place, code in enumerate(desk.units(), 5) if code == "XP-90002")
    desk.book.sheets[TRACKING.sheet].range((number, 6)).value = dt.datetime(2026, 11, 5)
    desk.press(buttons.check)
    assert desk.units()["XP-90002"]["state"] == "Đúng hạn"
    desk.type(names.PERIOD, "2026-11")
    message = desk.press(buttons.check)
    assert "Đã bỏ 1 ngày nhận ghi tay cho kỳ 2026-10 (XP-90002 05/11/2026)" in message
    assert desk.units()["XP-90002"]["override"] is None
    assert desk.read(names.LEVEL) == "luu_y"


def test_the_summary_opens_once_and_an_open_one_is_not_overwritten(desk: Desk) -> None:
    assert "Chưa có bảng tổng hợp kỳ 2026-10" in desk.press(buttons.open_summary)
    desk.press(buttons.consolidate)
    assert desk.press(buttons.open_summary).startswith("Đã mở ")
    opened = [book.name for book in desk.app.books]
    assert opened == ["tong-hop-2026-10.xlsx", "TongHop.xlsm"]
    assert "đang mở nên không ghi lại được" in desk.press(buttons.consolidate)
    assert desk.read(names.LEVEL) == "loi"
    written = openpyxl.load_workbook(desk.folder / "ket-qua" / "tong-hop-2026-10.xlsx", read_only=True)
    assert "Xếp hạng" in " ".join(written.sheetnames) or len(written.sheetnames) >= 9


def test_months_go_into_the_store_that_is_set(desk: Desk) -> None:
    from de_an06_xl.history import open_store

    desk.type(names.STORE, "kho.db")
    desk.press(buttons.consolidate)
    assert desk.read(names.LEVEL) != "loi"
    with open_store(str(desk.folder / "kho.db"), create=False):
        pass


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (names.PERIOD, None, "Chưa chọn kỳ báo cáo"),
        (names.PERIOD, "tháng 10", "không phải là một tháng"),
        (names.RETURNS_FOLDER, "không có", "Không tìm thấy thư mục"),
        (names.RETURNS_FOLDER, "TongHop.xlsm", "là một tệp, không phải thư mục"),
        (names.PLAN_WORKBOOK, "mất.xlsx", "mất.xlsx"),
        (names.OUTPUT_FOLDER, "TongHop.xlsm", "Không tạo được thư mục"),
    ],
)
def test_a_fault_is_one_vietnamese_message_and_a_line_of_the_journal(
    name: str, value: object, told: str, desk: Desk
) -> None:
    desk.type(name, value)
    message = desk.press(buttons.consolidate)
    assert told in message
    assert "Traceback" not in message
    assert desk.read(names.LEVEL) == "loi"
    (line,) = desk.rows(JOURNAL)
    assert (line["action"], line["level"], line["outcome"]) == ("Tổng hợp", "Lỗi", message)
    assert line["time"] == PRESSED_AT
    assert desk.app.impl.status_bar is False
    assert desk.app.impl.screen_updating is True


def test_a_faulty_extension_stops_the_run_with_its_row(desk: Desk) -> None:
    sheet = desk.book.sheets[EXTENSIONS.sheet]
    sheet.range((7, 1)).value = "XP-90001"
    message = desk.press(buttons.consolidate)
    assert message.startswith("Trang “Sổ gia hạn”, dòng 7: ")


def test_what_nobody_foresaw_is_a_sentence_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_book: Any) -> Any:
        raise ZeroDivisionError("secret path")

    monkeypatch.setattr(month_buttons, "consolidate", broken)
    assert desk.press(buttons.consolidate) == UNEXPECTED
    monkeypatch.setenv("DA06_LOI_CHI_TIET", "1")
    with pytest.raises(ZeroDivisionError):
        desk.press(buttons.consolidate)


def test_a_lost_sheet_or_header_is_named(desk: Desk) -> None:
    desk.book.sheets[TRACKING.sheet].range((4, 2)).value = "Đổi tên"
    assert "Trang “Theo dõi nộp” thiếu dòng tên cột" in desk.press(buttons.consolidate)
    desk.book.sheets[TRACKING.sheet].delete()
    assert "thiếu trang “Theo dõi nộp”" in desk.press(buttons.consolidate)


def test_progress_is_told_and_the_status_bar_given_back(desk: Desk) -> None:
    desk.press(buttons.check)
    history = desk.app.impl.status_history
    assert f"Đề án 06: đọc, kiểm tra tệp {len(ENTRIES)}/{len(ENTRIES)}" in history
    assert history[-1] is False


def test_text_of_a_return_never_becomes_a_formula(desk: Desk) -> None:
    """A file whose name would compute, if it were not quoted."""
    wanted = next(path for path in (desk.folder / "nop").iterdir() if "XP-90001" in path.name)
    odd = '=1+1&"x" BM-01.xlsx'
    wanted.rename(wanted.with_name(odd))
    desk.press(buttons.check)
    assert desk.units()["XP-90001"]["file"] == odd
    (desk.folder / "nop" / "=HYPERLINK(1) hỏng.xlsx").write_bytes(b"PK broken")
    desk.press(buttons.check)
    sheet = desk.book.sheets[TRACKING.sheet]
    formulas = [cell for row in sheet.range((5, 1), (11, 15)).formula for cell in row if str(cell).startswith("=")]
    assert all(str(formula).startswith("=HYPERLINK(DA06_THU_MUC_DA_DOC&") for formula in formulas)
