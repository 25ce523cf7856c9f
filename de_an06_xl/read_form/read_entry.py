"""One input cell from what the file holds to what the product works with.

Nothing is guessed: a text with one reading is used and noted, a text with two is asked about and stays
text, so that the check for "must be a number" speaks as well.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from de_an06_xl.form.rows import LARGEST_NUMBER, LAST_SERIAL, day_serial, serial_day
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.submission import EntryValue
from de_an06_xl.text.dates import read_date
from de_an06_xl.text.normalize import clean
from de_an06_xl.text.numbers import read_number
from de_an06_xl.text.spelling import spelling_key

# Days between the epochs of the 1904 and the 1900 date system.
_EPOCH_GAP = 1462


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, and the reading note (``C221`` …) with its words when reading changed or doubted something."""

    value: EntryValue
    note: str = ""
    words: dict[str, object] = field(default_factory=dict)


def read_text(raw: object) -> Reading:
    """Text as typed; a number in a text column is its plain digits, a date dd/mm/yyyy."""
    return Reading(plain_text(raw) or None)


def read_number_cell(raw: object) -> Reading:
    """``Decimal`` for a number, also one typed as text with exactly one reading."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and _usable(raw):
        return Reading(_decimal(raw))
    text = plain_text(raw)
    if not isinstance(raw, str) or not text:
        return Reading(text or None)
    reading = read_number(text)
    if reading.value is not None and abs(reading.value) <= LARGEST_NUMBER:
        return Reading(reading.value, "C221", {"number": reading.value})
    if reading.ambiguous:
        fraction, whole = sorted(reading.values, key=abs)
        return Reading(text, "C222", {"number": fraction, "other": f"{whole:f}"})
    return Reading(text)


def read_date_cell(raw: object, *, date_1904: bool = False) -> Reading:
    """A day serial of the 1900 system; a bare number is taken for a serial of the file's own system."""
    if isinstance(raw, dt.datetime):
        return Reading(day_serial(raw.date()))
    if isinstance(raw, dt.date):
        return Reading(day_serial(raw))
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and _usable(raw):
        serial = math.floor(raw) + (_EPOCH_GAP if date_1904 else 0)
        if 1 <= serial <= LAST_SERIAL:
            return Reading(serial)
    text = plain_text(raw)
    day = read_date(text) if isinstance(raw, str) else None
    if day is not None:
        return Reading(day_serial(day), "C223", {"day": day})
    return Reading(text or None)


def list_reader(items: Sequence[str]) -> Callable[[object], Reading]:
    """A reader that brings a chosen word to the list's own spelling; other text stays as it is."""
    by_key = {spelling_key(item): item for item in items}

    def read(raw: object) -> Reading:
        if isinstance(raw, str) and raw in items:
            return Reading(raw)
        text = plain_text(raw)
        word = by_key.get(spelling_key(text))
        if word is None:
            return Reading(text or None)
        # Spaces around the word are no fault worth a line; another spelling is.
        return Reading(word) if text == word else Reading(word, "C224", {"word": word})

    return read


def plain_text(raw: object) -> str:
    """What a cell shows, as clean text; empty for a blank.

    >>> plain_text(125.0), plain_text(dt.date(2026, 10, 8)), plain_text(True)
    ('125', '08/10/2026', 'TRUE')
    """
    if raw is None:
        return ""
    if isinstance(raw, str):
        return clean(raw)
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, dt.date):
        return f"{raw:%d/%m/%Y}"
    if isinstance(raw, (int, float)) and _usable(raw):
        return f"{_decimal(raw).normalize():f}"
    if isinstance(raw, dt.time):
        return f"{raw:%H:%M}"
    return str(raw)


def same_as_plan(raw: object, expected: object, *, date_1904: bool = False) -> bool:
    """Whether a locked cell still says what the form said: numbers by value, dates as days, text by its letters."""
    if raw == expected:
        return True
    if expected is None or expected == "":
        return plain_text(raw) == ""
    if isinstance(raw, ErrorValue):
        return False
    if isinstance(expected, str):
        return plain_text(raw) == clean(expected)
    if isinstance(expected, int):
        return read_date_cell(raw, date_1904=date_1904).value == expected
    if isinstance(expected, Decimal) and isinstance(raw, (int, float)) and _usable(raw):
        # The file holds the nearest binary fraction; Excel keeps 15 digits of it.
        return math.isclose(float(raw), float(expected), rel_tol=1e-12)
    return False


def show_plan_value(expected: object) -> object:
    """A plan value for a message: day serials as dates."""
    return serial_day(expected) if isinstance(expected, int) else expected


def _usable(raw: float) -> bool:
    return math.isfinite(raw) and abs(raw) <= LARGEST_NUMBER


def _decimal(raw: float) -> Decimal:
    """The number as the shortest text that gives the same double; 5.0 is 5."""
    return Decimal(int(raw)) if raw == int(raw) else Decimal(repr(raw))
