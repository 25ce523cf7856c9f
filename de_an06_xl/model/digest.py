"""What the province keeps of one return: figures and findings, its values packed; never the rows as they were read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormIdentity
from de_an06_xl.model.score import UnitScore
from de_an06_xl.model.summary import DifficultyRecord, TaskStanding

LONG_TEXT = 60
"""A text from this length on is compared with those of other units (proposed)."""


class Figure(NamedTuple):
    """A usable result of one row: percent 0–100, a count, a reduction in percent, or a qualitative word."""

    actual: Fraction | str
    numerator: Fraction | None = None
    denominator: Fraction | None = None


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """What the unit says of one nhiệm vụ: where it stands, the day it was completed, the progress in percent."""

    standing: TaskStanding = "no_answer"
    completed: dt.date | None = None
    progress_pct: Decimal | None = None


class ComparedCell(NamedTuple):
    """One filled input that is compared with other units' ones, and where it stands.

    ``value`` is a number, a day serial, or a text as it may be shown (cut, personal data masked). Texts are
    compared by ``key``, a fingerprint without capitals and punctuation marks: the text itself is not kept.
    """

    row_id: str
    column: str
    value: Decimal | int | str
    cell: str
    sheet: str
    header: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class PackedValues:
    """Every filled input of one return as one block of bytes; see :mod:`de_an06_xl.tidy_data`."""

    count: int = 0
    block: bytes = b""


@dataclass(frozen=True, slots=True)
class ReturnDigest:
    """One return of the month after gate, reading, checking and scoring, as small as the province's tables allow.

    ``sent`` is what the unit wrote in "Ngày gửi", ``modified`` when the file says it was last saved.
    ``figures`` are the usable results by indicator id, ``tasks`` what the unit says of its tasks by task id,
    ``cells`` what other units' returns are compared with by (row id, column), ``reasons`` the filled reason
    cells (row id, column) that close queries about them.
    """

    file: str
    sha256: str
    identity: FormIdentity
    sent: dt.date | None
    modified: str
    findings: tuple[Finding, ...]
    score: UnitScore
    figures: Mapping[str, Figure] = field(default_factory=dict)
    tasks: Mapping[str, TaskAnswer] = field(default_factory=dict)
    cells: Mapping[tuple[str, str], ComparedCell] = field(default_factory=dict)
    reasons: frozenset[tuple[str, str]] = frozenset()
    difficulties: tuple[DifficultyRecord, ...] = ()
    values: PackedValues = PackedValues()

    @property
    def unit(self) -> str:
        """Whose return it is, by its own identity."""
        return self.identity.unit
