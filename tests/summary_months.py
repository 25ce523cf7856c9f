"""The months the summary workbook is tested on, each written and read back once; its blocks as records."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
from make_submission import Entries
from make_summary import full_month, make_return, summarise

from de_an06_xl.model.summary import Summary
from de_an06_xl.write_summary import summary_workbook

MONTHS: dict[str, Callable[[], Summary]] = {
    "no returns": summarise,
    "one return": lambda: summarise([make_return("SN-CAT", {("KK", "KK-01", "content"): "Thiếu máy"})]),
    "all units": full_month,
}
HEADER = 4  # the row of the column headers, 1-based


@cache
def month(name: str) -> Summary:
    return MONTHS[name]()


@cache
def written(name: str) -> bytes:
    return summary_workbook(month(name))


@cache
def workbook(name: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(name)))


def table(sheet: Any, top: int = HEADER) -> list[dict[str, Any]]:
    """The block below the header row as records, up to the first blank row."""
    headers = [cell.value for cell in sheet[top] if cell.value is not None]
    records = []
    for cells in sheet.iter_rows(min_row=top + 1, max_col=len(headers), values_only=True):
        if not any(value is not None for value in cells):
            break
        records.append(dict(zip(headers, cells, strict=True)))
    return records


def of_return(entries: Entries, unit: str = "SN-STP") -> Any:
    """The workbook of a month with one return, read back."""
    return openpyxl.load_workbook(io.BytesIO(summary_workbook(summarise([make_return(unit, entries)]))))
