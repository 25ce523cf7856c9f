"""The kept help is what the commands themselves say, and is only given where it is the answer."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from de_an06_xl.cli.app import run_command_line
from de_an06_xl.cli.kept_help import KEPT, kept_help

PLAIN = {name: value for name, value in os.environ.items() if name != "COLUMNS"}


def test_the_parser_says_the_same(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for arguments in (["--help"], []):
        assert run_command_line(arguments) == 0
        assert capsys.readouterr().out == KEPT.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["--help"], []])
def test_asked_for_help_nothing_else_is_loaded(arguments: list[str]) -> None:
    script = (
        "import sys; from de_an06_xl.__main__ import main\n"
        "try: main()\n"
        "except SystemExit as end: print(end.code, 'typer' in sys.modules, 'pydantic' in sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, env=PLAIN, check=True)
    assert run.stdout.decode().replace("\r\n", "\n") == KEPT.read_text(encoding="utf-8")
    assert run.stderr.decode().split() == ["0", "False", "False"]


@pytest.mark.parametrize("arguments", [["tong-hop", "--help"], ["--halp"], ["ke-hoach"], ["--help", "demo"]])
def test_other_questions_go_to_the_parser(arguments: list[str]) -> None:
    assert kept_help(arguments) is None


def test_a_window_of_another_width_goes_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert kept_help(["--help"]) is None
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda _stream: os.terminal_size((60, 24)))
    monkeypatch.setattr("sys.stdout.fileno", lambda: 1, raising=False)
    assert kept_help(["--help"]) is None


def test_without_the_file_the_parser_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("de_an06_xl.cli.kept_help.KEPT", KEPT.with_name("khong-co.txt"))
    assert kept_help(["--help"]) is None
