"""Nothing in the report is invented: every number stands in the summary workbook, every quotation in it or the plan."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain
from typing import Any

import pytest
from make_summary import PLAN
from report_months import MONTHS, answer, composed, document, facts, month, records, workbook

from de_an06_xl.write_report.compose import compose_draft_note
from de_an06_xl.write_report.fill_template import STYLE_OF_KIND
from de_an06_xl.write_report.parts import Day, Figure, Quote

DIGIT = re.compile(r"\d")
# Names and places in the plan, and the numbers of the sub-headings: all that words of their own may hold.
FIXED = re.compile(r"Đề án 06|dean06\.vn|DA06|khoản \d và khoản \d Mục V|khoản \d Mục V|^\d+\. ")


@pytest.mark.parametrize("name", MONTHS)
def test_every_figure_equals_the_workbook(name: str) -> None:
    figures = [figure for paragraph in composed(name) for figure in paragraph.figures]
    wrong = [figure for figure in figures if answer(name, figure.source) != pytest.approx(float(figure.value))]
    assert wrong == []
    assert len(figures) > 60


@pytest.mark.parametrize("name", MONTHS)
def test_every_figure_is_shown_as_the_number_it_is(name: str) -> None:
    for figure in chain.from_iterable(paragraph.figures for paragraph in composed(name)):
        exact = (
            Decimal(figure.value.numerator) / figure.value.denominator
            if not isinstance(figure.value, Decimal)
            else figure.value
        )
        read = Decimal(figure.text.replace(".", "").replace(",", "."))
        assert read == exact.quantize(Decimal("0.01"), ROUND_HALF_UP), figure


@pytest.mark.parametrize("name", MONTHS)
def test_words_of_their_own_hold_no_number(name: str) -> None:
    parts = [part for paragraph in composed(name) for part in paragraph.parts] + [*compose_draft_note(facts(name))]
    loose = [part for part in parts if isinstance(part, str) and DIGIT.search(FIXED.sub("", part))]
    assert loose == []


@pytest.mark.parametrize("name", MONTHS)
def test_every_quotation_stands_in_the_workbook_or_the_plan(name: str) -> None:
    known = _texts(name)
    quotes = [part for paragraph in composed(name) for part in paragraph.parts if isinstance(part, Quote)]
    assert [quote.full for quote in quotes if _key(quote.full) not in known] == []
    assert [quote for quote in quotes if not quote.full.startswith(quote.text.removesuffix("…"))] == []


@pytest.mark.parametrize("name", MONTHS)
def test_every_day_is_a_day_of_the_month_or_a_deadline(name: str) -> None:
    summary = month(name)
    days = {summary.last_day, summary.due_date, summary.as_of, facts(name).until}
    days |= {task.deadline for task in summary.tasks if task.deadline}
    found = {part.date for paragraph in composed(name) for part in paragraph.parts if isinstance(part, Day)}
    assert found <= days


@pytest.mark.parametrize("name", MONTHS)
def test_the_document_says_what_was_composed_and_nothing_else(name: str) -> None:
    styles = set(STYLE_OF_KIND.values())
    shown = [(p.style.name, p.text) for p in document(name).paragraphs if p.style.name in styles]
    assert shown == [(STYLE_OF_KIND[paragraph.kind], paragraph.text) for paragraph in composed(name)]


@pytest.mark.parametrize("name", MONTHS)
def test_annexes_equal_the_workbook(name: str) -> None:
    indicators, tasks, departments, communes = (_rows(table) for table in document(name).tables[2:])
    assert [_bare(row, 3, 4, 6) for row in indicators] == [
        (row["Mã"], _shown(row["Mục tiêu năm"]), _shown(row["Kết quả"]), _shown(row["Kết quả cộng từ xã"]))
        for row in records(name, "Chỉ tiêu")
    ]
    assert [row[5] for row in indicators] == [row["Đánh giá"] for row in records(name, "Chỉ tiêu")]
    columns = (
        "Số đơn vị",
        "Xong đúng hạn",
        "Xong trễ",
        "Đang làm",
        "Quá hạn",
        "Chưa làm",
        "Chờ, tạm dừng",
        "Chưa trả lời",
    )
    assert [(row[0], *row[4:]) for row in tasks] == [
        (row["Mã"], *(_shown(row[column]) if row[column] else "–" for column in columns))
        for row in records(name, "Nhiệm vụ")
    ]
    assert [(row[0], row[1], row[2], row[3]) for row in departments + communes] == [
        (_shown(row["Hạng"]), row["Đơn vị"], _points(row["Tổng điểm"]), row["Xếp loại"])
        for row in records(name, "Xếp hạng")
    ]


def test_a_wrong_figure_would_be_found() -> None:
    figure = next(figure for paragraph in composed("all units") for figure in paragraph.figures)
    assert isinstance(figure, Figure)
    assert answer("all units", figure.source) != pytest.approx(float(figure.value) + 1)


def _texts(name: str) -> set[str]:
    summary, header = month(name), PLAN.header
    cells = (cell for sheet in workbook(name) for row in sheet.iter_rows(values_only=True) for cell in row)
    texts = {cell for cell in cells if isinstance(cell, str)} | {header.legal_basis, header.name}
    texts |= {group.name for group in (*PLAN.indicator_groups, *PLAN.task_groups)}
    texts |= {text for duty in PLAN.duties for text in (duty.name, duty.measure)} | set(summary.bands)
    return {_key(text) for text in texts} | {_key(summary.period_label), "công an tỉnh lào cai"}


def _key(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;").lower()


def _rows(table: Any) -> list[tuple[str, ...]]:
    """The rows of an annex without its head and its bands."""
    rows = [tuple("".join(p.text for p in cell.p_lst) for cell in row.tc_lst) for row in table._tbl.tr_lst]
    return [row for row in rows[1:] if len(row) == len(rows[0])]


def _bare(row: tuple[str, ...], *numbers: int) -> tuple[str, ...]:
    """The code and the texts of some columns, without direction and measure."""
    return (row[0], *(re.sub(r"^([≥≤]\s)?(-?[\d.,]+)(%| \D+)?$", r"\2", row[number]) for number in numbers))


def _shown(value: object) -> str:
    if not isinstance(value, (int, float)):
        return str(value)
    text = f"{Decimal(repr(value)).quantize(Decimal('0.01'), ROUND_HALF_UP):,f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _points(value: object) -> str:
    return f"{value:.2f}".replace(".", ",") if isinstance(value, (int, float)) else ""
