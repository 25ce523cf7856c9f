"""Family P over indicators: the targets of Phụ lục I, and how much of them was answered."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_submission.indicator_rows import with_figures
from de_an06_xl.check_submission.inspection import Inspection, filled, number
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.check_submission.verdict import answered, reached
from de_an06_xl.form.rows import NOT_SCORED
from de_an06_xl.model.submission import Row

FAR_ABOVE = 5
"""A count this many times its target is asked about (proposed)."""
_LAST_MONTH = 12


def _unexplained_shortfalls(inspection: Inspection) -> Iterator[Row]:
    for row in with_figures(inspection):
        above, below = number(row, "numerator"), number(row, "denominator")
        # R315 asks about a zero and R319 about an increase: one question for one figure.
        asked = above == 0 or (row.facts["shape"] == "Mức giảm" and above is not None and above > (below or 0))
        if reached(row) is False and not asked and not filled(row, "explanation"):
            yield row


@rule("P401")
def below_target(inspection: Inspection) -> Iterator[Hit]:
    """Below the target during the year: a word on the way to it is welcome."""
    if inspection.context.period.last_day.month != _LAST_MONTH:
        for row in _unexplained_shortfalls(inspection):
            yield Hit(row, "explanation")


@rule("P402")
def below_target_at_year_end(inspection: Inspection) -> Iterator[Hit]:
    """Below the target when the year ends: the reason is asked for."""
    if inspection.context.period.last_day.month == _LAST_MONTH:
        for row in _unexplained_shortfalls(inspection):
            yield Hit(row, "explanation")


@rule("P403")
def far_above_target(inspection: Inspection) -> Iterator[Hit]:
    """A count many times its target: people or files were counted instead of systems."""
    for row in with_figures(inspection):
        value = number(row, "numerator")
        scored = row.facts["shape"] == "Số lượng" and row.facts["direction"] != NOT_SCORED
        if scored and value is not None and value >= FAR_ABOVE * row.facts["target"]:
            yield Hit(row, "numerator", {"times": FAR_ABOVE})


@rule("P409")
def coverage_below_minimum(inspection: Inspection) -> Iterator[Hit]:
    """Too few indicators answered: the score is shown, the band is not (scoring policy, section 1)."""
    rows = [row for row in inspection.submission.rows("CT") if row.facts["direction"] != NOT_SCORED]
    minimum = inspection.context.policy.min_coverage_pct.value
    count = sum(map(answered, rows))
    if rows and 100 * count < minimum * len(rows):
        first = next(row for row in rows if not answered(row))
        yield Hit(first, "state", {"answered": count, "all": len(rows), "minimum": minimum})


@rule("P410")
def completeness_below_minimum(inspection: Inspection) -> Iterator[Hit]:
    """Too few required cells filled: the score is shown, the band is not."""
    submission = inspection.submission
    minimum = inspection.context.policy.min_completeness_pct.value
    count, required = submission.filled_required_count, submission.required_count
    if 100 * count < minimum * required:
        row, column = next(
            (row, entry.column)
            for sheet in inspection.layout.row_sheets
            for row in submission.rows(sheet.code)
            for entry in row.entries.values()
            if entry.required and not entry.filled
        )
        yield Hit(row, column, {"filled": count, "required": required, "minimum": minimum})


@rule("P418")
def most_indicators_without_figures(inspection: Inspection) -> Iterator[Hit]:
    """More than half of the indicators are said not to occur or not to apply."""
    rows = inspection.submission.rows("CT")
    without = [row for row in rows if row.value("state") in ("Không phát sinh", "Không áp dụng")]
    if len(rows) > 1 and 2 * len(without) > len(rows):
        yield Hit(without[0], "state", {"count": len(without), "all": len(rows)})
