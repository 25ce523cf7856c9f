"""The few inputs that are compared with other units' ones (rules of family T), and the reasons given about them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache

from de_an06_xl.findings import show
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.digest import LONG_TEXT, ComparedCell
from de_an06_xl.model.finding import Rule
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.submission import EntryValue, Row, Submission
from de_an06_xl.rule_registry import reason_place
from de_an06_xl.text.normalize import clean
from de_an06_xl.text.personal_data import mask, mask_personal_data

_FIGURES = ("numerator", "denominator", "qualitative")
# Documents a unit issues itself: number and date.
_DOCUMENTS = (
    ("TT", "TT-08", "value"),
    ("TT", "TT-09", "value"),
    ("TC", "TC-b", "document_no"),
    ("TC", "TC-b", "document_date"),
)
_TEXTS = (("NV", "result"), ("KK", "content"))
_PHONE = ("TT", "TT-06", "value")
_PHONE_DIGITS = 8


def compared_cells(submission: Submission, layout: FormLayout) -> dict[tuple[str, str], ComparedCell]:
    """By row id and column: figures, documents, the telephone number, long texts, each in the form's order."""
    cells = (_cell(row, column, submission, layout) for row, column in _places(submission))
    return {(cell.row_id, cell.column): cell for cell in cells if cell}


def given_reasons(submission: Submission, cells: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The filled reason cells (row id, column) that close a query of family T at one of ``cells``."""
    rows = {row.id: row for sheet in submission.sheets.values() for row in sheet.rows.values()}
    places = {reason_place(rule, row_id) for row_id in {row_id for row_id, _ in cells} for rule in _family()}
    return frozenset(
        (row_id, column)
        for row_id, column in filter(None, places)
        if row_id in rows and rows[row_id].value(column) is not None
    )


@cache
def _family() -> tuple[Rule, ...]:
    return tuple(rule for code, rule in load_rules().items() if code.startswith("T"))


def _places(submission: Submission) -> Iterator[tuple[Row, str]]:
    for row in submission.rows("CT"):
        yield from ((row, column) for column in _FIGURES)
    for sheet, row_id, column in (*_DOCUMENTS, _PHONE):
        if row_id in submission.sheets[sheet].rows:
            yield submission.sheets[sheet].rows[row_id], column
    for sheet, column in _TEXTS:
        yield from ((row, column) for row in submission.rows(sheet) if _is_long(row.value(column)))


def _is_long(value: EntryValue) -> bool:
    return isinstance(value, str) and len(value) >= LONG_TEXT


def _cell(row: Row, column: str, submission: Submission, layout: FormLayout) -> ComparedCell | None:
    value = row.value(column)
    if not row.present or value is None or isinstance(value, ErrorValue):
        return None
    key = ""
    if isinstance(value, str):
        # A telephone number is compared by its digits and shown masked, whatever it looks like.
        phone = (row.sheet, row.id, column) == _PHONE
        digits = re.sub(r"\D", "", value)
        if phone and len(digits) < _PHONE_DIGITS:
            return None
        key = _fingerprint(digits if phone else _folded(value))
        value = mask(digits) if phone else show(mask_personal_data(value))
    spec = layout.sheet_by_code[row.sheet].column_by_code[column]
    return ComparedCell(
        row_id=row.id,
        column=column,
        value=value,
        cell=row.entries[column].cell,
        sheet=submission.sheets[row.sheet].name,
        header=str(row.facts["name"]) if spec.type == "by_row" else spec.header,
        key=key,
    )


def _folded(text: str) -> str:
    """For comparison: capitals and marks of punctuation aside."""
    return re.sub(r"[\W_]+", " ", clean(text).casefold()).strip()


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
