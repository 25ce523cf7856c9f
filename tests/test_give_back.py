"""Each unit's own file back: which files get a copy, what it says, and what happens when one cannot be made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from de_an06_xl.errors import OutputError
from de_an06_xl.findings import make_finding
from de_an06_xl.form.rows import FormContext
from de_an06_xl.give_back import give_back
from de_an06_xl.model.summary import CheckedReturn, RefusedFile
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.pipeline import FileTask, process_file
from de_an06_xl.read_cells import read_cells
from de_an06_xl.run_context import load_run
from tests.form_files import write_form

RUN = load_run()
NUMERATOR, DENOMINATOR = ("CT", "CT-I.5", "numerator"), ("CT", "CT-I.5", "denominator")
ANSWERS = {("CT", "CT-I.5", "state"): "Có số liệu", NUMERATOR: 90, DENOMINATOR: 80}


def _context(unit: str) -> FormContext:
    return RUN.form_context(RUN.unit(unit), RUN.period("2026-10"))


def _checked(folder: Path, unit: str = "XP-02647") -> tuple[CheckedReturn, Path]:
    path = write_form(folder, _context(unit), RUN.layout, ANSWERS)
    result = process_file(FileTask(path, path.name), RUN)
    assert isinstance(result, CheckedReturn)
    return result, path


def _found_sheet(path: Path) -> list[str]:
    book = open_workbook(path)
    grid = read_cells(book)  # type: ignore[arg-type]
    return [str(value) for row in grid.sheets["Phát hiện"].rows for value in row if value]  # type: ignore[union-attr]


def test_the_copy_says_what_was_found_and_how_the_score_came_about(tmp_path: Path) -> None:
    result, path = _checked(tmp_path)
    extra = make_finding("T601", result.file, count=4, units="Phường Cam Đường")
    result = replace(result, findings=(*result.findings, extra))
    assert give_back([result], {result.file: path}, tmp_path / "tra-lai", RUN) == []
    words = _found_sheet(tmp_path / "tra-lai" / f"{path.stem}_tra-lai.xlsx")
    assert {"R302", "T601"} <= set(words)
    assert any(word.startswith("Tổng điểm ") for word in words)
    assert any("CT-I.5" in word and "Tử số lớn hơn mẫu số" in word for word in words)


def test_a_file_that_could_not_be_opened_has_no_copy(tmp_path: Path) -> None:
    refused = RefusedFile("hong.xlsx", "", "rejected", (make_finding("F101", "hong.xlsx"),))
    assert give_back([refused], {"hong.xlsx": tmp_path / "hong.xlsx"}, tmp_path / "tra-lai", RUN) == []
    assert list((tmp_path / "tra-lai").iterdir()) == []


@pytest.mark.parametrize(("change", "word"), [("append", "đã thay đổi"), ("delete", "không đọc lại được")])
def test_a_file_changed_meanwhile_is_told(tmp_path: Path, change: str, word: str) -> None:
    result, path = _checked(tmp_path)
    if change == "append":
        path.write_bytes(path.read_bytes() + b"x")
    else:
        path.unlink()
    told = give_back([result], {result.file: path}, tmp_path / "tra-lai", RUN)
    assert len(told) == 1
    assert result.file in told[0]
    assert word in told[0]
    assert list((tmp_path / "tra-lai").iterdir()) == []


def test_a_folder_that_cannot_be_made_stops_the_command(tmp_path: Path) -> None:
    (tmp_path / "tra-lai").write_text("một tệp", encoding="utf-8")
    with pytest.raises(OutputError, match="Không tạo được thư mục"):
        give_back([], {}, tmp_path / "tra-lai", RUN)
