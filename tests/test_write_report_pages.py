"""The report as it comes out of a real word processor: pages, fonts, numbers, nothing beyond the margins."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from make_summary import PLAN
from printed_pages import Page, need_printer, print_files, printed_pages
from report_months import written

pytestmark = pytest.mark.xdist_group("writer")

MONTHS = ("no returns", "all units")
_POINTS = 72 / 25.4
_TOLERANCE = 1.5
_WRITER = ("/usr/lib/libreoffice/program/libswlo.so", "/usr/lib64/libreoffice/program/libswlo.so")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The months as PDF."""
    writer = shutil.which("soffice") and any(Path(file).exists() for file in _WRITER)
    need_printer("" if writer else "chưa cài LibreOffice Writer (gói libreoffice-writer)")
    place = tmp_path_factory.mktemp("bao-cao")
    print_files(place, {f"{name.replace(' ', '-')}.docx": written(name) for name in MONTHS})
    return place


def pages(folder: Path, name: str) -> tuple[Page, ...]:
    return printed_pages(folder / f"{name.replace(' ', '-')}.pdf")


def number_of(page: Page) -> str:
    """What stands in the top margin, in the middle."""
    top = [word for word in page.words if word[4] < 20 * _POINTS]
    middle = page.width / 2 + (30 - 15) / 2 * _POINTS
    return " ".join(word[0] for word in top if abs((word[1] + word[3]) / 2 - middle) < 10)


@pytest.mark.parametrize("name", MONTHS)
def test_report_upright_then_annexes_across(folder: Path, name: str) -> None:
    shapes = ["upright" if page.width < page.height else "across" for page in pages(folder, name)]
    upright = shapes.count("upright")
    assert 3 <= upright <= 15
    assert shapes == ["upright"] * upright + ["across"] * (len(shapes) - upright)
    sizes = {(round(page.width), round(page.height)) for page in pages(folder, name)}
    assert sizes == {(595, 842), (842, 595)}


@pytest.mark.parametrize("name", MONTHS)
def test_numbers_start_anew_with_each_annex_and_spare_its_first_page(folder: Path, name: str) -> None:
    found = [number_of(page) for page in pages(folder, name)]
    starts = [at for at, number in enumerate(found) if number == ""]
    assert len(starts) == 1 + 4
    for start, end in zip(starts, [*starts[1:], len(found)], strict=True):
        assert found[start + 1 : end] == [str(number) for number in range(2, end - start + 1)]
    titles = [re.search(r"Phụ lục [IV]+ ", pages(folder, name)[at].text) for at in starts[1:]]
    assert [title and title[0] for title in titles] == [f"Phụ lục {number} " for number in ("I", "II", "III", "IV")]


@pytest.mark.parametrize("name", MONTHS)
def test_nothing_prints_beyond_the_margins(folder: Path, name: str) -> None:
    for number, page in enumerate(pages(folder, name), 1):
        left, right = 30 * _POINTS - _TOLERANCE, page.width - 15 * _POINTS + _TOLERANCE
        bottom = page.height - 20 * _POINTS + _TOLERANCE
        beyond = [word for word in page.words if word[1] < left or word[3] > right or word[4] > bottom]
        assert beyond == [], f"trang {number}"
        assert page.words, f"trang {number} trống"


@pytest.mark.parametrize("name", MONTHS)
def test_one_font_and_no_letter_missing(folder: Path, name: str) -> None:
    done = subprocess.run(
        ["pdffonts", folder / f"{name.replace(' ', '-')}.pdf"], check=True, capture_output=True, encoding="utf-8"
    )
    fonts = {line.split()[0].partition("+")[2] for line in done.stdout.splitlines()[2:]}
    foreign = {font for font in fonts if not re.match(r"LiberationSerif|TimesNewRoman|Tinos", font)}
    # The raised brackets ⁽¹⁾ of the plan's own text are in no such font; one other lends them.
    assert len(foreign) <= 1, fonts
    assert not any("\ufffd" in page.text for page in pages(folder, name))


@pytest.mark.parametrize("name", MONTHS)
def test_the_heading_stands_in_single_lines(folder: Path, name: str) -> None:
    words = pages(folder, name)[0].words
    texts = [word[0] for word in words]
    for line in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CÔNG AN TỈNH LÀO CAI", "BỘ CÔNG AN"):
        wanted = line.split()
        starts = [at for at in range(len(texts)) if texts[at : at + len(wanted)] == wanted]
        assert any(len({round(word[2]) for word in words[at : at + len(wanted)]}) == 1 for at in starts), line


@pytest.mark.parametrize("name", MONTHS)
def test_nothing_that_was_composed_is_lost_in_print(folder: Path, name: str) -> None:
    text = " ".join(page.text for page in pages(folder, name))
    for code in (*PLAN.indicator_by_id, *PLAN.task_by_id):
        assert f"{code} " in text
    signature = [page for page in pages(folder, name) if "Nơi nhận:" in page.text]
    assert len(signature) == 1
    assert "báo cáo Ủy ban nhân dân tỉnh theo dõi, chỉ đạo./." in text
