"""Family P over the duties of every unit (mục V.4 of the plan)."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_submission.info_rows import VERY_LATE_DAYS
from de_an06_xl.check_submission.inspection import Inspection, day, number
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.form.rows import SENT_DATE_ROW, serial_day
from de_an06_xl.model.submission import Row

_OWN_PLAN, _COMMUNICATION, _OWN_INSPECTION, _MODELS = "TC-b", "TC-d", "TC-dd", "TC-e"
_LAST_QUARTER = 10
"""From this month on, duties of the whole year that are still open are pointed out (proposed)."""


def _duty(inspection: Inspection, duty_id: str) -> Row | None:
    return next((row for row in inspection.rows("TC") if row.id == duty_id), None)


@rule("P411")
def own_plan_late(inspection: Inspection) -> Iterator[Hit]:
    """Own plan dated on or after 06/6/2026: half the points."""
    row = _duty(inspection, _OWN_PLAN)
    signed = day(row, "document_date") if row else None
    if row and signed is not None and signed >= inspection.constants["OWN_PLAN_DUE"]:
        yield Hit(row, "document_date", {"due": serial_day(inspection.constants["OWN_PLAN_DUE"])})


@rule("P412")
def own_plan_missing(inspection: Inspection) -> Iterator[Hit]:
    """No own plan although its date has gone by."""
    row = _duty(inspection, _OWN_PLAN)
    constants = inspection.constants
    if row and row.value("done") == "Chưa" and constants["LAST_DAY"] >= constants["OWN_PLAN_DUE"]:
        yield Hit(row, "done", {"due": serial_day(constants["OWN_PLAN_DUE"])})


@rule("P413")
def sent_late(inspection: Inspection) -> Iterator[Hit]:
    """Sent after the due date (a date far later is asked about by R354)."""
    row, sent = inspection.info(SENT_DATE_ROW), inspection.sent_day
    due = inspection.constants["DUE_DATE"]
    if row and sent is not None and 0 < sent - due <= VERY_LATE_DAYS:
        yield Hit(row, "value", {"due": serial_day(due), "days": sent - due})


@rule("P415")
def no_communication(inspection: Inspection) -> Iterator[Hit]:
    """No communication to the people in this period."""
    row = _duty(inspection, _COMMUNICATION)
    if row and row.value("done") == "Chưa":
        yield Hit(row, "done")


@rule("P416")
def no_own_inspection(inspection: Inspection) -> Iterator[Hit]:
    """No own inspection when the last quarter has begun."""
    row = _duty(inspection, _OWN_INSPECTION)
    if row and row.value("done") == "Chưa" and inspection.context.period.last_day.month >= _LAST_QUARTER:
        yield Hit(row, "done")


@rule("P417")
def no_model(inspection: Inspection) -> Iterator[Hit]:
    """No model of applying population data when the last quarter has begun."""
    row = _duty(inspection, _MODELS)
    if row and number(row, "amount") == 0 and inspection.context.period.last_day.month >= _LAST_QUARTER:
        yield Hit(row, "amount")
