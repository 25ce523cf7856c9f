"""Functions for worksheet cells: one registry, and everything made from it.

``registry`` names, help, arguments, examples (data) with the Python behind them · ``evaluate`` ranges in, ranges out ·
``*_functions`` one module for each family, calling the product's own logic · ``cell_error`` true errors.
``answer_calls`` serves spreadsheets over a pipe; the other modules write what a spreadsheet program needs.
"""

from __future__ import annotations

from de_an06_xl.functions.cell_error import CellError
from de_an06_xl.functions.evaluate import Given, evaluate
from de_an06_xl.functions.in_force import look_again
from de_an06_xl.functions.model import Answer
from de_an06_xl.functions.registry import registry

__all__ = ["CellError", "call_function", "registry"]


def call_function(name: str, *given: Given) -> Answer:
    """What the worksheet function ``name`` gives for these cells or ranges.

    >>> call_function("DA06_SO", "1.234,5"), call_function("DA06_SO", "1.234").value
    (1234.5, '#NUM!')
    """
    function = registry().get(name)
    if function is None:
        return CellError.NAME
    look_again()
    return evaluate(function, given)
