"""The bytes of one file, read once and whole, although others may be at it: held, half copied, in the cloud."""

from __future__ import annotations

import os
import time
from pathlib import Path

from de_an06_xl.model.package import PackageFault

MEGABYTE = 1024 * 1024
MAX_FILE = 20 * MEGABYTE

# Windows: the file is only a stub, reading it would fetch it from the cloud.
_CLOUD_ONLY = 0x00400000 | 0x00040000
# Windows: another program holds the file; worth a second look, unlike a missing permission.
_SHARING_VIOLATIONS = (32, 33)
_TRIES = 3
PAUSE_S = 2.0
_LONGEST_PLAIN_PATH = 259
# The end of every zip archive, with room for the longest comment.
_END, _END_ROOM = b"PK\x05\x06", 22 + 65_535
_OWNER_MAX = 60


def read_bytes(path: Path) -> bytes:
    """The content of ``path``.

    A file another program holds, or one still being copied here, is tried again for some seconds.
    Raises :class:`PackageFault` for a file that is too large, not on this machine, or cannot be read.
    """
    path = Path(long_path(str(path))) if os.name == "nt" else path
    for left in reversed(range(_TRIES)):
        try:
            status = path.stat()
            if getattr(status, "st_file_attributes", 0) & _CLOUD_ONLY:
                raise PackageFault("F118")
            if status.st_size > MAX_FILE:
                raise PackageFault("F106", value=f"{status.st_size / MEGABYTE:.0f} MB")
            content = path.read_bytes()
            if not left or not _is_growing(path, content):
                return content
        except OSError as error:
            if not left or getattr(error, "winerror", None) not in _SHARING_VIOLATIONS:
                owner = owner_of(path)
                raise (PackageFault("F171", value=owner) if owner else PackageFault("F117")) from None
        time.sleep(PAUSE_S)
    raise AssertionError("unreachable")


def long_path(path: str) -> str:
    r"""A full Windows path as Windows opens it beyond 259 characters: ``\\?\C:\…``, ``\\?\UNC\server\…``."""
    if len(path) <= _LONGEST_PLAIN_PATH or path.startswith("\\\\?\\"):
        return path
    full = path.replace("/", "\\")
    return f"\\\\?\\UNC\\{full[2:]}" if full.startswith("\\\\") else f"\\\\?\\{full}"


def owner_of(path: Path) -> str:
    """Who has the workbook open, from the lock file that Excel or LibreOffice keeps beside it; ``""`` if nobody."""
    for name, read in ((f"~${path.name}", _excel_owner), (f".~lock.{path.name}#", _libreoffice_owner)):
        try:
            owner = read(path.with_name(name).read_bytes()[:1024])
        except (OSError, ValueError, IndexError):
            continue
        owner = "".join(character for character in owner if character.isprintable()).strip()
        if owner:
            return owner[:_OWNER_MAX]
    return ""


def _excel_owner(lock: bytes) -> str:
    """The name stands twice: with its length in the first byte, and in UTF-16 with its length from byte 54."""
    wide = lock[56 : 56 + 2 * lock[54]].decode("utf-16-le") if len(lock) > 56 else ""
    return wide or lock[1 : 1 + lock[0]].decode("latin-1")


def _libreoffice_owner(lock: bytes) -> str:
    name, login = lock.decode("utf-8").split(",")[:2]
    return name.strip() or login


def _is_growing(path: Path, content: bytes) -> bool:
    """Whether somebody is still writing the file: its size has changed, or it is new and its end is missing."""
    status = path.stat()
    if status.st_size != len(content):
        return True
    fresh = 0 <= time.time() - status.st_mtime < PAUSE_S
    return fresh and content.startswith(b"PK") and _END not in content[-_END_ROOM:]
