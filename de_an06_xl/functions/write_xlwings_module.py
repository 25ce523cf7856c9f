"""``excel/worksheet_functions.py``: the functions as xlwings finds them, one for each name of the registry."""

from __future__ import annotations

from de_an06_xl.functions.model import FunctionFacts
from de_an06_xl.functions.registry import load_facts
from de_an06_xl.functions.write_vba_help import CATEGORY

_HEAD = '''\
"""The worksheet functions as xlwings serves them to Excel; ``macros/DA06_Ham.bas`` calls them by name.

Made from ``data/functions.toml`` by ``da06 xay-dung``: change nothing here. Values pass through untouched
(``raw``): blanks, days, errors and shapes are this product's business, not xlwings'. Where xlwings has no Excel to
serve, its decorators do nothing and the functions can be called like any others.
"""

# ruff: noqa: N802, E501 - names are those of the cells, texts those of the registry

from __future__ import annotations

from typing import Any

import xlwings as xw

from de_an06_xl.excel.answer_cells import Answered, answer_cells
'''

_LINE = 120


def xlwings_module() -> str:
    """The whole module, formatted as the linter wants it."""
    return _HEAD + "".join(_function(facts) for facts in load_facts())


def _function(facts: FunctionFacts) -> str:
    names = [item.name for item in facts.arguments]
    given = [f"{item.name}: Any{' = None' if item.optional else ''}" for item in facts.arguments]
    head = f"def {facts.name}({', '.join(given)}) -> Answered:"
    if len(head) > _LINE:
        # Laid out as the formatter does it.
        head = "\n".join([f"def {facts.name}(", *(f"    {item}," for item in given), ") -> Answered:"])
    marks = "".join(f'@xw.arg("{item.name}", "raw", doc="{_quoted(item.help)}")\n' for item in facts.arguments)
    return (
        f'\n\n@xw.func(category="{CATEGORY}", volatile=False)\n{marks}@xw.ret("raw")\n'
        f"{head}\n"
        f'    """{facts.help}"""\n'
        f'    return answer_cells("{facts.name}", {", ".join(names)})\n'
    )


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
