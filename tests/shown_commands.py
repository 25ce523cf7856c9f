"""Commands shown in documents: found in their blocks of shell lines, run in the order shown."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterable
from pathlib import Path

import pytest
from command_line import da06

# A person at the keyboard, for the one command that asks.
TYPED = "2026-10\nket-qua/nop\nket-qua\nkhông\n"


def shown_lines(text: str) -> list[str]:
    """The lines of every block marked ``sh`` of a Markdown text."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def run_as_shown(
    lines: Iterable[str], home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run each ``da06 …`` line in ``home``: none may fail, each must say something."""
    monkeypatch.chdir(home)
    for name in ("HOME", "USERPROFILE", "APPDATA", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home / "người dùng"))
    for line in lines:
        monkeypatch.setattr("sys.stdin", io.StringIO(TYPED))
        outcome = da06(capsys, *shlex.split(line)[1:])
        assert outcome.code in (0, 1), f"{line}: {outcome.err}"
        assert outcome.out.strip(), line
        if "--json" in line.split() and not line.endswith(".json"):
            assert outcome.json, line
