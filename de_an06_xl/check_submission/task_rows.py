"""Family R over one row of the sheet Nhiệm vụ: state, progress and result."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_submission.inspection import Inspection, filled, number, text
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.check_submission.wording import folded, says_nothing

SHORT_RESULT = 10
"""Fewer characters than this tell no result (proposed)."""


@rule("R323")
def started_without_progress(inspection: Inspection) -> Iterator[Hit]:
    """Đang triển khai at 0 %."""
    for row in inspection.rows("NV"):
        if row.value("state") == "Đang triển khai" and number(row, "progress_pct") == 0:
            yield Hit(row, "progress_pct")


@rule("R335")
def waiting_yet_completed(inspection: Inspection) -> Iterator[Hit]:
    """Tạm dừng or Chờ hướng dẫn with a completion date (R307 looks at the other states)."""
    for row in inspection.rows("NV"):
        if row.value("state") in ("Tạm dừng", "Chờ hướng dẫn") and filled(row, "completion_date"):
            yield Hit(row, "completion_date")


@rule("R336")
def not_started_yet_results(inspection: Inspection) -> Iterator[Hit]:
    """Chưa triển khai, but a result or a document is given."""
    for row in inspection.rows("NV"):
        if row.value("state") == "Chưa triển khai":
            column = next((column for column in ("result", "document_no") if filled(row, column)), "")
            if column:
                yield Hit(row, column)


@rule("R337")
def short_result(inspection: Inspection) -> Iterator[Hit]:
    """“Đã xong” tells the province nothing."""
    for row in inspection.rows("NV"):
        result = text(row, "result")
        if result and len(result.strip()) < SHORT_RESULT and not says_nothing(result):
            yield Hit(row, "result")


@rule("R338")
def result_repeats_the_plan(inspection: Inspection) -> Iterator[Hit]:
    """The result is the task's own name or required product, word for word."""
    for row in inspection.rows("NV"):
        result = folded(text(row, "result"))
        if result and result in (folded(str(row.facts["name"])), folded(str(row.facts["product"]))):
            yield Hit(row, "result")


@rule("R344")
def waiting_with_progress(inspection: Inspection) -> Iterator[Hit]:
    """Chờ hướng dẫn, but work is under way."""
    for row in inspection.rows("NV"):
        progress = number(row, "progress_pct")
        if row.value("state") == "Chờ hướng dẫn" and progress is not None and progress > 0:
            yield Hit(row, "progress_pct")


@rule("R350")
def difficulties_without_proposals(inspection: Inspection) -> Iterator[Hit]:
    """Difficulties stand in the tasks, while the sheet Khó khăn, kiến nghị is empty."""
    if any(entry.filled for row in inspection.submission.rows("KK") for entry in row.entries.values()):
        return
    troubled = [row for row in inspection.rows("NV") if text(row, "difficulty")]
    troubled = [row for row in troubled if not says_nothing(text(row, "difficulty"))]
    if troubled:
        yield Hit(troubled[0], "difficulty", {"count": len(troubled)})
