"""The lines of Theo dõi nộp from a month's summary."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath

from de_an06_xl.control_workbook.names import READ_FOLDER
from de_an06_xl.model.finding import Severity
from de_an06_xl.model.summary import STATE_WORDS, Summary, UnitRecord

Value = str | float | dt.datetime | None

# A string inside a formula ends here (Excel's own limit).
_LONGEST_LITERAL = 255


def tracking_lines(summary: Summary) -> dict[str, Mapping[str, Value]]:
    """Unit → value by column key, in the plan's order; all columns but the consolidator's own."""
    notes = Counter(finding.file for finding in summary.findings if finding.severity is Severity.NOTE)
    return {unit.unit: _line(unit, place, notes) for place, unit in enumerate(summary.units, 1)}


def _line(unit: UnitRecord, place: int, notes: Mapping[str, int]) -> Mapping[str, Value]:
    score = unit.score
    read = bool(unit.file)
    return {
        "number": place,
        "unit": unit.unit,
        "name": unit.name,
        "state": STATE_WORDS[unit.state],
        "received": day(unit.received),
        "due_date": day(unit.due_date),
        "days_late": unit.days_late if unit.state == "late" else None,
        "errors": unit.errors if read else None,
        "queries": unit.queries if read else None,
        "notes": notes.get(unit.file, 0) if read else None,
        "score": float(score.score) if score else None,
        "band": score.band if score else None,
        "file": file_link(unit.file),
        "reason": unit.reason or None,
    }


def file_link(name: str) -> str | None:
    """A formula that opens the file in the folder read last; ``name`` as reports call it (``xa/BM-01.xlsx``).

    The name stands in it as a quoted text, so nothing of it is computed. The bare name where it is too long for one.
    """
    if not name:
        return None
    place = str(PurePath(name)).replace('"', '""')
    if len(place) > _LONGEST_LITERAL:
        return name
    return f'=HYPERLINK({READ_FOLDER}&"{place}","{place}")'


def day(date: dt.date | None) -> dt.datetime | None:
    """Spreadsheets know moments, not days."""
    return dt.datetime(date.year, date.month, date.day) if date else None
