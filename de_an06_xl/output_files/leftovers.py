"""What a killed run has left behind, taken away by the next one: half-written files, sheets waiting to be packed.

A run that ends on its own leaves nothing. One that is killed (power cut, task manager) cannot tidy up, and what it was
writing holds figures of returns.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

STALE_AFTER = dt.timedelta(minutes=15)
"""No run takes that long."""
_PREFIX = "da06-trang-"
_RANDOM = "[a-z0-9_]{8}"


def remove_leftovers(path: Path) -> None:
    """Delete the unfinished files of ``path`` and of its data file; only for who holds the lock on ``path``."""
    unfinished = re.compile(re.escape(f".{path.stem}") + rf"(\.du-lieu)?-{_RANDOM}\.tmp")
    with suppress(OSError):
        for found in path.parent.iterdir():
            if unfinished.fullmatch(found.name):
                found.unlink(missing_ok=True)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder of this user for files that are gone when the block ends; those of killed runs go first."""
    _remove_old_scratch(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as name:
        yield Path(name)


def _remove_old_scratch(place: Path) -> None:
    """By age: whether another run still lives cannot be told on every system."""
    oldest = time.time() - STALE_AFTER.total_seconds()
    with suppress(OSError):
        for found in place.glob(f"{_PREFIX}*"):
            if found.stat().st_mtime < oldest:
                shutil.rmtree(found, ignore_errors=True)
