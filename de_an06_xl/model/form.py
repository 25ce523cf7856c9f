"""The shape of a form: one description that drives building, reading, checking and the guide."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Literal

from de_an06_xl.model.plan import Frozen

InputType = Literal["text", "number", "count", "percent", "date", "list", "by_row"]
ColumnKind = Literal["code", "reference", "input", "calc"]
SheetKind = Literal["guide", "rows", "score"]


class ListSpec(Frozen):
    """Words offered in a drop-down; ``code`` becomes the named range ``DA06_DS_<CODE>``."""

    code: str
    items: tuple[str, ...]


class ListCase(Frozen):
    """Which list a row offers: the first case whose ``when`` holds for the row's facts."""

    when: str
    list: str


class Column(Frozen):
    """One column of a table of rows.

    ``used_when`` (facts of the row; decided when the form is built) says whether the cell is
    an input at all; ``required_when`` (values of the row; live) whether it must be filled now.
    ``remembered`` columns show what the unit reported before: whoever reads the return need not know it, and a form
    issued before the column existed is none the worse.
    ``formula`` holds ``{column}`` for a cell of the same row and ``[[word]]`` for a word.
    """

    code: str
    header: str
    kind: ColumnKind
    type: InputType = "text"
    list: str = ""
    list_cases: tuple[ListCase, ...] = ()
    width: float = 10
    used_when: str = "True"
    required_when: str = "False"
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int = 500
    title: str = ""
    message: str = ""
    error: str = ""
    formula: str = ""
    number_format: str = ""
    printed: bool = True
    remembered: bool = False

    def __hash__(self) -> int:
        return hash((self.code, self.header))


class SheetSpec(Frozen):
    """One sheet; ``rows`` sheets have one table whose first column is the row code."""

    code: str
    name: str
    kind: SheetKind
    title: str
    note: str = ""
    empty_note: str = ""
    columns: tuple[Column, ...] = ()

    def __hash__(self) -> int:
        return hash((self.code, self.name))

    @cached_property
    def column_by_code(self) -> dict[str, Column]:
        return {column.code: column for column in self.columns}

    @cached_property
    def inputs(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind == "input")


class FormLayout(Frozen):
    """A form: ``id`` is ``BM-01``; ``version`` changes whenever an old return can no longer be read."""

    id: str
    version: str
    title: str
    lists: tuple[ListSpec, ...]
    sheets: tuple[SheetSpec, ...]

    # Equal layouts have an equal hash; a hash over every column would cost more than what is kept under it.
    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @cached_property
    def list_by_code(self) -> dict[str, ListSpec]:
        return {spec.code: spec for spec in self.lists}

    @cached_property
    def sheet_by_code(self) -> dict[str, SheetSpec]:
        return {sheet.code: sheet for sheet in self.sheets}

    @cached_property
    def row_sheets(self) -> tuple[SheetSpec, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.kind == "rows")


class FormIdentity(Frozen):
    """What a form says it is; written in three places as ``BM-01|1.0|2026-10|XP-02647|plan|policy|hash``."""

    form: str
    version: str
    period: str
    unit: str
    plan: str
    policy: str
    hash: str

    def __str__(self) -> str:
        return "|".join((self.form, self.version, self.period, self.unit, self.plan, self.policy, self.hash))

    @classmethod
    def parse(cls, text: str) -> FormIdentity | None:
        """The identity in ``text``, ``None`` when it is not one."""
        parts = text.strip().split("|")
        if len(parts) != 7 or not all(parts):
            return None
        return cls(**dict(zip(cls.model_fields, parts, strict=True)))
