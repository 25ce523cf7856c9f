"""Whether a formula of the file is the form's own, wherever its rows and columns stand now."""

from __future__ import annotations

from collections.abc import Mapping

from de_an06_xl.check_integrity.form_map import SheetMap
from de_an06_xl.form.identity import normal_formula
from de_an06_xl.form.references import Area, CellReference, split_formula
from de_an06_xl.text.normalize import match_key

LOST = "#REF!"


def same_formula(expected: str, now: str, own: str, maps: Mapping[str, SheetMap]) -> bool:
    """``expected`` as issued on the form's sheet ``own``, ``now`` as it stands in the file.

    Spreadsheets rewrite references when rows are inserted, but not when rows are sorted: each
    reference may be the old one or the one to where its cell stands now. References to what is
    gone, told already, cannot be compared.
    """
    if normal_formula(expected) == normal_formula(now):
        return True
    left, right = split_formula(expected.lstrip("=")), split_formula(now.lstrip("="))
    return len(left) == len(right) and all(
        _same_part(one, other, own, maps) for one, other in zip(left, right, strict=True)
    )


def _same_part(expected: str | Area, now: str | Area, own: str, maps: Mapping[str, SheetMap]) -> bool:
    if isinstance(expected, str) or isinstance(now, str):
        # The mark in front keeps a leading "=" of a piece, which is a comparison there.
        return expected == now or (
            isinstance(expected, str)
            and isinstance(now, str)
            and normal_formula(f"|{expected}") == normal_formula(f"|{now}")
        )
    target = maps.get(expected.sheet or own)
    if target is None:
        return True
    if expected.sheet and match_key(now.sheet) not in (match_key(expected.sheet), match_key(target.sheet.name)):
        return False
    if not expected.sheet and now.sheet:
        return False
    cells, found = _corners(expected), _corners(now)
    if cells == found:
        return True
    rows = target.span(cells[0], cells[2], rows=True)
    columns = target.span(cells[1], cells[3], rows=False)
    if rows is None or columns is None:
        return True
    # Each edge is the old one or the new one: Excel widens a range only where rows came in between.
    return all(
        edge in (old, new)
        for edge, old, new in zip(found, cells, (rows[0], columns[0], rows[1], columns[1]), strict=True)
    )


def _corners(area: Area) -> tuple[int, int, int, int]:
    last: CellReference = area.last or area.first
    return area.first.row, area.first.column, last.row, last.column
