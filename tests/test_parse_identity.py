"""Whose name stands in Thông tin: told by what it means today, another unit named."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_copies import cases
from form_files import write_form
from openpyxl.workbook import Workbook

from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.package import SafeWorkbook
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.parse_submission import parse_submission
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import RunContext

# what is typed over | row of Thông tin | code | what the message says
TYPED = """
Phường Kim Tân      | TT-02 | F181 | tên cũ, nay thuộc Phường Lào Cai (XP-02647)
phường lào cai      | TT-02 | F181 | số liệu vẫn tính cho Phường Lào Cai (XP-02647)
UBND Phường Lào Cai | TT-02 | F181 | Phường Lào Cai (XP-02647)
Phường Cam Đường    | TT-02 | F182 | (Phường Cam Đường (XP-02671)), nhưng biểu này được cấp cho Phường Lào Cai
Thị trấn Bát Xát    | TT-02 | F182 | tên cũ, nay thuộc Xã Bát Xát (XP-02683)
Nam Cường           | TT-02 | F182 | có thể là Phường Cam Đường (XP-02671) hoặc Phường Nam Cường (XP-04273)
Đơn vị nào đó       | TT-02 | F155 | biểu gốc là “Phường Lào Cai”
XP-02671            | TT-01 | F132 | “XP-02671 – Phường Cam Đường” nhưng biểu này được cấp cho “XP-02647 – Phường
Xã Bát Xát          | TT-01 | F132 | “Xã Bát Xát – Xã Bát Xát (XP-02683)”
XP-99999            | TT-01 | F132 | ghi “XP-99999” nhưng
2026-09             | TT-03 | F132 | ghi “2026-09” nhưng biểu này được cấp cho “2026-10”
"""


def findings_of(folder: Path, run: RunContext, row: str, typed: str) -> list[Finding]:
    def edit(book: Workbook) -> None:
        (cell,) = [cell for cell in book["Thông tin"]["A"] if cell.value == row]
        (header,) = [cell for cell in book["Thông tin"][6] if cell.value == "Giá trị"]
        book["Thông tin"].cell(cell.row, header.column).value = typed

    context = run.form_context(run.unit("XP-02647"), run.period("2026-10"))
    path = write_form(folder, context, run.layout, edit=edit)
    opened = open_workbook(path)
    assert isinstance(opened, SafeWorkbook)
    grid = read_cells(opened)
    return list(parse_submission(grid, path.name, run.layout, run.context_of).findings)


@pytest.mark.parametrize(("typed", "row", "code", "words"), cases(TYPED))
def test_what_a_name_or_code_means_is_told(
    typed: str, row: str, code: str, words: str, tmp_path: Path, run: RunContext
) -> None:
    (finding,) = findings_of(tmp_path, run, row, typed)
    assert (finding.code, finding.row_id) == (code, row)
    assert words in finding.message
    assert (finding.severity is Severity.NOTE) == (code == "F181")
