"""Family R over the sheets Tổ chức thực hiện and Khó khăn, kiến nghị."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from de_an06_xl.check_submission.indicator_rows import with_figures
from de_an06_xl.check_submission.inspection import Inspection, filled, number, text
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.check_submission.wording import folded, means_nothing_to_report
from de_an06_xl.model.submission import Row
from de_an06_xl.rule_registry import tolerance_of

_SATISFACTION = "CT-I.6"
_MODEL_TASKS = "NV-XI."
"""Group XI of Phụ lục II: the models of digital communes and villages."""


def _duties(inspection: Inspection, kind: str) -> list[Row]:
    return [row for row in inspection.rows("TC") if row.facts["duty_kind"] == kind]


@rule("R340")
def amount_of_nothing_done(inspection: Inspection) -> Iterator[Hit]:
    """Chưa, but with a number above zero."""
    for row in _duties(inspection, "Có/Chưa"):
        amount = number(row, "amount")
        if row.value("done") == "Chưa" and amount is not None and amount > 0:
            yield Hit(row, "amount")


@rule("R341")
def models_without_names(inspection: Inspection) -> Iterator[Hit]:
    """A number of models whose names are not given cannot be looked at."""
    for row in _duties(inspection, "Số lượng"):
        amount = number(row, "amount")
        if amount is not None and amount > 0 and not filled(row, "content"):
            yield Hit(row, "content")


@rule("R342")
def score_beyond_100(inspection: Inspection) -> Iterator[Hit]:
    """The scale of dean06.vn is not published; a score above 100 is asked about."""
    for row in _duties(inspection, "Hai số"):
        amount = number(row, "amount")
        if amount is not None and amount > 100:
            yield Hit(row, "amount")


@rule("R343")
def satisfaction_as_rate(inspection: Inspection) -> Iterator[Hit]:
    """0,92 instead of 92."""
    for row in _duties(inspection, "Hai số"):
        value = number(row, "satisfaction_pct")
        if value is not None and 0 < value <= 1:
            yield Hit(row, "satisfaction_pct")


@rule("R359")
def two_satisfactions(inspection: Inspection) -> Iterator[Hit]:
    """A commune's satisfaction used at meetings (V.4.g) and its result of the indicator mean the same people.

    A department reports the indicator for the whole province.
    """
    if inspection.context.unit.group != "commune":
        return
    indicator = next((row for row in with_figures(inspection) if row.id == _SATISFACTION), None)
    above = number(indicator, "numerator") if indicator else None
    below = number(indicator, "denominator") if indicator else None
    if above is None or not below:
        return
    share = 100 * above / below
    for row in _duties(inspection, "Hai số"):
        value = number(row, "satisfaction_pct")
        if value is not None and abs(value - share) > tolerance_of("R359"):
            yield Hit(row, "satisfaction_pct", {"share": round(share, 2), "indicator": _SATISFACTION})


@rule("R345")
def done_without_anything(inspection: Inspection) -> Iterator[Hit]:
    """Có, but neither a number nor a word nor a document shows what."""
    for row in _duties(inspection, "Có/Chưa"):
        shown = any(filled(row, column) for column in ("amount", "content", "document_no"))
        if row.value("done") == "Có" and not shown:
            yield Hit(row, "content")


@rule("R347")
def done_with_zero(inspection: Inspection) -> Iterator[Hit]:
    """Có, but the number is zero."""
    for row in _duties(inspection, "Có/Chưa"):
        if row.value("done") == "Có" and number(row, "amount") == 0:
            yield Hit(row, "amount")


@rule("R348")
def repeated_difficulty(inspection: Inspection) -> Iterator[Hit]:
    """The same difficulty on two rows."""
    by_content: dict[str, list[Row]] = defaultdict(list)
    for row in inspection.rows("KK"):
        if folded(text(row, "content")):
            by_content[folded(text(row, "content"))].append(row)
    for rows in by_content.values():
        for row in rows[1:]:
            yield Hit(row, "content", {"first": rows[0].id})


@rule("R349")
def difficulty_none(inspection: Inspection) -> Iterator[Hit]:
    """“Không có” on a row of its own: leaving the row blank says it."""
    for row in inspection.rows("KK"):
        content = text(row, "content")
        if content and means_nothing_to_report(content):
            yield Hit(row, "content")


@rule("R351")
def models_in_tasks_not_counted(inspection: Inspection) -> Iterator[Hit]:
    """Results of group XI speak of a model, while the number of models is zero."""
    models = [
        task
        for task in inspection.rows("NV")
        if task.id.startswith(_MODEL_TASKS) and "mô hình" in folded(text(task, "result"))
    ]
    for row in _duties(inspection, "Số lượng"):
        if models and number(row, "amount") == 0:
            yield Hit(row, "amount", {"task": models[0].id})
