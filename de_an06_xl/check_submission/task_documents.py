"""Family R over documents and dates: the pairs of number and date, and what must come first."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_submission.inspection import Inspection, day, deadline_of, filled
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.form.rows import serial_day
from de_an06_xl.model.submission import Row

LONG_BEFORE_DAYS = 60
"""A document signed this long before completion hardly proves it (proposed)."""


def _with_documents(inspection: Inspection) -> list[Row]:
    return inspection.rows("NV") + inspection.rows("TC")


@rule("R324")
def completed_without_document(inspection: Inspection) -> Iterator[Hit]:
    """Completion needs evidence: the document that shows it."""
    for row in inspection.rows("NV"):
        if row.value("state") == "Hoàn thành" and not filled(row, "document_no"):
            yield Hit(row, "document_no")


@rule("R325")
def document_without_date(inspection: Inspection) -> Iterator[Hit]:
    """Number and date go together: both or neither."""
    for row in _with_documents(inspection):
        if filled(row, "document_no") and not filled(row, "document_date"):
            yield Hit(row, "document_date")


@rule("R326")
def date_without_document(inspection: Inspection) -> Iterator[Hit]:
    """Number and date go together: both or neither."""
    for row in _with_documents(inspection):
        if filled(row, "document_date") and not filled(row, "document_no"):
            yield Hit(row, "document_no")


@rule("R327")
def document_after_sending(inspection: Inspection) -> Iterator[Hit]:
    """A document cannot be signed after the report that names it was sent."""
    sent = inspection.sent_day
    for row in _with_documents(inspection):
        signed = day(row, "document_date")
        if sent is not None and signed is not None and signed > sent:
            yield Hit(row, "document_date", {"sent": serial_day(sent)})


@rule("R329")
def completed_long_after_document(inspection: Inspection) -> Iterator[Hit]:
    """The document given as evidence was signed long before the task was completed."""
    for row in inspection.rows("NV"):
        done, signed = day(row, "completion_date"), day(row, "document_date")
        if done is not None and signed is not None and done - signed > LONG_BEFORE_DAYS:
            yield Hit(row, "document_date", {"days": done - signed})


@rule("R330")
def document_before_programme(inspection: Inspection) -> Iterator[Hit]:
    """A document older than the programme (C210 asks about those more than a year away)."""
    constants = inspection.constants
    for row in _with_documents(inspection):
        signed = day(row, "document_date")
        if signed is not None and constants["EARLIEST_DATE"] <= signed < constants["PROGRAMME_START"]:
            yield Hit(row, "document_date")


@rule("R352")
def completed_in_time_document_late(inspection: Inspection) -> Iterator[Hit]:
    """Completed within the deadline by its date, while the evidence was signed after the deadline."""
    for row in inspection.rows("NV"):
        done, signed, deadline = day(row, "completion_date"), day(row, "document_date"), deadline_of(row)
        if done is not None and signed is not None and deadline is not None and done <= deadline < signed:
            yield Hit(row, "completion_date", {"signed": serial_day(signed)})
