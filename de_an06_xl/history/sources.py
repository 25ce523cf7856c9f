"""What a month's summary holds of each file, as rows of the store; values are unpacked only when asked for."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from decimal import Decimal
from typing import Any

from de_an06_xl.model.finding import Finding
from de_an06_xl.model.score import UnitScore
from de_an06_xl.model.summary import FileRecord, Summary
from de_an06_xl.tidy_data import TidyData, TidyValue, unpack_values

StoredRow = dict[str, Any]
_COUNTED = ("included", "included_late")


class Sources:
    """The summary by file."""

    def __init__(self, summary: Summary) -> None:
        if not isinstance(summary.data, TidyData):
            raise TypeError("the values of a summary are kept packed")
        self._units = {unit.file: unit for unit in summary.units}
        self._packed = {unit.file: unit.values for unit in summary.data.units}
        self._findings: dict[str, list[Finding]] = defaultdict(list)
        for finding in summary.findings:
            self._findings[finding.file].append(finding)

    def received(self, file: FileRecord) -> dt.date | None:
        """The day that counts as received, of a file that counts."""
        return self._units[file.file].received if file.outcome in _COUNTED else None

    def findings(self, file: FileRecord) -> list[StoredRow]:
        """Rows of ``findings``."""
        return [_finding_row(number, finding) for number, finding in enumerate(self._findings.get(file.file, ()), 1)]

    def points(self, file: FileRecord) -> list[StoredRow]:
        """Rows of ``score_rows``."""
        return _point_rows(self._units[file.file].score) if file.outcome in _COUNTED else []

    def packed_hash(self, file: FileRecord) -> str:
        """Fingerprint of the values as they are packed: quick to take, but equal values may be packed otherwise."""
        packed = self._packed.get(file.file)
        return hashlib.sha256(packed.block).hexdigest() if packed else ""

    def values(self, file: FileRecord) -> list[StoredRow]:
        """Rows of ``cell_values``."""
        packed = self._packed.get(file.file)
        return [_value_row(value) for value in unpack_values(packed)] if packed else []


def storable(text: str) -> str:
    """``text`` as every database takes it: no NUL and no half of a letter pair, which a file name may hold."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _value_row(value: TidyValue) -> StoredRow:
    return {
        "row_id": value.row_id,
        "column_code": value.column,
        "sheet": value.sheet,
        "number": exact(value.number),
        "text": storable(value.text),
        "date": value.date.isoformat() if value.date else None,
        "cell": value.cell,
    }


def _finding_row(number: int, finding: Finding) -> StoredRow:
    return {
        "number": number,
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": storable(finding.sheet),
        "cell": finding.cell,
        "row_id": finding.row_id,
        "value": storable(finding.value),
        "message": storable(finding.message),
        "fix": storable(finding.fix),
    }


def _point_rows(score: UnitScore | None) -> list[StoredRow]:
    return [
        {
            "component": component.id,
            "row_id": row.id,
            "points": exact(row.points),
            "max_points": exact(row.max_points),
            "weight": exact(row.weight),
            "reason": storable(row.reason),
        }
        for component in (score.components if score else ())
        for row in component.rows
    ]


def exact(value: Decimal | None) -> str | None:
    """A number as exact text without an exponent: ``1234.5``."""
    return None if value is None else f"{value:f}"
