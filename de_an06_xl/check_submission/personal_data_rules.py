"""Family C: personal data must not stand in a report (mục I.2 of the plan; Luật 91/2025/QH15).

Every text of the return is looked at, also where a cell has another fault. The text itself
is never shown again: the engine masks it in every finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_submission.inspection import PHONE_ROW, Inspection
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.text.personal_data import Kind


@rule("C214")
def identity_number(inspection: Inspection) -> Iterator[Hit]:
    """A citizen's number, or an old identity card number under a telling word."""
    return _holding(inspection, Kind.CITIZEN_NUMBER, Kind.OLD_ID_NUMBER)


@rule("C215")
def mobile_number(inspection: Inspection) -> Iterator[Hit]:
    """A mobile number anywhere but in the field for the office's phone."""
    return (hit for hit in _holding(inspection, Kind.MOBILE_NUMBER) if hit.row.id != PHONE_ROW)


@rule("C216")
def private_mail(inspection: Inspection) -> Iterator[Hit]:
    """An address at a public mail service."""
    return _holding(inspection, Kind.PRIVATE_MAIL)


@rule("C218")
def mobile_as_office_phone(inspection: Inspection) -> Iterator[Hit]:
    """The office's phone is somebody's own mobile."""
    return (hit for hit in _holding(inspection, Kind.MOBILE_NUMBER) if hit.row.id == PHONE_ROW)


def _holding(inspection: Inspection, *kinds: Kind) -> Iterator[Hit]:
    for row, column, data in inspection.personal_data:
        found = [datum for datum in data if datum.kind in kinds]
        if found:
            words = {
                "kind": ", ".join(dict.fromkeys(datum.kind.value for datum in found)),
                "masked": ", ".join(datum.masked for datum in found),
            }
            yield Hit(row, column, words)
