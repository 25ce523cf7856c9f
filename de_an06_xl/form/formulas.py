"""Excel formulas of the row tables, printed from the layout and the rules (Excel 2010 functions only)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from de_an06_xl.conditions import Condition, ExcelNames, condition
from de_an06_xl.form.names import constant_name, message_name, word_name
from de_an06_xl.load_rules import NativeCheck, native_checks
from de_an06_xl.model.cells import column_letters
from de_an06_xl.model.finding import Severity
from de_an06_xl.model.form import Column, FormLayout, SheetSpec

# Marks at the start of each message in a check column; the counts are counts of these marks.
ERROR_MARK = "✖"
QUERY_MARK = "◆"
MISSING_WORD = "Còn thiếu"
CELLS_WORD = "ô."

_WORD = re.compile(r"\[\[(.+?)\]\]")
_CELL = re.compile(r"\{(\w+)\}")
_NUMBER_TEST = re.compile(r"ISNUMBER\(\{(\w+)\}\)")

# Locked columns that every row table gets at its right end, outside the printed area.
COUNT_COLUMNS = (
    Column(code="required", header="Cần điền", kind="calc", width=8, printed=False),
    Column(code="missing", header="Còn thiếu", kind="calc", width=8, printed=False),
    Column(code="errors", header="Số lỗi", kind="calc", width=8, printed=False),
    Column(code="queries", header="Số giải trình", kind="calc", width=8, printed=False),
)


def table_columns(sheet: SheetSpec) -> tuple[Column, ...]:
    """All columns of a sheet's table from left to right: the layout's, then the counts."""
    return sheet.columns + COUNT_COLUMNS


def day_test(cell: str) -> str:
    """True for a number that a spreadsheet can show as a day (1/1/1900 – 31/12/9999)."""
    return f"IFERROR(AND(ISNUMBER({cell}),{cell}>=1,{cell}<{constant_name('LAST_SERIAL')}+1),FALSE)"


def number_test(cell: str) -> str:
    """True for a number that a spreadsheet holds exactly (at most 15 digits before the point)."""
    most = constant_name("LARGEST_NUMBER")
    return f"IFERROR(AND(ISNUMBER({cell}),{cell}<={most},0-{cell}<={most}),FALSE)"


def rule_message(check: NativeCheck) -> str:
    """What the check column says when a native rule fires, with its mark."""
    mark = ERROR_MARK if check.rule.severity is Severity.ERROR else QUERY_MARK
    stop = "" if check.rule.short.endswith("?") else "."
    return f"{mark} {check.rule.short}{stop} "


@cache
def row_formulas(sheet: SheetSpec, layout: FormLayout) -> RowFormulas:
    """The formulas of a sheet's table; the same for every unit."""
    return RowFormulas(sheet, layout)


class RowFormulas:
    """Formulas of one sheet's table for any row; column positions are fixed per sheet."""

    def __init__(self, sheet: SheetSpec, layout: FormLayout) -> None:
        self._letters = {column.code: column_letters(i) for i, column in enumerate(table_columns(sheet))}
        self._inputs = {column.code: column.type for column in sheet.inputs}
        self._templates = self._make_templates(sheet, layout)

    def formula(self, column: str, excel_row: int) -> str:
        """``=…`` for a calc column at a 1-based row."""
        return self._templates[column].replace("\0", str(excel_row))

    def required_and_blank(self, column: Column, excel_row: int) -> str:
        """True while the cell must be filled and is not: for the highlight of missing cells."""
        return f"={self._missing_condition(column)}".replace("\0", str(excel_row))

    def _make_templates(self, sheet: SheetSpec, layout: FormLayout) -> dict[str, str]:
        checks = native_checks(sheet, layout)
        templates = {column.code: "=" + self._fill(column.formula) for column in sheet.columns if column.formula}
        needed = [column for column in sheet.inputs if column.required_when != "False"]
        templates["required"] = "=" + "+".join(
            f"IF({self._safe(condition(column.required_when))},1,0)" for column in needed
        )
        templates["missing"] = "=" + "+".join(f"IF({self._missing_condition(column)},1,0)" for column in needed)
        for code, mark in (("errors", ERROR_MARK), ("queries", QUERY_MARK)):
            check, word = self._ref("check"), word_name(mark)
            templates[code] = f'=LEN({check})-LEN(SUBSTITUTE({check},{word},""))'
        templates["check"] = self._check_text(checks)
        return templates

    def _check_text(self, checks: tuple[NativeCheck, ...]) -> str:
        missing = self._ref("missing")
        parts = [f'IF({missing}>0,{word_name(MISSING_WORD)}&" "&{missing}&" "&{word_name(CELLS_WORD)}&" ","")']
        parts += [f'IF({self._safe(check.when)},{message_name(check.rule.code)},"")' for check in checks]
        return "=" + "&".join(parts)

    def _missing_condition(self, column: Column) -> str:
        both = f'AND({self._excel(condition(column.required_when))},TRIM({self._ref(column.code)})="")'
        return f"IFERROR({both},FALSE)"

    def _safe(self, when: Condition) -> str:
        return f"IFERROR({self._excel(when)},FALSE)"

    def _excel(self, when: Condition) -> str:
        return when.to_excel(ExcelNames(self._ref, word_name, constant_name, self._number_test))

    def _number_test(self, column: str) -> str:
        """Whether a cell holds a usable number; a day only where a date is due. Never an error value."""
        cell = self._ref(column)
        if column not in self._inputs:
            return f"ISNUMBER({cell})"
        return day_test(cell) if self._inputs[column] in ("date", "by_row") else number_test(cell)

    def _ref(self, column: str) -> str:
        return f"${self._letters[column]}\0"

    def _fill(self, template: str) -> str:
        text = _NUMBER_TEST.sub(lambda match: self._number_test(match[1]), template)
        text = _WORD.sub(lambda match: word_name(match[1]), text)
        return _CELL.sub(lambda match: self._ref(match[1]), text)


def words_in(sheet: SheetSpec, layout: FormLayout) -> set[str]:
    """Every word the sheet's formulas name."""
    words = {ERROR_MARK, QUERY_MARK, MISSING_WORD, CELLS_WORD}
    for column in sheet.columns:
        words.update(_WORD.findall(column.formula))
        words |= condition(column.required_when).words
    for check in native_checks(sheet, layout):
        words |= check.when.words
    return words


def messages_of(layout: FormLayout) -> Mapping[str, str]:
    """Rule code → check-column message, for every native rule of the form."""
    return {
        check.rule.code: rule_message(check) for sheet in layout.row_sheets for check in native_checks(sheet, layout)
    }
