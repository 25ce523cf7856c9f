"""The JSON of a month read back: everything the summary says, older JSON too, and faults as one sentence."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from make_summary import full_month

from de_an06_xl.errors import InputError
from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.read_month_figures import read_month_figures
from de_an06_xl.to_json.summary import summary_json


@cache
def _month_text() -> str:
    return json.dumps(summary_json(full_month()), ensure_ascii=False)


def month() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_month_text())
    return data


def test_everything_the_json_says_is_in_the_view() -> None:
    """Each key has a field of the same name, and writing the view out again gives the same JSON."""
    data = month()
    again = json.loads(read_month_figures(data).model_dump_json())

    def same(left: Any, right: Any, place: str) -> None:
        if isinstance(left, dict):
            assert left.keys() == right.keys(), place
            for key in left:
                same(left[key], right[key], f"{place}.{key}")
        elif isinstance(left, list):
            assert len(left) == len(right), place
            for number, (one, other) in enumerate(zip(left, right, strict=True)):
                same(one, other, f"{place}[{number}]")
        elif isinstance(left, (int, float)) and isinstance(right, str):
            assert Decimal(str(left)) == Decimal(right), place
        else:
            assert left == right, place

    same(data, again, "")


def test_figures_are_exact_and_found_by_id() -> None:
    figures = read_month_figures(month())
    assert figures.label_vi == "Tháng 10/2026"
    source = {item["id"]: item for item in month()["indicators"]}
    for indicator_id, item in figures.indicator_by_id.items():
        if isinstance(source[indicator_id]["actual"], float):
            assert item.actual == Decimal(str(source[indicator_id]["actual"]))
    assert figures.unit_by_code["XP-02647"].group == "commune"
    assert figures.task_by_id["NV-I.1"].units == len(figures.task_by_id["NV-I.1"].standings)
    assert set(figures.file_by_name) == {item["file"] for item in month()["files"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_as_shells_write_them(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "thang.json"
    path.write_text(_month_text(), encoding=encoding)
    assert read_month_figures(path) == read_month_figures(month())
    assert read_month_figures(path.read_bytes()) == read_month_figures(month())


def test_json_of_the_first_release_is_read() -> None:
    """Without every key that was added later; what is not known is empty, never invented."""
    data = month()
    first = {
        "files": ("file", "sha256", "unit", "outcome", "reason", "codes"),
        "units": ("unit", "name", "state", "score", "band", "components"),
        "tasks": ("id", "units", "done", "done_late", "in_progress", "overdue", "not_started", "waiting"),
    }
    for table, keys in first.items():
        data[table] = [{key: item[key] for key in keys} for item in data[table]]
    for item in data["indicators"]:
        del item["fallback"], item["contributions"]
    for key in ("plan", "form_version", "last_day", "due_date", "as_of", "corrections", "warnings"):
        del data[key]
    old = read_month_figures(data)
    assert (old.plan, old.due_date) == (None, None)
    assert {unit.rank for unit in old.units} == {None}
    assert old.tasks[0].standings == {}


def test_keys_of_a_later_release_are_ignored() -> None:
    data = month()
    data["later"] = {"anything": [1]}
    data["units"][0]["later"] = True
    assert read_month_figures(data) == read_month_figures(month())


def test_the_view_cannot_be_changed() -> None:
    figures = read_month_figures(month())
    with pytest.raises(ValueError, match="frozen"):
        figures.period = "2026-09"  # type: ignore[misc]
    assert isinstance(figures, MonthFigures)


# path of the value | what stands there instead (JSON, “-”: taken away) | words of the sentence
FAULTS = """
period                       | "10/2026"      | chỗ period: phải là kỳ dạng năm-tháng, ví dụ 2026-10
period                       | -              | chỗ period: thiếu khóa này
units                        | -              | chỗ units: thiếu khóa này
units                        | {}             | chỗ units: phải là một danh sách
units.0                      | 7              | chỗ units.0: phải là một đối tượng
units.0.state                | "nộp"          | chỗ units.0.state: giá trị không thuộc danh mục
units.3.score                | "cao"          | chỗ units.3.score: phải là số
units.3.score                | true           | chỗ units.3.score: phải là số
units.3.received             | "hôm qua"      | chỗ units.3.received: phải là ngày dạng năm-tháng-ngày
indicators.2.commune_reported | -1            | chỗ indicators.2.commune_reported: không được âm
indicators.2.commune_reported | 1.5           | chỗ indicators.2.commune_reported: phải là số nguyên
indicators.2.target          | [1]            | chỗ indicators.2.target
tasks.0.standings            | []             | chỗ tasks.0.standings: phải là một đối tượng
tasks.0.done                 | false          | chỗ tasks.0.done: phải là số
counts                       | null           | chỗ counts: phải là một đối tượng
"""


@pytest.mark.parametrize("line", FAULTS.strip().splitlines())
@pytest.mark.parametrize("as_bytes", [False, True])
def test_a_fault_is_one_sentence_with_its_place(line: str, as_bytes: bool) -> None:
    path, value, words = (cell.strip() for cell in line.split("|"))
    data = copy.deepcopy(month())
    *above, last = path.split(".")
    spot: Any = data
    for part in above:
        spot = spot[int(part)] if isinstance(spot, list) else spot[part]
    key: Any = int(last) if isinstance(spot, list) else last
    if value == "-":
        del spot[key]
    else:
        spot[key] = json.loads(value)
    with pytest.raises(InputError) as error:
        read_month_figures(json.dumps(data).encode() if as_bytes else data, "thang.json")
    sentence = str(error.value)
    assert words in sentence
    assert sentence.startswith("thang.json, chỗ ")
    assert sentence.endswith("Hãy dùng tệp do lệnh tong-hop --json tạo ra và chưa bị sửa.")
    assert "pydantic" not in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("table", ["units", "indicators", "tasks"])
def test_what_stands_twice_is_refused(table: str) -> None:
    data = month()
    data[table].append(data[table][0])
    name = data[table][0]["unit" if table == "units" else "id"]
    with pytest.raises(InputError, match=f"{name} có hai lần, mỗi mã chỉ được đứng một lần"):
        read_month_figures(data)


BROKEN = {
    "nothing": b"",
    "words": "Báo cáo tháng 10".encode(),
    "cut": b'{"period": "2026-10", "uni',
    "deep": b"[" * 100_000,
    "list": b"[]",
    "not_utf8": b"\xe1\xbb{}",
    "workbook": b"PK\x03\x04\x14\x00\x06\x00",
    "nan": _month_text().replace('"score": ', '"score": NaN, "x": ', 1).encode(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_summary_is_one_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "thang.json"
    path.write_bytes(BROKEN[name])
    with pytest.raises(InputError) as error:
        read_month_figures(path)
    assert str(error.value).startswith(str(path))
    assert "tong-hop --json" in str(error.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Không tìm thấy"):
        read_month_figures(tmp_path / "không có.json")
    with pytest.raises(InputError, match="Không đọc được"):
        read_month_figures(tmp_path)
