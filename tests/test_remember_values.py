"""What the next form remembers: from the store's values to locked cells and input messages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from command_line import da06
from data_copies import cases
from form_files import write_form
from stored_months import UNIT, month_return, month_summary, ratio

from de_an06_xl.build_forms import build_form, form_file_name
from de_an06_xl.check_integrity import check_integrity
from de_an06_xl.form.rows import FormContext
from de_an06_xl.history import open_store
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.history import StoredValue
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.model.past_values import NOTHING_KNOWN, PastValues
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.parse_submission import parse_submission
from de_an06_xl.pipeline import past_values
from de_an06_xl.read_cells import read_cells
from de_an06_xl.remember_values import months_before, remember_values
from de_an06_xl.run_context import RunContext
from de_an06_xl.usual_range import load_usual_range_rules

TASK = "NV-III.2"


def stored(period: str, row_id: str, column: str, value: Decimal | str, unit: str = UNIT) -> StoredValue:
    number, text = (value, "") if isinstance(value, Decimal) else (None, value)
    return StoredValue(unit, period, row_id, column, number, text, None, "a.xlsx", "0" * 64, "K9")


def remembered(run: RunContext, values: list[StoredValue], period: str = "2026-11") -> PastValues:
    unit = run.unit(UNIT)
    return remember_values(values, unit, run.period(period), run.plan, run.layout, load_usual_range_rules())


def figures(period: str, numerator: str, denominator: str, row_id: str = "CT-I.5") -> list[StoredValue]:
    return [
        stored(period, row_id, "state", "Có số liệu"),
        stored(period, row_id, "numerator", Decimal(numerator)),
        stored(period, row_id, "denominator", Decimal(denominator)),
    ]


MONTHS = """
2026-11 | 1 | 2026-10
2026-01 | 1 | 2025-12
2027-10 | 12 | 2026-10
2027-01 | 12 | 2026-01
2026-12 | 12 | 2025-12
"""


@pytest.mark.parametrize(("period", "count", "expected"), cases(MONTHS))
def test_months_before(period: str, count: str, expected: str) -> None:
    assert months_before(period, int(count)) == expected


def test_last_period_and_the_same_month_last_year(run: RunContext) -> None:
    values = [*figures("2026-10", "1", "3"), *figures("2026-09", "1", "2"), *figures("2025-11", "1", "4")]
    row = remembered(run, values).row("CT-I.5")
    assert (row.previous, row.last_year, row.ranges) == (Decimal("33.3333"), 25, {})


def test_a_missed_month_is_blank_and_not_an_older_one(run: RunContext) -> None:
    assert remembered(run, figures("2026-09", "1", "2")).row("CT-I.5").previous is None


def test_the_month_itself_later_ones_and_other_units_are_no_memory(run: RunContext) -> None:
    values = [*figures("2026-11", "1", "2"), *figures("2026-12", "1", "2")]
    values += [replace(item, unit="XP-02671") for item in figures("2026-10", "1", "2")]
    assert remembered(run, values) == PastValues()


@pytest.mark.parametrize("change", [("state", "Không phát sinh"), ("denominator", Decimal(0)), ("numerator", "mười")])
def test_what_the_form_could_not_compute_is_not_remembered(run: RunContext, change: tuple[str, Decimal | str]) -> None:
    values = [item for item in figures("2026-10", "1", "2") if item.column != change[0]]
    values.append(stored("2026-10", "CT-I.5", *change))
    assert remembered(run, values).row("CT-I.5").previous is None


STANDINGS = """
Đang triển khai | 62.50 | Đang triển khai, 62,5%
Đang triển khai | -     | Đang triển khai
Hoàn thành      | 100   | Hoàn thành
Chưa triển khai | 0     | Chưa triển khai
"""


@pytest.mark.parametrize(("state", "progress", "shown"), cases(STANDINGS))
def test_tasks_in_words(run: RunContext, state: str, progress: str, shown: str) -> None:
    values = [stored("2026-10", TASK, "state", state)]
    if progress != "-":
        values.append(stored("2026-10", TASK, "progress_pct", Decimal(progress)))
    assert remembered(run, values).row(TASK).previous == shown


def test_ranges_need_six_months(run: RunContext) -> None:
    months = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]
    values = [item for at, month in enumerate(months) for item in figures(month, str(100 + at), "500")]
    assert remembered(run, values[3:]).row("CT-I.5").ranges == {}
    ranges = remembered(run, values).row("CT-I.5").ranges
    assert set(ranges) == {"numerator", "denominator"}
    assert (ranges["denominator"].low, ranges["denominator"].high, ranges["denominator"].points) == (500, 500, 6)
    assert ranges["numerator"].low < 100
    assert ranges["numerator"].high > 105


# ---------------------------------------------------------------- the form itself


def _past(run: RunContext) -> PastValues:
    months = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"]
    values = [item for at, month in enumerate(months) for item in figures(month, str(1200 + 10 * at), "1800")]
    values += figures("2025-10", "1", "3")
    for at, month in enumerate(months):
        values.append(stored(month, TASK, "state", "Đang triển khai"))
        values.append(stored(month, TASK, "progress_pct", Decimal(10 * at)))
    return remembered(run, values, "2026-10")


def _context(run: RunContext) -> FormContext:
    return replace(run.form_context(run.unit(UNIT), run.period("2026-10")), past=_past(run))


def _row_of(sheet: openpyxl.worksheet.worksheet.Worksheet, row_id: str) -> dict[str, openpyxl.cell.Cell]:
    headers = [cell.value for cell in sheet[6]]
    row = next(row for row in sheet.iter_rows(min_row=7) if row[0].value == row_id)
    return dict(zip(headers, row, strict=False))


def _prompt(sheet: openpyxl.worksheet.worksheet.Worksheet, address: str) -> str:
    (found,) = [item for item in sheet.data_validations.dataValidation if address in item.cells]
    return str(found.prompt)


def test_the_form_shows_them_locked_and_says_the_range(run: RunContext, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    build_form(_context(run), run.layout, path)
    book = openpyxl.load_workbook(path)
    indicators, tasks = book["Chỉ tiêu"], book["Nhiệm vụ"]
    row = _row_of(indicators, "CT-I.5")
    assert (row["Kỳ trước"].value, row["Cùng kỳ năm trước"].value) == (69.4444, 33.3333)
    assert row["Kỳ trước"].protection.locked
    assert row["Cùng kỳ năm trước"].protection.locked
    assert "Các kỳ trước của đơn vị thường từ " in _prompt(indicators, row["Tử số"].coordinate)
    assert _prompt(indicators, row["Mẫu số"].coordinate).endswith("thường là 1.800 (7 kỳ).")
    other = _row_of(indicators, "CT-I.6")
    assert other["Kỳ trước"].value is None
    assert "Các kỳ trước" not in _prompt(indicators, other["Tử số"].coordinate)
    row = _row_of(tasks, TASK)
    assert row["Kỳ trước"].value == "Đang triển khai, 50%"
    assert "thường từ 0 đến " in _prompt(tasks, row["Tiến độ (%)"].coordinate)
    longest = max(len(item.prompt or "") for sheet in book for item in sheet.data_validations.dataValidation)
    assert longest <= 255


def _findings(path: Path, run: RunContext) -> list[str]:
    """Codes of reading and of the comparison with the form, by a reader without any store."""
    opened = open_workbook(path)
    assert isinstance(opened, SafeWorkbook)
    grid = read_cells(opened)
    parsed = parse_submission(grid, path.name, run.layout, run.context_of)
    assert parsed.submission is not None
    context = run.context_of(parsed.submission.identity)
    assert context.past.row("CT-I.5") == NOTHING_KNOWN
    altered = check_integrity(grid, parsed.submission, parsed.findings, context, run.layout)
    return [finding.code for finding in (*parsed.findings, *altered)]


def test_whoever_reads_it_needs_no_store(run: RunContext, tmp_path: Path) -> None:
    assert _findings(write_form(tmp_path, _context(run), run.layout), run) == []


def test_an_altered_memory_is_noticed(run: RunContext, tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        _row_of(book["Nhiệm vụ"], TASK)["Kỳ trước"].value = "Hoàn thành"

    assert _findings(write_form(tmp_path, _context(run), run.layout, edit=edit), run) == ["F166"]


def _first_layout(layout: FormLayout) -> FormLayout:
    """The layout of release 0.1, before these columns."""
    new = {"CT": {"last_year"}, "NV": {"previous", "last_year"}}
    sheets = tuple(
        sheet.model_copy(
            update={
                "columns": tuple(column for column in sheet.columns if column.code not in new.get(sheet.code, set()))
            }
        )
        for sheet in layout.sheets
    )
    fields = {name: getattr(layout, name) for name in FormLayout.model_fields}
    return FormLayout.model_validate({**fields, "sheets": [sheet.model_dump() for sheet in sheets]})


def test_a_form_issued_before_the_columns_existed_is_read_without_a_word(run: RunContext, tmp_path: Path) -> None:
    old = _first_layout(run.layout)
    assert len(old.sheet_by_code["NV"].columns) == len(run.layout.sheet_by_code["NV"].columns) - 2
    path = write_form(tmp_path, run.form_context(run.unit(UNIT), run.period("2026-10")), old)
    assert _findings(path, run) == []


# ---------------------------------------------------------------- from the store


def test_the_next_month_s_forms_from_the_store(
    run: RunContext, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "kho.db"
    with open_store(place, create=True) as store:
        for period, numerator in (("2026-09", 30), ("2026-10", 40), ("2026-10", 45)):
            returned = month_return(period, ratio("CT-I.5", numerator, 60))
            store.append_month(month_summary(period, [returned]), run.layout, dt.datetime(2026, 11, 9, tzinfo=dt.UTC))
        past = past_values(store, run.unit(UNIT), run.period("2026-11"), run)
    assert past.row("CT-I.5").previous == 75  # the corrected version of October
    outcome = da06(
        capsys,
        "bieu-mau",
        "--ky",
        "2026-11",
        "--ra",
        tmp_path,
        "--don-vi",
        UNIT,
        "--don-vi",
        "XP-02671",
        "--kho",
        place,
    )
    assert outcome.code == 0
    assert "1 biểu có ghi sẵn số liệu các kỳ trước lấy từ kho." in outcome.out
    context = run.form_context(run.unit(UNIT), run.period("2026-11"))
    book = openpyxl.load_workbook(tmp_path / form_file_name(context, run.layout))
    assert _row_of(book["Chỉ tiêu"], "CT-I.5")["Kỳ trước"].value == 75
    missing = da06(capsys, "bieu-mau", "--ky", "2026-11", "--ra", tmp_path, "--kho", tmp_path / "khac.db")
    assert missing.code == 2
