"""The examples of the registry as formulas and values, for people (``;`` between arguments) and for files (``,``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from de_an06_xl.findings import show
from de_an06_xl.functions.cell_error import CellError
from de_an06_xl.functions.model import Example, FunctionFacts
from de_an06_xl.functions.registry import sample_tables

_ERROR_FORMULAS = {CellError.NOT_FOUND: "NA()", CellError.DIVISION: "(1/0)"}
Place = Callable[[int, Any], str]
"""Where argument number n with that value stands in a workbook; empty for a value written into the formula."""


def shown_formula(facts: FunctionFacts, example: Example) -> str:
    """The call as people type it with Vietnamese settings; ranges as braces, sample tables by their title."""
    return "=" + _call(facts, example, "; ", _shown_range)


def file_formula(facts: FunctionFacts, example: Example, place: Place) -> str:
    """The call as a file stores it, without ``=``; ``place`` says where ranges were laid out."""
    return _call(facts, example, ",", place)


def _call(facts: FunctionFacts, example: Example, between: str, place: Place) -> str:
    texts = [place(number, value) or literal(value, between) for number, value in enumerate(example.args)]
    return f"{facts.name}({between.join(texts)})"


def literal(value: Any, between: str = ",") -> str:
    """One value as it is written in a formula; a blank is an argument left out.

    >>> literal('a"b'), literal(0.5), literal(dt.date(2026, 10, 31)), literal("")
    ('"a""b"', '0.5', 'DATE(2026,10,31)', '')
    """
    if isinstance(value, str) and value in _ERROR_FORMULAS:
        return _ERROR_FORMULAS[CellError(value)]
    if value == "" or value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, bool):
        return "TRUE()" if value else "FALSE()"
    if isinstance(value, dt.date):
        return f"DATE({between.join((str(value.year), str(value.month), str(value.day)))})"
    number = repr(value)
    return number.replace(".", ",") if between != "," else number


def _shown_range(_number: int, value: Any) -> str:
    if isinstance(value, str) and value.startswith("@"):
        return f"«{sample_tables()[value[1:]].title}»"
    if isinstance(value, (list, tuple)):
        return "{" + " | ".join("; ".join(literal(cell, "; ") or "trống" for cell in row) for row in value) + "}"
    return ""


def shown_value(example: Example) -> str:
    """What the example gives, as people read it; of a large table only its size."""
    value = example.expected
    if not isinstance(value, (list, tuple)):
        return _shown_cell(value)
    rows = [[_shown_cell(cell) for cell in row] for row in value]
    if len(rows) * len(rows[0]) > 8:
        return f"bảng {len(rows)} dòng × {len(rows[0])} cột"
    return "{" + " | ".join("; ".join(row) for row in rows) + "}"


def _shown_cell(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return show(value) if value not in ("", None) else "trống"
