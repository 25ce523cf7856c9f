"""The written data dictionary names every table, column, value and row."""

from __future__ import annotations

import re
from pathlib import Path

from de_an06_xl.load_exports import load_exports
from de_an06_xl.load_form import load_form
from de_an06_xl.load_plan import load_plan
from de_an06_xl.write_data_dictionary import data_dictionary
from de_an06_xl.write_exports.value_lists import values_of

ROOT = Path(__file__).resolve().parents[1]


def test_every_column_and_value_stands_in_its_table() -> None:
    sections = {
        part.partition("\n")[0].strip(): part for part in re.split(r"^## ", data_dictionary(), flags=re.MULTILINE)[1:]
    }
    for table in load_exports().tables:
        section = sections[table.name]
        for field in table.fields:
            assert f"| `{field.name}` | {field.title} | {field.type} |" in section
            if field.values and field.values != "column":
                assert all(f"`{value}`" in section for value in values_of(field.values, load_form()))
    assert all(
        f"| {column.header} |" in sections["Các cột của biểu (bảng so-lieu)"]
        for sheet in load_form().row_sheets
        for column in sheet.inputs
    )
    plan = load_plan()
    for item in (*plan.indicators, *plan.tasks, *plan.duties):
        assert f"| {item.id} |" in sections["Mã dòng"]


def test_tables_are_well_formed_and_linked_files_are_there() -> None:
    text = data_dictionary()
    block: list[int] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            block.append(len(re.findall(r"(?<!\\)\|", line)))
        else:
            assert len(set(block)) <= 1, line
            block = []
    for name in ("tu-dien-du-lieu.md", "qcvn-125-2021.md"):
        links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "docs" / name).read_text(encoding="utf-8"))
        assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_the_mapping_names_thirteen_packets_and_only_real_columns() -> None:
    """Each table and column that the mapping to QCVN 125 points at is one of the export."""
    text = (ROOT / "docs" / "qcvn-125-2021.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (Gói tin [^|]+) \|", text, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 14))
    tables = load_exports().table_by_name
    named = set(re.findall(r"`([a-z][a-z-]*)(?:\.([A-Za-z_]+))?`", text))
    known = {(table, column) for table, column in named if table in tables}
    assert {table for table, _ in known} >= {"don-vi", "chi-tieu", "so-lieu", "nhiem-vu"}
    assert [pair for pair in known if pair[1] and pair[1] not in tables[pair[0]].field_by_name] == []
