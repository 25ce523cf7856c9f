"""A form laid out cell by cell, before any file exists: what is locked, what is typed, what is computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from de_an06_xl.model.form import Column, FormIdentity, SheetSpec
from de_an06_xl.model.past_values import UsualRange

Style = Literal[
    "title", "subtitle", "note", "status", "header", "code", "reference", "input", "calc", "check", "unused", "plain",
    "section", "total",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell: a locked constant, a formula (text starting with ``=``) or an input (maybe pre-filled)."""

    row: int
    column: int
    style: Style
    value: Any = None
    formula: str = ""
    number_format: str = ""
    is_input: bool = False


@dataclass(frozen=True, slots=True)
class InputCell:
    """Where an input stands, which column and row of the plan it belongs to, and what the unit usually reports."""

    row: int
    index: int
    column: Column
    row_id: str
    facts: dict[str, Any]
    usual: UsualRange | None = None


@dataclass(slots=True)
class FormSheet:
    """One sheet of a form. ``first``/``last`` are the 0-based data rows of its table (``last < first``: none)."""

    spec: SheetSpec
    cells: list[FormCell] = field(default_factory=list)
    inputs: list[InputCell] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    header_row: int = 0
    first: int = 0
    last: int = -1
    printed_columns: int = 0


@dataclass(slots=True)
class FormDocument:
    """All sheets and the defined names (name → reference such as ``'Tự chấm điểm'!$C$9``)."""

    sheets: list[FormSheet]
    names: dict[str, str]
    meta: list[FormCell]
    identity: FormIdentity
