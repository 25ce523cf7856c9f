"""What the forms of a month have in common is looked at once.

Styles, theme, relations and what stands around the cells of a sheet are byte for byte the same in most returns. What a
function says about such bytes holds wherever they come again in this process; nothing less than all bytes makes
them the same. A fault is never remembered: it ends the look at its file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

# Of each function at most so many results about parts of at most this size: some megabytes in all.
MOST_PARTS = 64
SMALL_PART = 64 * 1024

_forget: list[Callable[[], None]] = []
Words = TypeVarTuple("Words")
Told = TypeVar("Told")


def remembered(look: Callable[[bytes, *Words], Told]) -> Callable[[bytes, *Words], Told]:
    """``look`` with a memory. Its result must depend on its arguments alone, and nobody may change it."""
    known = lru_cache(maxsize=MOST_PARTS)(look)
    _forget.append(known.cache_clear)

    @wraps(look)
    def looked_at(data: bytes, /, *words: *Words) -> Told:
        return look(data, *words) if len(data) > SMALL_PART else known(data, *words)

    return looked_at


def forget_parts() -> None:
    """Begin anew, as in a process that has seen no file; for measuring."""
    for forget in _forget:
        forget()
