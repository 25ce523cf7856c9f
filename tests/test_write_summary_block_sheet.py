"""The fast block against XlsxWriter's own cells: the same sheet, strings and styles, byte for byte."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
import xlsxwriter

from de_an06_xl.text.wrapped_lines import wrapped_lines
from de_an06_xl.write_summary.block_sheet import BlockSheet
from de_an06_xl.write_summary.row_heights import row_height

ROWS: list[list[Any]] = [
    ["CT-I.1", 1, None, "Xã & <phường>"],
    ["CT-I.1", 0.1, "Có số liệu", " khoảng trắng "],
    ["=1+1", 1e300, "", "a\x01b"],
    ["_x0041_", -12345678901234567, "dòng\nhai", "Có số liệu"],
]


def package_of(*, as_block: bool) -> dict[str, bytes]:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Dữ liệu", worksheet_class=BlockSheet)
    plain, bold = book.add_format({"border": 1}), book.add_format({"bold": True})
    special = book.add_format({"italic": True})
    # Formats are numbered by first use: here in the same order both ways.
    sheet.write_string(0, 0, "Đầu cột", plain)
    sheet.write_string(1, 1, "trên khối", bold)
    rows = [*ROWS, [("khác kiểu", special), (5, special), None, "x"]]
    formats = [plain, bold, plain, bold]
    if as_block:
        sheet.write_block(2, rows, formats, [None, 30, None, None, 44.25])
    else:
        for number, row in enumerate(rows, 2):
            for column, cell in enumerate(row):
                value, look = cell if isinstance(cell, tuple) else (cell, formats[column])
                if value == "":
                    sheet.write_blank(number, column, None, look)
                elif isinstance(value, str):
                    sheet.write_string(number, column, value, look)
                elif value is not None:
                    sheet.write_number(number, column, value, look)
        sheet.set_row(3, 30)
        sheet.set_row(6, 44.25)
    # A later sheet and format must find strings and styles where they belong.
    other = book.add_worksheet("Sau", worksheet_class=BlockSheet)
    other.write_string(0, 0, "Có số liệu", book.add_format({"font_color": "#FF0000"}))
    book.close()
    with zipfile.ZipFile(io.BytesIO(stream.getvalue())) as package:
        return {name: package.read(name) for name in package.namelist() if "docProps" not in name}


def test_block_equals_cells() -> None:
    block, cells = package_of(as_block=True), package_of(as_block=False)
    # "spans" is an optional hint for the reader that the block leaves out.
    spans = re.compile(rb' spans="\d+:\d+"')
    assert {name: spans.sub(b"", part) for name, part in block.items()} == {
        name: spans.sub(b"", part) for name, part in cells.items()
    }


def test_rows_must_fit_the_formats() -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet("a", worksheet_class=BlockSheet)
    with pytest.raises(ValueError, match="zip"):
        sheet.write_block(0, [["a", "b"]], [book.add_format()])
    book.close()


WRAPS = """
một hai ba      | 10 | 1
một hai ba      | 9  | 2
một hai ba      | 7  | 2
một hai ba      | 3  | 3
mộthaiba        | 3  | 3
a mộthaibabốn b | 5  | 4
"""


@pytest.mark.parametrize("line", WRAPS.strip().splitlines())
def test_wrapped_lines(line: str) -> None:
    text, per_line, lines = (cell.strip() for cell in line.split("|"))
    assert wrapped_lines(text, float(per_line)) == int(lines)


def test_line_breaks_are_lines() -> None:
    assert wrapped_lines("a\n\nb", 10) == 3


def test_row_height() -> None:
    assert row_height(["ngắn", 123456789012345, None], [10, 3, 1]) is None
    two = row_height(["một hai ba bốn năm", "x"], [10, 10])
    assert two == pytest.approx(30)
    assert row_height(["chữ " * 5000], [10]) == 405
