"""Row conditions written once, used twice: evaluated by Python and printed as an Excel formula.

A condition is a small Python expression over the columns of one form row, e.g.
``state == 'Có số liệu' and is_number(denominator) and denominator <= 0``. It stands in the
form layout (``required_when``) and in ``rules.toml`` (``native_when``), so the form's live check
and the Python check cannot disagree. Comparisons must be guarded by ``is_number``: text
and blanks compare as false here, but not in a spreadsheet.

Allowed: ``and or not``, comparisons, ``in (…)``, ``+ - *``, column names, constants in
capitals (``LAST_DAY``), text, the numbers 0, 1, 10, 12, 100, and the functions below.
An error value anywhere in what is evaluated makes the condition false, as
``IFERROR(…,FALSE)`` does in the form.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from de_an06_xl.errors import DataError
from de_an06_xl.model.cells import ErrorValue

_NUMBERS = {0, 1, 10, 12, 100}
_COMPARE = {ast.Eq: "=", ast.NotEq: "<>", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}


class _CellError(Exception):
    """An error value was used as a value."""


def _plain(value: Any) -> Any:
    if isinstance(value, ErrorValue):
        raise _CellError
    return value


def _blank(value: Any) -> bool:
    return _plain(value) is None


def _is_number(value: Any) -> bool:
    return value is not None and not isinstance(value, (str, ErrorValue))


# name -> (Python meaning, Excel text with {0} for the argument)
_FUNCTIONS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "blank": (_blank, 'TRIM({0})=""'),
    "filled": (lambda value: not _blank(value), 'TRIM({0})<>""'),
    "is_number": (_is_number, "ISNUMBER({0})"),
    "is_text": (lambda value: isinstance(value, str), 'AND(ISTEXT({0}),TRIM({0})<>"")'),
    "is_error": (lambda value: isinstance(value, ErrorValue), "ISERROR({0})"),
    "day": (lambda value: int(_plain(value)), "INT({0})"),
    "whole": (lambda value: _plain(value) == int(_plain(value)), "INT({0})={0}"),
}
_GLOBALS: dict[str, Any] = {"__builtins__": {}, **{name: meaning for name, (meaning, _) in _FUNCTIONS.items()}}


@dataclass(frozen=True, slots=True)
class ExcelNames:
    """How the printed formula refers to things: a column of the row, a word, a constant.

    ``number_test`` prints whether a column holds a number the product can use (default: any number).
    """

    column: Callable[[str], str]
    word: Callable[[str], str]
    constant: Callable[[str], str]
    number_test: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked expression; ``columns`` are the row values it reads, ``words`` the texts it compares with.

    ``exposed`` are the columns whose error value makes the whole false: all but those only asked
    ``is_number`` or ``is_error``.
    """

    text: str
    columns: frozenset[str]
    constants: frozenset[str]
    words: frozenset[str]
    exposed: frozenset[str]
    _tree: ast.expr
    _is_true: Callable[[Mapping[str, Any]], Any]

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether the condition is true of ``row`` (column code or constant → value, dates as serials)."""
        try:
            if not self._is_true(row):
                return False
        except (_CellError, TypeError, ValueError):
            return False
        # Python stops at the first operand that decides; a spreadsheet looks at all of them.
        return not any(isinstance(row.get(column), ErrorValue) for column in self.exposed)

    def to_excel(self, names: ExcelNames) -> str:
        """The same condition as an Excel expression (functions of Excel 2010 or earlier)."""
        return _excel(self._tree, names)


@cache
def condition(text: str) -> Condition:
    """Parse and check ``text``. Raises :class:`DataError` for anything outside the small language."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        raise DataError("điều kiện", text, "không đọc được biểu thức") from None
    names: set[str] = set()
    words: set[str] = set()
    _check(tree, text, names, words)
    constants = {name for name in names if name.isupper()}
    columns = frozenset(names - constants)
    exposed = frozenset(_exposed(tree)) & columns
    return Condition(text, columns, frozenset(constants), frozenset(words), exposed, tree, _compiled(text))


def _compiled(text: str) -> Callable[[Mapping[str, Any]], Any]:
    """The expression, already checked, as a function of the row."""
    function = ast.parse(f"lambda row: {text.strip()}", mode="eval").body
    assert isinstance(function, ast.Lambda)  # noqa: S101 - it was parsed as one
    function.body = _OfRow().visit(function.body)
    code = compile(ast.fix_missing_locations(ast.Expression(body=function)), "<condition>", "eval")
    compiled: Callable[[Mapping[str, Any]], Any] = eval(code, dict(_GLOBALS))  # noqa: S307 - whitelisted, no builtins
    return compiled


class _OfRow(ast.NodeTransformer):
    """``state`` becomes ``row["state"]``; functions keep their names."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return ast.Call(func=node.func, args=[self.visit(argument) for argument in node.args], keywords=[])

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Subscript(value=ast.Name(id="row", ctx=ast.Load()), slice=ast.Constant(node.id), ctx=ast.Load())


def _exposed(node: ast.AST) -> Iterator[str]:
    """Names read as values, not only asked whether they are a number or an error."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id not in ("is_number", "is_error"):
            yield from _exposed(node.args[0])
    elif isinstance(node, ast.Name):
        yield node.id
    else:
        for child in ast.iter_child_nodes(node):
            yield from _exposed(child)


def _check(node: ast.expr, text: str, names: set[str], words: set[str]) -> None:
    children: list[ast.expr] = []
    if isinstance(node, ast.BoolOp):
        children = node.values
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        children = [node.operand]
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        children = [node.left, node.right]
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and _known_operator(node):
        right = node.comparators[0]
        children = [node.left, *(right.elts if isinstance(right, ast.Tuple) else [right])]
    elif isinstance(node, ast.Call) and _known_call(node):
        children = list(node.args)
    elif isinstance(node, ast.Name):
        names.add(node.id)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        words.add(node.value)
    elif not (isinstance(node, ast.Constant) and (node.value in _NUMBERS or isinstance(node.value, bool))):
        raise DataError("điều kiện", text, f"không được dùng “{ast.unparse(node)}”")
    for child in children:
        _check(child, text, names, words)


def _known_operator(node: ast.Compare) -> bool:
    return type(node.ops[0]) in _COMPARE or (
        isinstance(node.ops[0], (ast.In, ast.NotIn)) and isinstance(node.comparators[0], ast.Tuple)
    )


def _known_call(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS and len(node.args) == 1 and not node.keywords


def _excel(node: ast.expr, names: ExcelNames) -> str:
    match node:
        case ast.BoolOp():
            parts = ",".join(_excel(value, names) for value in node.values)
            return f"{'AND' if isinstance(node.op, ast.And) else 'OR'}({parts})"
        case ast.UnaryOp():
            return f"NOT({_excel(node.operand, names)})"
        case ast.BinOp():
            return f"({_excel(node.left, names)}{_ARITHMETIC[type(node.op)]}{_excel(node.right, names)})"
        case ast.Compare():
            return _excel_compare(node, names)
        case ast.Call(func=ast.Name(id="is_number"), args=[ast.Name(id=column)]) if names.number_test:
            return names.number_test(column)
        case ast.Call(func=ast.Name(id=name)):
            return _FUNCTIONS[name][1].replace("{0}", _excel(node.args[0], names))
        case ast.Name():
            return names.constant(node.id) if node.id.isupper() else names.column(node.id)
        case ast.Constant(value=bool() as value):
            return "TRUE" if value else "FALSE"
        case ast.Constant(value=str() as value):
            return names.word(value)
        case ast.Constant(value=value):
            return str(value)
    raise AssertionError(ast.dump(node))


def _excel_compare(node: ast.Compare, names: ExcelNames) -> str:
    left, right = _excel(node.left, names), node.comparators[0]
    if isinstance(right, ast.Tuple):
        any_of = f"OR({','.join(f'{left}={_excel(item, names)}' for item in right.elts)})"
        return f"NOT({any_of})" if isinstance(node.ops[0], ast.NotIn) else any_of
    return f"{left}{_COMPARE[type(node.ops[0])]}{_excel(right, names)}"
