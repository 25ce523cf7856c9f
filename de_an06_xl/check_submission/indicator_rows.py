"""Family R over the sheet Chỉ tiêu: one row, or rows that belong together."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.check_submission.inspection import Inspection, filled, number, text
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.check_submission.wording import says_nothing
from de_an06_xl.form.rows import NOT_SCORED
from de_an06_xl.model.submission import Row
from de_an06_xl.rule_registry import tolerance_of

SHORT_EXPLANATION = 10
"""Fewer characters than this explain nothing (proposed)."""

# What one indicator counts is part of what the other counts; both are taken from systems on
# different days, hence the tolerance of the rule (proposed). Smaller row, its column, larger row, its column.
_PART_OF = (
    ("CT-III.5", "numerator", "CT-III.3", "numerator"),
    ("CT-II.1", "denominator", "CT-I.5", "denominator"),
    ("CT-V.2", "numerator", "CT-V.1", "numerator"),
)


def with_figures(inspection: Inspection) -> list[Row]:
    """The sound rows whose state is Có số liệu."""
    return [row for row in inspection.rows("CT") if row.value("state") == "Có số liệu"]


@rule("R314")
def full_ratio_without_evidence(inspection: Inspection) -> Iterator[Hit]:
    """Exactly 100 % is asked about unless a source is named."""
    for row in with_figures(inspection):
        full = number(row, "numerator") == number(row, "denominator") is not None
        if row.facts["shape"] == "Tỷ lệ" and full and not filled(row, "evidence"):
            yield Hit(row, "numerator")


@rule("R315")
def zero_result(inspection: Inspection) -> Iterator[Hit]:
    """Zero is a figure; where it stands for “no figure” the state says so."""
    for row in with_figures(inspection):
        wanted_low = row.facts["shape"] == "Mức giảm" or row.facts["direction"] == "≤"
        if number(row, "numerator") == 0 and not wanted_low:
            yield Hit(row, "numerator")


@rule("R316")
def own_indicator_not_applicable(inspection: Inspection) -> Iterator[Hit]:
    """The plan names the unit as monitor, yet it says the indicator does not apply."""
    for row in inspection.rows("CT"):
        monitors = inspection.context.plan.indicator_by_id[row.id].monitors
        if row.value("state") == "Không áp dụng" and inspection.context.unit.code in monitors:
            yield Hit(row, "state")


@rule("R318")
def no_figure_and_no_word(inspection: Inspection) -> Iterator[Hit]:
    """Chưa có số liệu lowers the coverage; a word on when it comes helps the reader."""
    for row in inspection.rows("CT"):
        scored = row.facts["direction"] != NOT_SCORED
        if row.value("state") == "Chưa có số liệu" and scored and not filled(row, "explanation"):
            yield Hit(row, "state")


@rule("R319")
def increase_instead_of_reduction(inspection: Inspection) -> Iterator[Hit]:
    """An indicator of reduction whose present number is above that of the base year."""
    for row in with_figures(inspection):
        now, base = number(row, "numerator"), number(row, "denominator")
        if row.facts["shape"] == "Mức giảm" and now is not None and base is not None and now > base:
            yield Hit(row, "numerator")


@rule("R320")
def denominator_of_a_percentage(inspection: Inspection) -> Iterator[Hit]:
    """1 or 100 below: a percentage was typed instead of the two numbers."""
    for row in with_figures(inspection):
        if row.facts["shape"] == "Tỷ lệ" and number(row, "denominator") in (1, 100):
            yield Hit(row, "denominator")


@rule("R321")
def short_explanation(inspection: Inspection) -> Iterator[Hit]:
    """A required explanation of a few letters."""
    for sheet in ("CT", "NV"):
        for row in inspection.rows(sheet):
            explanation = text(row, "explanation")
            if (
                row.entries["explanation"].required
                and len(explanation.strip()) < SHORT_EXPLANATION
                and not says_nothing(explanation)
            ):
                yield Hit(row, "explanation")


@rule("R355")
def part_larger_than_whole(inspection: Inspection) -> Iterator[Hit]:
    """Two rows where one number counts a part of the other, beyond the declared tolerance."""
    rows = {row.id: row for row in with_figures(inspection)}
    allowed = 1 + tolerance_of("R355") / 100
    for part_id, part_column, whole_id, whole_column in _PART_OF:
        if part_id not in rows or whole_id not in rows:
            continue
        part, whole = number(rows[part_id], part_column), number(rows[whole_id], whole_column)
        # A whole up to 100 is a percentage typed for a number: R320 asks about that row instead.
        if part is not None and whole is not None and whole > 100 and part > whole * allowed:
            yield Hit(rows[part_id], part_column, {"whole": whole, "whole_id": whole_id})
