"""Workbooks full of what a form does not have, findings in them, and how to read and compare packages."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from lxml import etree
from openxml_audit import OpenXmlValidator

from de_an06_xl.findings import make_finding
from de_an06_xl.model.cells import CellGrid
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.read_cells import read_cells

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
SEVERITIES = {"lỗi": Severity.ERROR, "giải trình": Severity.QUERY, "lưu ý": Severity.NOTE}
FILL = {"lỗi": "FFFFC7CE", "giải trình": "FFFFEB9C", "lưu ý": "FFDDEBF7"}
# The parts an annotated copy may change; everything else must be the same bytes.
MAY_CHANGE = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


def finding_at(
    sheet: str, cell: str, severity: str = "lỗi", code: str = "C299", message: str = "Sai.", fix: str = "Sửa lại."
) -> Finding:
    return Finding(code, SEVERITIES[severity], "tep.xlsx", message, fix, sheet, cell)


def real_finding(code: str, sheet: str, cell: str, **words: object) -> Finding:
    """A finding with the sentences of its rule."""
    return make_finding(code, "tep.xlsx", sheet=sheet, cell=cell, **words)


def book_of(package: bytes) -> Any:
    with warnings.catch_warnings(action="ignore"):  # openpyxl cannot keep extensions; here it only reads
        return openpyxl.load_workbook(io.BytesIO(package), rich_text=True)


def grid_of(package: bytes, tmp_path: Path) -> CellGrid:
    path = tmp_path / "doc-lai.xlsx"
    path.write_bytes(package)
    opened = open_workbook(path)
    assert isinstance(opened, SafeWorkbook), opened
    grid = read_cells(opened, None)
    assert isinstance(grid, CellGrid)
    return grid


def complaints(package: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "kiem.xlsx"
    path.write_bytes(package)
    return [f"{error.part_uri} {error.description}" for error in OpenXmlValidator().validate(path).errors]


def listed(package: bytes, name: str = "Phát hiện") -> list[list[str]]:
    """The rows of the sheet of findings, blanks left out."""
    rows = book_of(package)[name].iter_rows(values_only=True)
    return [[str(value) for value in row if value is not None] for row in rows]


def contents(package: bytes) -> dict[str, bytes]:
    """Part → bytes."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def packed(package: bytes) -> dict[str, bytes]:
    """Part → bytes as compressed in the file."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        entries = archive.infolist()
    found = {}
    for entry in entries:
        name_length, extra_length = struct.unpack_from("<2H", package, entry.header_offset + 26)
        start = entry.header_offset + 30 + name_length + extra_length
        found[entry.filename] = package[start : start + entry.compress_size]
    return found


def changed_parts(before: bytes, after: bytes) -> tuple[set[str], set[str]]:
    """Names of changed and of new parts, by compressed bytes; none may be lost, and all stay in order."""
    old, new = packed(before), packed(after)
    assert list(new)[: len(old)] == list(old)
    return {name for name in old if new[name] != old[name]}, set(new) - set(old)


def only_added(before: bytes, after: bytes, ignored: Iterable[str] = ()) -> list[str]:
    """What stood in the XML ``before`` and stands no more, or differs, in ``after``; additions are welcome.

    Compared are elements with their attributes and text in document order; ``ignored`` attributes may differ.
    """
    old, new = _events(before, ignored), iter(_events(after, ignored))
    return [event for event in old if not any(event == other for other in new)][:3]


def _events(data: bytes, ignored: Iterable[str]) -> list[str]:
    events = []
    for element in etree.fromstring(data).iter():
        attributes = sorted((key, value) for key, value in element.attrib.items() if key not in ignored)
        events.append(f"{element.tag} {attributes} {element.text or ''}")
    return events


def png() -> io.BytesIO:
    """A red square of four pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff\0\0" * 2) * 2
    header = struct.pack(">2I5B", 2, 2, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return io.BytesIO(data)


def rich_book() -> bytes:
    """Two sheets: ``Số liệu`` (chart, picture, lists, conditional formats, sparklines, comments, table, protection,
    header picture, text box, button, links) and ``Khác`` (comment, picture, merged cells)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_custom_property("MÃ", "giữ nguyên", "text")
    unlocked = book.add_format({"locked": False, "bold": True, "num_format": "#,##0.00", "border": 2})
    sheet, other = book.add_worksheet("Số liệu"), book.add_worksheet("Khác")
    for row in range(10):
        sheet.write_row(row, 0, [f"dòng {row + 1}", row * 1.5, row * row, "3,5"], unlocked)
    sheet.write_formula("F1", "=SUM(B1:B10)", None, 67.5)
    sheet.write_array_formula("F2:F3", "{=B2:B3*2}", None, 3)
    sheet.write_rich_string("A12", "chữ ", book.add_format({"bold": True}), "đậm", " thường")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Số liệu'!$B$1:$B$10"})
    sheet.insert_chart("H2", chart)
    sheet.insert_image("H20", "do.png", {"image_data": png()})
    sheet.insert_textbox("L2", "Hộp chữ")
    sheet.insert_button("L8", {"caption": "Nút"})
    sheet.data_validation("D1:D10", {"validate": "list", "source": ["Có", "Không"]})
    sheet.conditional_format("B1:B10", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("C1:C10", {"type": "3_color_scale"})
    sheet.add_sparkline("E1", {"range": "'Số liệu'!B1:C1"})
    sheet.write_comment("B2", "Ghi chú của xã", {"author": "Xã"})
    sheet.write_comment("C3", "Ghi chú khác", {"author": "Xã"})
    sheet.write_url("A14", "internal:Khác!A1", string="sang trang kia")
    sheet.add_table("A20:B22", {"columns": [{"header": "Tên"}, {"header": "Số"}]})
    sheet.set_header("&L&G", {"image_left": "dau.png", "image_data_left": png()})
    sheet.set_column("N:N", 30, unlocked)
    sheet.set_row(15, 40, unlocked)
    sheet.set_row(16, None, None, {"hidden": True})
    sheet.protect("mat-khau")
    other.merge_range("B2:D3", "gộp", unlocked)
    other.write_comment("A1", "Chú thích trang khác")
    other.insert_image("F5", "do.png", {"image_data": png()})
    book.define_name("MỘT_TÊN", "='Số liệu'!$B$1")
    book.close()
    return buffer.getvalue()


# Findings in the first sheet of :func:`rich_book`.
DATA = "Số liệu"
ON_RICH = (
    finding_at(DATA, "B2", "lưu ý", "C201", "Nhỏ quá."),
    finding_at(DATA, "B2", "lỗi", "R301", "Tử số > mẫu số & “lạ”.", "Ghi lại <số>."),
    finding_at(DATA, "D4", "giải trình", "R302"),
    finding_at(DATA, "C5", "lưu ý", "C202"),
    finding_at(DATA, "G1"),  # behind the last cell of its row
    finding_at(DATA, "E3"),  # between two cells
    finding_at(DATA, "N16"),  # in a row with a format of its own
    finding_at(DATA, "N19"),  # in a column with a format of its own, in a row that does not exist
    finding_at(DATA, "B60"),  # below everything
)
