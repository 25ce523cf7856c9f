"""A unit's form laid out cell by cell from layout, plan and policy: pure, no file yet.

The same document is written by ``build_forms`` and can be compared with what comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from de_an06_xl.conditions import condition
from de_an06_xl.form.formulas import RowFormulas, messages_of, row_formulas, table_columns, words_in
from de_an06_xl.form.identity import fingerprint
from de_an06_xl.form.lay_out_guide import lay_out_guide
from de_an06_xl.form.lay_out_score import SheetCounts, lay_out_score
from de_an06_xl.form.names import count_name, list_name, message_name, word_name
from de_an06_xl.form.rows import SENT_DATE_ROW, Facts, FormContext, form_rows
from de_an06_xl.model.cells import cell_address, column_letters
from de_an06_xl.model.form import Column, FormIdentity, FormLayout, SheetSpec
from de_an06_xl.model.form_document import FormCell, FormDocument, FormSheet, InputCell, Style
from de_an06_xl.model.past_values import UsualRange

# (sheet, row id, column) → value of an input, for forms that start filled (demonstration, tests).
Entries = Mapping[tuple[str, str, str], Any]

META_SHEET = "_meta"
HEADER_ROW = 5
MESSAGE_COLUMN = 1
"""Where the hidden sheet keeps what the check column says."""


def absolute(sheet: str, row: int, column: int, last_row: int | None = None) -> str:
    """``'Chỉ tiêu'!$K$9`` or, with ``last_row``, the column range down to it."""
    start = f"'{sheet}'!${column_letters(column)}${row + 1}"
    return start if last_row is None else f"{start}:${column_letters(column)}${last_row + 1}"


def lay_out_form(context: FormContext, layout: FormLayout, entries: Entries | None = None) -> FormDocument:
    """The document of BM-01 for one unit and period; ``entries`` pre-fill inputs."""
    rows = form_rows(context)
    names: dict[str, str] = {}
    sheets = []
    for spec in layout.sheets:
        if spec.kind == "guide":
            sheets.append(lay_out_guide(spec, layout, context))
        elif spec.kind == "score":
            counts = [_counts(sheet) for sheet in sheets if sheet.spec.kind == "rows"]
            sheet, score_names = lay_out_score(spec, context, counts)
            sheets.append(sheet)
            names |= score_names
        else:
            sheets.append(_lay_out_table(spec, layout, context, rows[spec.code], entries or {}, names))
    meta = _lay_out_meta(layout, names)
    identity = FormIdentity(
        form=layout.id,
        version=layout.version,
        period=context.period.id,
        unit=context.unit.code,
        plan=context.plan.version_id,
        policy=context.policy.version_id,
        hash=fingerprint(
            (sheet.spec.name, cell.row, cell.column, cell.value, cell.formula)
            for sheet in sheets
            for cell in sheet.cells
            if not cell.is_input
        ),
    )
    return FormDocument(sheets=sheets, names=names, meta=meta, identity=identity)


def _lay_out_table(
    spec: SheetSpec,
    layout: FormLayout,
    context: FormContext,
    rows: Mapping[str, Facts],
    entries: Entries,
    names: dict[str, str],
) -> FormSheet:
    columns = table_columns(spec)
    sheet = FormSheet(spec, header_row=HEADER_ROW, first=HEADER_ROW + 1, last=HEADER_ROW + len(rows))
    sheet.widths = [column.width for column in columns]
    sheet.printed_columns = sum(column.printed for column in columns)
    sheet.cells += _heading(spec, context)
    sheet.cells += [FormCell(HEADER_ROW, i, "header", column.header) for i, column in enumerate(columns)]
    if not rows:
        sheet.cells.append(FormCell(HEADER_ROW + 1, 0, "note", spec.empty_note))
    formulas = row_formulas(spec, layout)
    for row, (row_id, facts) in enumerate(rows.items(), start=sheet.first):
        for i, column in enumerate(columns):
            usual = context.past.row(row_id).ranges.get(column.code)
            sheet.cells.append(_table_cell(sheet, column, row, i, row_id, facts, formulas, entries, usual))
    _add_status(sheet, columns, names)
    if spec.code == "TT":
        sent_row = sheet.first + list(rows).index(SENT_DATE_ROW)
        value_column = [column.code for column in columns].index("value")
        names["DA06_NGAY_GUI"] = absolute(spec.name, sent_row, value_column)
    return sheet


def _heading(spec: SheetSpec, context: FormContext) -> list[FormCell]:
    line = f"{context.unit.name} ({context.unit.code}) – Kỳ báo cáo: {context.period.label_vi}"
    return [
        FormCell(0, 0, "title", spec.title),
        FormCell(1, 0, "subtitle", line),
        FormCell(2, 0, "note", spec.note),
    ]


def _table_cell(
    sheet: FormSheet,
    column: Column,
    row: int,
    index: int,
    row_id: str,
    facts: Facts,
    formulas: RowFormulas,
    entries: Entries,
    usual: UsualRange | None,
) -> FormCell:
    if column.kind == "code":
        return FormCell(row, index, "code", row_id)
    if column.kind == "calc":
        style: Style = "check" if column.code == "check" else "calc"
        return FormCell(
            row, index, style, formula=formulas.formula(column.code, row + 1), number_format=column.number_format
        )
    if column.kind == "reference":
        value = facts.get(column.code)
        return FormCell(row, index, "reference", value, number_format=_reference_format(column, value))
    if not condition(column.used_when).holds(facts):
        given = facts.get("given")
        return FormCell(row, index, "unused" if given is None else "reference", given, "", _day_format(facts))
    sheet.inputs.append(InputCell(row, index, column, row_id, facts, usual))
    value = entries.get((sheet.spec.code, row_id, column.code))
    return FormCell(row, index, "input", value, "", column.number_format or _day_format(facts), is_input=True)


def _reference_format(column: Column, value: object) -> str:
    if not isinstance(value, (int, Decimal)):
        return ""
    # A figure of the past is a share or a count: decimals only where it has any.
    whole = column.remembered and value == int(value)
    return column.number_format.partition(".")[0] if whole else column.number_format


def _day_format(facts: Facts) -> str:
    return "dd/mm/yyyy" if facts.get("input_kind") == "Ngày" else ""


def _add_status(sheet: FormSheet, columns: tuple[Column, ...], names: dict[str, str]) -> None:
    """The check block in the frozen rows: three named totals and one sentence made from them."""
    position = {column.code: i for i, column in enumerate(columns)}
    refs = {}
    for kind, code in (("CON", "missing"), ("LOI", "errors"), ("HOI", "queries")):
        index = position[code]
        formula = f"=SUM({_range(index, sheet)})" if sheet.last >= sheet.first else "=0"
        sheet.cells.append(FormCell(3, index, "total", formula=formula))
        name = count_name(kind, sheet.spec.code)
        names[name] = absolute(sheet.spec.name, 3, index)
        refs[kind] = name
    sentence = "&".join(
        part
        for kind, before, after in (
            ("CON", "Còn", "ô bắt buộc chưa điền;"),
            ("LOI", "", "lỗi;"),
            ("HOI", "", "ô cần giải trình"),
        )
        for part in ([f'{word_name(before)}&" "'] if before else []) + [refs[kind], f'" "&{word_name(after)}&" "']
    )
    sheet.cells.append(FormCell(3, 0, "status", formula=f"={sentence}"))


STATUS_WORDS = ("Còn", "ô bắt buộc chưa điền;", "lỗi;", "ô cần giải trình")


def _range(index: int, sheet: FormSheet) -> str:
    letters = column_letters(index)
    return f"{letters}{sheet.first + 1}:{letters}{sheet.last + 1}"


def _counts(sheet: FormSheet) -> SheetCounts:
    """Where the score sheet finds this sheet's totals, points and filled inputs."""
    columns = table_columns(sheet.spec)
    position = {column.code: i for i, column in enumerate(columns)}
    ranges: dict[str, str] = {}
    if sheet.last >= sheet.first:
        for code, index in position.items():
            ranges[code] = absolute(sheet.spec.name, sheet.first, index, sheet.last)
    filled = []
    for column, index in sorted({(cell.column.code, cell.index) for cell in sheet.inputs}, key=lambda pair: pair[1]):
        used_rows = [cell.row for cell in sheet.inputs if cell.column.code == column]
        filled.append(absolute(sheet.spec.name, min(used_rows), index, max(used_rows)))
    return SheetCounts(sheet.spec.code, sheet.spec.name, ranges, tuple(filled))


def _lay_out_meta(layout: FormLayout, names: dict[str, str]) -> list[FormCell]:
    """Words, lists and messages of the very hidden sheet; A1 is left for the identity."""
    cells: list[FormCell] = []

    def put(row: int, column: int, value: str, name: str) -> None:
        cells.append(FormCell(row, column, "plain", value))
        if name in names:
            raise AssertionError(f"two meanings of {name}")
        names[name] = f"{META_SHEET}!${column_letters(column)}${row + 1}"

    words = set(STATUS_WORDS).union(*(words_in(sheet, layout) for sheet in layout.row_sheets))
    for row, word in enumerate(sorted(words), start=1):
        put(row, 0, word, word_name(word))
    for row, (code, message) in enumerate(messages_of(layout).items(), start=1):
        put(row, MESSAGE_COLUMN, message, message_name(code))
    for column, spec in enumerate(layout.lists, start=2):
        cells += [FormCell(row, column, "plain", item) for row, item in enumerate(spec.items, start=1)]
        letters = column_letters(column)
        names[list_name(spec.code)] = f"{META_SHEET}!${letters}$2:${letters}${len(spec.items) + 1}"
    return cells


def lay_out_meta(layout: FormLayout) -> list[FormCell]:
    """Words, lists and messages of the very hidden sheet: the same in every form of ``layout``."""
    return _lay_out_meta(layout, {})


def address_of(document: FormDocument, sheet_code: str, row_id: str, column: str) -> tuple[str, str]:
    """Sheet name and address (``K9``) of an input. Raises ``KeyError`` when the form has no such input."""
    for sheet in document.sheets:
        if sheet.spec.code == sheet_code:
            for cell in sheet.inputs:
                if cell.row_id == row_id and cell.column.code == column:
                    return sheet.spec.name, cell_address(cell.row, cell.index)
    raise KeyError((sheet_code, row_id, column))
