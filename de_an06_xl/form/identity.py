"""The identity string of a form and the fingerprint of everything the officer must not change.

The fingerprint is SHA-256 over locked constants and normalised formulas, sheet by sheet in cell
order, without cached values and without ``_meta``; saving the form again in LibreOffice or WPS
does not change it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from de_an06_xl.model.cells import column_letters

_STRING = re.compile(r'("(?:[^"]|"")*")')
_letters = lru_cache(maxsize=1024)(column_letters)


@lru_cache(maxsize=1 << 14)  # the forms of all communes hold the same few hundred formulas
def normal_formula(formula: str) -> str:
    """A formula as every spreadsheet writes it: no spaces or ``$``, capitals, outside quoted text."""
    parts = _STRING.split(formula.lstrip("="))
    for i in range(0, len(parts), 2):
        part = "".join(parts[i].split()).replace("$", "").upper()
        parts[i] = part.replace("TRUE()", "TRUE").replace("FALSE()", "FALSE").replace("_XLFN.", "")
    return "".join(parts)


def normal_constant(value: object) -> str:
    """A locked constant as text: 5, 5.0 and ``Decimal("5.00")`` alike."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (int, float, Decimal)):
        return f"{Decimal(repr(value) if isinstance(value, float) else str(value)).normalize():f}"
    return " ".join(str(value).split())


def fingerprint(cells: Iterable[tuple[str, int, int, object, str]]) -> str:
    """SHA-256 (hex) of ``(sheet, row, column, constant, formula)``; blank constants are left out."""
    lines = []
    for sheet, row, column, value, formula in cells:
        if formula:
            lines.append((sheet, row, column, "=" + normal_formula(formula)))
        elif value is not None and value != "":
            lines.append((sheet, row, column, normal_constant(value)))
    text = "".join(f"{sheet}!{_letters(column)}{row + 1}={text}\n" for sheet, row, column, text in sorted(lines))
    return hashlib.sha256(text.encode()).hexdigest()
