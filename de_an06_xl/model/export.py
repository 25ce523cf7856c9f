"""The tables handed to other systems: what each column is, in one description that files and documents follow."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from de_an06_xl.model.plan import Frozen

FieldType = Literal["string", "integer", "number", "date"]
ValueList = Literal[
    "", "group", "state", "direction", "qualitative", "status", "level", "standing", "sheet", "column", "outcome",
    "severity",
]  # fmt: skip
TableSource = Literal[
    "units", "indicators", "contributions", "tasks", "standings", "data", "files", "findings", "difficulties"
]


class ExportField(Frozen):
    """One column: ``values`` names its list of values, ``reference`` the column (``table.column``) it points at."""

    name: str
    type: FieldType
    title: str
    description: str
    values: ValueList = ""
    reference: str = ""
    pattern: str = ""
    required: bool = False


class ExportTable(Frozen):
    """One table: ``name`` is that of its files, ``key`` the columns that make a row unique (empty: none do)."""

    name: str
    source: TableSource
    title: str
    description: str
    key: tuple[str, ...]
    fields: tuple[ExportField, ...]

    @cached_property
    def field_by_name(self) -> dict[str, ExportField]:
        return {field.name: field for field in self.fields}


class ExportLayout(Frozen):
    """Every table."""

    title: str
    tables: tuple[ExportTable, ...]

    @cached_property
    def table_by_name(self) -> dict[str, ExportTable]:
        return {table.name: table for table in self.tables}
