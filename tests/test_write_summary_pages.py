"""The summary as it comes out of a real spreadsheet's printer: sheets, sizes, nothing cut, nothing beyond the page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from make_summary import full_month, make_return, summarise, with_rows
from printed_pages import Page, need_printer, print_files, printed_pages

from de_an06_xl.model.summary import Summary
from de_an06_xl.tidy_data import TidyData
from de_an06_xl.write_summary import SHEETS, summary_workbook
from de_an06_xl.write_summary.file_links import FileLinks

pytestmark = pytest.mark.xdist_group("writer")

LONG = "Ban Quản lý dự án đầu tư xây dựng và phát triển hạ tầng các khu vực vùng cao biên giới của tỉnh"


def _long_names() -> Summary:
    month = with_rows(full_month())
    units = tuple(replace(unit, name=f"{LONG} số {number}") for number, unit in enumerate(month.units))
    return replace(month, units=units)


MONTHS: dict[str, Callable[[], Summary]] = {
    "no returns": summarise,
    "one return": lambda: summarise([make_return("SN-CAT", {("KK", "KK-01", "content"): "Thiếu máy"})]),
    "all units": lambda: with_rows(full_month()),
    "long names": _long_names,
}
A4, A3 = (595, 842), (842, 1191)
ON_A3 = {"Chỉ tiêu", "Nhiệm vụ", "Bản đồ CT sở, ngành", "Bản đồ CT xã, phường", "Bản đồ nhiệm vụ"}
ONE_PAGE = {"Tổng quan", "Bản đồ CT sở, ngành", "Bản đồ CT xã, phường"}
_EDGE = 0.35 * 72  # the narrowest margin is 0.4 inch


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The months as PDF."""
    need_printer("" if shutil.which("soffice") else "chưa cài LibreOffice Calc")
    place = tmp_path_factory.mktemp("tong-hop")
    print_files(place, {f"{_file_name(name)}.xlsx": _content(month()) for name, month in MONTHS.items()})
    return place


def _file_name(name: str) -> str:
    return name.replace(" ", "-")


def _content(month: Summary) -> bytes:
    # Hundreds of pages of one kind prove no more than the first units' ones.
    data = replace(month.data, units=month.data.units[:2]) if isinstance(month.data, TidyData) else month.data
    return summary_workbook(replace(month, data=data), links=FileLinks("nop/"))


def pages(folder: Path, name: str) -> tuple[Page, ...]:
    return printed_pages(folder / f"{_file_name(name)}.pdf")


def sheet_of(page: Page) -> str:
    """Named at the head of the page, to the right."""
    return " ".join(word[0] for word in page.words if word[4] < 36 and word[1] > page.width / 2)


@pytest.mark.parametrize("name", MONTHS)
def test_every_sheet_is_printed_and_some_on_exactly_one_page(folder: Path, name: str) -> None:
    sheets = [sheet_of(page) for page in pages(folder, name)]
    assert list(dict.fromkeys(sheets)) == [sheet for sheet, _ in SHEETS]
    assert {sheet for sheet in ONE_PAGE if sheets.count(sheet) != 1} == set()
    assert all(sheets.count(sheet) <= 25 for sheet in sheets)


@pytest.mark.parametrize("name", MONTHS)
def test_paper(folder: Path, name: str) -> None:
    for page in pages(folder, name):
        short, long = sorted((page.width, page.height))
        wanted = A3 if sheet_of(page) in ON_A3 else A4
        assert abs(short - wanted[0]) <= 1, sheet_of(page)
        assert abs(long - wanted[1]) <= 1, sheet_of(page)


@pytest.mark.parametrize("name", MONTHS)
def test_no_figure_is_too_wide_for_its_cell(folder: Path, name: str) -> None:
    assert [sheet_of(page) for page in pages(folder, name) if "##" in page.text] == []


@pytest.mark.parametrize("name", MONTHS)
def test_nothing_prints_beyond_the_page(folder: Path, name: str) -> None:
    for page in pages(folder, name):
        beyond = [
            word for word in page.words if word[1] < _EDGE or word[3] > page.width - _EDGE or word[4] > page.height
        ]
        assert beyond == [], sheet_of(page)


@pytest.mark.parametrize("name", MONTHS)
def test_page_numbers_policy_and_head_on_every_page(folder: Path, name: str) -> None:
    found = pages(folder, name)
    for number, page in enumerate(found, 1):
        assert f"Trang {number}/{len(found)}" in page.text
        assert "Chính sách điểm DTT/v1" in page.text


@pytest.mark.parametrize("name", MONTHS)
def test_the_first_page_holds_charts_lists_and_signatures(folder: Path, name: str) -> None:
    text = pages(folder, name)[0].text
    for words in (
        "Tình hình nộp báo cáo (số đơn vị)",
        "Xếp loại đơn vị (số đơn vị)",
        "Kết quả các chỉ tiêu (số chỉ tiêu)",
        "5. Sở, ngành: điểm cao nhất",
        "6. Xã, phường: cần giúp đỡ",
        "THỦ TRƯỞNG ĐƠN VỊ",
    ):
        assert words in text
    assert "Các trang của tệp này" not in text


def test_long_names_are_not_cut(folder: Path) -> None:
    for sheet in ("Tình hình nộp", "Xếp hạng"):
        text = re.sub(
            r"\s+", " ", " ".join(page.text for page in pages(folder, "long names") if sheet_of(page) == sheet)
        )
        assert text.count("biên giới") >= 120, sheet
