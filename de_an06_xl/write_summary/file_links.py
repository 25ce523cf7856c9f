"""From a line of the summary to the unit's file: relative addresses, so that both can travel together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# What Excel itself escapes in such an address, and what would make a file name look like an address on the web
# (:), a place (#), a query (?) or a folder of Windows (\\). Vietnamese letters stay as they are.
_TABLE = {code: f"%{code:02x}" for code in (*range(32), *map(ord, '%"<>[]^`{}#?:\\ '))}
# Bytes of a file name that are no UTF-8, as Python reads them from the disk.
_TABLE |= {0xDC00 + byte: f"%{byte:02x}" for byte in range(128, 256)}


@dataclass(frozen=True, slots=True)
class FileLinks:
    """``folder`` is the address of the folder of returns, ending in ``/`` or empty; ``None``: nothing to link to."""

    folder: str | None

    def target(self, file: str) -> str:
        """The address of a file of the folder ("" when there is none)."""
        return "" if self.folder is None or not file else self.folder + _escaped(file)


@lru_cache(1 << 12)  # a hundred values lead into each file
def _escaped(name: str) -> str:
    return name.translate(_TABLE)


def links_to(folder: Path | None, workbook: Path) -> FileLinks:
    """Links from ``workbook`` into ``folder``: relative, or absolute where no relative way leads (another drive)."""
    if folder is None:
        return FileLinks(None)
    try:
        way = Path(os.path.relpath(folder, workbook.parent)).as_posix()
    except ValueError:
        return FileLinks(f"{folder.resolve().as_uri()}/")
    return FileLinks("" if way == "." else f"{way.translate(_TABLE)}/")
