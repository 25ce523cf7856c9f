"""One unit's return as read: every input of its form with value, address and state."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.form import FormIdentity

# A blank, text (also text where a number is due), a number (dates as day serials), an error.
EntryValue = None | str | Decimal | int | ErrorValue


class Entry(NamedTuple):
    """One input cell; a tuple, which is made in a third of the time: a return has hundreds of them.

    ``value`` is what the product works with: ``Decimal`` for numbers, an ``int`` serial
    (1900 system) for dates, text otherwise; text in a number or date column means
    "could not be read". ``raw`` is the cell as it stands, ``note`` names a rule code when
    reading changed something (``C203`` …).
    """

    column: str
    value: EntryValue
    raw: object = None
    cell: str = ""
    required: bool = False
    notes: tuple[str, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether the cell holds anything at all, readable or not."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a form table.

    ``facts`` are the plan's values for the row (never the file's own copy of them),
    ``values`` facts and entry values together, ready for conditions.
    ``present`` is false when the file has no such row.
    """

    id: str
    sheet: str
    facts: dict[str, Any]
    entries: dict[str, Entry]
    row_number: int = 0
    present: bool = True
    code_cell: str = ""

    @property
    def values(self) -> dict[str, Any]:
        return {**self.facts, **{code: entry.value for code, entry in self.entries.items()}}

    def value(self, column: str) -> EntryValue:
        entry = self.entries.get(column)
        return entry.value if entry else None


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The table of one sheet: its rows in the form's own order and where the columns were found."""

    code: str
    name: str
    rows: dict[str, Row]
    found: bool = True
    columns: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submission:
    """A whole return; sheets by code (``TT CT NV TC KK``)."""

    file: str
    identity: FormIdentity
    sheets: dict[str, SheetRows]
    modified: str = ""

    def rows(self, sheet: str) -> list[Row]:
        """The rows of a sheet in form order."""
        return list(self.sheets[sheet].rows.values())

    @property
    def required_count(self) -> int:
        return sum(entry.required for entry in self.entries())

    @property
    def filled_required_count(self) -> int:
        return sum(entry.required and entry.filled for entry in self.entries())

    @property
    def any_input(self) -> bool:
        """Whether the officer filled anything at all."""
        return any(entry.filled for entry in self.entries())

    def entries(self) -> list[Entry]:
        """Every input of the form, in form order."""
        return [
            entry for sheet in self.sheets.values() for row in sheet.rows.values() for entry in row.entries.values()
        ]
