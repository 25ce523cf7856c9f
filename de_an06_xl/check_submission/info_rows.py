"""Family R over the sheet Thông tin: people, the report's document, the date it was sent."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_submission.inspection import (
    APPROVER_ROW,
    REPORT_DATE_ROW,
    REPORT_NO_ROW,
    REPORTER_ROW,
    Inspection,
    day,
    text,
)
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.check_submission.wording import folded, says_nothing
from de_an06_xl.form.rows import SENT_DATE_ROW, serial_day

VERY_LATE_DAYS = 60
"""A date of sending this long after the due date is rather a slip of the pen (proposed)."""


@rule("R328")
def report_signed_after_sending(inspection: Inspection) -> Iterator[Hit]:
    """The document that carries the report is signed before it is sent."""
    row, sent = inspection.info(REPORT_DATE_ROW), inspection.sent_day
    signed = day(row, "value") if row else None
    if row and signed is not None and sent is not None and signed > sent:
        yield Hit(row, "value", {"sent": serial_day(sent)})


@rule("R331")
def sent_before_period_end(inspection: Inspection) -> Iterator[Hit]:
    """The month's figures cannot be complete before the month is."""
    row, last = inspection.info(SENT_DATE_ROW), inspection.constants["LAST_DAY"]
    sent = day(row, "value") if row else None
    if row and sent is not None and sent < last:
        yield Hit(row, "value", {"last_day": serial_day(last)})


@rule("R332")
def approver_is_reporter(inspection: Inspection) -> Iterator[Hit]:
    """Four eyes: somebody else approves (in a small office it may be one person; then a word says so)."""
    reporter, approver = inspection.info(REPORTER_ROW), inspection.info(APPROVER_ROW)
    if reporter and approver:
        name = folded(text(approver, "value"))
        if name == folded(text(reporter, "value")) and not says_nothing(name):
            yield Hit(approver, "value")


@rule("R353")
def report_signed_before_period(inspection: Inspection) -> Iterator[Hit]:
    """The covering document is older than the month it reports on."""
    row, first = inspection.info(REPORT_DATE_ROW), inspection.constants["FIRST_DAY"]
    signed = day(row, "value") if row else None
    if row and signed is not None and signed < first:
        yield Hit(row, "value", {"first_day": serial_day(first)})


@rule("R354")
def sent_very_late(inspection: Inspection) -> Iterator[Hit]:
    """A date of sending months after the due date: the year or the month was mistyped."""
    row, sent = inspection.info(SENT_DATE_ROW), inspection.sent_day
    due = inspection.constants["DUE_DATE"]
    if row and sent is not None and sent - due > VERY_LATE_DAYS:
        yield Hit(row, "value", {"days": sent - due})


@rule("R346")
def report_number_is_plan_number(inspection: Inspection) -> Iterator[Hit]:
    """The own plan (TC-b) carries the number of this very report."""
    report = inspection.info(REPORT_NO_ROW)
    for row in inspection.rows("TC"):
        if row.facts["duty_kind"] == "Có ngày" and report:
            number = folded(text(row, "document_no"))
            if number and number == folded(text(report, "value")):
                yield Hit(row, "document_no")
