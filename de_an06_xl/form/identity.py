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
            lines.append((sheet, row, column, _formula_line(sheet, row, column, formula)))
        elif value is not None and value != "":
            lines.append((sheet, row, column, _line(sheet, row, column, normal_constant(value))))
    return hashlib.sha256("".join(line for *_, line in sorted(lines)).encode()).hexdigest()


def fingerprint_of_rows(rows: Iterable[bytes]) -> str:
    """The same :func:`fingerprint` from rows of :func:`row_lines`, by sheet name and row."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(row)
    return digest.hexdigest()


@lru_cache(maxsize=1 << 11)  # most rows are the same in the forms of all communes
def row_lines(sheet: str, row: int, constants: tuple[str | None, ...], formulas: tuple[tuple[int, str], ...]) -> bytes:
    """What one row (0-based) adds to the fingerprint.

    ``constants`` has one item for each column, text or :func:`normal_constant`, ``None`` where there is none;
    ``formulas`` are columns and formulas.
    """
    lines = [
        (column, _line(sheet, row, column, normal_constant(value)))
        for column, value in enumerate(constants)
        if value is not None and value != ""
    ]
    lines += [(column, _formula_line(sheet, row, column, formula)) for column, formula in formulas if formula]
    return "".join(line for _, line in sorted(lines)).encode()


def _line(sheet: str, row: int, column: int, text: str) -> str:
    return f"{sheet}!{column_letters(column)}{row + 1}={text}\n"


def _formula_line(sheet: str, row: int, column: int, formula: str) -> str:
    return _line(sheet, row, column, f"={normal_formula(formula)}")
