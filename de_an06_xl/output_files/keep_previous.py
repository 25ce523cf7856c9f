"""The last results stay beside the new one: ``tong-hop.truoc-1.xlsx`` is the one before, and so on.

The result itself is never moved away: its content gets a second name (a hard link, or a copy where the disk
has none), and only the complete new file takes its place (:mod:`~de_an06_xl.output_files.write_file`).
Whatever moment the power goes, a whole summary stands under the usual name.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from de_an06_xl.errors import OutputError

KEEP = 3


def keep_previous(path: Path, keep: int = KEEP) -> None:
    """Give the result at ``path`` the name ``<stem>.truoc-1<suffix>``, older ones move up, the oldest goes.

    Nothing happens when there is no result yet, or when the newest kept one is this very file (the last run
    ended before it had written). Raises :class:`OutputError` when the folder cannot be written.
    """
    names = [path, *(path.with_name(f"{path.stem}.truoc-{number}{path.suffix}") for number in range(1, keep + 1))]
    try:
        if not path.exists() or _same(path, names[1]):
            return
        for older, newer in zip(reversed(names[2:]), reversed(names[1:-1]), strict=True):
            if newer.exists():
                newer.replace(older)
        _second_name(path, names[1])
    except OSError:
        raise OutputError(f"Không giữ lại được bản cũ của {path}. Hãy kiểm tra quyền ghi của thư mục.") from None


def _same(path: Path, kept: Path) -> bool:
    if not kept.exists():
        return False
    one, other = path.stat(), kept.stat()
    return os.path.samestat(one, other) or (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _second_name(path: Path, name: Path) -> None:
    name.unlink(missing_ok=True)
    try:
        name.hardlink_to(path)
    except OSError:
        # A network drive or a USB stick without links: a copy, complete before it gets the name.
        part = name.with_name(f"{name.name}.tmp")
        shutil.copy2(path, part)
        part.replace(name)
