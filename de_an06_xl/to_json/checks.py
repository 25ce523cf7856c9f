"""The JSON of ``kiem-tra --json``: names and shapes are a public contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from de_an06_xl.model.finding import Finding
from de_an06_xl.model.summary import CheckedReturn, RefusedFile


def check_json(results: Iterable[CheckedReturn | RefusedFile]) -> dict[str, Any]:
    """``{files: [{file, unit, period, outcome, findings: [...]}]}``; unknown unit and period are null."""
    return {"files": [_file(result) for result in results]}


def _file(result: CheckedReturn | RefusedFile) -> dict[str, Any]:
    if isinstance(result, CheckedReturn):
        identity = result.submission.identity
        unit, period, outcome = identity.unit, identity.period, "included"
    else:
        parts = result.identity.split("|")
        unit, period, outcome = result.unit, parts[2] if len(parts) > 2 else "", result.outcome
    return {
        "file": result.file,
        "unit": unit or None,
        "period": period or None,
        "outcome": outcome,
        "findings": [finding_json(finding) for finding in result.findings],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding; what is not known is null."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": finding.sheet or None,
        "cell": finding.cell or None,
        "row_id": finding.row_id or None,
        "value": finding.value or None,
        "message": finding.message,
        "fix": finding.fix,
    }
