"""From a path or URL to an engine that never loses what was committed.

SQLite: write-ahead log with full synchronisation, so that a killed run or a power cut leaves the last committed
state; a writer takes the lock at once and others wait. A server: an advisory lock in its place. On both, triggers
refuse to change or delete what was appended.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from de_an06_xl.errors import LockError, StoreError
from de_an06_xl.history.schema import SCHEMA_VERSION, tables

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

WAIT_SECONDS = 60
_WRITES = "da06_writes"
_ADVISORY_KEY = 0xDA06
# What the triggers say; it comes back in the driver's words.
_REFUSAL = "kho chỉ ghi thêm"
# What the drivers say when another run has kept the lock for the whole wait.
_BUSY = ("database is locked", "lock timeout", "canceling statement due to lock")


def url_of(place: str | Path) -> URL:
    """A path as a SQLite URL; any other URL as it is. Raises :class:`StoreError` for a malformed one."""
    from sqlalchemy import URL, make_url
    from sqlalchemy.exc import ArgumentError

    text = str(place)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except ArgumentError:
        raise StoreError(
            "Địa chỉ kho không đúng. Hãy ghi một tên tệp, ví dụ kho.db, hoặc dạng postgresql+psycopg://máy/tên."
        ) from None
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def file_of(url: URL) -> Path | None:
    """The file of a SQLite store; ``None`` for a server."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def connect(url: URL, *, create: bool, wait_seconds: float = WAIT_SECONDS) -> Engine:
    """An engine whose store is there and of this release's schema.

    Raises :class:`StoreError` when there is none and ``create`` is false, when the file is no store, when the
    server does not answer, or when the store was made by a newer release.
    """
    path = file_of(url)
    if path and not create and not path.is_file():
        raise StoreError(f"Không tìm thấy kho {path}. Hãy kiểm tra đường dẫn sau --kho.")
    if path and not path.parent.is_dir():
        raise StoreError(f"Không tạo được kho {path} vì chưa có thư mục {path.parent}. Hãy tạo thư mục đó trước.")
    with plain_errors(url):
        engine = _engine(url, wait_seconds)
        _make_or_check(engine, url, create=create)
    return engine


def _engine(url: URL, wait_seconds: float) -> Engine:
    from sqlalchemy import create_engine, event

    on_file = url.get_backend_name() == "sqlite"
    try:
        engine = create_engine(url, connect_args={"timeout": wait_seconds} if on_file else {})
    except ModuleNotFoundError as missing:
        raise StoreError(
            f"Máy chưa có thư viện {missing.name} để mở kho trên máy chủ. Hãy cài bằng: pip install psycopg[binary]."
        ) from None

    if on_file:

        @event.listens_for(engine, "connect")
        def set_up(connection: Any, _record: Any) -> None:
            # The driver's own BEGIN comes too late and is never immediate: transactions are begun below.
            connection.isolation_level = None
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def begin_on_file(connection: Connection) -> None:
            writes = connection.get_execution_options().get(_WRITES)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    elif url.get_backend_name() == "postgresql":

        @event.listens_for(engine, "begin")
        def begin_on_server(connection: Connection) -> None:
            if connection.get_execution_options().get(_WRITES):
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(wait_seconds * 1000)}")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_KEY})")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that holds the store's write lock; committed at the end, rolled back on any error."""
    with (
        plain_errors(engine.url),
        engine.connect().execution_options(**{_WRITES: True}) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees the store as it was at its first query."""
    with plain_errors(engine.url), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def plain_errors(url: URL) -> Iterator[None]:
    """Faults of the database as one Vietnamese sentence, without the password of the URL."""
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    shown = file_of(url) or url.render_as_string(hide_password=True)
    try:
        yield
    except DBAPIError as fault:
        if any(words in str(fault.orig) for words in _BUSY):
            raise LockError(
                f"Một lần chạy khác đang ghi vào kho {shown} và chưa xong. Hãy đợi lần đó xong rồi chạy lại."
            ) from None
        raise StoreError(f"Không đọc, ghi được kho {shown} ({plain_reason(str(fault.orig))}).") from None
    except SQLAlchemyError:
        raise StoreError(f"Không mở được kho {shown}. Hãy kiểm tra địa chỉ và thư viện của loại kho này.") from None


def plain_reason(words: str) -> str:
    """What a driver said, in Vietnamese, with the remedy."""
    for said, vietnamese in (
        ("not a database", "tệp này không phải là kho"),
        ("malformed", "tệp kho đã hỏng; hãy khôi phục từ bản sao lưu"),
        ("readonly", "kho chỉ cho đọc; hãy kiểm tra quyền ghi"),
        ("permission denied", "không có quyền; hãy hỏi người quản trị kho"),
        ("unable to open", "không mở được tệp; hãy kiểm tra đường dẫn và quyền truy cập"),
        ("disk", "đĩa đầy hoặc hỏng; hãy kiểm tra chỗ trống"),
        ("Connection refused", "máy chủ không trả lời; hãy kiểm tra máy chủ và mạng"),
        ("password authentication", "sai tên hoặc mật khẩu"),
        ("does not exist", "máy chủ không có kho này"),
        (_REFUSAL, "kho chỉ ghi thêm, không sửa và không xóa"),
    ):
        if said in words:
            return vietnamese
    return "máy chủ hoặc tệp kho báo lỗi; hãy chạy da06 kho kiem-tra"


def _make_or_check(engine: Engine, url: URL, *, create: bool) -> None:
    from sqlalchemy import insert, inspect, select

    settings = tables().metadata.tables["settings"]
    with engine.connect() as connection:
        there = inspect(connection).has_table("settings")
        if there:
            version = connection.scalar(select(settings.c.value).where(settings.c.name == "schema"))
    if there and version == SCHEMA_VERSION:
        return
    shown = file_of(url) or url.render_as_string(hide_password=True)
    if there:
        raise StoreError(f"Kho {shown} do một bản khác của công cụ tạo ra. Hãy dùng đúng bản đó hoặc bản mới hơn.")
    if not create:
        raise StoreError(f"{shown} chưa phải là kho. Hãy kiểm tra đường dẫn sau --kho.")
    with writing(engine) as connection:
        # Another run may have made it while this one waited for the lock.
        if inspect(connection).has_table("settings"):
            return
        tables().metadata.create_all(connection)
        for statement in _guards(url):
            connection.exec_driver_sql(statement)
        connection.execute(insert(settings).values(name="schema", value=SCHEMA_VERSION))


def _guards(url: URL) -> list[str]:
    """Triggers that refuse to change or delete rows; none for a database we do not know."""
    names = [table.name for table in tables().append_only]
    if url.get_backend_name() == "sqlite":
        return [
            f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            for name in names
            for verb in ("UPDATE", "DELETE")
        ]
    if url.get_backend_name() == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION da06_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
            *(
                f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
                "FOR EACH STATEMENT EXECUTE FUNCTION da06_refuse()"
                for name in names
            ),
        ]
    return []
