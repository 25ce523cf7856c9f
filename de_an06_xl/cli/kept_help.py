"""The help of ``da06 --help`` as a file, so that it is there at once.

Loading every command and the parser to print two dozen lines takes longer than a person expects of a help text.
``da06 xay-dung`` writes the file from the very commands; a test holds it against them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parents[1] / "data" / "tro-giup.txt"
_WIDTH = 80
# What the parser takes of a window of 80 columns.
_TEXT_WIDTH = 78


def help_text(command: Any) -> str:
    """What ``command``, all of ``da06``, says to ``--help`` in a window of 80 columns."""
    context = command.make_context("da06", [], resilient_parsing=True, terminal_width=_TEXT_WIDTH)
    return f"{command.get_help(context)}\n"


def kept_help(arguments: list[str]) -> str | None:
    """The text for these arguments, ``None`` when the parser must answer: another question, a narrow window."""
    if arguments not in ([], ["--help"]) or "COLUMNS" in os.environ:
        return None
    try:
        if sys.stdout.isatty() and os.get_terminal_size(sys.stdout.fileno()).columns < _WIDTH:
            return None
        return KEPT.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
