"""What reading needs to know of a table's columns, worked out once for all files that have them at the same places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from de_an06_xl.conditions import Condition, condition
from de_an06_xl.model.cells import column_letters
from de_an06_xl.model.form import Column, FormLayout, SheetSpec
from de_an06_xl.read_form.read_entry import Reading, list_reader, read_date_cell, read_number_cell, read_text

_ALWAYS, _NEVER = "True", "False"
Read = Callable[[object], Reading]


@dataclass(frozen=True, slots=True)
class Input:
    """One input column; ``index`` is ``None`` when the file lacks it, ``by_row`` when the row says what it holds."""

    column: Column
    code: str
    index: int | None
    letters: str
    used: Condition | None
    required: Condition | None
    read: Read
    by_row: bool


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table's input and locked columns; ``width`` cells of a row are all that is looked at."""

    inputs: tuple[Input, ...]
    locked: tuple[tuple[Column, int], ...]
    code_index: int
    width: int
    read_date: Read


@lru_cache(maxsize=64)
def prepare_table(
    spec: SheetSpec, layout: FormLayout, columns: tuple[tuple[str, int], ...], date_1904: bool
) -> TablePlan:
    """``columns`` are the codes and places (0-based) of the columns that the file has."""
    places = dict(columns)
    read_date = partial(read_date_cell, date_1904=date_1904)
    return TablePlan(
        inputs=tuple(_input(column, places.get(column.code), layout, read_date) for column in spec.inputs),
        locked=tuple(
            (column, places[column.code])
            for column in spec.columns
            if column.kind == "reference" and column.code in places
        ),
        code_index=places.get(spec.columns[0].code, 0),
        width=1 + max(places.values(), default=0),
        read_date=read_date,
    )


def _input(column: Column, index: int | None, layout: FormLayout, read_date: Read) -> Input:
    return Input(
        column=column,
        code=column.code,
        index=index,
        letters=column_letters(index) if index is not None else "",
        used=None if column.used_when == _ALWAYS else condition(column.used_when),
        required=None if column.required_when == _NEVER else condition(column.required_when),
        read=_reader(column, layout, read_date),
        by_row=column.type == "by_row",
    )


def _reader(column: Column, layout: FormLayout, read_date: Read) -> Read:
    if column.type == "date":
        return read_date
    if column.type == "list":
        return list_reader(layout.list_by_code[column.list].items)
    return read_text if column.type in ("text", "by_row") else read_number_cell
