"""The sentence about the usual range in the input message of a cell."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from de_an06_xl.model.form import Column
from de_an06_xl.model.past_values import UsualRange

MOST_MESSAGE = 255
"""Excel's limit for an input message."""
_BETWEEN = "Các kỳ trước của đơn vị thường từ {low} đến {high} ({points} kỳ)."
_ALWAYS = "Các kỳ trước của đơn vị thường là {low} ({points} kỳ)."
# Below this a difference of one is much, and decimals are shown.
_WHOLE_FROM = 100


def message_with_range(column: Column, usual: UsualRange | None) -> str:
    """The column's message, with the usual range where it is known and both fit into one message.

    The range is cut to what the cell can hold at all (no negative count, no progress above 100).
    """
    if usual is None:
        return column.message
    low, high = _within(usual.low, column), _within(usual.high, column)
    places = 0 if max(abs(low), abs(high)) >= _WHOLE_FROM else 2
    # Rounded outwards: a value at the edge is still usual.
    texts = _number(low, places, ROUND_FLOOR), _number(high, places, ROUND_CEILING)
    sentence = (_ALWAYS if texts[0] == texts[1] else _BETWEEN).format(low=texts[0], high=texts[1], points=usual.points)
    message = f"{column.message} {sentence}"
    return message if len(message) <= MOST_MESSAGE else column.message


def _within(value: Decimal, column: Column) -> Decimal:
    if column.minimum is not None:
        value = max(value, column.minimum)
    return value if column.maximum is None else min(value, column.maximum)


def _number(value: Decimal, places: int, rounding: str) -> str:
    rounded = f"{value.quantize(Decimal(1).scaleb(-places), rounding=rounding):,f}"
    whole, _, decimals = rounded.partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")
