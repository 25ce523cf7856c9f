"""Form and product score every return alike: the form in LibreOffice, the product in exact fractions."""

from __future__ import annotations

import datetime as dt
import zipfile
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
from de_an06_xl.check_submission.verdict import has_result, reached
from de_an06_xl.form.formulas import table_columns
from de_an06_xl.form.lay_out_form import HEADER_ROW
from de_an06_xl.form.rows import NOT_SCORED, FormContext, form_rows
from de_an06_xl.half_up import half_up
from de_an06_xl.load_rules import MISSING_REQUIRED, load_rules
from de_an06_xl.model.cells import ErrorValue, column_letters
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.model.score import UnitScore
from de_an06_xl.model.submission import Row, Submission
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.parse_submission import parse_submission
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission import score_submission
from de_an06_xl.score_submission.indicators import is_answered, score_indicator

FORMS = [ParityForm(number) for number in range(FORM_COUNT)]
SENTINEL = "987654321"
_NATIVE = {code: rule for code, rule in load_rules().items() if rule.native_when}
_SCORED = ("CT", "NV", "TC")

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
        assert not [error for error in book.errors() if not _is_typed(error, book)]
        shown = dict(_form_facts(book, context, run.layout))
    counted = dict(_product_facts(path, context, run.layout))
    assert shown.keys() == counted.keys()
    unequal = [key for key in shown if shown[key] != counted[key]]
    assert not unequal, _report(unequal, shown, counted, entries)


def _is_typed(error: str, book: LiveBook) -> bool:
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
            row_id = str(row["id"])
            for count in ("required", "missing", "errors", "queries"):
                yield (row_id, count), row[count]
            if "points" in row:
                yield (row_id, "points"), _points(row["points"])
            if sheet.code == "CT":
                yield (row_id, "answered"), row["answered"]
                yield (row_id, "verdict"), row["verdict"]
    for component in ("CT", "NV", "BC", "TC"):
        yield ("form", component), _points(book.number(f"DA06_DIEM_{component}"))
    for number, (points,) in enumerate(book.named("DA06_BC_DIEM"), start=1):
        yield ("form", f"BC-{number}"), _points(points)
    yield ("form", "total"), _points(book.number("DA06_TONG_DIEM"))
    yield ("form", "band"), book.number("DA06_XEP_LOAI")
    number = {name: book.number(f"DA06_{name}") for name in ("CAN_DIEN", "CON_THIEU", "SO_LOI", "SO_HOI", "DA_NHAP")}
    asked, answered = book.number("DA06_CT_CO_MUC_TIEU"), book.number("DA06_CT_DA_TRA_LOI")
    yield ("form", "coverage"), _percentage(book.number("DA06_DO_PHU"), answered, asked)
    filled = number["CAN_DIEN"] - number["CON_THIEU"]
    yield ("form", "completeness"), _percentage(book.number("DA06_DAY_DU"), filled, number["CAN_DIEN"])
    for name in ("CAN_DIEN", "CON_THIEU", "SO_LOI", "SO_HOI"):
        yield ("form", name), number[name]
    # With an error value among the inputs the form only knows that something was filled.
    yield ("form", "any input"), number["DA_NHAP"] > 0


def _product_facts(path: Path, context: FormContext, layout: FormLayout) -> Iterator[tuple[tuple[str, str], Any]]:
    submission, findings, score = _process(path, context, layout)
    found = Counter(_kinds(findings))
    points = {row.id: row.points for component in score.components for row in component.rows}
    for sheet in layout.row_sheets:
        for row in submission.rows(sheet.code):
            yield (row.id, "required"), sum(entry.required for entry in row.entries.values())
            for count in ("missing", "errors", "queries"):
                yield (row.id, count), found[sheet.code, row.id, count]
            if sheet.code in _SCORED:
                yield (row.id, "points"), points[row.id]
            if sheet.code == "CT":
                yield (row.id, "answered"), is_answered(row, score_indicator(row))
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
    yield ("form", "any input"), submission.any_input


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


def _verdict(row: Row) -> str:
    """What the column Đánh giá must say."""
    if row.facts["direction"] == NOT_SCORED:
        return "Không chấm điểm" if has_result(row) else ""
    return {True: "Đạt", False: "Chưa đạt", None: ""}[reached(row)]


def _points(value: object) -> object:
    """A figure of the form as the decimal it shows; ``None`` where it shows nothing."""
    return Decimal(repr(value)) if isinstance(value, float) else None if value == "" else value


def _percentage(shown: object, part: object, whole: object) -> object:
    """The form shows the unrounded quotient of its own two counts; Python rounds it for output."""
    if shown == "":
        return None
    assert isinstance(shown, float) and isinstance(part, float) and isinstance(whole, float)
    exact = Fraction(100 * int(part), int(whole)) if whole else Fraction(100)
    assert abs(Fraction(shown) - exact) < Fraction(1, 10**9)
    return half_up(exact)


def _report(unequal: list[tuple[str, str]], shown: Facts, counted: Facts, entries: Entries) -> str:
    """Every disagreement with the row's inputs, in the words of the plan."""
    lines = [f"{len(unequal)} chỗ khác nhau (biểu ≠ Python):"]
    for row_id, quantity in unequal[:40]:
        inputs = {column: value for (_, row, column), value in entries.items() if row == row_id}
        lines.append(f"  {row_id} {quantity}: {shown[row_id, quantity]!r} ≠ {counted[row_id, quantity]!r}  {inputs}")
    return "\n".join(lines)


def test_the_cases_cover_what_they_must(run: RunContext) -> None:
    filled, ties, states, kinds, periods = 0, 0, Counter[object](), Counter[object](), Counter[str]()
    moods = Counter(case.mood for case in FORMS)
    for case in FORMS:
        context = case.context(run)
        entries = case.entries(context, run.layout)
        rows = form_rows(context)
        with_input = {(sheet, row) for sheet, row, _ in entries if sheet in ("CT", "NV")}
        filled += len(with_input)
        periods[case.period] += 1
        for sheet, row in with_input:
            facts = rows[sheet][row]
            kinds[(facts["shape"], facts["direction"]) if sheet == "CT" else facts["deadline_kind"]] += 1
            figures = (entries.get((sheet, row, column)) for column in ("numerator", "denominator"))
            ties += sheet == "CT" and _is_tie(facts, *figures)
            state = entries.get((sheet, row, "state"))
            states[state if isinstance(state, str) else type(state).__name__] += 1
    assert len(FORMS) >= 150
    assert filled >= 3000
    assert ties >= 100
    assert run.period("2028-02").last_day == dt.date(2028, 2, 29)
    assert set(moods) == set(MOODS)
    assert set(periods) == set(PERIODS)
    shapes = {("Tỷ lệ", "≥"), ("Tỷ lệ", "≤"), ("Số lượng", "≥"), ("Mức giảm", "≥"), ("Định tính", "phải đạt")}
    shapes |= {("Tỷ lệ", "–"), ("Định tính", "–"), ("Số lượng", "–")}
    deadlines = {"month", "quarter", "ongoing", "by_direction", "assigned_schedule", "blank"}
    assert not [kind for kind in shapes | deadlines if kinds[kind] < 20]
    for column in ("CT", "NV"):
        for state in run.layout.list_by_code["data_state" if column == "CT" else "task_state"].items:
            assert states[state] >= 100
    assert {"ErrorValue", "NoneType"} <= set(states)


def _is_tie(facts: dict[str, Any], above: object, below: object) -> bool:
    """Whether the points of a share lie exactly between two hundredths."""
    if facts["shape"] != "Tỷ lệ" or facts["direction"] != "≥" or not facts["target"]:
        return False
    if isinstance(above, ErrorValue | str | None) or isinstance(below, ErrorValue | str | None) or not below:
        return False
    above, below, target = (Fraction(Decimal(str(number))) for number in (above, below, facts["target"]))
    thousandths = 1_000_000 * above / (below * target)
    return thousandths.denominator == 1 and thousandths % 10 == 5 and thousandths < 10_000


@pytest.mark.xdist_group("calc")
def test_libreoffice_computes_anew_and_trusts_no_stored_value(calc: LiveCalc, run: RunContext, tmp_path: Path) -> None:
    case = FORMS[0]
    context = case.context(run)
    path = tmp_path / "sentinel.xlsx"
    build_form(context, run.layout, path, case.entries(context, run.layout))
    stored = {}
    for number in range(1, len(run.layout.sheets) + 1):
        stored[f"xl/worksheets/sheet{number}.xml"] = lambda part: part.replace(
            b"</f><v></v>", f"</f><v>{SENTINEL}</v>".encode()
        )
    path.write_bytes(edit_parts(path.read_bytes(), stored))
    with zipfile.ZipFile(path) as package:
        assert package.read("xl/worksheets/sheet3.xml").count(SENTINEL.encode()) > 100
    with calc.open(path) as book:
        values = [value for name in book.sheet_names for line in book.used(name) for value in line]
        assert SENTINEL not in values
        assert float(SENTINEL) not in values
        assert isinstance(book.number("DA06_TONG_DIEM"), float)
