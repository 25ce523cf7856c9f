"""The workbook under construction: formats, defined names, hidden sheets that both workbooks have."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from de_an06_xl.build_macro_workbooks.patch_package import patch_package
from de_an06_xl.build_macro_workbooks.styles import FONT, Styles
from de_an06_xl.build_macro_workbooks.vba_project import vba_project
from de_an06_xl.control_workbook.names import CONFIG, CONFIG_SHEET, ERROR_SHEET, LEVEL, SENTENCE_PREFIX, SENTENCES_SHEET
from de_an06_xl.control_workbook.words import VBA_SENTENCES
from de_an06_xl.model.cells import cell_address
from de_an06_xl.model.plan import Plan

_A4 = 9


@dataclass(frozen=True, slots=True)
class MacroBook:
    """``plan`` gives lists and the fixed moment of creation."""

    workbook: Workbook
    stream: io.BytesIO
    styles: Styles
    plan: Plan

    def add_sheet(self, name: str, code_name: str, *, pages_high: int = 0) -> Worksheet:
        """A sheet with its page set up, one page wide and ``pages_high`` (0: as many as it takes)."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_vba_name(code_name)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, pages_high)
        sheet.set_footer("&L&9&F&C&9&A&R&9Trang &P/&N")
        return sheet

    def name_cell(self, name: str, sheet: Worksheet, row: int, column: int) -> None:
        """Give one cell a defined name."""
        self.name_area(name, sheet, row, column, row, column)

    def name_area(self, name: str, sheet: Worksheet, row: int, column: int, last_row: int, last_column: int) -> None:
        corners = (cell_address(row, column), cell_address(last_row, last_column))
        area = ":".join(dict.fromkeys(_fixed(corner) for corner in corners))
        self.workbook.define_name(name, f"='{sheet.get_name()}'!{area}")

    def add_machinery(self) -> None:
        """The sheets of settings, of sentences and of technical errors; only the first can be made visible by hand."""
        config = self.add_sheet(CONFIG_SHEET, "shCauHinh")
        config.set_column(0, 0, 34)
        config.set_column(1, 1, 60)
        config.set_column(2, 2, 70)
        # No header row: xlwings takes every row, the first included, for a setting.
        for row, (key, value, explanation) in enumerate(CONFIG):
            config.write_string(row, 0, key, self.styles["label"])
            config.write(row, 1, value or None, self.styles["input_text"])
            config.write_string(row, 2, explanation, self.styles["help"])
        config.hide()
        sentences = self.add_sheet(SENTENCES_SHEET, "shLoiNhan")
        sentences.set_column(0, 0, 28)
        sentences.set_column(1, 1, 120)
        for row, (code, sentence) in enumerate(VBA_SENTENCES.items()):
            sentences.write_string(row, 0, code, self.styles["label"])
            sentences.write_string(row, 1, sentence, self.styles["wrapped"])
            self.name_cell(f"{SENTENCE_PREFIX}{code}", sentences, row, 1)
        level = len(VBA_SENTENCES)
        sentences.write_string(level, 0, LEVEL, self.styles["label"])
        sentences.write_blank(level, 1, None, self.styles["wrapped"])
        self.name_cell(LEVEL, sentences, level, 1)
        sentences.very_hidden()
        self.add_sheet(ERROR_SHEET, "shLoi").very_hidden()

    def finish(self, title: str, modules: Mapping[str, str], ribbon: str = "") -> bytes:
        """The finished package with its VBA project; with ``ribbon`` an add-in."""
        sheets: list[Any] = self.workbook.worksheets()
        project = vba_project([sheet.vba_codename for sheet in sheets], modules)
        self.workbook.set_vba_name("ThisWorkbook")
        self.workbook.add_vba_project(io.BytesIO(project), is_stream=True)
        header, start = self.plan.header, self.plan.header.programme_start
        self.workbook.set_properties(
            {
                "title": title,
                "company": header.province,
                "subject": f"Kế hoạch {self.plan.version_id}",
                # A fixed moment: the same sources give the same bytes.
                "created": dt.datetime(start.year, start.month, start.day),
            }
        )
        self.workbook.close()
        return patch_package(self.stream.getvalue(), ribbon)


def open_macro_book(plan: Plan) -> MacroBook:
    """An empty workbook in which text stays text."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": dict(FONT),
        },
    )
    return MacroBook(workbook, stream, Styles(workbook), plan)


def _fixed(address: str) -> str:
    """``C17`` → ``$C$17``."""
    letters = address.rstrip("0123456789")
    return f"${letters}${address[len(letters) :]}"
