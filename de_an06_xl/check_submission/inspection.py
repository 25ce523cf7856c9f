"""What a rule of phase 2 looks at: the return without the cells that phase 1 already found at fault.

Two ways to be spared: rules of one cell (family C) skip that cell only; rules of a row or of
several rows (families R, P) skip the whole row, so that one blank or bad cell causes one
message and not ten. A blank never breaks a rule of phase 2 unless the rule is about the blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from de_an06_xl.findings import show
from de_an06_xl.form.rows import SENT_DATE_ROW, FormContext
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.form import Column, FormLayout
from de_an06_xl.model.submission import Row, Submission
from de_an06_xl.text.personal_data import PersonalDatum, find_personal_data

REPORTER_ROW, PHONE_ROW, APPROVER_ROW = "TT-05", "TT-06", "TT-07"
REPORT_NO_ROW, REPORT_DATE_ROW = "TT-08", "TT-09"

CellKey = tuple[str, str, str]
"""Sheet code, row id, column code."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """One text input that holds text."""

    row: Row
    column: Column
    text: str
    required: bool


@dataclass(frozen=True)
class Inspection:
    """A return under inspection; ``faulty`` are the cells with an error from phase 1."""

    submission: Submission
    context: FormContext
    layout: FormLayout
    faulty: frozenset[CellKey] = frozenset()

    @cached_property
    def constants(self) -> dict[str, Any]:
        """``LAST_DAY``, ``PROGRAMME_START`` … as day serials (see :class:`FormContext`)."""
        return self.context.constants

    @cached_property
    def _sound_rows(self) -> dict[str, list[Row]]:
        bad = {(sheet, row_id) for sheet, row_id, _ in self.faulty}
        return {
            code: [row for row in sheet.rows.values() if row.present and (code, row.id) not in bad]
            for code, sheet in self.submission.sheets.items()
        }

    def rows(self, sheet: str) -> list[Row]:
        """The rows of a sheet that stand in the file and have no faulty cell."""
        return self._sound_rows[sheet]

    def info(self, row_id: str) -> Row | None:
        """A row of Thông tin, unless it is missing or at fault."""
        return next((row for row in self.rows("TT") if row.id == row_id), None)

    @property
    def sent_day(self) -> int | None:
        """Ngày gửi as a day serial; ``None`` also where it is itself in doubt (before the period's end, R331)."""
        row = self.info(SENT_DATE_ROW)
        sent = day(row, "value") if row else None
        return sent if sent is not None and sent >= self.constants["LAST_DAY"] else None

    @cached_property
    def text_cells(self) -> tuple[TextCell, ...]:
        """Every text input that holds text, whatever else is wrong in its row."""
        return tuple(
            TextCell(row, column, value, row.entries[column.code].required)
            for sheet in self.layout.row_sheets
            for row in self.submission.rows(sheet.code)
            for column in sheet.inputs
            if isinstance(value := row.value(column.code), str)
            and takes_text(row, column)
            and (sheet.code, row.id, column.code) not in self.faulty
        )

    @cached_property
    def personal_data(self) -> tuple[tuple[Row, str, list[PersonalDatum]], ...]:
        """Row, input column and what was found there, of every text of the return, whatever else is wrong with it."""
        return tuple(
            (row, entry.column, found)
            for sheet in self.layout.row_sheets
            for row in self.submission.rows(sheet.code)
            for entry in row.entries.values()
            if isinstance(entry.value, str) and (found := find_personal_data(entry.value))
        )


def takes_text(row: Row, column: Column) -> bool:
    """Whether the cell is meant for free text (in Thông tin the row decides)."""
    return column.type == "text" or (column.type == "by_row" and row.facts.get("input_kind") == "Chữ")


def label(row: Row, column: Column) -> str:
    """The heading an officer finds the cell by: the column's, in Thông tin the row's."""
    return str(row.facts["name"]) if column.type == "by_row" else column.header


def number(row: Row, column: str) -> Decimal | None:
    """The number in the cell, ``None`` for a blank or anything else."""
    value = row.value(column)
    return Decimal(value) if isinstance(value, (Decimal, int)) else None


def day(row: Row, column: str) -> int | None:
    """The date in the cell as a day serial, ``None`` for a blank or anything else."""
    value = row.value(column)
    return int(value) if isinstance(value, (Decimal, int)) else None


def text(row: Row, column: str) -> str:
    """The text in the cell, ``""`` for a blank or an error value."""
    value = row.value(column)
    if isinstance(value, str):
        return value
    return "" if isinstance(value, ErrorValue) else show(value)


def filled(row: Row, column: str) -> bool:
    """Whether the cell holds anything at all."""
    return row.value(column) is not None


def deadline_of(row: Row) -> int | None:
    """The task's dated deadline as a day serial, ``None`` for Thường xuyên, theo chỉ đạo and the like."""
    deadline = row.facts["deadline"]
    return deadline if isinstance(deadline, int) else None
