"""HamMau.xlsx: every example of the registry as a formula, beside what it must give, and whether it does.

The formulas wait behind one cell ("Tính bằng hàm DA06 trên máy này?"). While it says Không they repeat the expected
value, so that a machine without the add-in shows no ``#NAME?``, whatever it recalculates; with Có every cell is worked
out there. Functions of Excel 2010 only.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook

from de_an06_xl.functions.example_cells import FIELDS, LOOKS, WIDTH, Area, cells_of, look_of, row_height
from de_an06_xl.functions.example_formula import file_formula, shown_formula
from de_an06_xl.functions.model import Example, FunctionFacts, cell_value
from de_an06_xl.functions.registry import load_facts, sample_tables, table_block
from de_an06_xl.functions.write_functions_doc import signature

SHEET, DATA_SHEET = "Hàm mẫu", "Dữ liệu mẫu"
SWITCH, ON, OFF = "DA06_TINH", "Có", "Không"
SAME, DIFFERENT, WAITING = "Đúng", "Khác", "Chưa tính"
SWITCH_CELL = "D5"
_TITLE = "HÀM MẪU – CÁC HÀM DA06 VÀ VÍ DỤ"
_NOTES = (
    "Mỗi ví dụ có công thức (dạng chữ, để chép), kết quả, giá trị mong đợi, và hai bên có bằng nhau không.",
    "Ô vàng ghi Không: cột Kết quả chỉ nhắc lại giá trị mong đợi, nên máy chưa cài phần bổ trợ không hiện #NAME?. "
    "Máy đã cài (xem docs/ham.md): chọn Có để tính thật; cột So sánh phải toàn chữ Đúng.",
)
_QUESTION = "Tính bằng hàm DA06 trên máy này?"
_RESULT, _EXPECTED, _VERDICT = 3, 3 + WIDTH, len(FIELDS) - 1
_SPELLED_OUT = 9
_HEADER_ROW = 6
_ERROR_WORDS = '"#NULL!","#DIV/0!","#VALUE!","#REF!","#NAME?","#NUM!","#N/A"'


def example_book() -> bytes:
    """The whole workbook; the same registry gives the same bytes."""
    stream = io.BytesIO()
    workbook = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _Book(workbook).write()
    # A fixed day, not that of the run: the same registry must give the same file.
    workbook.set_properties(
        {"title": _TITLE, "comments": "Số liệu bịa, chỉ để thử hàm.", "created": dt.datetime(2026, 1, 1)}
    )
    workbook.close()
    return stream.getvalue()


class _Book:
    """The two sheets under construction; ``row`` and ``data_row`` are the next free rows."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.looks = {name: workbook.add_format(look) for name, look in LOOKS.items()}
        self.sheet: Any = workbook.add_worksheet(SHEET)
        self.data: Any = workbook.add_worksheet(DATA_SHEET)
        self.row, self.data_row = _HEADER_ROW + 1, 2
        self.tables: dict[str, str] = {}

    def write(self) -> None:
        self._head()
        for facts in load_facts():
            self.sheet.merge_range(self.row, 0, self.row, _VERDICT, "", self.looks["section"])
            self.sheet.write_string(self.row, 0, f"{signature(facts)} – {facts.help}", self.looks["section"])
            self.sheet.set_row(self.row, 32)
            self.row += 1
            for example in facts.examples:
                self._example(facts, example)
        last = self.row - 1
        for word, look in ((SAME, "good"), (DIFFERENT, "bad")):
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.looks[look]}
            self.sheet.conditional_format(_HEADER_ROW + 1, _VERDICT, last, _VERDICT, rule)
        verdicts = xl_range_abs(_HEADER_ROW + 1, _VERDICT, last, _VERDICT)
        for column, word in ((_EXPECTED, SAME), (_EXPECTED + 1, DIFFERENT)):
            count = f'="{word}: "&COUNTIF({verdicts},"{word}")'
            self.sheet.write_formula(4, column, count, self.looks["plain"], f"{word}: 0")
        self._page()

    def _head(self) -> None:
        sheet = self.sheet
        sheet.write_string(0, 0, _TITLE, self.looks["title"])
        for row, note in enumerate(_NOTES, 1):
            sheet.merge_range(row, 0, row, _VERDICT, note, self.looks["note"])
            sheet.set_row(row, 18 if row == 1 else 34)
        sheet.write_string(4, 2, _QUESTION, self.looks["question"])
        sheet.write_string(SWITCH_CELL, OFF, self.looks["switch"])
        sheet.data_validation(SWITCH_CELL, {"validate": "list", "source": [ON, OFF]})
        self.workbook.define_name(SWITCH, f"='{SHEET}'!$D$5")
        for column, (heading, width) in enumerate(FIELDS):
            sheet.set_column(column, column, width)
            sheet.write_string(_HEADER_ROW, column, heading, self.looks["header"])
        self.data.set_column(0, 20, 18)
        self.data.write_string(0, 0, "Vùng và bảng mà các ví dụ dùng (số liệu bịa)", self.looks["title"])

    def _example(self, facts: FunctionFacts, example: Example) -> None:
        expected = cells_of(example.expected)
        wide = len(expected[0]) > WIDTH
        top = self.row
        result = Area(top, _RESULT, len(expected), len(expected[0]))
        below = Area(top + len(expected), _RESULT, len(expected), len(expected[0]))
        wanted = below if wide else Area(top, _EXPECTED, len(expected), len(expected[0]))
        for column, text in ((0, facts.name), (1, example.note), (2, shown_formula(facts, example))):
            self.sheet.write_string(top, column, text, self.looks["text"])
        if wide:
            self.sheet.write_string(wanted.row, 2, "Mong đợi:", self.looks["right"])
        self._write_block(self.sheet, wanted, expected, "expected")
        self._write_result(facts, example, result, wanted)
        verdict = self._verdict(result, wanted)
        self.sheet.write_formula(top, _VERDICT, verdict, self.looks["verdict"], WAITING)
        self._set_heights(facts, example, expected, result, wanted)
        self.row = top + len(expected) * (2 if wide else 1)

    def _set_heights(
        self, facts: FunctionFacts, example: Example, expected: list[list[Any]], result: Area, wanted: Area
    ) -> None:
        """Rows as high as their longest text needs: of a formula's result no program finds that out by itself."""
        beside = {1: example.note, 2: shown_formula(facts, example)}
        for area in {result, wanted}:
            for number, row in enumerate(expected):
                texts = dict(enumerate(map(str, row), area.column))
                if area.row + number == result.row:
                    texts |= beside
                self.sheet.set_row(area.row + number, row_height([(text, FIELDS[c][1]) for c, text in texts.items()]))

    def _write_result(self, facts: FunctionFacts, example: Example, result: Area, wanted: Area) -> None:
        """The formula over the whole block, its cells showing the expected value as long as nothing is worked out."""
        call = file_formula(facts, example, self._place)
        expected = cells_of(example.expected)
        repeated = f'IF({wanted.address}="","",{wanted.address})'
        formula = f'=IF({SWITCH}="{ON}",{call},{repeated})'
        look = self.looks[look_of(expected[0][0], "result")]
        if result.single:
            self.sheet.write_formula(result.row, result.column, formula, look, _cached(expected[0][0]))
            return
        ends = (result.row, result.column, result.last_row, result.last_column)
        self.sheet.write_array_formula(*ends, formula, look, _cached(expected[0][0]))
        for r, row in enumerate(expected):
            for c, value in enumerate(row):
                if r or c:
                    place, cell_look = (result.row + r, result.column + c), self.looks[look_of(value, "result")]
                    cached = _cached(value)
                    if isinstance(cached, bool):
                        self.sheet.write_boolean(*place, cached, cell_look)
                    elif isinstance(cached, str):
                        self.sheet.write_string(*place, cached, cell_look)
                    else:
                        self.sheet.write_number(*place, cached, cell_look)

    def _verdict(self, result: Area, wanted: Area) -> str:
        """Whether the blocks are equal: cell by cell, so that an error is compared by its name; large ones at once."""
        if result.rows * result.columns <= _SPELLED_OUT:
            pairs = zip(result.cells, wanted.cells, strict=True)
            equal = f"AND({','.join(_equal_cells(here, there) for here, there in pairs)})"
        else:
            same = _same(result.address, wanted.address)
            equal = f"SUMPRODUCT(--({same}))={result.rows * result.columns}"
        return f'=IF({SWITCH}="{ON}",IF({equal},"{SAME}","{DIFFERENT}"),"{WAITING}")'

    def _place(self, _number: int, value: Any) -> str:
        """Where a range among the arguments was laid out; a table once for all examples."""
        if isinstance(value, str) and value.startswith("@"):
            table = sample_tables()[value[1:]]
            if table.id not in self.tables:
                self.tables[table.id] = self._lay_out(table.title, [list(row) for row in table_block(table.id)])
            return self.tables[table.id]
        return self._lay_out("Vùng", cells_of(value)) if isinstance(value, (list, tuple)) else ""

    def _lay_out(self, title: str, rows: list[list[Any]]) -> str:
        self.data.write_string(self.data_row, 0, title, self.looks["note"])
        area = Area(self.data_row + 1, 0, len(rows), len(rows[0]))
        self._write_block(self.data, area, rows, "cell")
        self.data_row = area.last_row + 2
        return f"'{DATA_SHEET}'!{area.address}"

    def _write_block(self, sheet: Any, area: Area, rows: list[list[Any]], kind: str) -> None:
        for r, row in enumerate(rows, area.row):
            for c, value in enumerate(row, area.column):
                look = self.looks[look_of(value, kind)]
                shown = _cached(value)
                if shown == "":
                    sheet.write_blank(r, c, None, look)
                elif isinstance(shown, bool):
                    sheet.write_boolean(r, c, shown, look)
                elif isinstance(shown, str):
                    sheet.write_string(r, c, shown, look)
                else:
                    sheet.write_number(r, c, shown, look)

    def _page(self) -> None:
        self.sheet.freeze_panes(_HEADER_ROW + 1, 0)
        self.sheet.repeat_rows(_HEADER_ROW)
        for sheet in (self.sheet, self.data):
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
            sheet.set_footer("&L&A&RTrang &P/&N")


def _cached(value: Any) -> str | float | int:
    """What stands in the cell as long as nothing is worked out; an error is named in words."""
    plain = cell_value(value)
    return "" if plain is None else str(plain) if isinstance(plain, str) else plain


def _equal_cells(here: str, there: str) -> str:
    return f"IF(ISERROR({here}),CHOOSE(ERROR.TYPE({here}),{_ERROR_WORDS})={there},{_same(here, there)})"


def _same(here: str, there: str) -> str:
    """Equal as values or as texts: Calc finds a text made by an add-in equal only once it was joined to another."""
    return f'({here}={there})+({here}&""={there}&"")>0'
