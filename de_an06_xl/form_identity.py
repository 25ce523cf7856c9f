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

from de_an06_xl.model.cells import cell_address

_STRING = re.compile(r'("(?:[^"]|"")*")')


def normal_formula(formula: str) -> str:
    """A formula as every spreadsheet writes it: no spaces or ``$``, capitals, outside quoted text."""
    parts = _STRING.split(formula.lstrip("="))
    for i in range(0, len(parts), 2):
        part = re.sub(r"[\s$]", "", parts[i]).upper()
        parts[i] = part.replace("TRUE()", "TRUE").replace("FALSE()", "FALSE").replace("_XLFN.", "")
    return "".join(parts)


def normal_constant(value: object) -> str:
    """A locked constant as text: 5, 5.0 and ``Decimal("5.00")`` alike."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float, Decimal)):
        return f"{Decimal(repr(value) if isinstance(value, float) else str(value)).normalize():f}"
    return re.sub(r"\s+", " ", str(value)).strip()


def fingerprint(cells: Iterable[tuple[str, int, int, object, str]]) -> str:
    """SHA-256 (hex) of ``(sheet, row, column, constant, formula)``; blank constants are left out."""
    lines = []
    for sheet, row, column, value, formula in cells:
        if formula:
            lines.append((sheet, row, column, "=" + normal_formula(formula)))
        elif value is not None and value != "":
            lines.append((sheet, row, column, normal_constant(value)))
    digest = hashlib.sha256()
    for sheet, row, column, text in sorted(lines):
        digest.update(f"{sheet}!{cell_address(row, column)}={text}\n".encode())
    return digest.hexdigest()
