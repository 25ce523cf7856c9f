"""The summary as it comes out of a real spreadsheet's printer: sheets, sizes, nothing cut, nothing beyond the page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from make_summary import full_month, make_return, summarise, with_rows

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


@dataclass(frozen=True)
class Page:
    """Size in points, the sheet named at its head, every word with its box (left, top, right, bottom)."""

    size: tuple[int, int]
    sheet: str
    words: tuple[tuple[str, float, float, float, float], ...]

    @property
    def text(self) -> str:
        return " ".join(word[0] for word in self.words)


def _missing() -> str:
    if shutil.which("soffice") is None:
        return "chưa cài LibreOffice Calc"
    return "" if shutil.which("pdftotext") else "chưa cài poppler-utils (lệnh pdftotext)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The months as PDF; without a spreadsheet program the tests are skipped here, but fail on a build server."""
    if missing := _missing():
        if os.environ.get("CI") == "true":
            pytest.fail(f"Không kiểm được trang in của bảng tổng hợp: {missing}")
        pytest.skip(f"Bỏ qua kiểm tra trang in của bảng tổng hợp: {missing}")
    place = tmp_path_factory.mktemp("tong-hop")
    files = [place / f"{name.replace(' ', '-')}.xlsx" for name in MONTHS]
    for name, file in zip(MONTHS, files, strict=True):
        month = MONTHS[name]()
        # Hundreds of pages of one kind prove no more than the first units' ones.
        data = replace(month.data, units=month.data.units[:2]) if isinstance(month.data, TidyData) else month.data
        file.write_bytes(summary_workbook(replace(month, data=data), links=FileLinks("nop/")))
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", place, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return place


@cache
def pages(folder: Path, name: str) -> tuple[Page, ...]:
    file = folder / f"{name.replace(' ', '-')}.pdf"
    done = subprocess.run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True)
    space = "{http://www.w3.org/1999/xhtml}"
    found = []
    for page in Tree.fromstring(done.stdout).iter(f"{space}page"):
        words = tuple(
            (word.text or "", *(float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")))
            for word in page.iter(f"{space}word")
        )
        width, height = float(page.attrib["width"]), float(page.attrib["height"])
        head = " ".join(word[0] for word in words if word[4] < 36 and word[1] > width / 2)
        found.append(Page((round(width), round(height)), head, words))
    return tuple(found)


@pytest.mark.parametrize("name", MONTHS)
def test_every_sheet_is_printed_and_some_on_exactly_one_page(folder: Path, name: str) -> None:
    sheets = [page.sheet for page in pages(folder, name)]
    assert list(dict.fromkeys(sheets)) == [sheet for sheet, _ in SHEETS]
    assert {sheet for sheet in ONE_PAGE if sheets.count(sheet) != 1} == set()
    assert all(sheets.count(sheet) <= 25 for sheet in sheets)


@pytest.mark.parametrize("name", MONTHS)
def test_paper(folder: Path, name: str) -> None:
    for page in pages(folder, name):
        short, long = sorted(page.size)
        wanted = A3 if page.sheet in ON_A3 else A4
        assert abs(short - wanted[0]) <= 1, page.sheet
        assert abs(long - wanted[1]) <= 1, page.sheet


@pytest.mark.parametrize("name", MONTHS)
def test_no_figure_is_too_wide_for_its_cell(folder: Path, name: str) -> None:
    assert [page.sheet for page in pages(folder, name) if "##" in page.text] == []


@pytest.mark.parametrize("name", MONTHS)
def test_nothing_prints_beyond_the_page(folder: Path, name: str) -> None:
    for page in pages(folder, name):
        beyond = [
            word for word in page.words if word[1] < _EDGE or word[3] > page.size[0] - _EDGE or word[4] > page.size[1]
        ]
        assert beyond == [], page.sheet


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
        text = re.sub(r"\s+", " ", " ".join(page.text for page in pages(folder, "long names") if page.sheet == sheet))
        assert text.count("biên giới") >= 120, sheet
