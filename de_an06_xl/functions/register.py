"""Where the Python behind the worksheet functions is written down, name by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from de_an06_xl.errors import DataError

FILE = "functions.toml"
WORK: dict[str, Callable[..., Any]] = {}
COLUMNS: dict[str, Callable[..., list[Any] | None]] = {}


def worksheet_function(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorator: the Python below works out the function ``name``."""

    def register(work_out: Callable[..., Any]) -> Callable[..., Any]:
        if name in WORK:
            raise DataError(FILE, name, "hàm đã có phần tính")
        WORK[name] = work_out
        return work_out

    return register


def for_columns(name: str) -> Callable[[Callable[..., list[Any] | None]], Callable[..., list[Any] | None]]:
    """Decorator: the Python below works out ``name`` for whole columns at once, as cell by cell, or declines."""

    def register(work_out: Callable[..., list[Any] | None]) -> Callable[..., list[Any] | None]:
        COLUMNS[name] = work_out
        return work_out

    return register
