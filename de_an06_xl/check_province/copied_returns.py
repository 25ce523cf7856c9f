"""Family T: content that stands in the returns of several units."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from de_an06_xl.check_province.registry import Hit, Province, province_rule
from de_an06_xl.model.digest import ComparedCell

SAME_PAIRS = 4
"""From so many equal pairs of numbers on, one return looks copied from the other (proposed)."""
SAME_TEXT_UNITS = 3
"""A long text in so many returns was written once and copied (proposed)."""

# Numbers that many units share by nature.
_TRIVIAL = frozenset(map(Decimal, (0, 1, 100)))
# Documents a unit issues itself: row and column of the number; row and column of the date.
_OWN_DOCUMENTS = (
    (("TT-08", "value"), ("TT-09", "value")),
    (("TC-b", "document_no"), ("TC-b", "document_date")),
)
_PHONE = ("TT-06", "value")
_TEXT_COLUMNS = ("result", "content")

_Pair = tuple[str, Decimal, Decimal]


@province_rule("T601")
def same_numbers(province: Province) -> Iterator[Hit]:
    """Four pairs of numerator and denominator or more as another unit has them.

    Monitors of one indicator report one figure of the province: that is no copy.
    """
    shared: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for pair, units in _holders_of_many(province).items():
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
        cell = province.cell(unit, first[unit], "numerator")
        yield Hit(province.counted[unit], cell, {"units": province.names(others), "count": most[unit]})


@province_rule("T602")
def one_document_of_two_units(province: Province) -> Iterator[Hit]:
    """The number and date of a document that each unit says it has issued itself."""
    for number_at, date_at in _OWN_DOCUMENTS:
        holders: dict[tuple[str, int], list[str]] = defaultdict(list)
        for unit in province.counted:
            number, date = province.cell(unit, *number_at), province.cell(unit, *date_at)
            if number and number.key and date and isinstance(date.value, int):
                holders[number.key, date.value].append(unit)
        for units in holders.values():
            for unit in units if len(units) > 1 else ():
                others = province.names(other for other in units if other != unit)
                yield Hit(province.counted[unit], province.cell(unit, *number_at), {"units": others})


@province_rule("T606")
def one_text_for_many_units(province: Province) -> Iterator[Hit]:
    """Long texts, word for word, in the returns of three units or more; told once for each return."""
    found: dict[str, list[tuple[ComparedCell, dict[str, ComparedCell]]]] = defaultdict(list)
    for column in _TEXT_COLUMNS:
        holders: dict[str, dict[str, ComparedCell]] = defaultdict(dict)
        for unit, digest in province.counted.items():
            for cell in digest.cells.values():
                if cell.column == column:
                    holders[cell.key].setdefault(unit, cell)
        for cells in holders.values():
            if len(cells) >= SAME_TEXT_UNITS:
                for unit, cell in cells.items():
                    found[unit].append((cell, cells))
    for unit, texts in found.items():
        cell, cells = texts[0]
        others = province.names(other for other in cells if other != unit)
        yield Hit(province.counted[unit], cell, {"units": others, "count": len(texts)})


@province_rule("T609")
def one_phone_of_two_units(province: Province) -> Iterator[Hit]:
    """One number of an office given by two units; shown masked."""
    holders: dict[str, list[tuple[str, ComparedCell]]] = defaultdict(list)
    for unit in province.counted:
        cell = province.cell(unit, *_PHONE)
        if cell:
            holders[cell.key].append((unit, cell))
    for cells in holders.values():
        for unit, cell in cells if len(cells) > 1 else ():
            others = province.names(other for other, _ in cells if other != unit)
            yield Hit(province.counted[unit], cell, {"units": others, "value": cell.value})


def _holders_of_many(province: Province) -> dict[_Pair, list[str]]:
    """Pair → the units that have it, without units that share too few pairs with anybody to be worth comparing.

    Some numbers are common by chance: with thousands of units, comparing all their holders two by two would never end.
    """
    pairs = {unit: list(_pairs(province, unit)) for unit in province.counted}
    count = Counter(pair for own in pairs.values() for pair in own)
    holders: dict[_Pair, list[str]] = defaultdict(list)
    for unit, own in pairs.items():
        common = [pair for pair in own if count[pair] > 1]
        if len(common) >= SAME_PAIRS:
            for pair in common:
                holders[pair].append(unit)
    return holders


def _pairs(province: Province, unit: str) -> Iterator[_Pair]:
    cells = province.counted[unit].cells
    for (row_id, column), cell in cells.items():
        if column != "numerator" or (row_id, "denominator") not in cells:
            continue
        above, below = cell.value, cells[row_id, "denominator"].value
        if isinstance(above, Decimal) and isinstance(below, Decimal) and not {above, below} & _TRIVIAL:
            yield row_id, above, below
