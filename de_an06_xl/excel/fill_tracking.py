"""Theo dõi nộp filled from a summary: units keep the order the consolidator has sorted them into."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from de_an06_xl.control_workbook import names
from de_an06_xl.control_workbook.tables import TRACKING
from de_an06_xl.control_workbook.tracking import tracking_lines
from de_an06_xl.excel.live_book import LiveBook, LiveTable
from de_an06_xl.model.summary import Summary
from de_an06_xl.summary_in_words import counts_sentence

OWN = "override"


def fill_tracking(book: LiveBook, table: LiveTable, summary: Summary, folder: Path) -> str:
    """Write every unit's line, counts and where the links lead.

    Dates typed for another period are taken away; the sentence returned lists them (``""``: there were none).
    """
    typed = _typed(table)
    filled_for = str(book.get(names.FILLED_PERIOD) or "")
    dropped = ""
    if filled_for not in ("", summary.period) and typed:
        dropped = _dropped(filled_for, typed)
        typed = {}
    _write(table, summary, typed)
    book.put(names.COUNTS, counts_sentence(summary))
    book.put(names.READ_FOLDER, f"{folder}{os.sep}")
    book.put(names.FILLED_PERIOD, summary.period)
    return dropped


def _write(table: LiveTable, summary: Summary, typed: Mapping[str, Any]) -> None:
    by_unit = tracking_lines(summary)
    standing = [(number, str(cells["unit"] or "")) for number, cells in table.lines()]
    used = [unit for _, unit in standing if unit]
    in_one_piece = [unit for _, unit in standing[: len(used)]] == used
    # The same units, each once: they stay where they are. Else the table is laid out anew, in the plan's order.
    order = used if in_one_piece and sorted(used) == sorted(by_unit) else list(by_unit)
    rows = [{**by_unit[unit], "number": place, OWN: typed.get(unit)} for place, unit in enumerate(order, 1)]
    table.write(table.first_row, rows, [column.key for column in TRACKING.columns])
    last = max((number for number, unit in standing if unit), default=0)
    table.clear(table.first_row + len(rows), last)


def _typed(table: LiveTable) -> dict[str, Any]:
    return {
        str(cells["unit"]): cells[OWN] for _, cells in table.lines() if cells["unit"] and cells[OWN] not in (None, "")
    }


def _dropped(period: str, typed: Mapping[str, Any]) -> str:
    days = "; ".join(f"{unit} {_shown(value)}" for unit, value in typed.items())
    return f"Đã bỏ {len(typed)} ngày nhận ghi tay cho kỳ {period} ({days}); hãy ghi lại nếu cần cho kỳ này."


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)
