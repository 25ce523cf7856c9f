"""Family C over numbers, names, phone and document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from de_an06_xl.check_submission.inspection import (
    APPROVER_ROW,
    PHONE_ROW,
    REPORT_NO_ROW,
    REPORTER_ROW,
    Inspection,
    number,
    text,
)
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.check_submission.wording import folded, says_nothing
from de_an06_xl.model.submission import Row

# No count within one province needs thirteen digits; a pasted account number does.
_TOO_LARGE = Decimal(10) ** 12
_WHOLE_MEASURES = ("lượt", "cuộc", "mô hình")
_DATE_IN_TEXT = re.compile(r"\bngày\b|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}", re.IGNORECASE)
_EXTENSION = re.compile(r"\(.*?\)|(?:máy lẻ|số lẻ|ext\.?)\s*:?\s*\d+", re.IGNORECASE)


@rule("C217")
def implausible_phone(inspection: Inspection) -> Iterator[Hit]:
    """An office phone has 8 to 11 digits; several may stand apart by commas, semicolons or “–”."""
    row = inspection.info(PHONE_ROW)
    if row and text(row, "value") and not says_nothing(text(row, "value")):
        parts = re.split(r"[;,]|\s[-–/]\s", _EXTENSION.sub("", text(row, "value")))
        if not any(_plausible_phone(part) for part in parts):
            yield Hit(row, "value")


def _plausible_phone(part: str) -> bool:
    digits = re.sub(r"[\s.()\-]", "", part).replace("+84", "0", 1)
    return digits.isdigit() and 8 <= len(digits) <= 11


@rule("C219")
def document_number_without_sign(inspection: Inspection) -> Iterator[Hit]:
    """Số, ký hiệu of an office document has the form 125/BC-UBND (Nghị định 30/2020/NĐ-CP)."""
    for row, column in _document_numbers(inspection):
        value = text(row, column)
        if "/" not in value and not says_nothing(value):
            yield Hit(row, column)


@rule("C239")
def date_in_document_number(inspection: Inspection) -> Iterator[Hit]:
    """The date belongs into its own column, where it can be compared."""
    for row, column in _document_numbers(inspection):
        if _DATE_IN_TEXT.search(text(row, column)):
            yield Hit(row, column)


def _document_numbers(inspection: Inspection) -> Iterator[tuple[Row, str]]:
    report = inspection.info(REPORT_NO_ROW)
    if report and text(report, "value"):
        yield report, "value"
    for sheet in ("NV", "TC"):
        for row in inspection.rows(sheet):
            if text(row, "document_no"):
                yield row, "document_no"


@rule("C230")
def digits_in_name(inspection: Inspection) -> Iterator[Hit]:
    """The name of a person has no digits."""
    for row in _people(inspection):
        if any(letter.isdigit() for letter in text(row, "value")):
            yield Hit(row, "value")


@rule("C237")
def name_of_one_word(inspection: Inspection) -> Iterator[Hit]:
    """Họ và tên has two words at least."""
    for row in _people(inspection):
        if not says_nothing(text(row, "value")) and len(folded(text(row, "value")).split()) < 2:
            yield Hit(row, "value")


def _people(inspection: Inspection) -> list[Row]:
    rows = [inspection.info(row_id) for row_id in (REPORTER_ROW, APPROVER_ROW)]
    return [row for row in rows if row and text(row, "value")]


@rule("C234")
def very_large_number(inspection: Inspection) -> Iterator[Hit]:
    """More than twelve digits: something else was pasted into the cell."""
    for sheet, columns in (("CT", ("numerator", "denominator")), ("TC", ("amount",))):
        for row in inspection.rows(sheet):
            for column in columns:
                value = number(row, column)
                if value is not None and value >= _TOO_LARGE:
                    yield Hit(row, column)


@rule("C235")
def fraction_of_a_thing(inspection: Inspection) -> Iterator[Hit]:
    """People, files and meetings are counted in whole numbers."""
    for row in inspection.rows("CT"):
        if row.facts["shape"] in ("Tỷ lệ", "Mức giảm"):
            for column in ("numerator", "denominator"):
                if _fractional(number(row, column)):
                    yield Hit(row, column)
    for row in inspection.rows("TC"):
        if row.facts["measure"] in _WHOLE_MEASURES and _fractional(number(row, "amount")):
            yield Hit(row, "amount")


def _fractional(value: Decimal | None) -> bool:
    return value is not None and value != value.to_integral_value()
