"""The tidy data beside the workbook: when, where, what it says, and that it is never held as a whole."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from make_submission import Entries
from make_summary import full_month, make_return, summarise

from de_an06_xl.errors import OutputError
from de_an06_xl.model.summary import DataRecord
from de_an06_xl.output_files.guarded_csv import write_guarded_csv
from de_an06_xl.pipeline import write_summary_file
from de_an06_xl.write_summary import data_file, write_summary
from de_an06_xl.write_summary.data import FIELDS
from de_an06_xl.write_summary.data_file import data_file_path, write_data_file

HEADERS = [field.header for field in FIELDS]


@pytest.fixture
def few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet holds a hundred rows only."""
    monkeypatch.setattr(data_file, "MOST_ROWS_ON_SHEET", 100)


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def sheet_text(path: Path) -> str:
    book = openpyxl.load_workbook(path, read_only=True)
    return "\n".join(str(value) for row in book["Dữ liệu"].iter_rows(values_only=True) for value in row if value)


def test_a_month_of_the_province_stays_on_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "tong-hop.xlsx"
    write_summary(full_month(), path)
    assert [item.name for item in tmp_path.iterdir()] == ["tong-hop.xlsx"]
    assert "CT-I.5" in sheet_text(path)


@pytest.mark.usefixtures("few_rows")
def test_a_long_table_goes_to_a_file_that_the_sheet_names(tmp_path: Path) -> None:
    path, summary = tmp_path / "tong-hop.xlsx", full_month()
    write_summary(summary, path)
    beside = tmp_path / "tong-hop.du-lieu.csv"
    head, *rows = rows_of(beside)
    assert head == HEADERS
    assert len(rows) == len(summary.data) > 100
    wanted = [(item.row_id, item.unit, item.file, item.cell) for _, items in summary.data.by_unit() for item in items]
    assert [(row[0], row[1], row[8], row[9]) for row in rows] == wanted
    told = sheet_text(path)
    assert beside.name in told
    assert hashlib.sha256(beside.read_bytes()).hexdigest() in told
    assert str(len(rows)) in told
    assert "CT-I.5" not in told


@pytest.mark.usefixtures("few_rows")
def test_nothing_links_to_rows_that_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "tong-hop.xlsx"
    write_summary(full_month(), path)
    book = openpyxl.load_workbook(path)
    links = [cell.hyperlink.location for row in book["Chỉ tiêu"].iter_rows() for cell in row if cell.hyperlink]
    assert not [link for link in links if link and "Dữ liệu" in link]


@pytest.mark.usefixtures("few_rows")
def test_same_summary_same_files_and_the_last_ones_are_kept(tmp_path: Path) -> None:
    path, summary = tmp_path / "tong-hop.xlsx", full_month()
    for _ in range(2):
        write_summary_file(summary, path)
    assert data_file_path(path).read_bytes() == (tmp_path / "tong-hop.du-lieu.truoc-1.csv").read_bytes()
    assert path.read_bytes() == (tmp_path / "tong-hop.truoc-1.xlsx").read_bytes()


@pytest.mark.usefixtures("few_rows")
def test_text_of_a_return_can_never_become_a_formula(tmp_path: Path) -> None:
    entries: Entries = {("KK", f"KK-{number:02d}", "content"): "=1+1; +2" for number in range(1, 21)}
    units = ("SN-STP", "SN-STC", "SN-SYT", "SN-SNV", "SN-CAT", "SN-SKHCN")
    summary = summarise([make_return(unit, entries) for unit in units])
    write_data_file(summary.data, tmp_path / "a.xlsx", HEADERS)
    rows = rows_of(tmp_path / "a.du-lieu.csv")
    texts = {row[6] for row in rows[1:]}
    assert any(text.startswith("'=1+1;'") for text in texts)
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@"))]


class Counted:
    """Tidy data that knows how many records of it are held at the same time."""

    def __init__(self, units: int, rows: int) -> None:
        self.units, self.rows, self.held, self.most = units, rows, 0, 0

    def __len__(self) -> int:
        return self.units * self.rows

    def __iter__(self) -> Iterator[DataRecord]:
        raise AssertionError("a long table must not be unpacked at once")

    def by_unit(self) -> Iterator[tuple[str, list[DataRecord]]]:
        counted = self

        class Record(DataRecord):
            def __del__(self) -> None:
                counted.held -= 1

        for number in range(self.units):
            records: list[DataRecord] = []
            for row in range(self.rows):
                self.held += 1
                records.append(Record(f"CT-{row}", "A", "Xã A", "Chỉ tiêu", "Tử số", None, "x", None, "a", "K7"))
            self.most = max(self.most, self.held)
            yield f"{number}.xlsx", records
            records = []


@pytest.mark.usefixtures("few_rows")
def test_no_more_than_two_returns_are_unpacked_at_a_time(tmp_path: Path) -> None:
    data = Counted(units=50, rows=20)
    file = write_data_file(data, tmp_path / "tong-hop.xlsx", HEADERS)
    assert file is not None
    assert file.rows == 1000 == len(rows_of(tmp_path / file.name)) - 1
    assert data.most <= 40


def test_rows_are_written_as_they_come(tmp_path: Path) -> None:
    """The writer asks for the next row only when the one before is on its way."""
    asked: list[int] = []

    def rows() -> Iterator[list[str]]:
        for number in range(5):
            asked.append(number)
            yield [str(number)]
        raise OutputError("giữa chừng")

    path = tmp_path / "a.csv"
    path.write_text("cũ", encoding="utf-8")
    with pytest.raises(OutputError, match="giữa chừng"):
        write_guarded_csv(path, rows())
    assert asked == list(range(5))
    # Whole or not at all: the older file still stands.
    assert path.read_text(encoding="utf-8") == "cũ"
    assert [item.name for item in tmp_path.iterdir()] == ["a.csv"]
