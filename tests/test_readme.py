"""What the README tells people to type is what the product does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_line import command_names
from conftest import DemoRun
from shown_commands import run_as_shown, shown_lines

from de_an06_xl.form.names import SHEET_PASSWORD
from de_an06_xl.model.finding import Severity

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = shown_lines(README)
# What run.py starts is told by its own tests; the demonstration is a fixture here.
EXAMPLES = [line for line in LINES if line.startswith("da06 ")]


def test_the_two_commands_stand_there() -> None:
    assert [line for line in LINES if line.startswith("python ")] == [
        "python run.py demo --ra ket-qua",
        "python run.py test",
    ]
    assert len(EXAMPLES) + 2 == len(LINES)


def test_every_command_is_described_and_shown() -> None:
    described = re.findall(r"^\| `([a-z][a-z -]*)` \|", README, re.MULTILINE)
    assert sorted(described) == command_names()
    for name in described:
        assert name == "demo" or any(line.startswith(f"da06 {name} ") or line == f"da06 {name}" for line in EXAMPLES)


def test_the_outcomes_and_severities_are_named() -> None:
    for word in ("included", "included_late", "rejected", "superseded", "not_a_return", *Severity):
        assert f"`{word}`" in README


def test_the_password_is_the_one_in_use() -> None:
    assert f"password `{SHEET_PASSWORD}`" in README
    assert f"mật khẩu `{SHEET_PASSWORD}`" in README


def test_linked_files_are_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert len(links) >= 5
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.xdist_group("demo")
def test_the_examples_run_in_the_order_shown(
    demo: DemoRun, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_as_shown(EXAMPLES, demo.home, monkeypatch, capsys)
