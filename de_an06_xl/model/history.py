"""What the store remembers: runs, returns, single values, units month by month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from de_an06_xl.model.summary import Outcome, UnitState


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One consolidation, as appended.

    ``at`` is the moment the caller gave (ISO 8601). ``version`` is that of the period's summary: 1 as
    first published, one more each time the summary changed; a run that changed nothing keeps the
    version before it. ``chain_hash`` closes the chain over everything stored up to this run.
    """

    id: int
    at: str
    period: str
    version: int
    plan: str
    policy: str
    form_version: str
    as_of: dt.date
    chain_hash: str

    @property
    def at_vi(self) -> str:
        """The moment as people write it."""
        return moment_vi(self.at)


@dataclass(frozen=True, slots=True)
class StoredReturn:
    """One file of one run: what it was, whose, and what became of it.

    ``content_id`` names the return whose values, findings and points these are: a file that comes again
    unchanged shares them with its first appearance.
    """

    id: int
    run_id: int
    at: str
    content_id: int
    file: str
    sha256: str
    unit: str
    period: str
    policy: str
    received: dt.date | None
    outcome: Outcome
    reason: str
    identity: str


@dataclass(frozen=True, slots=True)
class StoredValue:
    """One filled input of a return that counts: a number, a date or a text, with file and cell.

    ``column`` is the code of the form's column (``numerator``, ``state`` …). Personal data was masked
    before it was stored.
    """

    unit: str
    period: str
    row_id: str
    column: str
    number: Decimal | None
    text: str
    date: dt.date | None
    file: str
    sha256: str
    cell: str

    @property
    def value(self) -> Decimal | dt.date | str:
        """The number, else the date, else the text."""
        if self.number is not None:
            return self.number
        return self.date if self.date is not None else self.text


@dataclass(frozen=True, slots=True)
class StoredUnitMonth:
    """One unit in one month: state, score on 0–100 (``None`` without a return), band and rank."""

    unit: str
    period: str
    state: UnitState
    due_date: dt.date
    received: dt.date | None
    days_late: int
    score: Decimal | None
    band: str
    rank: int | None
    policy: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredPoints:
    """Points of one row of the score (``component`` ``CT NV BC TC``); ``None`` where it is not scored."""

    unit: str
    period: str
    component: str
    row_id: str
    points: Decimal | None
    max_points: Decimal
    reason: str
    policy: str


@dataclass(frozen=True, slots=True)
class Tampering:
    """One place where the store no longer says what was written."""

    place: str
    reason: str


def moment_vi(moment: str) -> str:
    """A moment in ISO 8601 as people write it; anything else as it stands.

    >>> moment_vi("2026-11-10T08:30:00+07:00")
    '08:30 ngày 10/11/2026'
    """
    try:
        return f"{dt.datetime.fromisoformat(moment):%H:%M ngày %d/%m/%Y}"
    except ValueError:
        return moment
