"""One call as a spreadsheet makes it: ranges in, ranges out; blanks stay blank, errors stay errors.

An argument may be one cell, a row, a column or a block; one cell and single rows or columns are spread over the
others, as in any array formula. A blank where an argument is required gives a blank.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from types import NoneType
from typing import Any

from de_an06_xl.functions.cell_error import CellError, RefusedArgumentError, refuse_value
from de_an06_xl.functions.model import Answer, Argument, Block, CellValue, NumberBlock, Same, WorksheetFunction
from de_an06_xl.functions.read_argument import read_cells_of, reader

BLANK = ""

Given = CellValue | Block | NumberBlock
Shape = tuple[int, int]


def evaluate(function: WorksheetFunction, given: Sequence[Given]) -> Answer:
    """What ``function`` gives for these cells or ranges; missing optional arguments may be left off.

    A value for single cells, rows of values as soon as one argument is a range. Never raises for what
    the cells hold.
    """
    arguments = function.facts.arguments
    if len(given) > len(arguments):
        return CellError.VALUE
    given = [*given, *[None] * (len(arguments) - len(given))]
    try:
        whole = {item.name: _whole(item, value) for item, value in zip(arguments, given, strict=True) if item.whole}
        if None in whole.values():
            return BLANK
        pairs = [(item, value) for item, value in zip(arguments, given, strict=True) if not item.whole]
        shape = _common_shape([value for _, value in pairs])
        if function.facts.table:
            return _work_out_table(function, whole, pairs, shape)
        columns = [_column(item, value, shape or (1, 1)) for item, value in pairs]
        results = _work_out(function, [item for item, _ in pairs], columns, whole)
    except RefusedArgumentError as refused:
        return refused.error
    if shape is None:
        return results[0]
    rows, width = shape
    if width == 1:
        return [[result] for result in results]
    return [results[number * width : (number + 1) * width] for number in range(rows)]


def _whole(argument: Argument, value: Given) -> Any:
    """A range taken as one thing, read once for all cells of the answer."""
    read = reader(argument.kind)(value)
    if isinstance(read, CellError):
        raise RefusedArgumentError(read)
    return read


def _common_shape(given: Iterable[Given]) -> Shape | None:
    """Rows and columns of the answer, ``None`` for single cells. Raises when the ranges do not fit together."""
    shapes = [shape for shape in map(_shape, given) if shape]
    if not shapes:
        return None
    rows, width = max(shape[0] for shape in shapes), max(shape[1] for shape in shapes)
    if any(shape[0] not in (1, rows) or shape[1] not in (1, width) for shape in shapes):
        raise refuse_value()
    return rows, width


def _shape(value: Given) -> Shape | None:
    """Rows and columns of a range, ``None`` for a single cell."""
    if isinstance(value, NumberBlock):
        return len(value.doubles) // value.columns, value.columns
    return (len(value), len(value[0]) if value else 0) if isinstance(value, (list, tuple)) else None


def _column(argument: Argument, value: Any, shape: Shape) -> list[Any] | array[int]:
    """The values of one argument for every cell of the answer, row by row, read by its kind."""
    own = _shape(value)
    if own is None:
        return Same([reader(argument.kind)(value)] * (shape[0] * shape[1]))
    if not own[1]:
        return []
    given = value.doubles if isinstance(value, NumberBlock) else list(chain.from_iterable(value))
    cells = read_cells_of(argument.kind, given)
    if own[1] != shape[1]:
        cells = [cell for cell in cells for _ in range(shape[1])]
    return cells if own[0] == shape[0] else cells * shape[0]


def _work_out(
    function: WorksheetFunction,
    arguments: Sequence[Argument],
    columns: Sequence[list[Any] | array[int]],
    whole: dict[str, Any],
) -> list[CellValue]:
    work_out = partial(function.work_out, **whole) if whole else function.work_out
    if not any(_may_stop(column, item) for column, item in zip(columns, arguments, strict=True)):
        if function.work_out_columns and (results := function.work_out_columns(*columns)) is not None:
            return results
        # Nothing blank and nothing wrong, as nearly always in a long column: no look at single values.
        with suppress(RefusedArgumentError):
            return list(map(work_out, *columns))
    required = [number for number, item in enumerate(arguments) if not item.optional]
    return [_one(work_out, row, required) for row in zip(*columns, strict=True)]


def _may_stop(column: list[Any] | array[int], argument: Argument) -> bool:
    """Whether a value of the column answers for itself: an error, or a blank where one is required."""
    if isinstance(column, array):
        return False
    kinds = set(map(type, column[:1] if isinstance(column, Same) else column))
    return CellError in kinds or (not argument.optional and NoneType in kinds)


def _one(work_out: Callable[..., CellValue], row: tuple[Any, ...], required: Sequence[int]) -> CellValue:
    for value in row:
        if isinstance(value, CellError):
            return value
    if any(row[number] is None for number in required):
        return BLANK
    try:
        return work_out(*row)
    except RefusedArgumentError as refused:
        return refused.error


def _work_out_table(
    function: WorksheetFunction, whole: dict[str, Any], pairs: Sequence[tuple[Argument, Given]], shape: Shape | None
) -> Answer:
    """A function that gives a table: its other arguments are single cells."""
    if shape not in (None, (1, 1)):
        raise refuse_value()
    read: dict[str, Any] = {}
    for item, value in pairs:
        single = value[0][0] if isinstance(value, (list, tuple)) else value
        read[item.name] = reader(item.kind)(single)
        if isinstance(read[item.name], CellError):
            raise RefusedArgumentError(read[item.name])
        if read[item.name] is None and not item.optional:
            return BLANK
    return function.work_out(**whole, **read)  # type: ignore[no-any-return]
