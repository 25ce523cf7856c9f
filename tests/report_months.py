"""The months the report is tested on, each with its facts, its document and the workbook beside it, made once."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
from docx import Document
from make_submission import Entries
from make_summary import PLAN, full_month, make_return, summarise

from de_an06_xl.model.summary import Summary
from de_an06_xl.write_report import report_document
from de_an06_xl.write_report.compose import compose_report, gather_facts
from de_an06_xl.write_report.facts import Facts
from de_an06_xl.write_report.parts import Paragraph, Source
from de_an06_xl.write_summary import summary_workbook

_KK: Entries = {
    ("KK", "KK-01", "content"): "Máy quét hỏng từ 3 tháng nay, liên hệ 0912345678",
    ("KK", "KK-01", "proposal"): "Cấp 02 máy quét",
}
MONTHS: dict[str, Callable[[], Summary]] = {
    "no returns": summarise,
    "one return": lambda: summarise([make_return("SN-CAT", _KK)]),
    "all units": full_month,
    # The same month seen from a day when deadlines are near and others have passed.
    "deadlines near": lambda: replace(full_month(), last_day=dt.date(2026, 12, 5)),
}
_SYMBOL = re.compile(r"^[✔✖▲○–●] ")
_KEYS = ("Mã", "Mã đơn vị", "Mã dòng", "Gửi cơ quan", "Tệp")


@cache
def month(name: str) -> Summary:
    return MONTHS[name]()


@cache
def facts(name: str) -> Facts:
    return gather_facts(month(name), PLAN)


@cache
def composed(name: str) -> tuple[Paragraph, ...]:
    return compose_report(facts(name))


@cache
def written(name: str) -> bytes:
    return report_document(month(name), PLAN)


@cache
def document(name: str) -> Any:
    return Document(io.BytesIO(written(name)))


@cache
def workbook(name: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(summary_workbook(month(name))))


@cache
def records(name: str, sheet: str) -> tuple[dict[str, Any], ...]:
    """Every row below a header row of the sheet; a status without its symbol, a blank cell as ""."""
    return tuple(_records(workbook(name)[sheet]))


def _records(sheet: Any) -> Iterator[dict[str, Any]]:
    headers: tuple[Any, ...] = ()
    for cells in sheet.iter_rows(min_row=4, values_only=True):
        if cells[0] == "Cơ quan được kiến nghị":  # the count of what stands above
            return
        if any(cell in _KEYS for cell in cells[:2]):
            headers = cells
        elif sum(cell is not None for cell in cells) > 1:
            yield {head: _plain(cell) for head, cell in zip(headers, cells, strict=True) if head}


def _plain(cell: Any) -> Any:
    return "" if cell is None else _SYMBOL.sub("", cell) if isinstance(cell, str) else cell


def answer(name: str, source: Source) -> float:
    """What the summary workbook itself says to the question behind a figure."""
    rows = [row for row in records(name, source.sheet) if all(row[column] in values for column, values in source.where)]
    if source.how == "count":
        return len(rows)
    numbers = [row[column] for row in rows for column in source.columns if isinstance(row[column], (int, float))]
    if source.how == "value":
        (number,) = numbers
        return number
    return sum(numbers) / (len(numbers) if source.how == "mean" else 1)
