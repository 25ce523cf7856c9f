"""Which return of a unit counts, and what became of every file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from de_an06_xl.form_rows import SENT_DATE_ROW, serial_day
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.submission import Submission
from de_an06_xl.model.summary import CheckedReturn, FileRecord, RefusedFile, UnitRecord

# The first and the last day number that is a date of the 1900 system (31/12/9999).
_FIRST_SERIAL, _LAST_SERIAL = 1, 2_958_465


def date_sent(submission: Submission) -> dt.date | None:
    """What the unit wrote in "Ngày gửi"; ``None`` when blank or not a date."""
    row = submission.sheets["TT"].rows.get(SENT_DATE_ROW)
    value = row.value("value") if row else None
    if isinstance(value, int) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return serial_day(value)
    return None


def pick_returns(
    returns: Sequence[CheckedReturn],
) -> tuple[dict[str, CheckedReturn], list[tuple[CheckedReturn, CheckedReturn]]]:
    """Unit → the return that counts, and each earlier return with the one that replaced it.

    Later means: by date sent (none is the oldest), then by the day the file was last saved,
    then by file name.
    """
    counted: dict[str, CheckedReturn] = {}
    superseded = []
    for checked in sorted(returns, key=_age, reverse=True):
        winner = counted.setdefault(checked.submission.identity.unit, checked)
        if winner is not checked:
            superseded.append((checked, winner))
    return counted, superseded


def file_records(
    counted: Mapping[str, CheckedReturn],
    superseded: Sequence[tuple[CheckedReturn, CheckedReturn]],
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


def _age(checked: CheckedReturn) -> tuple[dt.date, str, str]:
    return date_sent(checked.submission) or dt.date.min, checked.submission.modified, checked.file


def _counted_record(checked: CheckedReturn, unit: UnitRecord) -> FileRecord:
    late = unit.state == "late"
    return FileRecord(
        file=checked.file,
        sha256=checked.sha256,
        unit=unit.unit,
        outcome="included_late" if late else "included",
        reason=unit.reason if late else "",
        codes=_codes(checked.findings),
        identity=str(checked.submission.identity),
    )


def _superseded_record(earlier: CheckedReturn, winner: CheckedReturn) -> FileRecord:
    same = earlier.sha256 == winner.sha256
    return FileRecord(
        file=earlier.file,
        sha256=earlier.sha256,
        unit=earlier.submission.identity.unit,
        outcome="superseded",
        reason=f"Tệp giống hệt “{winner.file}”, chỉ tính một lần."
        if same
        else f"Đơn vị đã nộp bản sau: “{winner.file}”.",
        codes=_codes(earlier.findings),
        identity=str(earlier.submission.identity),
    )


def _codes(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(sorted({finding.code for finding in findings}))
