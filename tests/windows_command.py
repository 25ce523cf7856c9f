"""A Windows command line taken apart as Windows would, to run its Python part on another system."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

RUNPYTHON = Path(__file__).parent / "runpython"


def arguments_after(program: str, command: str) -> list[str]:
    """What ``program`` gets: the words after it in ``command``, up to the redirection of its error output.

    Quotes hold a word together, ``\\"`` is a quote inside it (the rules of Microsoft's C run-time).
    """
    rest = command.split(f'"{program}"', 1)[1].split(' 2> "', 1)[0]
    words: list[str] = []
    word, quoted, started, i = "", False, False, 0
    while i < len(rest):
        slashes = 0
        while i < len(rest) and rest[i] == "\\":
            slashes, i = slashes + 1, i + 1
        if slashes and i < len(rest) and rest[i] == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word, i, started = word + '"', i + 1, True
            continue
        word, started = word + "\\" * slashes, started or bool(slashes)
        if i >= len(rest):
            break
        if rest[i] == '"':
            quoted, started = not quoted, True
        elif rest[i] == " " and not quoted:
            if started:
                words.append(word)
            word, started = "", False
        else:
            word, started = word + rest[i], True
        i += 1
    return [*words, word] if started else words


def run_python_part(program: str, command: str, pipe: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The Python of ``command`` run here, with the workbook found in the Calc behind ``pipe``."""
    return subprocess.run(
        [sys.executable, *arguments_after(program, command)],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(RUNPYTHON), *filter(None, sys.path)]),
            "DA06_CALC_PIPE": pipe,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
