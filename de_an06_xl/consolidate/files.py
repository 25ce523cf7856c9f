"""What became of every file of the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.summary import FileRecord, RefusedFile, UnitRecord


def file_records(
    counted: Mapping[str, ReturnDigest],
    superseded: Sequence[tuple[ReturnDigest, ReturnDigest]],
    refused: Sequence[RefusedFile],
    units: Sequence[UnitRecord],
) -> tuple[FileRecord, ...]:
    """Every file once, by file name."""
    unit_by_code = {unit.unit: unit for unit in units}
    records = [_counted_record(checked, unit_by_code[code]) for code, checked in counted.items()]
    records += [_superseded_record(earlier, winner) for earlier, winner in superseded]
    records += [
        FileRecord(
            file=file.file,
            sha256=file.sha256,
            unit=file.unit,
            outcome=file.outcome,
            reason=refusal_reason(file),
            codes=_codes(file.findings),
            identity=file.identity,
        )
        for file in refused
    ]
    return tuple(sorted(records, key=lambda record: record.file))


def refusal_reason(file: RefusedFile) -> str:
    """Why a file was refused: its first error, in one sentence."""
    errors = [finding for finding in file.findings if finding.severity is Severity.ERROR]
    for finding in (*errors, *file.findings):
        return finding.message
    return "Tệp không phải biểu báo cáo." if file.outcome == "not_a_return" else "Tệp không dùng được."


def _counted_record(checked: ReturnDigest, unit: UnitRecord) -> FileRecord:
    late = unit.state == "late"
    return FileRecord(
        file=checked.file,
        sha256=checked.sha256,
        unit=unit.unit,
        outcome="included_late" if late else "included",
        reason=unit.reason if late else "",
        codes=_codes(checked.findings),
        identity=str(checked.identity),
    )


def _superseded_record(earlier: ReturnDigest, winner: ReturnDigest) -> FileRecord:
    same = earlier.sha256 == winner.sha256
    return FileRecord(
        file=earlier.file,
        sha256=earlier.sha256,
        unit=earlier.identity.unit,
        outcome="superseded",
        reason=f"Tệp giống hệt “{winner.file}”, chỉ tính một lần."
        if same
        else f"Đơn vị đã nộp bản sau: “{winner.file}”.",
        codes=_codes(earlier.findings),
        identity=str(earlier.identity),
    )


def _codes(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(sorted({finding.code for finding in findings}))
