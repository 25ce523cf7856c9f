"""The comparison as a workbook, as JSON and on the screen."""

from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from command_line import da06
from data_copies import cases
from openxml_audit import OpenXmlValidator
from published_months import edited, published, side

from de_an06_xl.compare_months import compare_months
from de_an06_xl.load_plan import load_plan
from de_an06_xl.model.comparison import Comparison, Value
from de_an06_xl.to_json.comparison import comparison_json
from de_an06_xl.write_comparison import comparison_workbook
from de_an06_xl.write_comparison.words import BECAUSE, FIELD_WORDS, reasons_text, value_text

UNIT = "XP-02647"
FILE = f"BM-01_2026-10_{UNIT}.xlsx"
EDITS = {
    f"files/{FILE}/sha256": "ab" * 32,
    f"units/{UNIT}/score": 12.5,
    f"units/{UNIT}/band": "=1+1",
    f"units/{UNIT}/name": "<r>Xã A & B</r>",
    "indicators/CT-I.1/target": 60,
    "indicators/CT-I.1/status": "not_reached",
    "policy": "DTT/v2",
    "counts/late": 1,
}


@pytest.fixture(scope="module")
def result() -> Comparison:
    task = next(item for item in published()["tasks"] if UNIT in item["standings"])
    moved = {**task["standings"], UNIT: "overdue"}
    return compare_months(
        side(), side({**EDITS, f"tasks/{task['id']}/standings": moved, f"tasks/{task['id']}/overdue": 77}, "bản 2")
    )


@pytest.fixture(scope="module")
def book(result: Comparison) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(comparison_workbook(result, load_plan())))


def rows(book: openpyxl.Workbook, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=5)]


def test_a_restatement_says_what_was_published_and_what_it_is_now(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Tổng quan", "Chỉ tiêu", "Nhiệm vụ", "Đơn vị", "Số liệu đơn vị"]
    for sheet in book:
        assert sheet["A1"].value == "ĐÍNH CHÍNH – THÁNG 10/2026"
        assert str(sheet["A2"].value).startswith("Bản đã công bố (bản 1) được giữ nguyên; bản thay thế là bản 2.")
    assert [cell.value for cell in book["Tổng quan"][4]] == ["Nội dung", "Đã công bố", "Nay là", "Chênh"]
    overview = {row[0]: row[1:] for row in rows(book, "Tổng quan")}
    assert overview["Chính sách điểm"] == ["DTT/v1", "DTT/v2", None]
    late = published()["counts"]["late"]
    assert overview["Nộp trễ"] == [late, 1, 1 - late]
    assert overview["Đơn vị có thay đổi"][0] == 1


def test_the_rows_and_their_reasons(book: openpyxl.Workbook) -> None:
    (unit,) = rows(book, "Đơn vị")
    old = next(item for item in published()["units"] if item["unit"] == UNIT)
    assert unit[:2] == [UNIT, " <r>Xã A & B</r>"]
    assert unit[4:7] == [old["score"], 12.5, pytest.approx(12.5 - old["score"])]
    assert "nộp bản khác (tệp " in str(unit[-1])
    assert "chính sách điểm đổi phiên bản: DTT/v1 → DTT/v2." in str(unit[-1])
    (indicator,) = rows(book, "Chỉ tiêu")
    assert indicator[0] == "CT-I.1"
    assert indicator[8] == "Mục tiêu: 50 → 60; Đánh giá: Đạt → Chưa đạt"
    assert indicator[-1] == "Mục tiêu khác: 50 → 60."
    (task,) = rows(book, "Nhiệm vụ")
    assert str(task[5]).endswith("→ 77")
    assert task[-1] == "1 đơn vị nộp bản khác."
    (detail,) = rows(book, "Số liệu đơn vị")
    assert detail[1] == UNIT
    assert detail[5] == "Quá hạn"


def test_text_stays_text_and_the_file_is_whole(result: Comparison, tmp_path: Path) -> None:
    content = comparison_workbook(result, load_plan())
    assert content == comparison_workbook(result, load_plan())
    path = tmp_path / "so-sanh.xlsx"
    path.write_bytes(content)
    assert OpenXmlValidator().validate(path).is_valid
    formulas = [
        cell.coordinate
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == []


def test_months_without_any_difference_say_so() -> None:
    book = openpyxl.load_workbook(io.BytesIO(comparison_workbook(compare_months(side(), side()), load_plan())))
    for sheet in book.sheetnames[1:]:
        assert book[sheet]["A5"].value == "Không có dòng nào."


VALUES = """
1234567.5 | 1.234.567,5
8.00      | 8
-0.25     | -0,25
100       | 100
"""


@pytest.mark.parametrize("line", VALUES.strip().splitlines())
def test_numbers_as_people_here_write_them(line: str) -> None:
    value, text = (cell.strip() for cell in line.split("|"))
    assert value_text(Decimal(value)) == text


def test_other_values() -> None:
    values: dict[Value, str] = {None: "–", "": "–", dt.date(2026, 10, 31): "31/10/2026", "a" * 64: "aaaaaaaa", 7: "7"}
    assert {value: value_text(value) for value in values} == values


def test_every_reason_has_words(result: Comparison) -> None:
    """Each kind that the model knows can be said, with and without a unit."""
    from typing import get_args

    from de_an06_xl.model.comparison import Reason, ReasonKind

    for kind in get_args(ReasonKind):
        sentence = reasons_text([Reason(kind, UNIT, Decimal(1), Decimal(2), "commune", kind)], result.names)
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert not sentence.isascii()
    assert set(BECAUSE) <= set(get_args(ReasonKind))
    long = reasons_text([Reason("unknown")] * 5, {})
    assert "và 2 nguyên nhân khác." in long
    assert {change.name for item in result.indicators for change in item.changes} <= set(FIELD_WORDS)


def test_the_json_is_a_contract(result: Comparison) -> None:
    data = json.loads(json.dumps(comparison_json(result), allow_nan=False))
    assert list(data) == ["restated", "old", "new", "rules", "counts", "units", "indicators", "tasks"]
    assert data["restated"] is True
    assert data["old"]["label"] == "bản 1"
    assert data["rules"] == [{"name": "policy", "old": "DTT/v1", "new": "DTT/v2", "difference": None}]
    (unit,) = data["units"]
    assert list(unit) == ["unit", "name", "only_in", "changes", "rows", "reasons"]
    assert unit["changes"][0]["new"] == 12.5
    assert unit["reasons"][0] == {
        "kind": "return_replaced",
        "unit": UNIT,
        "old": next(item["sha256"] for item in published()["files"] if item["file"] == FILE),
        "new": "ab" * 32,
        "level": None,
        "because": None,
    }
    assert list(data["tasks"][0]) == ["id", "only_in", "changes", "moves", "reasons"]
    assert data["tasks"][0]["moves"][0]["new"] == "overdue"


def _files(folder: Path) -> tuple[Path, Path]:
    old, new = folder / "cũ.json", folder / "mới.json"
    old.write_text(json.dumps(published()), encoding="utf-8")
    new.write_text(json.dumps(edited(EDITS)), encoding="utf-8")
    return old, new


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = _files(tmp_path)
    path = tmp_path / "dinh-chinh.xlsx"
    outcome = da06(capsys, "so-sanh", old, new, "--ra", path)
    assert outcome.code == 0
    assert "Bản đã công bố (cũ.json) được giữ nguyên" in outcome.out
    assert "Đơn vị có thay đổi (1)" in outcome.out
    assert path.exists()
    da06(capsys, "so-sanh", old, new, "--ra", path)
    assert len(list(tmp_path.glob("dinh-chinh*.xlsx"))) == 2  # the one before stays
    assert "không khác nhau" in da06(capsys, "so-sanh", old, old).out
    outcome = da06(capsys, "so-sanh", old, new, "--json", "--ra", path)
    assert outcome.json["restated"] is True
    assert str(path) in outcome.err


REFUSED = """
2026-09 2026-10               | “2026-09” là một kỳ trong kho nhưng chưa chỉ kho.
khong-co.json cũ.json         | Không tìm thấy khong-co.json.
cũ.json mới.json --ra a.csv   | Sổ kết quả phải có đuôi .xlsx
cũ.json rac.json              | rac.json: không phải JSON
"""


@pytest.mark.parametrize(("typed", "words"), cases(REFUSED))
def test_what_cannot_be_compared_is_one_sentence(
    typed: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _files(tmp_path)
    (tmp_path / "rac.json").write_text("không phải", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = da06(capsys, "so-sanh", *typed.split())
    assert outcome.code == 2
    assert words in outcome.err
    assert len(outcome.err.strip().splitlines()) == 1
