"""The sheets that hold a table: Theo dõi nộp, Sổ gia hạn, Nhật ký; and the hidden lists they choose from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from xlsxwriter.worksheet import Worksheet

from de_an06_xl.build_macro_workbooks.workbook import MacroBook
from de_an06_xl.control_workbook import names, words
from de_an06_xl.control_workbook.tables import (
    EXTENSION_ROWS,
    EXTENSIONS,
    HEADER_ROW,
    JOURNAL,
    NOTE_ROW,
    TITLE_ROW,
    TRACKING,
    ControlTable,
    TableColumn,
)
from de_an06_xl.model.cells import column_letters
from de_an06_xl.model.summary import STATE_WORDS
from de_an06_xl.reporting_period import periods_of_plan

_FIRST = HEADER_ROW + 1
_COUNTS_ROW = 2
_PRINTED_EXTENSIONS = 25
_FIRST_DAY, _FINAL_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)


def write_tracking_sheet(book: MacroBook) -> None:
    """One line for each unit of the plan; the rest is filled by the runs."""
    sheet = _add_table(book, TRACKING, frozen=3)
    units = book.plan.units
    sheet.write_blank(_COUNTS_ROW, 0, None, book.styles["note"])
    book.name_cell(names.COUNTS, sheet, _COUNTS_ROW, 0)
    # Beyond the printed columns: where the links of the last run lead.
    folder_column = len(TRACKING.columns) + 1
    sheet.write_string(HEADER_ROW, folder_column, "", book.styles["note"])
    sheet.set_column(folder_column, folder_column, None, None, {"hidden": True})
    book.name_cell(names.READ_FOLDER, sheet, HEADER_ROW, folder_column)
    book.name_cell(names.FILLED_PERIOD, sheet, HEADER_ROW + 1, folder_column)
    for row, unit in enumerate(units, _FIRST):
        given = {"number": row - HEADER_ROW, "unit": unit.code, "name": unit.name}
        for index, column in enumerate(TRACKING.columns):
            sheet.write(row, index, given.get(column.key), book.styles[column.look])
    last = HEADER_ROW + len(units)
    _validate(sheet, TRACKING, "override", _FIRST, last)
    _colour_states(book, sheet, _FIRST, last)
    sheet.autofilter(HEADER_ROW, 0, last, len(TRACKING.columns) - 1)
    sheet.print_area(0, 0, last, len(TRACKING.columns) - 1)


def write_extension_sheet(book: MacroBook) -> None:
    """Empty lines with lists for unit and period; the unit's name appears by itself."""
    sheet = _add_table(book, EXTENSIONS, frozen=0)
    last = HEADER_ROW + EXTENSION_ROWS
    for row in range(_FIRST, last + 1):
        for index, column in enumerate(EXTENSIONS.columns):
            look = book.styles[column.look]
            if column.key == "name":
                unit = f"$A{row + 1}"
                found = f"INDEX({names.UNIT_NAMES},MATCH({unit},{names.UNIT_LIST},0))"
                formula = f'=IF({unit}="","",IFERROR({found},"không có trong danh sách"))'
                sheet.write_formula(row, index, formula, book.styles["computed"], "")
            else:
                sheet.write_blank(row, index, None, look)
    for column in EXTENSIONS.columns:
        if column.help:
            _validate(sheet, EXTENSIONS, column.key, _FIRST, last)
    sheet.print_area(0, 0, HEADER_ROW + _PRINTED_EXTENSIONS, len(EXTENSIONS.columns) - 1)


def write_journal_sheet(book: MacroBook) -> None:
    """Only its head; every run adds a line."""
    sheet = _add_table(book, JOURNAL, frozen=0)
    # Columns, not cells: however long the journal grows, its lines look alike.
    for index, column in enumerate(JOURNAL.columns):
        sheet.set_column(index, index, column.width, book.styles[column.look])
    for row in range(HEADER_ROW):
        sheet.set_row(row, None, book.styles["note"])
    _write_head(book, sheet, JOURNAL)


def write_lists_sheet(book: MacroBook) -> None:
    """Codes and names of the units, months of the plan: the sources of the drop-down lists."""
    sheet = book.add_sheet(names.LISTS_SHEET, "shDanhSach")
    units = book.plan.units
    columns = (
        (names.UNIT_LIST, "Mã đơn vị", [unit.code for unit in units]),
        (names.UNIT_NAMES, "Đơn vị", [unit.name for unit in units]),
        (names.PERIOD_LIST, "Kỳ", periods_of_plan(book.plan)),
    )
    for index, (name, header, values) in enumerate(columns):
        sheet.set_column(index, index, 28)
        sheet.write_string(0, index, header, book.styles["header"])
        for row, value in enumerate(values, 1):
            sheet.write_string(row, index, value, book.styles["text"])
        book.name_area(name, sheet, 1, index, len(values), index)
    sheet.hide()


def _add_table(book: MacroBook, table: ControlTable, *, frozen: int) -> Worksheet:
    sheet = book.add_sheet(table.sheet, table.code_name)
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
    _write_head(book, sheet, table)
    sheet.freeze_panes(HEADER_ROW + 1, frozen)
    sheet.repeat_rows(HEADER_ROW)
    return sheet


def _write_head(book: MacroBook, sheet: Worksheet, table: ControlTable) -> None:
    sheet.set_row(TITLE_ROW, 24, book.styles["title"])
    sheet.set_row(HEADER_ROW, 30)
    sheet.write_string(TITLE_ROW, 0, table.title, book.styles["title"])
    sheet.write_string(NOTE_ROW, 0, table.note, book.styles["note"])
    for index, column in enumerate(table.columns):
        sheet.write_string(HEADER_ROW, index, column.header, book.styles["header"])


def _validate(sheet: Worksheet, table: ControlTable, key: str, first: int, last: int) -> None:
    column = table.column(key)
    index = table.columns.index(column)
    sheet.data_validation(first, index, last, index, _rule(column))


def _rule(column: TableColumn) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "ignore_blank": True,
        "input_title": column.header,
        "input_message": f"{column.help}.",
        "error_title": words.INPUT_ERROR_TITLE,
        "error_message": f"{column.help}.",
    }
    lists = {"unit": names.UNIT_LIST, "period": names.PERIOD_LIST}
    if column.key in lists:
        return {**rule, "validate": "list", "source": f"={lists[column.key]}"}
    if column.look == "input_date":
        return {**rule, "validate": "date", "criteria": "between", "minimum": _FIRST_DAY, "maximum": _FINAL_DAY}
    return {**rule, "validate": "length", "criteria": "<=", "value": 250}


def _colour_states(book: MacroBook, sheet: Worksheet, first: int, last: int) -> None:
    """The state cell by its word, the count of errors when there are any."""
    state = TRACKING.columns.index(TRACKING.column("state"))
    looks = {"on_time": "good", "late": "care", "not_due": "care", "missing": "bad"}
    for code, look in looks.items():
        word = next(text for key, text in STATE_WORDS.items() if key == code)
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": book.styles.rule(look)}
        sheet.conditional_format(first, state, last, state, rule)
    errors = TRACKING.columns.index(TRACKING.column("errors"))
    cell = f"{column_letters(errors)}{first + 1}"
    rule = {"type": "formula", "criteria": f"=N({cell})>0", "format": book.styles.rule("bad")}
    sheet.conditional_format(first, errors, last, errors, rule)
