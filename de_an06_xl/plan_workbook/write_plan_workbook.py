"""``write_plan_workbook``: the plan, every policy version and the extensions as a workbook to edit."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from de_an06_xl.form.names import slug
from de_an06_xl.model.cells import column_letters
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.plan_workbook.columns import NO, SEPARATOR, YES, Column, Record, Sheet
from de_an06_xl.plan_workbook.guide_text import GUIDE
from de_an06_xl.plan_workbook.records import PlanBook, to_records
from de_an06_xl.plan_workbook.sheets import (
    GUIDE_NAME,
    LISTS_NAME,
    SETTING_HELP,
    SETTING_LABEL,
    SETTING_VALUE,
    SHEET_BY_CODE,
    SHEETS,
)
from de_an06_xl.plan_workbook.words import COLLECTIVE_WORDS
from de_an06_xl.text.wrapped_lines import wrapped_lines

_TITLE_ROW, _NOTE_ROW, _HELP_ROW, _HEADER_ROW = 0, 1, 2, 3
_FIRST = _HEADER_ROW + 1
_LABEL_WIDTH, _VALUE_WIDTH, _HELP_WIDTH = 38, 62, 56
_LINE, _MOST = 14.0, 400.0
_A4, _A3 = 9, 8
# Columns of more characters than this together are not readable on A4.
_WIDE = 220
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_GRID = {**_FONT, "border": 1, "border_color": "#BFBFBF"}
_INPUT = {**_GRID, "bg_color": "#FFF8DC", "text_wrap": True}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_FONT, "bold": True, "font_size": 15, "font_color": "#1F3864"},
    "note": {**_FONT, "font_color": "#404040"},
    "help": {**_FONT, "italic": True, "font_size": 9, "font_color": "#595959", "text_wrap": True, "valign": "bottom"},
    "header": {
        **_GRID,
        "bold": True,
        "bg_color": "#1F3864",
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
    },
    "label": {**_GRID, "bold": True, "bg_color": "#EDEDED", "text_wrap": True},
    "explain": {**_GRID, "italic": True, "font_color": "#595959", "text_wrap": True},
    "section": {
        **_FONT,
        "bold": True,
        "font_size": 12,
        "font_color": "#1F3864",
        "bottom": 2,
        "bottom_color": "#1F3864",
    },
    "line": {**_FONT, "font_size": 11, "text_wrap": True},
    # "@" keeps what a spreadsheet would take for a date or a number (5/2026, 2026.10) as typed.
    "text": {**_INPUT, "num_format": "@", "quote_prefix": True},
    "code": {**_INPUT, "num_format": "@", "quote_prefix": True, "bold": True},
    "number": {**_INPUT, "num_format": "General", "align": "right", "indent": 1},
    "date": {**_INPUT, "num_format": "dd/mm/yyyy", "align": "center"},
    "choice": {**_INPUT, "num_format": "@"},
    "link": {**_FONT, "font_color": "#0B5394", "underline": 1},
}
_LOOK_OF_KIND = {
    "text": "text",
    "names": "text",
    "codes": "text",
    "code": "code",
    "number": "number",
    "whole": "number",
    "date": "date",
    "choice": "choice",
    "yes_no": "choice",
}


def write_plan_workbook(book: PlanBook, path: Path) -> None:
    """Write the workbook to ``path``. Equal books give equal bytes.

    Raises :class:`~de_an06_xl.errors.OutputError` when the file cannot be written.
    """
    write_whole(path, plan_workbook_bytes(book))


def plan_workbook_bytes(book: PlanBook) -> bytes:
    """The workbook as bytes."""
    stream = io.BytesIO()
    workbook = Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 10},
        },
    )
    _Writer(workbook, to_records(book)).write(book)
    workbook.close()
    return stream.getvalue()


class _Writer:
    def __init__(self, workbook: Workbook, records: dict[str, list[Record]]) -> None:
        self._workbook, self._records = workbook, records
        self._formats: dict[str, Format] = {}

    def write(self, book: PlanBook) -> None:
        self._write_guide(book)
        for sheet in SHEETS:
            worksheet = self._add(sheet.name)
            worksheet.write_string(_TITLE_ROW, 0, sheet.title, self._format("title"))
            worksheet.write_string(_NOTE_ROW, 0, sheet.note, self._format("note"))
            worksheet.set_row(_TITLE_ROW, 24)
            if sheet.settings:
                self._write_settings(worksheet, sheet)
            else:
                self._write_table(worksheet, sheet)
        self._write_lists()
        start = book.plan.header.programme_start
        self._workbook.set_properties(
            {
                "title": f"Sổ kế hoạch {book.plan.version_id}",
                "subject": book.plan.header.name[:250],
                # A fixed moment: the same plan gives the same file.
                "created": dt.datetime(start.year, start.month, start.day),
            }
        )

    def _format(self, name: str) -> Format:
        if name not in self._formats:
            self._formats[name] = self._workbook.add_format(_LOOKS[name])
        return self._formats[name]

    def _add(self, name: str) -> Worksheet:
        worksheet = self._workbook.add_worksheet(name)
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_footer("&L&A&RTrang &P/&N")
        return worksheet

    def _write_guide(self, book: PlanBook) -> None:
        worksheet = self._add(GUIDE_NAME)
        worksheet.set_column(0, 0, 30)
        worksheet.set_column(1, 1, 96)
        worksheet.write_string(0, 0, "Sổ kế hoạch Đề án 06", self._format("title"))
        worksheet.set_row(0, 24)
        versions = ", ".join(policy.version_id for policy in book.policies)
        worksheet.write_string(1, 0, f"Dữ liệu {book.plan.version_id}; cách tính điểm {versions}", self._format("note"))
        row = 3
        for heading, lines in GUIDE:
            for column in (0, 1):
                worksheet.write_string(row, column, "" if column else heading, self._format("section"))
            for line in lines:
                row += 1
                worksheet.merge_range(row, 0, row, 1, line, self._format("line"))
                worksheet.set_row(row, 15.0 * wrapped_lines(line, 118))
            row += 2
        worksheet.fit_to_pages(1, 1)
        for column in (0, 1):
            worksheet.write_string(row, column, "" if column else "Các trang", self._format("section"))
        for sheet in SHEETS:
            row += 1
            worksheet.write_url(row, 0, f"internal:'{sheet.name}'!A1", self._format("link"), sheet.name)
            worksheet.write_string(row, 1, f"{sheet.title}. {sheet.note}", self._format("line"))
            worksheet.set_row(row, 15.0 * wrapped_lines(f"{sheet.title}. {sheet.note}", 92))

    def _write_settings(self, worksheet: Worksheet, sheet: Sheet) -> None:
        (record,) = self._records[sheet.code]
        widths = (_LABEL_WIDTH, _VALUE_WIDTH, _HELP_WIDTH)
        for column, (header, width) in enumerate(
            zip((SETTING_LABEL, SETTING_VALUE, SETTING_HELP), widths, strict=True)
        ):
            worksheet.set_column(column, column, width)
            worksheet.write_string(_HEADER_ROW, column, header, self._format("header"))
        for row, setting in enumerate(sheet.settings, _FIRST):
            worksheet.write_string(row, 0, setting.header, self._format("label"))
            self._write_value(worksheet, row, 1, setting, record.get(setting.key))
            worksheet.write_string(row, 2, setting.help, self._format("explain"))
            self._validate(worksheet, row, row, 1, setting)
            shown = _cell_value(setting, record.get(setting.key))
            worksheet.set_row(row, _height([str(shown or ""), setting.help], [_VALUE_WIDTH, _HELP_WIDTH]))
        worksheet.freeze_panes(_FIRST, 1)
        worksheet.ignore_errors({"number_stored_as_text": f"A{_FIRST + 1}:C{_FIRST + len(sheet.settings)}"})

    def _write_table(self, worksheet: Worksheet, sheet: Sheet) -> None:
        records = self._records[sheet.code]
        widths = [column.width for column in sheet.columns]
        helps = [f"Bắt buộc. {column.help}" if column.required else column.help for column in sheet.columns]
        last = _FIRST + len(records) + sheet.spare_rows - 1
        for index, column in enumerate(sheet.columns):
            worksheet.set_column(index, index, column.width)
            worksheet.write_string(_HELP_ROW, index, helps[index], self._format("help"))
            worksheet.write_string(_HEADER_ROW, index, column.header, self._format("header"))
            self._validate(worksheet, _FIRST, last, index, column)
        worksheet.set_row(_HELP_ROW, _height(helps, widths, line=12.5))
        worksheet.set_row(_HEADER_ROW, _height([column.header for column in sheet.columns], [w * 0.85 for w in widths]))
        for row, record in enumerate(records, _FIRST):
            for index, column in enumerate(sheet.columns):
                self._write_value(worksheet, row, index, column, record.get(column.key))
            texts = [str(_cell_value(column, record.get(column.key)) or "") for column in sheet.columns]
            worksheet.set_row(row, _height(texts, widths))
        for row in range(_FIRST + len(records), last + 1):
            for index, column in enumerate(sheet.columns):
                self._write_value(worksheet, row, index, column, None)
        worksheet.freeze_panes(_FIRST, sheet.frozen)
        worksheet.autofilter(_HEADER_ROW, 0, last, len(sheet.columns) - 1)
        worksheet.repeat_rows(_HEADER_ROW)
        if sum(widths) > _WIDE:
            worksheet.set_paper(_A3)
        printed = max(_FIRST, _FIRST + len(records) - 1)
        worksheet.print_area(0, 0, printed, len(sheet.columns) - 1)
        worksheet.ignore_errors({"number_stored_as_text": f"A{_FIRST + 1}:{column_letters(len(widths) - 1)}{last + 1}"})

    def _write_value(self, worksheet: Worksheet, row: int, index: int, column: Column, value: Any) -> None:
        fmt = self._format(_LOOK_OF_KIND[column.kind])
        shown = _cell_value(column, value)
        if shown is None or shown == "":
            worksheet.write_blank(row, index, None, fmt)
        elif isinstance(shown, str):
            # XlsxWriter passes a text that looks like its own rich text through as markup; reading drops the space.
            guard = " " if shown.startswith("<r>") else ""
            worksheet.write_string(row, index, guard + shown, fmt)
        elif isinstance(shown, dt.date):
            worksheet.write_datetime(row, index, shown, fmt)
        else:
            worksheet.write_number(row, index, shown, fmt)

    def _validate(self, worksheet: Worksheet, first: int, last: int, index: int, column: Column) -> None:
        rule: dict[str, Any] = {
            "ignore_blank": True,
            "input_title": column.header[:32],
            "input_message": column.help[:255],
            "error_title": "Chưa đúng",
            "error_message": f"{column.help}."[:255],
        }
        if column.words:
            rule |= {"validate": "list", "source": f"={_list_name(column)}"}
        elif column.pick_from:
            rule |= {"validate": "list", "source": _codes_of(*column.pick_from, self._records)}
        elif column.kind == "date":
            limits = {"minimum": dt.date(2000, 1, 1), "maximum": dt.date(2099, 12, 31)}
            rule |= {"validate": "date", "criteria": "between", **limits}
        elif column.kind in ("number", "whole"):
            rule |= {"validate": "integer" if column.kind == "whole" else "decimal", **_limits(column)}
        else:
            rule |= {"validate": "any"}
        worksheet.data_validation(first, index, last, index, rule)

    def _write_lists(self) -> None:
        """Every drop-down list as a named range on a hidden sheet: a list in the rule itself ends at 255 characters."""
        worksheet = self._workbook.add_worksheet(LISTS_NAME)
        lists = {
            _list_name(column): (column.header, column.words)
            for sheet in SHEETS
            for column in (*sheet.columns, *sheet.settings)
            if column.words
        }
        for index, (name, (header, words)) in enumerate(lists.items()):
            worksheet.set_column(index, index, 24)
            worksheet.write_string(0, index, header, self._format("header"))
            for row, word in enumerate(words, 1):
                worksheet.write_string(row, index, word, self._format("text"))
            letters = column_letters(index)
            self._workbook.define_name(name, f"='{LISTS_NAME}'!${letters}$2:${letters}${len(words) + 1}")
        worksheet.hide()


def _list_name(column: Column) -> str:
    return "KH_DS_CO_KHONG" if column.kind == "yes_no" else f"KH_DS_{slug(column.words[0])}"


def _codes_of(code: str, key: str, records: dict[str, list[Record]]) -> str:
    """The cells of another table's column, its spare rows included."""
    sheet = SHEET_BY_CODE[code]
    letters = column_letters([column.key for column in sheet.columns].index(key))
    last = _FIRST + len(records[code]) + sheet.spare_rows
    return f"='{sheet.name}'!${letters}${_FIRST + 1}:${letters}${last}"


def _limits(column: Column) -> dict[str, Any]:
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        return {"criteria": "between", "minimum": float(low), "maximum": float(high)}
    return {"criteria": ">=", "value": float(low or 0)}


def _cell_value(column: Column, value: Any) -> str | float | dt.date | None:
    """A record's value as the cell shows it; the inverse of ``read_value``."""
    if value is None:
        return None
    if isinstance(value, bool):
        return YES if value else NO
    if column.kind == "choice":
        return dict(column.choices)[value]
    if column.kind == "codes":
        words = dict(COLLECTIVE_WORDS)
        return f"{SEPARATOR} ".join(words.get(code, code) for code in value)
    if column.kind == "names":
        return f"{SEPARATOR} ".join(value)
    if isinstance(value, Decimal):
        return float(value)
    plain: str | int | dt.date = value
    return plain


def _height(texts: Sequence[str], widths: Sequence[float], *, line: float = _LINE) -> float:
    """Points for the tallest of the wrapped texts."""
    lines = max(wrapped_lines(text, max(1.0, width * 1.05)) for text, width in zip(texts, widths, strict=True))
    return min(_MOST, ceil(lines * line + 3))
