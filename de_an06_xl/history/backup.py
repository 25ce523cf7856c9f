"""A second copy of the store and the way back: one file each, whatever database holds the store."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from de_an06_xl.errors import LockError, OutputError, StoreError
from de_an06_xl.history import verify
from de_an06_xl.history.connect import connect, file_of, plain_reason, reading, url_of, writing
from de_an06_xl.history.schema import tables
from de_an06_xl.output_files.keep_previous import keep_previous

if TYPE_CHECKING:
    from sqlalchemy import Engine

_CHUNK = 5_000


def back_up(engine: Engine, path: Path) -> None:
    """Write the whole store to the single file ``path``, itself a store; an older file there is kept beside it.

    A SQLite store is copied page by page while others may go on reading and writing, a server's row by row in one
    transaction: both give the store as it was at one moment. Raises :class:`~de_an06_xl.errors.OutputError` when
    the file cannot be written.
    """
    source = file_of(engine.url)
    if source and path.exists() and source.samefile(path):
        raise OutputError(f"{path} chính là kho đang dùng. Hãy chọn một tên tệp khác.")
    if not path.parent.is_dir():
        raise OutputError(f"Không ghi được {path} vì chưa có thư mục {path.parent}. Hãy tạo thư mục đó trước.")
    part = path.with_name(f".{path.name}-{secrets.token_hex(4)}.tmp")
    try:
        if source:
            _copy_pages(source, part)
        else:
            _copy_to_new_store(engine, str(part))
        _close_file(part)
        keep_previous(path)
        part.replace(path)
    except OSError:
        raise OutputError(f"Không ghi được {path}. Hãy kiểm tra thư mục, chỗ trống và quyền ghi.") from None
    finally:
        _remove(part)


def restore(path: Path, place: str | Path) -> int:
    """Make the backup ``path`` the store at ``place``; returns how many runs it holds.

    A file that stands there is kept as ``….truoc-1``. Raises :class:`~de_an06_xl.errors.StoreError` when the
    backup is damaged, or when a server's database already holds runs: what is there is never overwritten.
    """
    backup = connect(url_of(path), create=False)
    try:
        with reading(backup) as connection:
            faults = list(verify.tampering(connection))
            runs = verify.count_runs(connection)
        if faults:
            raise StoreError(f"Bản sao lưu {path} không nguyên vẹn ({faults[0].place}). Hãy dùng bản sao lưu khác.")
        target = file_of(url_of(place))
        if target:
            _put_file(path, target)
        else:
            _fill_server(backup, str(place))
    finally:
        backup.dispose()
    return runs


def _copy_pages(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source, timeout=60)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error as fault:
        raise StoreError(f"Không chép được kho {source} ({plain_reason(str(fault))}).") from None


def _put_file(backup: Path, target: Path) -> None:
    if target.exists() and backup.samefile(target):
        raise StoreError(f"{target} vừa là bản sao lưu vừa là kho. Hãy chọn tệp kho khác.")
    part = target.with_name(f".{target.name}-{secrets.token_hex(4)}.tmp")
    try:
        _copy_pages(backup, part)
        _close_file(part)
        _fold_in(target)
        keep_previous(target)
        part.replace(target)
    except OSError:
        raise OutputError(f"Không ghi được kho {target}. Hãy đóng chương trình đang mở kho rồi chạy lại.") from None
    finally:
        _remove(part)


def _fold_in(store: Path) -> None:
    """The write-ahead log of the store about to be replaced goes into its file: beside another it would be poison."""
    if not store.exists():
        return
    try:
        with closing(sqlite3.connect(store, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as fault:
        if "locked" in str(fault):
            raise LockError(f"Kho {store} đang có chương trình khác mở. Hãy đóng lại rồi chạy lại.") from None
    except sqlite3.DatabaseError:
        # Damaged beyond reading: the reason to restore.
        pass
    left = [name for name in (f"{store.name}-wal", f"{store.name}-shm") if store.with_name(name).exists()]
    for name in left:
        # Only a file that is no store any more leaves its log behind.
        with suppress(OSError):
            store.with_name(name).replace(store.with_name(f"{name}.truoc-1"))


def _close_file(path: Path) -> None:
    """One file without a log beside it, on the disk."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _remove(part: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def _copy_to_new_store(source: Engine, place: str) -> None:
    target = connect(url_of(place), create=True)
    try:
        _copy_rows(source, target)
    finally:
        target.dispose()


def _fill_server(backup: Engine, place: str) -> None:
    target = connect(url_of(place), create=True)
    try:
        _copy_rows(backup, target)
    finally:
        target.dispose()


def _copy_rows(source: Engine, target: Engine) -> None:
    from sqlalchemy import insert, select

    with reading(source) as old, writing(target) as new:
        if verify.count_runs(new):
            raise StoreError("Kho trên máy chủ đã có số liệu nên không khôi phục đè lên. Hãy dùng một kho trống.")
        for table in tables().append_only:
            found = old.execution_options(yield_per=_CHUNK).execute(select(table).order_by(*table.primary_key.columns))
            for rows in found.mappings().partitions():
                new.execute(insert(table), [dict(row) for row in rows])
