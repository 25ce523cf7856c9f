"""Only what changed is read again: the result of every file of the last run, and whether it still holds.

A file is taken for unchanged when its size and its time of change are those of the last run; when only the time differs
(copied again, synchronised) its content decides. A time of change that is as young as the look at it proves nothing: a
file may be written twice within one tick of the clock, so its content decides as well.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from de_an06_xl.history.connect import reading, writing

if TYPE_CHECKING:
    from sqlalchemy import Engine, Row, Table

_BATCH = 200
# The coarsest clock of a file system in use: two seconds on FAT.
_TICK_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What the folder says of a file without opening it, and when it said so."""

    size: int
    modified_ns: int
    seen_ns: int


class KnownFiles:
    """The files of one period as earlier runs knew them.

    ``ground`` is a fingerprint of everything that decides a result beside the file, ``unit_ground`` the same for what
    concerns one unit alone (its line in the register). A result holds only where both are what they were.
    """

    def __init__(self, engine: Engine, period: str, ground: str, unit_ground: Callable[[str], str]) -> None:
        self._engine, self._period, self._ground, self._unit_ground = engine, period, ground, unit_ground
        self._stamps: dict[str, FileStamp] = {}
        self._restamp: dict[str, FileStamp] = {}
        self._fresh: list[dict[str, Any]] = []

    def unchanged(self, places: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
        """File and encoded result of every file of ``places`` whose last result still holds, a few at a time.

        ``places`` tells where the file of a name lies. To be called before any of them is read.
        """
        from sqlalchemy import select

        self._stamps = {name: stamp for name, path in places.items() if (stamp := _stamp(path))}
        table = self._table
        wanted = select(table).where(table.c.period == self._period, table.c.ground == self._ground)
        with reading(self._engine) as connection:
            for row in connection.execution_options(yield_per=_BATCH).execute(wanted):
                if row.unit_ground == self._unit_ground(row.unit) and self._same(row, places):
                    yield row.file, row.result
        # No open connection may be carried into worker processes.
        self._engine.dispose()

    def note(self, file: str, unit: str, sha256: str, result: bytes) -> None:
        """Take down what this run made of one file: whose it is, the fingerprint of its content, the encoded result.

        A result without a fingerprint is not kept: the file could not be read this time.
        """
        stamp = self._stamps.get(file)
        if stamp and sha256 and _is_text(file):
            self._fresh.append(
                {
                    "period": self._period,
                    "file": file,
                    "size": stamp.size,
                    "modified_ns": stamp.modified_ns,
                    "seen_ns": stamp.seen_ns,
                    "sha256": sha256,
                    "unit": unit,
                    "ground": self._ground,
                    "unit_ground": self._unit_ground(unit),
                    "result": result,
                }
            )

    def remember(self) -> None:
        """Keep what was noted, and forget the files that are gone; all or nothing."""
        from sqlalchemy import bindparam, delete, insert, select, update

        table = self._table
        one = (table.c.period == self._period) & (table.c.file == bindparam("name"))
        again = update(table).where(one).values(modified_ns=bindparam("modified"), seen_ns=bindparam("seen"))
        stamps = [
            {"name": name, "modified": stamp.modified_ns, "seen": stamp.seen_ns}
            for name, stamp in self._restamp.items()
        ]
        with writing(self._engine) as connection:
            names = set(connection.scalars(select(table.c.file).where(table.c.period == self._period)))
            old = (names - self._stamps.keys()) | (names & {row["file"] for row in self._fresh})
            if old:
                connection.execute(delete(table).where(one), [{"name": name} for name in sorted(old)])
            if self._fresh:
                connection.execute(insert(table), self._fresh)
            if stamps:
                connection.execute(again, stamps)

    @property
    def _table(self) -> Table:
        from de_an06_xl.history.schema import tables

        return tables().metadata.tables["known_files"]

    def _same(self, row: Row[Any], places: Mapping[str, Path]) -> bool:
        stamp = self._stamps.get(row.file)
        if stamp is None or row.size != stamp.size:
            return False
        if row.modified_ns == stamp.modified_ns and row.modified_ns < row.seen_ns - _TICK_NS:
            return True
        try:
            same = hashlib.sha256(places[row.file].read_bytes()).hexdigest() == str(row.sha256)
        except OSError:
            return False
        if same:
            self._restamp[row.file] = stamp
        return same


def _stamp(path: Path) -> FileStamp | None:
    try:
        now = time.time_ns()
        found = path.stat()
    except OSError:
        return None
    return FileStamp(found.st_size, found.st_mtime_ns, now)


def _is_text(name: str) -> bool:
    """Whether a database takes the name: a folder may hold names that are no text."""
    return "\0" not in name and name.isprintable() and name.encode("utf-8", "replace").decode("utf-8") == name
