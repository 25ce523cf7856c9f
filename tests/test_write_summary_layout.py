"""How the sheets are laid out: page set-up, filters and names, formats, columns and rows that fit their text."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from summary_months import HEADER, MONTHS, workbook, written

from de_an06_xl.write_summary import SHEETS

ON_A3 = ("Chỉ tiêu", "Nhiệm vụ", "Bản đồ CT sở, ngành", "Bản đồ CT xã, phường", "Bản đồ nhiệm vụ")
UPRIGHT = ("Bản đồ CT xã, phường", "Bản đồ nhiệm vụ", "Diễn biến")


@pytest.mark.parametrize("name", MONTHS)
def test_pages_are_set_up(name: str) -> None:
    for sheet in workbook(name).worksheets:
        assert sheet.page_setup.paperSize == (8 if sheet.title in ON_A3 else 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # One page wide always; the overview is one page in all.
        assert sheet.page_setup.fitToWidth in (None, 1)
        footer = f"{sheet.oddFooter.left.text} {sheet.oddFooter.right.text}"
        assert "KH-LAOCAI-2026-2030/2026.1" in footer
        assert "DTT/v1" in footer
        assert "&P/&N" in footer.replace("Page", "P") or "Trang" in footer
        if sheet.title == "Tổng quan":
            assert sheet.page_setup.fitToHeight in (None, 1)
            assert sheet.page_setup.orientation == "portrait"
            assert sheet.print_area
        else:
            # A map of indicators is one page in all.
            assert sheet.page_setup.fitToHeight == (None if "CT" in sheet.title else 0)
            assert sheet.page_setup.orientation == ("portrait" if sheet.title in UPRIGHT else "landscape")
            # Several blocks below one another: no head is right for all of them.
            repeated = "$1:$1" if sheet.title == "Cảnh báo" else f"${HEADER}:${HEADER}"
            assert sheet.print_title_rows == repeated
            assert sheet.freeze_panes
            assert not sheet.merged_cells.ranges


def test_blocks_are_filtered_and_named() -> None:
    book = workbook("all units")
    for title, name in (
        ("Chỉ tiêu", "DA06_ChiTieu"),
        ("Nhiệm vụ", "DA06_NhiemVu"),
        ("Tình hình nộp", "DA06_TinhHinhNop"),
        ("Phát hiện", "DA06_PhatHien"),
        ("Khó khăn – kiến nghị", "DA06_KhoKhan"),
        ("Dữ liệu", "DA06_DuLieu"),
        ("Nguồn gốc", "DA06_NguonGoc"),
    ):
        sheet = book[title]
        place = book.defined_names[name].attr_text
        assert place.replace("$", "") == f"'{title}'!{sheet.auto_filter.ref}"
        if title != "Khó khăn – kiến nghị":  # below its block stands the count by addressee
            assert sheet.auto_filter.ref == f"A{HEADER}:{sheet.dimensions.partition(':')[2]}"
    assert set(book["Xếp hạng"].tables) == {"DA06_XepHangSoNganh", "DA06_XepHangXaPhuong"}


@pytest.mark.parametrize("title", [name for name, _ in SHEETS[1:]])
def test_formats(title: str) -> None:
    """Dates look like dates, figures are grouped, one sans font of at least 11 points, headers wrap."""
    sheet = workbook("all units")[title]
    for cell in sheet[HEADER]:
        assert cell.alignment.wrap_text
    for row in sheet.iter_rows(min_row=HEADER + 1, max_row=HEADER + 60):
        for cell in row:
            assert cell.font.name == "Arial"
            assert cell.font.size >= 11
            if isinstance(cell.value, dt.datetime):
                assert cell.number_format == "dd/mm/yyyy"
            elif isinstance(cell.value, (int, float)) and title != "Dữ liệu":
                assert "#,##0" in cell.number_format


def test_columns_are_wide_enough_for_their_words() -> None:
    """No word of a header, no code, no date is wider than its column."""
    # A copy of its own: asking a sheet for a cell makes one, and others ask how far the sheet reaches.
    for sheet in openpyxl.load_workbook(io.BytesIO(written("all units"))).worksheets[1:]:
        for header in sheet[HEADER]:
            if header.value is None:
                continue
            width = sheet.column_dimensions[header.column_letter].width
            assert max(len(word) for word in header.value.split()) <= width + 1, (sheet.title, header.value)
            for row in range(HEADER + 1, min(sheet.max_row, HEADER + 130)):
                cell = sheet.cell(row, header.column)
                if sheet.cell(row, header.column + 1).value is None and sheet.title == "Diễn biến":
                    continue  # the title of the second block
                if isinstance(cell.value, dt.datetime):
                    assert width >= 11
                elif isinstance(cell.value, str) and header.value in ("Mã", "Mã dòng", "Mã đơn vị", "Ô"):
                    assert len(cell.value) <= width, (sheet.title, cell.value)


def test_rows_are_tall_enough_for_their_text() -> None:
    sheet = workbook("all units")["Nhiệm vụ"]
    width = sheet.column_dimensions["B"].width
    for row in range(HEADER + 1, HEADER + 54):
        lines = len(sheet.cell(row, 2).value) / (width * 1.15)
        assert (sheet.row_dimensions[row].height or 15) >= min(405, int(lines) * 14)
