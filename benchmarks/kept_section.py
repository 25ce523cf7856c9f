"""docs/benchmarks.md: one section for each bench, written again by that bench alone."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEAD = "# Benchmarks\n\nWritten by the scripts in `benchmarks/` with `--ghi`; times depend on the machine.\n"


def keep_section(title: str, text: str) -> None:
    """Put ``text`` under ``## title`` in place of what stood there; other sections stay as they are."""
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    sections = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", old, re.MULTILINE))
    sections[title] = f"\n{text.strip()}\n\n"
    PAGE.parent.mkdir(exist_ok=True)
    body = "".join(f"\n## {name}\n\n{part.strip()}\n" for name, part in sections.items())
    PAGE.write_text(HEAD + body, encoding="utf-8")
