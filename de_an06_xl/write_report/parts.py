"""What a paragraph of the report is made of: words of the sentence file, figures, quotations, days.

Every number a reader meets is a :class:`Figure` with the place in the summary workbook it equals,
a :class:`Quote` of a text that stands there or in the plan, or a :class:`Day`. Nothing else
carries a figure, so that a test can hold the whole text against the workbook.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Kind = Literal["heading", "subheading", "body", "review", "item", "to_fill"]
"""``review`` and ``item`` are composed from figures and marked; ``to_fill`` waits for a person's words."""

How = Literal["value", "count", "total", "mean"]
Number = int | Decimal | Fraction
Where = Mapping[str, str | Collection[str]]
"""Header of a column → the value, or the values, its cells may have."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the summary workbook shows a figure.

    On ``sheet`` take the rows in which every column of ``where`` holds one of its values; the
    figure is the one cell of the column (``value``), the number of rows (``count``), the sum
    over all ``columns`` (``total``) or their mean.
    """

    sheet: str
    how: How
    columns: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: exact ``value``, the ``text`` a reader sees (85,5), where it comes from."""

    value: Number
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the plan or of a unit: ``text`` as shown, the beginning of ``full`` when cut."""

    text: str
    full: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date, written as in the plan: 06/6/2026 is 06/06/2026 here."""

    date: dt.date

    @property
    def text(self) -> str:
        return f"{self.date:%d/%m/%Y}"


Part = str | Figure | Quote | Day
Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the report's body, in order of its parts."""

    kind: Kind
    parts: Parts = field(default=())

    @property
    def text(self) -> str:
        return "".join(part_text(part) for part in self.parts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(part for part in self.parts if isinstance(part, Figure))


def part_text(part: Part) -> str:
    return part if isinstance(part, str) else part.text
