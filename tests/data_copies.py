"""Copies of the product's data with one line changed, to see what the loaders refuse."""

from __future__ import annotations

import shutil
from pathlib import Path


def edited_copy(source: Path, target: Path, old: str, new: str) -> Path:
    """``source`` (a file) copied to ``target`` with the first ``old`` replaced; ``old`` must be there."""
    text = source.read_text(encoding="utf-8")
    assert old in text, f"{source.name} does not hold {old!r}"
    target.write_text(text.replace(old, new, 1), encoding="utf-8")
    return target


def edited_folder(source: Path, target: Path, file: str, old: str, new: str) -> Path:
    """The folder ``source`` copied to ``target``, ``file`` edited as by :func:`edited_copy`."""
    shutil.copytree(source, target)
    edited_copy(source / file, target / file, old, new)
    return target


def cases(table: str) -> list[tuple[str, ...]]:
    """The lines of a text table as tuples of cells; ``\\n`` in a cell is a line break, blank lines are skipped."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    return [tuple(cell.strip().replace("\\n", "\n") for cell in line.split(" | ")) for line in lines]
