"""Annotated copies of files that LibreOffice saved, and what LibreOffice makes of annotated copies."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from form_files import write_form
from good_entries import good_entries
from return_packages import MAY_CHANGE, changed_parts, complaints, contents, finding_at, grid_of, only_added, rich_book

from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.pipeline import FileTask, process_file
from de_an06_xl.return_copy import return_copy
from de_an06_xl.run_context import RunContext

pytestmark = pytest.mark.xdist_group("calc")

RED, INPUT_YELLOW = 0xFFC7CE, 0xFFF8DC
DATA = "Số liệu"


def saved_by_calc(calc: Any, package: bytes, folder: Path) -> bytes:
    source, target = folder / "vao.xlsx", folder / "ra.xlsx"
    source.write_bytes(package)
    with calc.open(source) as book:
        book.save_xlsx(target)
    return target.read_bytes()


def values(package: bytes, folder: Path) -> dict[str, list[list[object]]]:
    return {name: sheet.rows for name, sheet in grid_of(package, folder).sheets.items()}


def test_a_rich_file_saved_by_calc(calc: Any, tmp_path: Path) -> None:
    before = saved_by_calc(calc, rich_book(), tmp_path)
    # The last one lies beyond every cell of the sheet.
    findings = [finding_at(DATA, cell) for cell in ("B2", "D4", "P40")]
    after = return_copy(before, findings)
    changed, new = changed_parts(before, after)
    sheet = {name for name in changed - MAY_CHANGE if name.startswith("xl/worksheets/sheet1.xml")}
    notes = {name for name in changed - MAY_CHANGE if "comments" in name or "vmlDrawing" in name}
    assert changed == MAY_CHANGE | sheet | notes
    assert (len(sheet), len(notes), len(new)) == (1, 2, 1)
    old_parts, new_parts = contents(before), contents(after)
    for name in changed - notes:
        assert only_added(old_parts[name], new_parts[name], {"s", "count", "spans"}) == [], name
    assert any("chart" in name for name in old_parts) and any("media" in name for name in old_parts)
    assert set(complaints(after, tmp_path)) <= set(complaints(before, tmp_path))
    old_values, new_values = values(before, tmp_path), values(after, tmp_path)
    for name, rows in old_values.items():
        filled = [[cell for cell in row if cell is not None] for row in rows if any(cell is not None for cell in row)]
        again = new_values[name]
        assert [
            [cell for cell in row if cell is not None] for row in again if any(c is not None for c in row)
        ] == filled


def test_calc_shows_marks_notes_and_findings(calc: Any, tmp_path: Path) -> None:
    package = rich_book()
    copy = tmp_path / "tra-lai.xlsx"
    copy.write_bytes(return_copy(package, [finding_at(DATA, "B2"), finding_at(DATA, "P40")], ["Điểm: 61,5"]))
    with calc.open(copy) as book:
        assert book.sheet_names == [DATA, "Khác", "Phát hiện"]
        sheet = book.document.Sheets.getByName(DATA)
        assert [sheet.getCellRangeByName(cell).CellBackColor for cell in ("B2", "P40")] == [RED, RED]
        notes = {str(note.Position.Row): note.String for note in sheet.Annotations}
        assert notes["1"].startswith("Ghi chú của xã\n\nKiểm tra biểu Đề án 06\nC299 (lỗi): Sai.")
        assert notes["39"].startswith("Kiểm tra biểu Đề án 06\nC299 (lỗi): Sai.")
        assert sheet.isProtected() and sheet.Charts.Count == 1
        listed = book.used("Phát hiện")
        assert listed[5][:4] == ("C299", "lỗi", "Số liệu!B2, P40 (2 ô)", "")
        assert listed[-1][0] == "Điểm: 61,5"
        place = book.document.Sheets.getByName("Phát hiện").getCellRangeByName("C6").getCellByPosition(0, 0)
        assert [field.URL for field in place.TextFields] == ["#'Số liệu'.B2"]
        assert book.errors() == []


def test_a_form_that_went_through_calc_at_every_step(calc: Any, run: RunContext, tmp_path: Path) -> None:
    """Filled, saved in Calc, sent, marked, opened and saved in Calc, sent and marked again, then corrected."""
    context = run.form_context(run.unit("XP-02647"), run.period("2026-10"))
    entries = good_entries(context)
    entries["TT", "TT-05", "value"] = None
    entries["NV", next(row for sheet, row, _ in entries if sheet == "NV"), "state"] = "Sắp xong"
    path = write_form(tmp_path, context, run.layout, entries)
    path.write_bytes(saved_by_calc(calc, path.read_bytes(), tmp_path))
    first = process_file(FileTask(path, path.name), run)
    assert isinstance(first, CheckedReturn) and {f.code for f in first.findings} >= {"C201", "C207"}
    cell = next(f.cell for f in first.findings if f.sheet == "Thông tin")

    marked = return_copy(path.read_bytes(), first.findings)
    path.write_bytes(saved_by_calc(calc, marked, tmp_path))
    second = process_file(FileTask(path, path.name), run)
    assert isinstance(second, CheckedReturn)
    assert (second.findings, second.score) == (first.findings, first.score)

    again = saved_by_calc(calc, return_copy(path.read_bytes(), second.findings), tmp_path)
    with warnings.catch_warnings(action="ignore"):
        book = openpyxl.load_workbook(io.BytesIO(again))
    assert book.sheetnames.count("Phát hiện") == 1 and not [n for n in book.sheetnames if "(2)" in n]
    assert book["Thông tin"][cell].comment.text.count("Kiểm tra biểu Đề án 06") == 1

    corrected = tmp_path / "da-sua.xlsx"
    corrected.write_bytes(return_copy(again, ()))
    with calc.open(corrected) as live:
        sheet = live.document.Sheets.getByName("Thông tin")
        assert sheet.getCellRangeByName(cell).CellBackColor == INPUT_YELLOW
        assert not live.is_locked("Thông tin", cell)
        assert sum(live.document.Sheets.getByName(name).Annotations.Count for name in live.sheet_names) == 0
