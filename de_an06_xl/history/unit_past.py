"""One unit's earlier values from the store, read where its return is read: in the worker process."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from de_an06_xl.history.connect import connect, reading, url_of
from de_an06_xl.history.lookup import values
from de_an06_xl.model.history import StoredValue
from de_an06_xl.model.unit_past import PastPoint, UnitPast

if TYPE_CHECKING:
    from sqlalchemy import Engine

COLUMNS = ("numerator", "denominator", "qualitative", "state", "progress_pct", "completion_date", "result")
"""The inputs that are compared with earlier periods."""


@dataclass(frozen=True, slots=True)
class PastReader:
    """Called with a unit's code it gives the unit's past; small enough to be sent to any worker process.

    ``place`` is the store, ``before`` the period at hand: itself and later ones are left out. ``fingerprint``
    changes with every run of an earlier period and is empty while there is none.
    """

    # An address may hold a password.
    place: str = field(repr=False)
    before: str
    fingerprint: str

    def __call__(self, unit: str) -> UnitPast:
        """Raises :class:`~de_an06_xl.errors.StoreError` when the store cannot be read."""
        if not self.fingerprint:
            # No run of an earlier period: a worker need not open the store to find nothing.
            return unit_past([])
        with reading(_engine(self.place, os.getpid())) as connection:
            found = values(connection, unit, None, COLUMNS, None, self.before)
        return unit_past(found)


def unit_past(found: list[StoredValue]) -> UnitPast:
    """The values of one unit as series."""
    ordered = sorted(found, key=lambda one: (one.row_id, one.column, one.period))
    return UnitPast(
        periods=tuple(sorted({one.period for one in found})),
        points={
            key: tuple(PastPoint(one.period, one.value) for one in group)
            for key, group in groupby(ordered, key=lambda one: (one.row_id, one.column))
        },
    )


@lru_cache(maxsize=4)
def _engine(place: str, _process: int) -> Engine:
    """One connection per process: a forked one must not use its parent's."""
    return connect(url_of(place), create=False)
