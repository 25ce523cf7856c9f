"""The plan and policies the functions go by: the product's own, or the office's edited plan workbook."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from de_an06_xl.run_context import RunContext, load_run

PLAN_VARIABLE = "DA06_KE_HOACH"

Wrapped = TypeVar("Wrapped", bound=Callable[..., object])
Edition = tuple[str, int, int]

_clear: list[Callable[[], None]] = []
_now: dict[Edition, RunContext] = {}


def run_in_force() -> RunContext:
    """The run context of the last :func:`look_again`; the product's own data before the first."""
    for run in _now.values():
        return run
    return look_again()


def look_again() -> RunContext:
    """Load the plan workbook named by ``DA06_KE_HOACH`` when it changed; once for each call, not for each cell.

    Raises :class:`~de_an06_xl.errors.DataError` or ``OSError`` when that workbook cannot be used.
    """
    path = os.environ.get(PLAN_VARIABLE, "")
    edition: Edition = ("", 0, 0)
    if path:
        facts = Path(path).stat()
        edition = (path, facts.st_mtime_ns, facts.st_size)
    if edition not in _now:
        run = load_run(Path(path) if path else None)
        for clear in _clear:
            clear()
        _now.clear()
        _now[edition] = run
    return _now[edition]


def kept_while_in_force(function: Wrapped) -> Wrapped:
    """Decorator: results are kept until another plan comes into force."""
    kept = lru_cache(maxsize=1024)(function)
    _clear.append(kept.cache_clear)
    return kept  # type: ignore[return-value]
