"""What the Vietnamese guides tell people to type and to look at is what the product does and shows."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from command_line import command_names
from conftest import DemoRun
from shown_commands import run_as_shown, shown_lines
from test_readme import EXAMPLES as RUN_BY_README

from de_an06_xl.load_rules import load_rules
from de_an06_xl.run_context import RunContext

DOCS = Path(__file__).resolve().parents[1] / "docs"
GUIDES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("huong-dan-*.md"))}
SHOWN = [line for text in GUIDES.values() for line in shown_lines(text)]
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LARGEST_PICTURE = 200_000


def test_there_is_a_guide_for_each_reader() -> None:
    assert set(GUIDES) == {"huong-dan-can-bo", "huong-dan-tong-hop", "huong-dan-quan-tri"}


def test_officers_are_shown_no_command() -> None:
    """They have no Python."""
    assert shown_lines(GUIDES["huong-dan-can-bo"]) == []
    assert "da06 " not in GUIDES["huong-dan-can-bo"]


def test_every_line_shown_is_a_command_of_ours() -> None:
    others = [line for line in SHOWN if not line.startswith("da06 ")]
    assert others == ["python run.py cai-dat"]
    assert len(SHOWN) >= 20


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_named_in_the_text_exist(guide: str) -> None:
    named = re.findall(r"`da06 ([a-z][a-z -]*?)(?: --[a-z-]+)?`", GUIDES[guide])
    assert set(named) <= set(command_names())


@pytest.mark.xdist_group("demo")
def test_every_command_shown_runs(
    demo: DemoRun, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Most stand in the README too, whose test runs them in the same folder; the rest is run here."""
    rest = [line for line in dict.fromkeys(SHOWN) if line.startswith("da06 ") and line not in RUN_BY_README]
    run_as_shown(rest, demo.home, monkeypatch, capsys)


@pytest.mark.parametrize("guide", GUIDES)
def test_pictures_and_links_are_there(guide: str) -> None:
    text = GUIDES[guide]
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (DOCS / link).exists()] == []
    pictures = PICTURE.findall(text)
    assert pictures
    for words, link in pictures:
        assert words.strip(), f"{link}: thiếu lời cho người không xem được hình"
        content = (DOCS / link).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) < LARGEST_PICTURE, link


def test_every_picture_is_shown_somewhere() -> None:
    shown = {link for path in DOCS.glob("*.md") for _, link in PICTURE.findall(path.read_text(encoding="utf-8"))}
    assert {f"hinh/{path.name}" for path in (DOCS / "hinh").iterdir()} <= shown


@pytest.mark.parametrize("guide", GUIDES)
def test_the_words_are_composed_vietnamese(guide: str) -> None:
    text = GUIDES[guide]
    assert unicodedata.normalize("NFC", text) == text
    assert not re.search(r"\b(the|and|click|file|folder|sheet|button)\b", re.sub(r"`[^`]*`|\([^)]*\)", "", text))


def test_rules_named_are_rules() -> None:
    named = {code for text in GUIDES.values() for code in re.findall(r"\b[FCRPHTSX]\d{3}\b", text)}
    assert len(named) >= 10
    assert named <= set(load_rules())


def test_sheets_and_columns_of_the_form_are_called_as_in_the_form(run: RunContext) -> None:
    text = GUIDES["huong-dan-can-bo"]
    for sheet in run.layout.sheets:
        assert sheet.name in text, sheet.name
