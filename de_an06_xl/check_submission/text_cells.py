"""Family C over text cells: length, empty talk, template leftovers, formulas, unreadable text."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_submission.inspection import PHONE_ROW, Inspection
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.check_submission.wording import (
    error_in_text,
    leftover_of_template,
    looks_like_formula,
    says_nothing,
    unreadable,
)


@rule("C212")
def too_long(inspection: Inspection) -> Iterator[Hit]:
    """Pasting goes past the length limit that typing is held to."""
    for cell in inspection.text_cells:
        if len(cell.text) > cell.column.max_length:
            yield Hit(cell.row, cell.column.code, {"length": len(cell.text), "limit": cell.column.max_length})


@rule("C213")
def required_text_says_nothing(inspection: Inspection) -> Iterator[Hit]:
    """A required text that is only “x” or “không” is as good as blank."""
    for cell in inspection.text_cells:
        if cell.required and says_nothing(cell.text):
            yield Hit(cell.row, cell.column.code)


@rule("C231")
def formula_like_text(inspection: Inspection) -> Iterator[Hit]:
    """Text that a spreadsheet could take for a formula is kept as text and never computed."""
    for cell in inspection.text_cells:
        if cell.row.id != PHONE_ROW and looks_like_formula(cell.text):
            yield Hit(cell.row, cell.column.code)


@rule("C232")
def template_leftover(inspection: Inspection) -> Iterator[Hit]:
    """Dots or brackets to be filled in still stand in the text."""
    for cell in inspection.text_cells:
        left = leftover_of_template(cell.text)
        if left and not says_nothing(cell.text):
            yield Hit(cell.row, cell.column.code, {"left": left})


@rule("C233")
def unreadable_text(inspection: Inspection) -> Iterator[Hit]:
    """Text in an old font code that reading did not know by the cell's font (C240 says what it may mean)."""
    for cell in inspection.text_cells:
        if "C240" not in cell.row.entries[cell.column.code].notes and unreadable(cell.text):
            yield Hit(cell.row, cell.column.code)


@rule("C236")
def evidence_without_words(inspection: Inspection) -> Iterator[Hit]:
    """Minh chứng names a source; a bare number names none."""
    for row in inspection.rows("CT"):
        evidence = row.value("evidence")
        if evidence is not None and not any(letter.isalpha() for letter in str(evidence)):
            yield Hit(row, "evidence")


@rule("C238")
def error_value_as_text(inspection: Inspection) -> Iterator[Hit]:
    """``#N/A`` and the like, copied from another sheet as text."""
    for cell in inspection.text_cells:
        error = error_in_text(cell.text)
        if error:
            yield Hit(cell.row, cell.column.code, {"error": error})
