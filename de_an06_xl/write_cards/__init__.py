"""Each unit's own sheet: a one-page card with score, place, what to do first, components, indicators and tasks.

Two shapes from one description: one workbook with a page for every unit and a list that leads to it, to be
printed at once; or one small workbook per unit, to be sent. No program but the office's own is needed to make a
page of either. No clock is read: equal summaries give equal bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook

from de_an06_xl.errors import OutputError
from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.model.plan import Plan
from de_an06_xl.model.summary import STATE_WORDS, Summary
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.write_cards.card import Card, cards
from de_an06_xl.write_cards.sheet import CardSheet
from de_an06_xl.write_cards.styles import FONT, Styles

__all__ = ["write_card_book", "write_card_files", "write_cards"]

LIST_NAME = "Danh sách"
_LIST_WIDTHS = (14, 40, 18, 12, 10, 26, 18)
_LIST_HEADS = ("Mã", "Đơn vị", "Nhóm", "Tổng điểm", "Hạng", "Xếp loại", "Nộp báo cáo")
_LIST_TOP = 3


def write_cards(summary: Summary, plan: Plan, target: Path, past: Sequence[MonthFigures] = ()) -> list[Path]:
    """The cards of every unit: one workbook where ``target`` ends with ``.xlsx``, else a folder of workbooks.

    ``past`` are earlier published months for the development. Returns the paths written; raises
    :class:`OutputError` when one cannot be.
    """
    made = cards(summary, plan, past)
    if target.suffix.casefold() == ".xlsx":
        return [write_card_book(made, summary, target)]
    return write_card_files(made, summary, target)


def write_card_book(made: Sequence[Card], summary: Summary, path: Path) -> Path:
    """One workbook: the list of units, then one sheet for each, named by its code."""
    stream = io.BytesIO()
    workbook = _open(stream, summary, "Phiếu kết quả của các đơn vị")
    styles = Styles(workbook)
    _write_list(workbook, styles, made, summary)
    for card in made:
        CardSheet(workbook.add_worksheet(card.unit.unit), styles, summary).write(card)
    workbook.close()
    write_whole(path, stream.getvalue())
    return path


def write_card_files(made: Sequence[Card], summary: Summary, folder: Path) -> list[Path]:
    """One workbook for each unit: ``PHIEU_2026-10_XP-02647.xlsx``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputError(f"Không tạo được thư mục {folder}. Hãy chọn nơi khác hoặc kiểm tra quyền ghi.") from None
    paths = []
    for card in made:
        stream = io.BytesIO()
        workbook = _open(stream, summary, f"Phiếu kết quả – {card.unit.name}")
        CardSheet(workbook.add_worksheet(card.unit.unit), Styles(workbook), summary).write(card)
        workbook.close()
        paths.append(folder / f"PHIEU_{summary.period}_{card.unit.unit}.xlsx")
        write_whole(paths[-1], stream.getvalue())
    return paths


def _open(stream: io.BytesIO, summary: Summary, title: str) -> Workbook:
    """A workbook in which text stays text."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 11},
    }
    workbook = Workbook(stream, options)
    workbook.set_properties(
        {
            "title": f"{title} – {summary.period_label}",
            # The day of the figures, not of the run: the same inputs must give the same file.
            "created": dt.datetime.combine(summary.as_of, dt.time()),
        }
    )
    return workbook


def _write_list(workbook: Workbook, styles: Styles, made: Sequence[Card], summary: Summary) -> None:
    """Every unit with a link to its page."""
    sheet: Any = workbook.add_worksheet(LIST_NAME)
    sheet.write_string(0, 0, f"PHIẾU KẾT QUẢ CỦA CÁC ĐƠN VỊ – {summary.period_label.upper()}", styles["title"])
    sheet.write_string(1, 0, "Bấm vào mã để tới phiếu; in cả sổ thì mỗi đơn vị một trang A4.", styles["note"])
    for column, (head, width) in enumerate(zip(_LIST_HEADS, _LIST_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_LIST_TOP, column, head, styles["header"])
    for row, card in enumerate(made, _LIST_TOP + 1):
        unit, score = card.unit, card.unit.score
        sheet.write_url(row, 0, f"internal:'{unit.unit}'!A1", styles["link"], unit.unit, "Tới phiếu của đơn vị")
        sheet.write_string(row, 1, f"{unit.name}", styles["text"])
        sheet.write_string(row, 2, f"{card.group[:1].upper()}{card.group[1:]}", styles["text"])
        for column, value, look in ((3, score.score if score else None, "number"), (4, unit.rank, "whole")):
            if value is None:
                sheet.write_blank(row, column, None, styles[look])
            else:
                sheet.write_number(row, column, float(value), styles[look])
        sheet.write_string(row, 5, score.band if score else "Chưa có điểm", styles["text"])
        sheet.write_string(row, 6, STATE_WORDS[unit.state], styles["text"])
    sheet.freeze_panes(_LIST_TOP + 1, 1)
    if made:
        sheet.autofilter(_LIST_TOP, 0, _LIST_TOP + len(made), len(_LIST_HEADS) - 1)
    sheet.repeat_rows(_LIST_TOP)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8&A&R&8Trang &P/&N")
