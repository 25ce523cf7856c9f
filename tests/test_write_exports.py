"""The tables for other systems: true to the summary, to their own description, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command_line import da06
from make_summary import full_month, summarise

from de_an06_xl.errors import OutputError
from de_an06_xl.load_exports import load_exports
from de_an06_xl.load_form import load_form
from de_an06_xl.model.export import ExportTable
from de_an06_xl.model.summary import Summary
from de_an06_xl.read_month_figures import read_month_figures
from de_an06_xl.to_json.summary import summary_json
from de_an06_xl.write_exports import write_exports

TABLES = load_exports().tables
Rows = list[dict[str, str]]


def write(summary: Summary, folder: Path) -> list[Path]:
    return write_exports(summary, summary_json(summary), load_form(), load_exports(), folder)


@pytest.fixture(scope="module")
def summary() -> Summary:
    return full_month()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, summary: Summary) -> Path:
    target = tmp_path_factory.mktemp("xuat") / "2026-10"
    write(summary, target)
    return target


def read_csv(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_one_row_a_record(folder: Path, summary: Summary) -> None:
    expected = {
        "don-vi": len(summary.units),
        "chi-tieu": len(summary.indicators),
        "chi-tieu-don-vi": sum(len(record.contributions) for record in summary.indicators),
        "nhiem-vu": len(summary.tasks),
        "nhiem-vu-don-vi": sum(record.units for record in summary.tasks),
        "so-lieu": len(summary.data),
        "tep": len(summary.files),
        "phat-hien": len(summary.findings),
        "kho-khan": len(summary.difficulties),
    }
    assert {table.name for table in TABLES} == set(expected)
    assert {name: len(read_csv(folder / f"{name}.csv")) for name in expected} == expected
    assert {name: len(read_json(folder / f"{name}.json")) for name in expected} == expected


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_csv_says_what_json_says(table: ExportTable, folder: Path) -> None:
    """Same columns, same values; only the guard before text that looks like a formula is apart."""
    rows, records = read_csv(folder / f"{table.name}.csv"), read_json(folder / f"{table.name}.json")
    names = [field.name for field in table.fields]
    assert all(list(row) == names for row in rows)
    assert all(list(record) == names for record in records)
    for row, record in zip(rows, records, strict=True):
        for name in names:
            value = record[name]
            text = "" if value is None else str(value)
            assert row[name].replace("'", "") == text.replace("'", ""), (name, row)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_files_keep_to_their_description(table: ExportTable, folder: Path) -> None:
    """Types, required cells, lists of values, patterns, keys and references of ``datapackage.json`` itself."""
    package = read_json(folder / "datapackage.json")
    resources = {item["name"]: item for item in package["resources"]}
    schema = resources[table.name]["schema"]
    rows = read_csv(folder / resources[table.name]["path"])
    assert [field["name"] for field in schema["fields"]] == list(rows[0])
    for field in schema["fields"]:
        rules = field.get("constraints", {})
        for row in rows:
            text = row[field["name"]]
            if text in schema["missingValues"]:
                assert not rules.get("required"), (field, row)
                continue
            _check_type(field["type"], text)
            assert text in rules.get("enum", [text]), (field["name"], text)
            assert re.fullmatch(rules.get("pattern", ".*"), text, re.DOTALL), (field["name"], text)
    if "primaryKey" in schema:
        keys = Counter(tuple(row[name] for name in schema["primaryKey"]) for row in rows)
        assert max(keys.values()) == 1
    for key in schema.get("foreignKeys", []):
        target = read_csv(folder / resources[key["reference"]["resource"]]["path"])
        known = {row[key["reference"]["fields"]] for row in target}
        assert {row[key["fields"]] for row in rows} - {""} <= known, key


def _check_type(kind: str, text: str) -> None:
    if kind == "integer":
        int(text)
    elif kind == "number":
        assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?", text), text
    elif kind == "date":
        dt.date.fromisoformat(text)


def test_the_description_keeps_to_the_standard(folder: Path) -> None:
    """What Tabular Data Package 1.0 asks for: profiles, names, paths, known types."""
    package = read_json(folder / "datapackage.json")
    assert package["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    for resource in package["resources"]:
        assert resource["profile"] == "tabular-data-resource"
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        assert not resource["path"].startswith(("/", ".."))
        assert {field["type"] for field in resource["schema"]["fields"]} <= {"string", "integer", "number", "date"}


def test_the_figures_are_the_summary_s(folder: Path, summary: Summary) -> None:
    figures = read_month_figures(folder / "tong-hop.json")
    units = {row["unit"]: row for row in read_json(folder / "don-vi.json")}
    for unit in figures.units:
        row = units[unit.unit]
        assert (row["state"], row["band"], row["rank"]) == (unit.state, unit.band, unit.rank)
        assert row["score"] == (None if unit.score is None else pytest.approx(float(unit.score)))
        assert row["CT"] == (None if unit.components["CT"] is None else float(unit.components["CT"]))
    indicators = {row["id"]: row for row in read_json(folder / "chi-tieu.json")}
    for item in summary_json(summary)["indicators"]:
        row = indicators[item["id"]]
        assert item["actual"] in (row["actual"], row["actual_text"])
        assert item["target"] in (row["target"], row["target_text"])
        assert row["commune_actual"] == item["commune_actual"]
    by_task = Counter((row["id"], row["standing"]) for row in read_json(folder / "nhiem-vu-don-vi.json"))
    for row in read_json(folder / "nhiem-vu.json"):
        assert all(by_task[row["id"], word] == row[word] for word in ("done", "overdue", "no_answer"))


def test_no_text_of_a_return_becomes_a_formula(folder: Path) -> None:
    exact = [row["cause"] for row in read_json(folder / "kho-khan.json") if row["cause"]]
    assert "=1+1 Kinh phí được giao muộn" in exact
    for table in TABLES:
        texts = [field.name for field in table.fields if field.type == "string"]
        for row in read_csv(folder / f"{table.name}.csv"):
            assert not [name for name in texts if row[name].lstrip().startswith(("=", "+", "-", "@"))]


def test_the_schema_of_the_summary_names_every_key(folder: Path) -> None:
    schema, data = read_json(folder / "tong-hop.schema.json"), read_json(folder / "tong-hop.json")
    assert set(data) == set(schema["properties"])
    assert set(schema["required"]) <= set(data)
    for name, table in (("FileFigures", "files"), ("UnitFigures", "units"), ("IndicatorFigures", "indicators")):
        assert set(data[table][0]) == set(schema["$defs"][name]["properties"])


def test_equal_months_give_equal_files_and_old_ones_are_replaced(summary: Summary, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write(summary, tmp_path / "a")}
    write(summarise(), tmp_path / "b")
    second = {path.name: path.read_bytes() for path in write(summary, tmp_path / "b")}
    assert first == second
    assert {path.name for path in (tmp_path / "b").iterdir()} == set(first)


def test_a_month_without_any_return(tmp_path: Path) -> None:
    write(summarise(), tmp_path)
    assert read_json(tmp_path / "so-lieu.json") == []
    assert (tmp_path / "so-lieu.csv").read_text("utf-8-sig").startswith("period,unit,sheet")
    assert {row["state"] for row in read_csv(tmp_path / "don-vi.csv")} == {"missing"}


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path, summary: Summary) -> None:
    (tmp_path / "tệp").write_text("")
    with pytest.raises(OutputError, match="Không tạo được thư mục"):
        write(summary, tmp_path / "tệp" / "con")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    returns = tmp_path / "nop"
    returns.mkdir()
    (returns / "ghi chú.txt").write_text("không phải biểu", encoding="utf-8")
    target = tmp_path / "xuat"
    outcome = da06(capsys, "tong-hop", returns, "--ky", "2026-10", "--ra", tmp_path / "t.xlsx", "--xuat", target)
    assert f"Dữ liệu cho hệ thống khác: {target} (21 tệp)" in outcome.out
    assert len(list(target.iterdir())) == 21
    printed = da06(
        capsys, "tong-hop", returns, "--ky", "2026-10", "--ra", tmp_path / "t.xlsx", "--xuat", target, "--json"
    )
    assert printed.json == read_json(target / "tong-hop.json")
    refused = da06(
        capsys, "tong-hop", returns, "--ky", "2026-10", "--ra", tmp_path / "t.xlsx", "--xuat", tmp_path / "t.xlsx"
    )
    assert refused.code == 2
    assert "không phải thư mục" in refused.err
