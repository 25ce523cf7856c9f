"""One cell of the plan workbook from what the file holds to a typed value, or why it cannot be one.

Nothing is guessed: where two readings are possible, the administrator is asked.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.plan_workbook.columns import LONGEST_TEXT, SEPARATOR, YES, Column
from de_an06_xl.plan_workbook.sheets import LARGEST
from de_an06_xl.plan_workbook.words import COLLECTIVE_WORDS
from de_an06_xl.text.dates import read_date
from de_an06_xl.text.normalize import clean, match_key
from de_an06_xl.text.numbers import read_number
from de_an06_xl.text.personal_data import find_personal_data

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_COLLECTIVES = {match_key(word): actor for actor, word in COLLECTIVE_WORDS}


@dataclass(frozen=True, slots=True)
class Value:
    """What was read (``None``: blank or unreadable) and the code of the fault, if any, with its words."""

    value: Any = None
    fault: str = ""
    words: dict[str, object] = field(default_factory=dict)


def read_value(raw: object, column: Column) -> Value:
    """The value of one cell that is neither blank nor a formula."""
    if isinstance(raw, ErrorValue):
        return Value(fault="KH202")
    match column.kind:
        case "number" | "whole":
            return _number(raw, column)
        case "date":
            return _date(raw)
        case "choice" | "yes_no":
            return _choice(raw, column)
        case "codes" | "names":
            return _several(raw, column)
        case _:
            return _text(raw, column)


def is_blank(raw: object) -> bool:
    """Whether the cell shows nothing."""
    return raw is None or (isinstance(raw, str) and not clean(raw))


def _text(raw: object, column: Column) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return Value(fault="KH210")
    if not isinstance(raw, str):
        # A number of rows or lines typed as a number is that text; a fraction may have lost its zeros (2026.10).
        return Value(str(int(raw))) if math.isfinite(raw) and raw == int(raw) else Value(fault="KH210")
    text = unicodedata.normalize("NFC", raw).strip()
    if _CONTROL.search(text):
        return Value(fault="KH212")
    if column.kind == "code":
        text = clean(text)
    if len(text) > LONGEST_TEXT:
        return Value(fault="KH211", words={"length": len(text), "most": LONGEST_TEXT})
    if find_personal_data(text):
        return Value(fault="KH213")
    return Value(text)


def _several(raw: object, column: Column) -> Value:
    read = _text(raw, column)
    if read.fault:
        return read
    parts = [clean(part) for part in read.value.split(SEPARATOR)]
    if parts[-1] == "":
        parts.pop()  # a separator after the last name separates nothing
    if "" in parts:
        return Value(fault="KH214")
    if column.kind == "codes":
        parts = [_COLLECTIVES.get(match_key(part), part) for part in parts]
    return Value(tuple(parts))


def _choice(raw: object, column: Column) -> Value:
    words = {match_key(word): word for word in column.words}
    word = words.get(match_key(raw)) if isinstance(raw, str) else None
    if word is None:
        return Value(fault="KH209", words={"choices": "; ".join(column.words)})
    if column.kind == "yes_no":
        return Value(word == YES)
    return Value(next(value for value, shown in column.choices if shown == word))


def _number(raw: object, column: Column) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return Value(fault="KH204")
    if isinstance(raw, str):
        reading = read_number(raw)
        if reading.ambiguous:
            return Value(fault="KH205")
        number = reading.value
    else:
        number = _exact(raw)
    if number is None or abs(number) > LARGEST:
        return Value(fault="KH204")
    whole = number == int(number)
    if column.kind == "whole" and not whole:
        return Value(fault="KH206")
    low, high = column.minimum, column.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        return Value(fault="KH207", words={"limits": _limits(low, high)})
    return Value(int(number) if column.kind == "whole" else number)


def _exact(raw: float) -> Decimal | None:
    """The shortest decimal that gives the same double; 5.0 is 5."""
    if not math.isfinite(raw):
        return None
    return Decimal(int(raw)) if raw == int(raw) else Decimal(repr(raw))


def _limits(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and high is not None:
        return f"từ {low} đến {high}"
    return f"từ {low} trở lên" if low is not None else f"không quá {high}"


def _date(raw: object) -> Value:
    if isinstance(raw, dt.datetime):
        # A time of day in a date cell is most often a slip of the hand (8:30 for 30/8).
        return Value(raw.date()) if raw.time() == dt.time() else Value(fault="KH208")
    if isinstance(raw, dt.date):
        return Value(raw)
    day = read_date(raw) if isinstance(raw, str) else None
    return Value(day) if day else Value(fault="KH208")
