"""From a figure of the province to the lines behind it, and from there to the cell in the unit's own file."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import openpyxl
import pytest
import xlsxwriter
from make_submission import Entries
from make_summary import full_month, make_finding_at, make_return, summarise
from openxml_audit import OpenXmlValidator

from de_an06_xl.write_summary import summary_workbook, write_summary
from de_an06_xl.write_summary.block_sheet import MOST_LINKS, BlockSheet, SheetLink
from de_an06_xl.write_summary.file_links import FileLinks, links_to

HEADER = 4
month = cache(full_month)

# folder of the returns | workbook | file | address
WAYS = """
/thang/nop              | /thang/tong-hop.xlsx | BM-01_XP-02647.xlsx     | nop/BM-01_XP-02647.xlsx
/thang/nop              | /thang/tong-hop.xlsx | xã/Bản Hồ.xlsx          | nop/xã/Bản%20Hồ.xlsx
/thang/nộp về           | /thang/tong-hop.xlsx | a.xlsx                  | nộp%20về/a.xlsx
/thang/nop              | /kq/tong-hop.xlsx    | a.xlsx                  | ../thang/nop/a.xlsx
/thang                  | /thang/tong-hop.xlsx | a.xlsx                  | a.xlsx
/thang                  | /thang/tong-hop.xlsx | http://x.invalid/a.xlsx | http%3a//x.invalid/a.xlsx
/thang                  | /thang/tong-hop.xlsx | javascript:a.xlsx       | javascript%3aa.xlsx
/thang/nop              | /thang/tong-hop.xlsx | 50%#1?.xlsx             | nop/50%25%231%3f.xlsx
/thang/nop              | /thang/tong-hop.xlsx | a"<b>'c'.xlsx           | nop/a%22%3cb%3e'c'.xlsx
"""


@pytest.mark.parametrize("line", WAYS.strip().splitlines())
def test_addresses_are_relative_and_never_lead_to_the_web(line: str) -> None:
    folder, workbook, file, address = (part.strip() for part in line.split("|"))
    assert links_to(Path(folder), Path(workbook)).target(file) == address


def test_bytes_of_a_name_that_are_no_text_can_be_written() -> None:
    assert FileLinks("nop/").target("a\udce9\x07.xlsx") == "nop/a%e9%07.xlsx"


def test_without_a_folder_there_is_no_link() -> None:
    assert links_to(None, Path("/thang/tong-hop.xlsx")).target("a.xlsx") == ""
    assert FileLinks("nop/").target("") == ""


def test_another_drive_has_a_whole_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def no_way(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", no_way)
    links = links_to(tmp_path / "nop", tmp_path / "tong-hop.xlsx")
    assert links.target("a.xlsx") == f"{(tmp_path / 'nop').as_uri()}/a.xlsx"


# ------------------------------------------------------------------ in the workbook


@cache
def content() -> bytes:
    return summary_workbook(month(), links=FileLinks("nop/"))


@cache
def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(content()))


def test_every_line_of_the_data_leads_to_its_cell() -> None:
    lines = list(book()["Dữ liệu"].iter_rows(min_row=HEADER + 1))
    assert len(lines) == len(month().data)
    for line in lines:
        file, cell = line[8].value, line[9]
        assert cell.hyperlink.target == f"nop/{file}"
        assert cell.hyperlink.location == f"'{line[3].value}'!{cell.value}"


@pytest.mark.parametrize(
    ("sheet", "shown", "file"),
    [
        ("Phát hiện", "Ô", "Tệp"),
        ("Khó khăn – kiến nghị", "Ô", "Tệp"),
        ("Tình hình nộp", "Tệp", "Tệp"),
        ("Nguồn gốc", "Tệp", "Tệp"),
    ],
)
def test_lines_about_a_file_lead_to_it(sheet: str, shown: str, file: str) -> None:
    page = book()[sheet]
    heads = [cell.value for cell in page[HEADER]]
    found = 0
    for line in page.iter_rows(min_row=HEADER + 1):
        link, name = line[heads.index(shown)], line[heads.index(file)].value
        if link.value is None or name is None or name == "Cơ quan được kiến nghị":
            continue
        found += 1
        assert link.hyperlink.target == f"nop/{name.replace(' ', '%20')}"
    assert found >= len(month().difficulties)


def test_a_score_leads_to_the_unit_s_file_and_a_count_to_its_lines() -> None:
    scores = [line[3] for line in book()["Xếp hạng"].iter_rows(min_row=HEADER + 1) if isinstance(line[3].value, float)]
    assert len(scores) > 100
    assert all(cell.hyperlink.target.startswith("nop/BM-01_2026-10_") for cell in scores)
    page, data = book()["Nhiệm vụ"], book()["Dữ liệu"]
    for line in page.iter_rows(min_row=HEADER + 1):
        where, _, place = line[5].hyperlink.location.partition("!")
        assert where == "'Dữ liệu'"
        assert {row[0].value for row in data[place]} == {line[0].value}


def test_figures_of_the_first_page_lead_on() -> None:
    page = book()["Tổng quan"]
    linked = {cell.hyperlink.location for row in page.iter_rows(max_col=9) for cell in row if cell.hyperlink}
    assert {f"'{name}'!A4" for name in ("Tình hình nộp", "Xếp hạng", "Chỉ tiêu", "Nhiệm vụ")} <= linked
    ranking = book()["Xếp hạng"]
    for row in page.iter_rows(max_col=6):
        for cell in (row[0], row[5]):
            if cell.hyperlink and cell.hyperlink.location.startswith("'Xếp hạng'!A") and isinstance(cell.value, str):
                line = int(cell.hyperlink.location.rpartition("A")[2])
                assert ranking.cell(line, 3).value == cell.value
    contents = {cell.value: cell.hyperlink.location for cell in page["K"] if cell.hyperlink}
    assert contents == {name: f"'{name}'!A1" for name in book().sheetnames[1:]}


def test_links_into_the_workbook_have_a_place_to_go() -> None:
    for sheet in book().worksheets:
        for link in sheet._hyperlinks:
            if not link.target:
                name, _, place = link.location.rpartition("!")
                assert name.strip("'") in book().sheetnames
                assert place


def test_a_file_is_one_relation_however_many_cells_lead_there() -> None:
    with zipfile.ZipFile(io.BytesIO(content())) as package:
        numbers = range(1, len(book().sheetnames) + 1)
        for number in numbers:
            name = f"xl/worksheets/_rels/sheet{number}.xml.rels"
            if name not in package.namelist():
                continue
            targets = [item.attrib["Target"] for item in Tree.fromstring(package.read(name))]
            assert len(targets) == len(set(targets))
        text = b"".join(package.read(f"xl/worksheets/sheet{number}.xml") for number in numbers)
    assert b"HYPERLINK(" not in text
    assert b"<f>" not in text


def test_without_a_folder_nothing_looks_like_a_link_outside() -> None:
    bare = openpyxl.load_workbook(io.BytesIO(summary_workbook(month())))
    for title in ("Dữ liệu", "Phát hiện"):
        sheet = bare[title]
        heads = [cell.value for cell in sheet[HEADER]]
        cell = sheet.cell(HEADER + 1, heads.index("Ô") + 1)
        assert cell.hyperlink is None
        assert cell.font.underline is None
    with zipfile.ZipFile(io.BytesIO(summary_workbook(month()))) as package:
        assert all(b'TargetMode="External"' not in package.read(name) for name in package.namelist())


def test_names_of_files_and_sheets_cannot_break_the_workbook(tmp_path: Path) -> None:
    entries: Entries = {("KK", "KK-01", "content"): "=1+1"}
    name = 'x\'] & <b> "q" é.xlsx'
    finding = make_finding_at(name, sheet="Chỉ 'tiêu' & <x>", cell="K8")
    summary = summarise([make_return("SN-STP", entries, file=name, findings=[finding])])
    folder, path = tmp_path / "nộp & về", tmp_path / "tong-hop.xlsx"
    write_summary(summary, path, returns=folder)
    assert OpenXmlValidator().validate(path).errors == []
    cell = openpyxl.load_workbook(path)["Phát hiện"].cell(HEADER + 1, 7)
    assert cell.hyperlink.location == "'Chỉ ''tiêu'' & <x>'!K8"
    assert cell.hyperlink.target.startswith("nộp%20&%20về/x'%5d%20&%20%3cb%3e")


def test_no_more_links_than_excel_takes() -> None:
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = workbook.add_worksheet("a", worksheet_class=BlockSheet)
    for row in range(MOST_LINKS + 10):
        sheet.add_link(SheetLink(row, 0, "'a'!A1"))
    workbook.close()
    with zipfile.ZipFile(stream) as package:
        assert package.read("xl/worksheets/sheet1.xml").count(b"<hyperlink ") == MOST_LINKS == 65_530
