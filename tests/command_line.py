"""Running ``da06`` in tests: in this process for speed, or in one of its own where that is the point."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer

from de_an06_xl.cli import app


@dataclass(frozen=True)
class Outcome:
    """What a command returned and printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON; fails when anything else stands there."""
        return json.loads(self.out)


def da06(capsys: pytest.CaptureFixture[str], *arguments: object) -> Outcome:
    """Run one command in this process."""
    capsys.readouterr()
    code = app.run_command_line([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return Outcome(code, printed.out, printed.err)


def da06_process(*arguments: object, cwd: Path | None = None, **environment: str) -> Outcome:
    """Run one command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "de_an06_xl", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def command_names(*, with_groups: bool = False) -> list[str]:
    """Every command as it is typed (``ke-hoach xuat``); a group that does nothing alone only when asked for."""
    return sorted(_names(typer.main.get_command(app.build_app()), "", with_groups=with_groups))


def _names(command: Any, before: str, *, with_groups: bool) -> Iterator[str]:
    for name, inner in getattr(command, "commands", {}).items():
        if with_groups or getattr(inner, "invoke_without_command", True):
            yield f"{before}{name}"
        yield from _names(inner, f"{before}{name} ", with_groups=with_groups)
