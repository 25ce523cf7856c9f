"""Family T: content that stands in the returns of several units."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from de_an06_xl.check_province.registry import Hit, Province, province_rule
from de_an06_xl.model.submission import Row
from de_an06_xl.text.normalize import clean
from de_an06_xl.text.personal_data import mask

SAME_PAIRS = 4
"""From so many equal pairs of numbers on, one return looks copied from the other (proposed)."""
LONG_TEXT = 60
SAME_TEXT_UNITS = 3
"""A text of this length in so many returns was written once and copied (proposed)."""
PHONE_DIGITS = 8

# Numbers that many units share by nature.
_TRIVIAL = (0, 1, 100)
# Documents a unit issues itself: sheet, row, column of the number; sheet, row, column of the date.
_OWN_DOCUMENTS = (
    (("TT", "TT-08", "value"), ("TT", "TT-09", "value")),
    (("TC", "TC-b", "document_no"), ("TC", "TC-b", "document_date")),
)
_TEXTS = (("NV", "result"), ("KK", "content"))

_Pair = tuple[str, Decimal, Decimal]


@province_rule("T601")
def same_numbers(province: Province) -> Iterator[Hit]:
    """Four pairs of numerator and denominator or more as another unit has them.

    Monitors of one indicator report one figure of the province: that is no copy.
    """
    holders: dict[_Pair, list[str]] = defaultdict(list)
    for unit in province.counted:
        for pair in _pairs(province, unit):
            holders[pair].append(unit)
    shared: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for pair, units in holders.items():
        monitors = province.plan.indicator_by_id[pair[0]].monitors
        for one, other in combinations(units, 2):
            if not (one in monitors and other in monitors):
                shared[one, other].append(pair)
    partners: dict[str, list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    most: Counter[str] = Counter()
    for (one, other), pairs in shared.items():
        if len(pairs) >= SAME_PAIRS:
            for unit, partner in ((one, other), (other, one)):
                partners[unit].append(partner)
                first.setdefault(unit, pairs[0][0])
                most[unit] = max(most[unit], len(pairs))
    for unit, others in partners.items():
        row = province.row(unit, "CT", first[unit])
        yield Hit(province.counted[unit], row, "numerator", {"units": province.names(others), "count": most[unit]})


@province_rule("T602")
def one_document_of_two_units(province: Province) -> Iterator[Hit]:
    """The number and date of a document that each unit says it has issued itself."""
    for number_at, date_at in _OWN_DOCUMENTS:
        holders: dict[tuple[str, int], list[str]] = defaultdict(list)
        for unit in province.counted:
            number, date = _value(province, unit, number_at), _value(province, unit, date_at)
            if isinstance(number, str) and isinstance(date, int):
                holders[_folded(number), date].append(unit)
        for units in holders.values():
            for unit in units if len(units) > 1 else ():
                row = province.row(unit, *number_at[:2])
                others = province.names(other for other in units if other != unit)
                yield Hit(province.counted[unit], row, number_at[2], {"units": others})


@province_rule("T606")
def one_text_for_many_units(province: Province) -> Iterator[Hit]:
    """Long texts, word for word, in the returns of three units or more; told once for each return."""
    found: dict[str, list[tuple[Row, str, dict[str, Row]]]] = defaultdict(list)
    for sheet, column in _TEXTS:
        holders: dict[str, dict[str, Row]] = defaultdict(dict)
        for unit, checked in province.counted.items():
            for row in checked.submission.rows(sheet):
                text = row.value(column)
                if isinstance(text, str) and len(text) >= LONG_TEXT:
                    holders[_folded(text)].setdefault(unit, row)
        for rows in holders.values():
            if len(rows) >= SAME_TEXT_UNITS:
                for unit, row in rows.items():
                    found[unit].append((row, column, rows))
    for unit, texts in found.items():
        row, column, rows = texts[0]
        others = province.names(other for other in rows if other != unit)
        yield Hit(province.counted[unit], row, column, {"units": others, "count": len(texts)})


@province_rule("T609")
def one_phone_of_two_units(province: Province) -> Iterator[Hit]:
    """One number of an office given by two units; shown masked."""
    holders: dict[str, list[str]] = defaultdict(list)
    for unit in province.counted:
        number = _value(province, unit, ("TT", "TT-06", "value"))
        digits = re.sub(r"\D", "", number) if isinstance(number, str) else ""
        if len(digits) >= PHONE_DIGITS:
            holders[digits].append(unit)
    for digits, units in holders.items():
        for unit in units if len(units) > 1 else ():
            row = province.row(unit, "TT", "TT-06")
            others = province.names(other for other in units if other != unit)
            yield Hit(province.counted[unit], row, "value", {"units": others, "value": mask(digits)})


def _pairs(province: Province, unit: str) -> Iterator[_Pair]:
    for row in province.counted[unit].submission.rows("CT"):
        above, below = row.value("numerator"), row.value("denominator")
        numbers = isinstance(above, Decimal) and isinstance(below, Decimal)
        if numbers and above not in _TRIVIAL and below not in _TRIVIAL:
            yield row.id, Decimal(str(above)), Decimal(str(below))


def _value(province: Province, unit: str, at: tuple[str, str, str]) -> object:
    row = province.row(unit, *at[:2])
    return row.value(at[2]) if row else None


def _folded(text: str) -> str:
    """For comparison: capitals and marks of punctuation aside."""
    return re.sub(r"[\W_]+", " ", clean(text).casefold()).strip()
