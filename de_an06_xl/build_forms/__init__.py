"""Forms as macro-free .xlsx files: one for each unit and period, and the blank templates."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from de_an06_xl.build_forms.patch_package import patch_form_package
from de_an06_xl.build_forms.row_heights import row_heights
from de_an06_xl.build_forms.styles import FONT, STYLES
from de_an06_xl.conditions import condition
from de_an06_xl.form.formulas import row_formulas
from de_an06_xl.form.lay_out_form import META_SHEET, Entries, lay_out_form
from de_an06_xl.form.names import IDENTITY_NAME, SHEET_PASSWORD, constant_name, list_name
from de_an06_xl.form.rows import FormContext
from de_an06_xl.form.usual_text import message_with_range
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.form import FormIdentity, FormLayout
from de_an06_xl.model.form_document import FormCell, FormDocument, FormSheet, InputCell, Style
from de_an06_xl.output_files.write_file import write_whole

_FREEZE_COLUMNS = 2
_FIRST_DAY, _FINAL_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
_ZOOM = 90
_PROTECTION = {
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
}


def form_file_name(context: FormContext, layout: FormLayout) -> str:
    """``BM-01_2026-10_XP-02647.xlsx``."""
    return f"{layout.id}_{context.period.id}_{context.unit.code}.xlsx"


def build_form(context: FormContext, layout: FormLayout, path: Path, entries: Entries | None = None) -> FormIdentity:
    """Write the form of one unit and period to ``path`` and return its identity.

    ``entries`` fill inputs, ``(sheet, row id, column) → text, number or date``. The same
    arguments give the same bytes. Raises :class:`OutputError` when the file cannot be written.
    """
    document = lay_out_form(context, layout, entries)
    write_whole(path, form_bytes(document, context, layout))
    return document.identity


def form_bytes(document: FormDocument, context: FormContext, layout: FormLayout) -> bytes:
    """The .xlsx package of a laid-out form."""
    buffer = io.BytesIO()
    writer = _FormWriter(xlsxwriter.Workbook(buffer, {"default_format_properties": FONT, "in_memory": True}))
    for sheet in document.sheets:
        writer.write_sheet(sheet, layout, context)
    writer.write_meta(document)
    writer.finish(document, context, layout)
    return patch_form_package(buffer.getvalue(), writer.style_names())


class _FormWriter:
    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[Style, str, bool], Format] = {}

    def write_sheet(self, sheet: FormSheet, layout: FormLayout, context: FormContext) -> None:
        worksheet = self._workbook.add_worksheet(sheet.spec.name)
        worksheet.set_vba_name(f"DA06_{sheet.spec.code}")
        for index, width in enumerate(sheet.widths):
            worksheet.set_column(index, index, width)
        for cell in sheet.cells:
            self._write_cell(worksheet, cell)
        for row, height in row_heights(sheet).items():
            worksheet.set_row(row, height)
        if sheet.spec.kind == "rows":
            self._finish_table(worksheet, sheet, layout)
        worksheet.set_zoom(_ZOOM)
        worksheet.protect(SHEET_PASSWORD, _PROTECTION)
        self._set_up_page(worksheet, sheet, layout, context)

    def write_meta(self, document: FormDocument) -> None:
        worksheet = self._workbook.add_worksheet(META_SHEET)
        worksheet.set_vba_name("DA06_META")
        worksheet.write_string(0, 0, str(document.identity), self._format("plain"))
        for cell in document.meta:
            self._write_cell(worksheet, cell)
        worksheet.protect(SHEET_PASSWORD, _PROTECTION)
        worksheet.very_hidden()

    def finish(self, document: FormDocument, context: FormContext, layout: FormLayout) -> None:
        for name in sorted(document.names):
            self._workbook.define_name(name, f"={document.names[name]}")
        self._workbook.define_name(IDENTITY_NAME, f'="{document.identity}"')
        self._workbook.set_custom_property(IDENTITY_NAME, str(document.identity), "text")
        day = context.period.last_day
        self._workbook.set_properties(
            {
                "title": f"{layout.id} – {context.unit.name} – {context.period.label_vi}",
                "subject": layout.title,
                "company": context.plan.header.province,
                # A fixed moment, so that the same form has the same bytes whenever it is built.
                "created": dt.datetime(day.year, day.month, day.day),
            }
        )
        self._workbook.close()

    def style_names(self) -> dict[int, str]:
        """xf index → style name, known once the workbook is closed."""
        return {fmt.xf_index: STYLES[style][0] for (style, _, _), fmt in self._formats.items()}

    def _format(self, style: Style, number_format: str = "", *, shown_only: bool = False) -> Format:
        """``shown_only``: the look of an input in the colour key, which nobody may fill."""
        key = (style, number_format, shown_only)
        if key not in self._formats:
            properties: dict[str, Any] = {**FONT, **STYLES[style][1]}
            if shown_only:
                properties["locked"] = True
            if number_format:
                properties["num_format"] = number_format
            self._formats[key] = self._workbook.add_format(properties)
        return self._formats[key]

    def _write_cell(self, worksheet: Worksheet, cell: FormCell) -> None:
        fmt = self._format(cell.style, cell.number_format, shown_only=cell.style == "input" and not cell.is_input)
        if cell.formula:
            worksheet.write_formula(cell.row, cell.column, cell.formula, fmt, "")
        elif cell.value is None or cell.value == "":
            worksheet.write_blank(cell.row, cell.column, None, fmt)
        elif isinstance(cell.value, str):
            worksheet.write_string(cell.row, cell.column, cell.value, fmt)
        elif isinstance(cell.value, ErrorValue):
            worksheet.write_formula(cell.row, cell.column, f"={cell.value}", fmt, str(cell.value))
        elif isinstance(cell.value, dt.date):
            worksheet.write_datetime(cell.row, cell.column, cell.value, fmt)
        else:
            worksheet.write_number(cell.row, cell.column, float(cell.value), fmt)

    def _finish_table(self, worksheet: Worksheet, sheet: FormSheet, layout: FormLayout) -> None:
        worksheet.freeze_panes(sheet.header_row + 1, _FREEZE_COLUMNS)
        if sheet.last < sheet.first:
            return
        worksheet.autofilter(sheet.header_row, 0, sheet.last, len(sheet.widths) - 1)
        formulas = row_formulas(sheet.spec, layout)
        missing = self._workbook.add_format({"bg_color": "#F4B183"})
        for first, last, run in _runs(sheet.inputs):
            worksheet.data_validation(first, run.index, last, run.index, _validation(run))
            if run.column.required_when != "False":
                rule = {
                    "type": "formula",
                    "criteria": formulas.required_and_blank(run.column, first + 1),
                    "format": missing,
                }
                worksheet.conditional_format(first, run.index, last, run.index, rule)

    def _set_up_page(self, worksheet: Worksheet, sheet: FormSheet, layout: FormLayout, context: FormContext) -> None:
        worksheet.set_landscape()
        worksheet.set_paper(9)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        worksheet.fit_to_pages(1, 1 if sheet.spec.kind == "guide" else 0)
        worksheet.print_area(0, 0, max(sheet.last, sheet.header_row + 1), max(sheet.printed_columns - 1, 0))
        if sheet.spec.kind == "rows":
            worksheet.repeat_rows(sheet.header_row)
        whose = f"{context.unit.code} – {context.period.label_vi}"
        worksheet.set_footer(f"&L&F&C{whose} – Trang &P/&N&RPhiên bản {layout.version}")


def _runs(inputs: list[InputCell]) -> Iterator[tuple[int, int, InputCell]]:
    """Inputs below each other with the same validation: first row, last row, one of them."""
    ordered = sorted(inputs, key=lambda cell: (cell.index, cell.row))
    numbered = [(cell.row - i, cell) for i, cell in enumerate(ordered)]
    # A usual range is the row's own, and so is the message that tells it.
    for _, group in groupby(numbered, key=lambda pair: (pair[0], pair[1].index, _kind_of(pair[1]), pair[1].usual)):
        cells = [cell for _, cell in group]
        yield cells[0].row, cells[-1].row, cells[0]


def _kind_of(cell: InputCell) -> tuple[str, str]:
    """The validation kind and list of one input, by the facts of its row."""
    column, facts = cell.column, cell.facts
    if column.type == "by_row":
        return ("date" if facts.get("input_kind") == "Ngày" else "text"), ""
    if column.type == "number" and facts.get("shape") == "Số lượng":
        return "count", ""
    for case in column.list_cases:
        if condition(case.when).holds(facts):
            return column.type, case.list
    return column.type, column.list


def _validation(cell: InputCell) -> dict[str, Any]:
    """The native validation: *stop* for impossible values, *warning* for unlikely ones."""
    column = cell.column
    kind, list_code = _kind_of(cell)
    common = {
        "ignore_blank": True,
        "input_title": column.title,
        "input_message": message_with_range(column, cell.usual),
        "error_title": "Chưa đúng",
        "error_message": column.error,
        "error_type": "stop",
    }
    if kind == "list":
        return {**common, "validate": "list", "source": f"={list_name(list_code)}"}
    if kind == "date":
        return {**common, **_date_limits(column.code)}
    if kind == "text":
        return {**common, "validate": "length", "criteria": "<=", "value": column.max_length}
    if column.maximum is not None:
        limits = {"criteria": "between", "minimum": float(column.minimum or 0), "maximum": float(column.maximum)}
    else:
        limits = {"criteria": ">=", "value": float(column.minimum or 0)}
    return {**common, "validate": "integer" if kind == "count" else "decimal", **limits}


def _date_limits(column: str) -> dict[str, Any]:
    limits = {"validate": "date", "criteria": "between", "minimum": _FIRST_DAY, "maximum": _FINAL_DAY}
    if column == "completion_date":
        # After the period's last day "Hoàn thành" is impossible; any earlier day is at most odd.
        return {**limits, "maximum": f"={constant_name('LAST_DAY')}"}
    if column == "value":
        return limits
    earliest, latest = (f"={constant_name(code)}" for code in ("EARLIEST_DATE", "LATEST_DATE"))
    return {**limits, "minimum": earliest, "maximum": latest, "error_type": "warning"}
