"""Family R across rows: the same content too often to be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.check_submission.indicator_rows import with_figures
from de_an06_xl.check_submission.inspection import Inspection, day, number, text
from de_an06_xl.check_submission.registry import Hit, rule
from de_an06_xl.check_submission.wording import folded
from de_an06_xl.model.submission import Row

COPIED_ROWS = 3
"""Two equal rows happen; three are asked about (proposed)."""
UNIFORM_ROWS = 5
"""From this many rows on, a column of one single value is asked about (proposed)."""


def _groups(rows: Iterable[Row], key: Callable[[Row], Hashable | None], at_least: int) -> list[list[Row]]:
    """Rows of equal key (``None`` left out), where there are ``at_least`` of them."""
    by_key: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        value = key(row)
        if value is not None:
            by_key[value].append(row)
    return [group for group in by_key.values() if len(group) >= at_least]


def _figures(row: Row) -> tuple[Decimal, Decimal] | None:
    above, below = number(row, "numerator"), number(row, "denominator")
    return (above, below) if above and below else None


@rule("R317")
def same_numbers(inspection: Inspection) -> Iterator[Hit]:
    """One pair of numerator and denominator in three indicators or more."""
    for group in _groups(with_figures(inspection), _figures, COPIED_ROWS):
        for row in group:
            yield Hit(row, "numerator", {"count": len(group)})


@rule("R322")
def same_ratio(inspection: Inspection) -> Iterator[Hit]:
    """Every ratio of the return is one and the same, from different numbers."""

    def ratio(row: Row) -> Fraction | None:
        figures = _figures(row) if row.facts["shape"] == "Tỷ lệ" else None
        return Fraction(figures[0]) / Fraction(figures[1]) if figures else None

    rows = [row for row in with_figures(inspection) if ratio(row) is not None]
    different = {_figures(row) for row in rows}
    if len(rows) >= UNIFORM_ROWS and len(different) > 1 and len({ratio(row) for row in rows}) == 1:
        yield Hit(rows[0], "numerator", {"count": len(rows)})


@rule("R333")
def same_result_text(inspection: Inspection) -> Iterator[Hit]:
    """One result text under three tasks or more."""
    for group in _groups(inspection.rows("NV"), lambda row: folded(text(row, "result")) or None, COPIED_ROWS):
        for row in group:
            yield Hit(row, "result", {"count": len(group)})


@rule("R334")
def one_document_for_many(inspection: Inspection) -> Iterator[Hit]:
    """One document as evidence for many completed tasks."""
    done = [row for row in inspection.rows("NV") if row.value("state") == "Hoàn thành"]
    for group in _groups(done, lambda row: folded(text(row, "document_no")) or None, COPIED_ROWS):
        for row in group:
            yield Hit(row, "document_no", {"count": len(group)})


@rule("R339")
def one_completion_date(inspection: Inspection) -> Iterator[Hit]:
    """Many tasks completed on one and the same day."""
    for group in _groups(inspection.rows("NV"), lambda row: day(row, "completion_date"), UNIFORM_ROWS):
        yield Hit(group[0], "completion_date", {"count": len(group)})


@rule("R356")
def one_state_for_all(inspection: Inspection) -> Iterator[Hit]:
    """Every task in one state other than Đang triển khai (which may well be true of all)."""
    rows = [row for row in inspection.rows("NV") if text(row, "state")]
    states = {text(row, "state") for row in rows}
    if len(rows) >= UNIFORM_ROWS and len(states) == 1 and "Đang triển khai" not in states:
        yield Hit(rows[0], "state", {"count": len(rows)})


@rule("R357")
def one_progress_for_all(inspection: Inspection) -> Iterator[Hit]:
    """Every running task at one and the same percentage."""
    rows = [row for row in inspection.rows("NV") if row.value("state") == "Đang triển khai"]
    rows = [row for row in rows if number(row, "progress_pct") is not None]
    if len(rows) >= UNIFORM_ROWS and len({number(row, "progress_pct") for row in rows}) == 1:
        yield Hit(rows[0], "progress_pct", {"count": len(rows)})


@rule("R358")
def same_explanation(inspection: Inspection) -> Iterator[Hit]:
    """One explanation under many indicators or tasks: it closes queries, so it is pointed out."""
    for sheet in ("CT", "NV"):
        rows = inspection.rows(sheet)
        for group in _groups(rows, lambda row: folded(text(row, "explanation")) or None, UNIFORM_ROWS):
            for row in group:
                yield Hit(row, "explanation", {"count": len(group)})
