"""How many lines a text takes in a cell that wraps."""

from __future__ import annotations

from math import ceil


def wrapped_lines(text: str, per_line: float) -> int:
    """Lines of ``per_line`` characters needed when words are kept whole and line breaks are kept.

    >>> wrapped_lines("một hai ba", 7)
    2
    """
    return sum(_lines(line, per_line) for line in text.split("\n"))


def _lines(text: str, per_line: float) -> int:
    if len(text) <= per_line:
        return 1
    count, used = 1, 0.0
    for word in text.split():
        need = len(word) + (1 if used else 0)
        if used and used + need > per_line:
            count, used = count + 1, float(len(word))
        else:
            used += need
        if used > per_line:
            count, used = count + ceil(used / per_line) - 1, used % per_line
    return count
