"""The one registry of worksheet functions: ``functions.toml`` with the Python behind each name.

Everything else is made from it: xlwings module, VBA, help texts, FUNCTIONS.md, HamMau.xlsx, the Calc add-in.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from de_an06_xl.errors import DataError
from de_an06_xl.functions import (  # noqa: F401 - importing a family registers its functions
    form_functions,
    indicator_functions,
    reading_functions,
    score_functions,
    summary_functions,
    task_functions,
)
from de_an06_xl.functions.model import Block, Example, FunctionFacts, SampleTable, WorksheetFunction, cell_value
from de_an06_xl.functions.register import COLUMNS, FILE, WORK
from de_an06_xl.load_toml import DATA_DIR, build_all, no_repeats, only_keys, read_toml

# What Application.MacroOptions takes, in characters.
LONGEST_HELP = 255
FEWEST_EXAMPLES = 3
_NAME = re.compile(r"DA06_[A-Z0-9_]{2,20}")
_ARGUMENT = re.compile(r"[a-z]+(?:_[a-z]+)*")


@cache
def registry() -> dict[str, WorksheetFunction]:
    """Every function by name, in the order of the file.

    Raises :class:`DataError` when descriptions and Python do not match one to one.
    """
    facts = load_facts()
    unequal = sorted({item.name for item in facts} ^ WORK.keys())
    if unequal:
        raise DataError(FILE, ", ".join(unequal), "mỗi hàm phải có cả mô tả và phần tính")
    return {item.name: WorksheetFunction(item, WORK[item.name], COLUMNS.get(item.name)) for item in facts}


@cache
def load_facts() -> tuple[FunctionFacts, ...]:
    """The descriptions alone. Raises :class:`DataError` for what no generator could use."""
    tables = read_toml(DATA_DIR / FILE)
    only_keys(tables, ("function", "table"), FILE)
    facts = build_all(FunctionFacts, tables.get("function", ()), FILE, "function")
    no_repeats((item.name for item in facts), FILE, "tên hàm")
    for item in facts:
        _check(item)
    return facts


@cache
def sample_tables() -> dict[str, SampleTable]:
    """The made-up tables of the examples, by id."""
    tables = build_all(SampleTable, read_toml(DATA_DIR / FILE).get("table", ()), FILE, "table")
    no_repeats((table.id for table in tables), FILE, "mã bảng mẫu")
    return {table.id: table for table in tables}


def argument_values(example: Example) -> list[Any]:
    """The arguments of an example as cells: sample tables laid out, days as serials."""
    return [_cells(value) for value in example.args]


def expected_value(example: Example) -> Any:
    """What an example must give, as cells."""
    return _cells(example.expected)


def _cells(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        return table_block(value[1:])
    if isinstance(value, (list, tuple)):
        return [[cell_value(cell) for cell in row] for row in value]
    return cell_value(value)


@cache
def table_block(table_id: str) -> Block:
    """A sample table as rows of cells, header first."""
    table = sample_tables()[table_id]
    if table.rows:
        width = max(map(len, table.rows))
        return [[*map(cell_value, row), *[None] * (width - len(row))] for row in table.rows]
    from de_an06_xl.functions.form_block import filled_block

    return filled_block(table)


def _check(item: FunctionFacts) -> None:
    if not _NAME.fullmatch(item.name):
        raise DataError(FILE, item.name, "tên hàm phải có dạng DA06_TEN, chữ hoa không dấu")
    long = [text for text in (item.help, *(argument.help for argument in item.arguments)) if len(text) > LONGEST_HELP]
    if long:
        raise DataError(FILE, item.name, f"câu trợ giúp dài quá {LONGEST_HELP} ký tự: {long[0][:40]}…")
    if len(item.examples) < FEWEST_EXAMPLES or not any(example.shows_error for example in item.examples):
        raise DataError(FILE, item.name, f"cần ít nhất {FEWEST_EXAMPLES} ví dụ, trong đó có ví dụ về giá trị lỗi")
    no_repeats((argument.name for argument in item.arguments), FILE, f"đối số của {item.name}")
    optional = [argument.optional for argument in item.arguments]
    if optional != sorted(optional):
        raise DataError(FILE, item.name, "đối số không bắt buộc phải đứng sau đối số bắt buộc")
    for argument in item.arguments:
        if not _ARGUMENT.fullmatch(argument.name):
            raise DataError(
                FILE, f"{item.name}, {argument.name}", "tên đối số phải là chữ thường không dấu, nối bằng _"
            )
