"""Text that left a return must not come back to life in a spreadsheet program."""

from __future__ import annotations

import csv
import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from de_an06_xl.errors import OutputError
from de_an06_xl.output_files.guarded_csv import guarded_text, write_guarded_csv

FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20"
# written | in the file
TEXTS = """
    =1+1                     | '=1+1
    +84 912                  | '+84 912
    -2+3                     | '-2+3
    @SUM(A1)                 | '@SUM(A1)
    ＝HYPERLINK("a")          | '＝HYPERLINK("a")
    xã A;=cmd|'/c calc'!A1   | xã A;'=cmd|'/c calc'!A1
    một, -hai                | một,' -hai
    "=1+1"                   | '"=1+1"
    1-2                      | 1-2
    85%                      | 85%
    Xã Bắc Hà (cũ: Bắc Hà)   | Xã Bắc Hà (cũ: Bắc Hà)
    e-mail: ban-do@tinh      | e-mail: ban-do@tinh
"""


@pytest.mark.parametrize("line", TEXTS.strip().splitlines())
def test_text(line: str) -> None:
    written, in_file = (cell.strip() for cell in re.split(r" \| ", line, maxsplit=1))
    assert guarded_text(written) == in_file


@pytest.mark.parametrize("start", ["\t", "\r", "\n", " \t", "\u200b", "\ufeff", "\u00a0"])
def test_nothing_hides_a_formula(start: str) -> None:
    assert guarded_text(f"{start}=1+1").startswith("'")


def test_the_file(tmp_path: Path) -> None:
    path = tmp_path / "chỉ tiêu.csv"
    rows = [
        ("mã", "giá trị", "ngày", "ghi chú"),
        ("CT-I.5", -0.5, dt.date(2026, 10, 31), "=1+1"),
        (None, Decimal("1.50")),
    ]
    write_guarded_csv(path, rows)
    expected = "mã,giá trị,ngày,ghi chú\r\nCT-I.5,-0.5,2026-10-31,'=1+1\r\n,1.50\r\n"
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected.encode()
    write_guarded_csv(path, rows, separator=";", byte_order_mark=False)
    assert path.read_bytes() == expected.replace(",", ";").encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Không ghi được"):
        write_guarded_csv(tmp_path / "không có" / "a.csv", [])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("csv")


ODD_TEXT = st.text(st.sampled_from([*FORMULA_STARTS, *"a1 \t\r\n,;|\"'\u00a0\u200b\ufeff"]), max_size=12)


@given(rows=st.lists(st.lists(ODD_TEXT, min_size=1, max_size=4), min_size=1, max_size=3))
@example(rows=[["a", 'b"",=1']])
@example(rows=[["x\n=1", "a;@b"]])
def test_no_cell_begins_a_formula_however_the_file_is_taken_apart(place: Path, rows: list[list[str]]) -> None:
    """Read with the separator it was written with, with another one, and by a program that ignores quotes."""
    path = place / "a.csv"
    write_guarded_csv(path, rows, byte_order_mark=False)
    text = path.read_bytes().decode()
    for separator in ",;\t|":
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            for row in csv.reader(text.splitlines(keepends=True), delimiter=separator, quoting=quoting):
                assert [cell for cell in row if cell.strip(" \t\r\n\"'\u00a0\u200b\ufeff")[:1] and _alive(cell)] == []


def _alive(cell: str) -> bool:
    """A guarded cell begins with an apostrophe, behind quotes that the reader has left standing."""
    bare = cell.lstrip(' \t\r\n"\u00a0\u200b\ufeff')
    return bare[0] in FORMULA_STARTS


@given(rows=st.lists(st.lists(ODD_TEXT, min_size=1, max_size=4), min_size=1, max_size=3))
def test_without_the_guards_the_text_is_what_it_was(place: Path, rows: list[list[str]]) -> None:
    path = place / "b.csv"
    write_guarded_csv(path, rows, byte_order_mark=False)
    with path.open(encoding="utf-8", newline="") as stream:
        read = list(csv.reader(stream))
    plain = [[cell.replace("'", "") for cell in row] for row in read]
    assert plain == [[cell.replace("'", "") for cell in row] for row in rows]
