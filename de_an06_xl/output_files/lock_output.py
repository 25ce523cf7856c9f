"""One consolidation at a time: a lock file beside the result, so that two colleagues do not overwrite each other.

The file ``.~da06-<name>.lock`` says who is at it: host, process and time. It is stale, and taken over, when the
process is gone (same host) or after 15 minutes; no run takes that long. On Windows the holder keeps the file
open, which no other process can then delete: there the attempt to delete tells whether the holder lives.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from de_an06_xl.errors import LockError, OutputError
from de_an06_xl.output_files.leftovers import STALE_AFTER, remove_leftovers

_TRIES = 3


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds a lock; ``time`` in ISO 8601 with offset, ``token`` tells two runs of one process apart."""

    host: str
    pid: int
    time: str
    token: str


@contextmanager
def locked_output(path: Path, now: Callable[[], dt.datetime] | None = None) -> Iterator[Path]:
    """Hold the lock of the result ``path`` inside the ``with`` block; yields the lock file.

    Raises :class:`LockError` when another run holds it, :class:`OutputError` when the folder cannot be written.
    The lock goes away at the end, also after an error.
    """
    lock = path.with_name(f".~da06-{path.name}.lock")
    moment = (now or _now)()
    me = _Holder(platform.node(), os.getpid(), moment.isoformat(timespec="seconds"), secrets.token_hex(8))
    descriptor = _take(lock, me, moment, path)
    try:
        yield lock
    finally:
        os.close(descriptor)
        if _holder_of(lock) == me:
            with suppress(OSError):
                lock.unlink()


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _take(lock: Path, me: _Holder, now: dt.datetime, path: Path) -> int:
    """The open descriptor of the lock, made by this run."""
    stale = False
    for _ in range(_TRIES):
        try:
            descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644)
        except FileExistsError:
            _remove_if_stale(lock, now, path)
            stale = True
            continue
        except OSError:
            raise OutputError(f"Không ghi được vào thư mục {path.parent}. Hãy kiểm tra thư mục và quyền ghi.") from None
        os.write(descriptor, json.dumps(asdict(me)).encode())
        os.fsync(descriptor)
        if stale:
            # Whoever held it was killed, perhaps while writing.
            remove_leftovers(path)
        return descriptor
    raise _refusal(path, _holder_of(lock))


def _remove_if_stale(lock: Path, now: dt.datetime, path: Path) -> None:
    holder = _holder_of(lock)
    if not _is_stale(holder, lock, now):
        raise _refusal(path, holder)
    # Under its own name first: of two runs that find the same stale lock only one can move it away,
    # and neither can delete a lock the other has made since.
    aside = lock.with_name(f"{lock.name}.{secrets.token_hex(4)}.tmp")
    try:
        lock.replace(aside)
    except FileNotFoundError:
        return
    except OSError:
        raise _refusal(path, holder) from None
    if _holder_of(aside) != holder:
        with suppress(OSError):
            aside.replace(lock)
        raise _refusal(path, _holder_of(lock))
    aside.unlink(missing_ok=True)


def _holder_of(lock: Path) -> _Holder | None:
    """``None`` when there is no lock, or none that this product has written completely."""
    try:
        read = json.loads(lock.read_text(encoding="utf-8"))
        return _Holder(str(read["host"]), int(read["pid"]), str(read["time"]), str(read["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_stale(holder: _Holder | None, lock: Path, now: dt.datetime) -> bool:
    try:
        since = dt.datetime.fromtimestamp(lock.stat().st_mtime).astimezone()
    except OSError:
        return True
    if holder:
        with suppress(ValueError):
            since = dt.datetime.fromisoformat(holder.time)
        if holder.host == platform.node() and not _is_alive(holder.pid):
            return True
    return now - since > STALE_AFTER


def _is_alive(pid: int) -> bool:
    if os.name == "nt":
        # Signals to other processes are no question there but an order; moving the open file away fails instead.
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _refusal(path: Path, holder: _Holder | None) -> LockError:
    who = f"Máy {holder.host}" if holder else "Một máy khác"
    since = ""
    if holder:
        with suppress(ValueError):
            since = f" từ {dt.datetime.fromisoformat(holder.time):%H:%M ngày %d/%m/%Y}"
    return LockError(f"{who} đang tổng hợp vào {path.name}{since}; hãy đợi lần chạy đó xong rồi chạy lại.")
