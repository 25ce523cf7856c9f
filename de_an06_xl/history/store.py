"""The store as the rest of the product sees it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from de_an06_xl.history import append, backup, export, lookup, verify
from de_an06_xl.history.connect import WAIT_SECONDS, connect, reading, url_of, writing
from de_an06_xl.history.earlier_versions import earlier_versions
from de_an06_xl.history.known_files import KnownFiles
from de_an06_xl.history.lookup import Words
from de_an06_xl.history.unit_past import PastReader
from de_an06_xl.model.correction import ReturnVersion
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.history import (
    StoredPoints,
    StoredReturn,
    StoredRun,
    StoredUnitMonth,
    StoredValue,
    Tampering,
)
from de_an06_xl.model.summary import Summary

if TYPE_CHECKING:
    from sqlalchemy import Engine


@contextmanager
def open_store(place: str | Path, *, create: bool = False, wait_seconds: float = WAIT_SECONDS) -> Iterator[Store]:
    """The store in the file ``place`` (SQLite) or at the URL ``place`` (any database SQLAlchemy speaks to).

    A writer waits at most ``wait_seconds`` for another one. Raises :class:`~de_an06_xl.errors.StoreError` when
    there is no store and ``create`` is false, or when what is there cannot be used as one.
    """
    engine = connect(url_of(place), create=create, wait_seconds=wait_seconds)
    try:
        yield Store(engine)
    finally:
        engine.dispose()


@contextmanager
def optional_store(place: str | Path | None, *, create: bool = False) -> Iterator[Store | None]:
    """Like :func:`open_store`; ``None`` when no place is named."""
    if place is None:
        yield None
        return
    with open_store(place, create=create) as store:
        yield store


class Store:
    """Every month ever consolidated. What was appended is never changed.

    Reading answers from the *last* run of each period unless a version is named. Periods are ``2026-10``.
    Every method raises :class:`~de_an06_xl.errors.StoreError` when the database fails and
    :class:`~de_an06_xl.errors.LockError` when another run holds the write lock for too long.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def append_month(self, summary: Summary, layout: FormLayout, at: dt.datetime) -> StoredRun:
        """Append one run: files, values, findings, points, units and the summary, all or nothing.

        ``at`` is the moment of the run, given by the caller. Several runs append one after the other.
        """
        with writing(self.engine) as connection:
            return append.append_run(connection, summary, layout, at)

    def known_files(self, period: str, ground: str, unit_ground: Callable[[str], str]) -> KnownFiles:
        """What earlier runs made of the files of ``period``; see :class:`.KnownFiles`."""
        return KnownFiles(self.engine, period, ground, unit_ground)

    def past_reader(self, before: str) -> PastReader:
        """What reads a unit's values of the periods before ``before`` in a worker process; see :class:`.PastReader`."""
        earlier = [run.chain_hash for run in self.runs() if run.period < before]
        place = self.engine.url.render_as_string(hide_password=False)
        return PastReader(place, before, earlier[-1] if earlier else "")

    def runs(self, period: str | None = None) -> list[StoredRun]:
        """Every run, oldest first."""
        with reading(self.engine) as connection:
            return lookup.runs(connection, period)

    def versions(self, period: str) -> list[StoredRun]:
        """The run that first said so, for each version of the period's summary: 1 = as first published."""
        seen: dict[int, StoredRun] = {}
        for run in self.runs(period):
            seen.setdefault(run.version, run)
        return list(seen.values())

    def periods(self) -> list[str]:
        """Every period with a run, earliest first."""
        return sorted({run.period for run in self.runs()})

    def summary_json(self, period: str, version: int | None = None) -> dict[str, Any] | None:
        """The public summary JSON of a period, its last version without ``version``; ``None`` when there is none."""
        with reading(self.engine) as connection:
            text = lookup.summary_text(connection, period, version)
        return None if text is None else json.loads(text)

    def months_before(self, period: str, count: int | None = None) -> list[dict[str, Any]]:
        """The public summary JSON of each earlier period (last version), oldest first; at most the ``count`` latest."""
        with reading(self.engine) as connection:
            return lookup.months_before(connection, period, count)

    def values(
        self,
        unit: Words = None,
        row_id: Words = None,
        column: Words = None,
        periods: Words = None,
        before: str | None = None,
    ) -> list[StoredValue]:
        """Filled inputs of the returns that count, by period, unit, row and column code.

        Each criterion is one word, several words, or ``None`` for all; ``before`` leaves out later periods and
        itself. One unit's month is a matter of a millisecond.
        """
        with reading(self.engine) as connection:
            return lookup.values(connection, unit, row_id, column, periods, before)

    def points(self, unit: Words = None, row_id: Words = None, periods: Words = None) -> list[StoredPoints]:
        """Points row by row of the returns that count."""
        with reading(self.engine) as connection:
            return lookup.points(connection, unit, row_id, periods)

    def unit_months(
        self, unit: Words = None, periods: Words = None, before: str | None = None
    ) -> list[StoredUnitMonth]:
        """State, score, band and rank of units month by month."""
        with reading(self.engine) as connection:
            return lookup.unit_months(connection, unit, periods, before)

    def returns(self, period: str | None = None, unit: Words = None) -> list[StoredReturn]:
        """Every file of every run, oldest run first."""
        with reading(self.engine) as connection:
            return lookup.returns(connection, period, unit)

    def values_of_return(self, stored: StoredReturn) -> list[StoredValue]:
        """Every value of one return, also of one that was replaced since."""
        with reading(self.engine) as connection:
            return lookup.values_of_return(connection, stored)

    def earlier_versions(self, period: str, present: Mapping[str, str]) -> list[ReturnVersion]:
        """Returns that counted in earlier runs of ``period`` and were replaced since; ``present`` is unit → SHA-256."""
        with reading(self.engine) as connection:
            return earlier_versions(connection, period, present)

    def tampering(self) -> list[Tampering]:
        """Every place where the store no longer says what was written; empty when it is whole."""
        with reading(self.engine) as connection:
            return list(verify.tampering(connection))

    def export(self, folder: Path) -> list[str]:
        """The whole store as CSV and JSON in a new folder; see :func:`~de_an06_xl.history.export.export_store`."""
        with reading(self.engine) as connection:
            return export.export_store(connection, folder)

    def back_up(self, path: Path) -> None:
        """The whole store as one file, itself a store; see :func:`~de_an06_xl.history.backup.back_up`."""
        backup.back_up(self.engine, path)
