"""The very hidden sheet: words and lists that every formula of the form points at.

Only a note: Python never uses the file's copy, and a form issued by an earlier release may differ with
good reason. The messages of the check column are not compared: their wording changes with any release.
"""

from __future__ import annotations

from functools import cache

from de_an06_xl.findings import make_finding
from de_an06_xl.form.identity import normal_constant
from de_an06_xl.form.lay_out_form import MESSAGE_COLUMN, lay_out_meta
from de_an06_xl.form.names import META_SHEET
from de_an06_xl.model.cells import CellGrid, cell_address
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormLayout
from de_an06_xl.read_form.read_entry import plain_text
from de_an06_xl.text.normalize import match_key


def altered_hidden_words(grid: CellGrid, file: str, layout: FormLayout) -> list[Finding]:
    """F164 for each cell of ``_meta`` that says something else; the identity cell is checked by reading."""
    meta = next((sheet for sheet in grid.sheets.values() if match_key(sheet.name) == META_SHEET), None)
    if meta is None:
        return []
    findings = []
    for row, column, word in _expected(layout):
        now = meta.at(row, column)
        if now != word and normal_constant(now or "") != word:
            cell = cell_address(row, column)
            shown = plain_text(now) or "(trống)"
            findings.append(make_finding("F164", file, sheet=meta.name, cell=cell, value=shown, expected=word))
    return findings


@cache
def _expected(layout: FormLayout) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (cell.row, cell.column, normal_constant(cell.value))
        for cell in lay_out_meta(layout)
        if cell.column != MESSAGE_COLUMN
    )
