"""Office files as a real LibreOffice prints them: pages, and every word with its place."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

_SPACE = "{http://www.w3.org/1999/xhtml}"
_SIDES = ("xMin", "yMin", "xMax", "yMax")
Word = tuple[str, float, float, float, float]
"""The word and its box: left, top, right, bottom, in points from the page's upper left corner."""


@dataclass(frozen=True)
class Page:
    """Size in points and the words in reading order."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word[0] for word in self.words)


def need_printer(missing: str) -> None:
    """Skip where a program is ``missing`` (``""``: none is), but fail on a build server."""
    if not missing and not shutil.which("pdftotext"):
        missing = "chưa cài poppler-utils (lệnh pdftotext)"
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"Không kiểm được trang in: {missing}")
    if missing:
        pytest.skip(f"Bỏ qua kiểm tra trang in: {missing}")


def print_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Each file of ``contents`` (name → bytes) written to ``folder`` and printed to PDF beside it."""
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run([*command, *(folder / name for name in contents)], check=True, capture_output=True, timeout=300)


@cache
def printed_pages(file: Path) -> tuple[Page, ...]:
    """The pages of a PDF."""
    done = subprocess.run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True)
    return tuple(
        Page(
            float(page.attrib["width"]),
            float(page.attrib["height"]),
            tuple(
                (word.text or "", *(float(word.attrib[side]) for side in _SIDES)) for word in page.iter(f"{_SPACE}word")
            ),
        )
        for page in Tree.fromstring(done.stdout).iter(f"{_SPACE}page")
    )
