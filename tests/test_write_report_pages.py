"""The report as it comes out of a real word processor: pages, fonts, numbers, nothing beyond the margins."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from make_summary import PLAN
from report_months import written

pytestmark = pytest.mark.xdist_group("writer")

MONTHS = ("no returns", "all units")
_POINTS = 72 / 25.4
_TOLERANCE = 1.5
_WRITER = ("/usr/lib/libreoffice/program/libswlo.so", "/usr/lib64/libreoffice/program/libswlo.so")


@dataclass(frozen=True)
class Page:
    """Size in points and every word with its box (left, top, right, bottom)."""

    width: float
    height: float
    words: tuple[tuple[str, float, float, float, float], ...]

    @property
    def text(self) -> str:
        return " ".join(word[0] for word in self.words)

    @property
    def number(self) -> str:
        """What stands in the top margin, in the middle."""
        top = [word for word in self.words if word[4] < 20 * _POINTS]
        middle = self.width / 2 + (30 - 15) / 2 * _POINTS
        return " ".join(word[0] for word in top if abs((word[1] + word[3]) / 2 - middle) < 10)


def _missing() -> str:
    if shutil.which("soffice") is None or not any(Path(file).exists() for file in _WRITER):
        return "chưa cài LibreOffice Writer (gói libreoffice-writer)"
    return "" if shutil.which("pdftotext") else "chưa cài poppler-utils (lệnh pdftotext)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The months as PDF; without a word processor the tests are skipped here, but fail on a build server."""
    if missing := _missing():
        if os.environ.get("CI") == "true":
            pytest.fail(f"Không kiểm được trang in của báo cáo: {missing}")
        pytest.skip(f"Bỏ qua kiểm tra trang in của báo cáo: {missing}")
    place = tmp_path_factory.mktemp("bao-cao")
    files = [place / f"{name.replace(' ', '-')}.docx" for name in MONTHS]
    for name, file in zip(MONTHS, files, strict=True):
        file.write_bytes(written(name))
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", place, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return place


@cache
def pages(folder: Path, name: str) -> tuple[Page, ...]:
    file = folder / f"{name.replace(' ', '-')}.pdf"
    done = subprocess.run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True)
    space = "{http://www.w3.org/1999/xhtml}"
    # Control characters have no place in XML, and none in the report.
    tree = Tree.fromstring(done.stdout)
    return tuple(
        Page(
            float(page.attrib["width"]),
            float(page.attrib["height"]),
            tuple(
                (word.text or "", *(float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")))
                for word in page.iter(f"{space}word")
            ),
        )
        for page in tree.iter(f"{space}page")
    )


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
    found = [page.number for page in pages(folder, name)]
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
