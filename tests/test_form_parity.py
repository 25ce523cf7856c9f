"""Form and product score every return alike: the form in LibreOffice, the product in exact fractions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from form_files import edit_parts
from live_calc import LiveBook, LiveCalc
from parity_forms import FORM_COUNT, MOODS, PERIODS, Entries, ParityForm

from de_an06_xl.build_forms import build_form
from de_an06_xl.check_submission import check_submission
from de_an06_xl.check_submission.verdict import reached
from de_an06_xl.form_formulas import table_columns
from de_an06_xl.form_rows import FormContext, form_rows
from de_an06_xl.lay_out_form import HEADER_ROW
from de_an06_xl.load_rules import MISSING_REQUIRED, load_rules
from de_an06_xl.model.cells import column_letters
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.model.score import UnitScore
from de_an06_xl.model.submission import Submission
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.parse_submission import parse_submission
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission import score_submission

FORMS = [ParityForm(number) for number in range(FORM_COUNT)]
SENTINEL = "987654321"
_NATIVE = {code: rule for code, rule in load_rules().items() if rule.native_when}
_COMPONENT_OF = {"CT": "CT", "NV": "NV", "TC": "TC"}

Facts = dict[tuple[str, str], Any]
"""``(place, quantity)`` → value; the same keys from the form and from Python."""


@pytest.mark.xdist_group("calc")
@pytest.mark.parametrize("case", FORMS, ids=str)
def test_form_and_product_agree(case: ParityForm, calc: LiveCalc, run: RunContext, tmp_path: Path) -> None:
    context = case.context(run)
    entries = case.entries(context, run.layout)
    path = tmp_path / f"BM-01_{context.period.id}_{context.unit.code}.xlsx"
    build_form(context, run.layout, path, entries)
    with calc.open(path) as book:
        assert book.errors() == [] or all(_is_typed(error, entries, book) for error in book.errors())
        shown = dict(_form_facts(book, context, run.layout))
    counted = dict(_product_facts(path, context, run.layout))
    assert shown.keys() == counted.keys()
    unequal = [key for key in shown if shown[key] != counted[key]]
    assert not unequal, _report(unequal, shown, counted, entries)


def _is_typed(error: str, entries: Entries, book: LiveBook) -> bool:
    """Whether the error value was put into an input by the case itself."""
    sheet, _, rest = error.partition("!")
    return not book.is_locked(sheet, rest.partition(":")[0].replace("$", ""))


def _form_facts(book: LiveBook, context: FormContext, layout: FormLayout) -> Iterator[tuple[tuple[str, str], Any]]:
    rows = form_rows(context)
    for sheet in layout.row_sheets:
        columns = [column.code for column in table_columns(sheet)]
        if not rows[sheet.code]:
            continue
        last = HEADER_ROW + 1 + len(rows[sheet.code])
        block = book.block(sheet.name, f"A{HEADER_ROW + 2}:{column_letters(len(columns) - 1)}{last}")
        for line in block:
            row = dict(zip(columns, line, strict=True))
            row_id = row["id"]
            for count in ("required", "missing", "errors", "queries"):
                yield (row_id, count), row[count]
            if "points" in row:
                yield (row_id, "points"), _decimal(row["points"])
            if sheet.code == "CT":
                yield (row_id, "answered"), row["answered"]
                yield (row_id, "verdict"), row["verdict"]
    for component in ("CT", "NV", "BC", "TC"):
        yield ("form", component), _decimal(book.number(f"DA06_DIEM_{component}"))
    for number, (points,) in enumerate(book.named("DA06_BC_DIEM"), start=1):
        yield ("form", f"BC-{number}"), _decimal(points)
    yield ("form", "total"), _decimal(book.number("DA06_TONG_DIEM"))
    yield ("form", "band"), book.number("DA06_XEP_LOAI")
    yield ("form", "coverage"), _percentage(book.number("DA06_DO_PHU"))
    yield ("form", "completeness"), _percentage(book.number("DA06_DAY_DU"))
    for name in ("CAN_DIEN", "CON_THIEU", "SO_LOI", "SO_HOI", "DA_NHAP"):
        yield ("form", name), book.number(f"DA06_{name}")


def _product_facts(path: Path, context: FormContext, layout: FormLayout) -> Iterator[tuple[tuple[str, str], Any]]:
    submission, findings, score = _process(path, context, layout)
    found = Counter(_kinds(findings))
    points = {row.id: row.points for component in score.components for row in component.rows}
    for sheet in layout.row_sheets:
        for row in submission.rows(sheet.code):
            yield (row.id, "required"), sum(entry.required for entry in row.entries.values())
            for count in ("missing", "errors", "queries"):
                yield (row.id, count), found[sheet.code, row.id, count]
            if sheet.code in _COMPONENT_OF:
                yield (row.id, "points"), points[row.id]
            if sheet.code == "CT":
                excused = row.value("state") in ("Không phát sinh", "Không áp dụng") and row.values["direction"] != "–"
                answered = points[row.id] is not None or (excused and _has_text(row.value("explanation")))
                yield (row.id, "answered"), answered
                yield (row.id, "verdict"), _verdict(row)
    for component in score.components:
        yield ("form", component.id), component.points
    for row in score.component("BC").rows:
        yield ("form", row.id), row.points
    yield ("form", "total"), score.score
    yield ("form", "band"), score.band
    yield ("form", "coverage"), score.coverage_pct
    yield ("form", "completeness"), score.completeness_pct
    yield ("form", "CAN_DIEN"), submission.required_count
    yield ("form", "CON_THIEU"), sum(count for (*_, kind), count in found.items() if kind == "missing")
    yield ("form", "SO_LOI"), sum(count for (*_, kind), count in found.items() if kind == "errors")
    yield ("form", "SO_HOI"), sum(count for (*_, kind), count in found.items() if kind == "queries")
    yield ("form", "DA_NHAP"), sum(entry.filled for entry in submission.entries())


def _process(path: Path, context: FormContext, layout: FormLayout) -> tuple[Submission, list[Finding], UnitScore]:
    """The product's own way from file to score."""
    book = open_workbook(path)
    assert isinstance(book, SafeWorkbook)
    grid = read_cells(book, None)
    parsed = parse_submission(grid, path.name, layout, lambda _identity: context)
    assert parsed.submission is not None, parsed.findings
    findings = [*parsed.findings, *check_submission(parsed.submission, context, layout)]
    return parsed.submission, findings, score_submission(parsed.submission, findings, context, None)


def _kinds(findings: list[Finding]) -> Iterator[tuple[str, str, str]]:
    for finding in findings:
        sheet = finding.row_id.partition("-")[0]
        if finding.code == MISSING_REQUIRED:
            yield sheet, finding.row_id, "missing"
        elif finding.code in _NATIVE:
            yield sheet, finding.row_id, "errors" if finding.severity is Severity.ERROR else "queries"


def _verdict(row: Any) -> str:
    """What the column Đánh giá must say."""
    if row.facts["direction"] == "–":
        return "Không chấm điểm" if _reached_result(row) else ""
    return {True: "Đạt", False: "Chưa đạt", None: ""}[reached(row)]


def _decimal(value: object) -> Decimal | None:
    return None if value == "" else Decimal(repr(value)).quantize(Decimal("0.01")) if _two_places(value) else value


def _two_places(value: object) -> bool:
    return isinstance(value, float) and Decimal(repr(value)) == round(Decimal(repr(value)), 2)
