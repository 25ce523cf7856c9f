"""The sheet Bảng điều khiển: settings, buttons, the last run, a short guide and the colour key."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from de_an06_xl.build_macro_workbooks.workbook import MacroBook
from de_an06_xl.control_workbook import names, words

_LABEL, _VALUE, _CHOOSE, _HELP = 1, 2, 3, 4
_WIDTHS = (2, 27, 58, 11, 56)
_ROW_HEIGHT = 20
_BUTTON_WIDTH, _BUTTON_HEIGHT, _BUTTON_GAP = 170, 36, 12
_CHOOSE_WIDTH, _CHOOSE_HEIGHT = 72, 28
_SETTINGS_ROW, _BUTTONS_ROW, _OUTCOME_ROW, _GUIDE_ROW = 3, 10, 14, 18


def write_control_sheet(book: MacroBook) -> None:
    sheet = book.add_sheet(names.CONTROL_SHEET, "shBangDieuKhien", pages_high=1)
    sheet.hide_gridlines(2)
    sheet.set_default_row(_ROW_HEIGHT)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 28)
    sheet.write_string(0, _LABEL, words.CONTROL_TITLE, book.styles["title"])
    sheet.write_string(1, _LABEL, words.CONTROL_NOTE, book.styles["note"])
    _write_settings(book, sheet)
    _write_buttons(book, sheet)
    _write_outcome(book, sheet)
    row = _write_lines(book, sheet, _GUIDE_ROW, words.SECTION_GUIDE, words.GUIDE)
    _write_legend(book, sheet, row + 1)


def _section(book: MacroBook, sheet: Worksheet, row: int, title: str) -> None:
    sheet.write_string(row, _LABEL, title, book.styles["section"])
    for column in (_VALUE, _CHOOSE, _HELP):
        sheet.write_blank(row, column, None, book.styles["section"])


def _write_settings(book: MacroBook, sheet: Worksheet) -> None:
    _section(book, sheet, _SETTINGS_ROW, words.SECTION_SETTINGS)
    fields = (
        ("period", names.PERIOD, "", ""),
        ("returns", names.RETURNS_FOLDER, words.DEFAULT_RETURNS, "DA06_ChonThuMucNop"),
        ("output", names.OUTPUT_FOLDER, words.DEFAULT_OUTPUT, "DA06_ChonThuMucRa"),
        ("plan", names.PLAN_WORKBOOK, "", "DA06_ChonSoKeHoach"),
        ("store", names.STORE, "", ""),
    )
    for row, (key, name, value, chooser) in enumerate(fields, _SETTINGS_ROW + 1):
        label, explanation = words.SETTING_LABELS[key]
        sheet.set_row(row, 28)
        sheet.write_string(row, _LABEL, label, book.styles["label"])
        sheet.write(row, _VALUE, value or None, book.styles["input_text"])
        sheet.write_string(row, _HELP, explanation, book.styles["help"])
        book.name_cell(name, sheet, row, _VALUE)
        message = {"input_title": label, "input_message": explanation}
        if key == "period":
            wrong = {"error_title": words.INPUT_ERROR_TITLE, "error_message": f"{label}: {explanation}"}
            sheet.data_validation(
                row, _VALUE, row, _VALUE, {"validate": "list", "source": f"={names.PERIOD_LIST}", **message, **wrong}
            )
        else:
            sheet.data_validation(row, _VALUE, row, _VALUE, {"validate": "any", **message})
            if chooser:
                _button(sheet, row, _CHOOSE, words.CHOOSE, chooser, (_CHOOSE_WIDTH, _CHOOSE_HEIGHT), 5)


def _write_buttons(book: MacroBook, sheet: Worksheet) -> None:
    _section(book, sheet, _BUTTONS_ROW, words.SECTION_BUTTONS)
    size = (_BUTTON_WIDTH, _BUTTON_HEIGHT)
    for place, button in enumerate(names.BUTTONS):
        _button(
            sheet, _BUTTONS_ROW + 1, _LABEL, button.caption, button.macro, size, place * (_BUTTON_WIDTH + _BUTTON_GAP)
        )


def _button(
    sheet: Worksheet, row: int, column: int, caption: str, macro: str, size: tuple[int, int], x_offset: int
) -> None:
    """A form button: it needs no ActiveX, which offices block."""
    sheet.insert_button(
        row,
        column,
        {
            "caption": caption,
            "macro": macro,
            "width": size[0],
            "height": size[1],
            "x_offset": x_offset,
            "y_offset": 6 if size[1] > _CHOOSE_HEIGHT else 5,
            "description": caption,
        },
    )


def _write_outcome(book: MacroBook, sheet: Worksheet) -> None:
    _section(book, sheet, _OUTCOME_ROW, words.SECTION_OUTCOME)
    cells = ((names.RUN_TIME, "time"), (names.MESSAGE, "message"))
    for row, (label, (name, look)) in enumerate(zip(words.RUN_LABELS, cells, strict=True), _OUTCOME_ROW + 1):
        sheet.write_string(row, _LABEL, label, book.styles["label"])
        book.name_cell(name, sheet, row, _VALUE)
        if name == names.MESSAGE:
            sheet.set_row(row, 62)
            sheet.merge_range(row, _VALUE, row, _HELP, words.NOT_RUN_YET, book.styles[look])
        else:
            sheet.write_blank(row, _VALUE, None, book.styles[look])


def _write_lines(book: MacroBook, sheet: Worksheet, row: int, title: str, lines: tuple[str, ...]) -> int:
    """Section and lines from ``row``; returns the row below them."""
    _section(book, sheet, row, title)
    for row, line in enumerate(lines, row + 1):  # noqa: B020, PLR1704 - the rows go on from the section's
        sheet.merge_range(row, _LABEL, row, _HELP, line, book.styles["line"])
    return row + 1


def _write_legend(book: MacroBook, sheet: Worksheet, row: int) -> None:
    _section(book, sheet, row, words.SECTION_LEGEND)
    for place, (look, word) in enumerate(words.LEGEND, row + 1):
        sheet.write_string(place, _LABEL, word, book.styles[look])
