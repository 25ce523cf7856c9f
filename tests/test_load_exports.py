"""The description of the tables for other systems: faults in it are named by place."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_copies import cases, edited_copy

from de_an06_xl.errors import DataError
from de_an06_xl.load_exports import load_exports
from de_an06_xl.load_toml import DATA_DIR

SOURCE = DATA_DIR / "exports.toml"

FAULTS = """
name = "don-vi" | name = "tep" | tên bảng bị lặp lại
key = ["period", "unit"] | key = ["period", "score"] | bảng don-vi: khóa “score” phải là một cột bắt buộc
reference = "don-vi.unit" | reference = "don-vi.ma" | tham chiếu “don-vi.ma” không có
reference = "tep.file" | reference = "khong.file" | tham chiếu “khong.file” không có
values = "state" | values = "la" | giá trị không thuộc danh mục
type = "integer" | type = "int" | giá trị không thuộc danh mục
source = "units" | source = "files" | nguồn của bảng bị lặp lại
title = "Đơn vị" | nhan = "Đơn vị" | thiếu khóa này
"""


@pytest.mark.parametrize(("old", "new", "words"), cases(FAULTS))
def test_a_fault_is_named(old: str, new: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        load_exports(edited_copy(SOURCE, tmp_path / "exports.toml", old, new))
    assert words in str(error.value)


def test_every_table_and_column_is_described() -> None:
    layout = load_exports()
    assert len(layout.tables) == 9
    for table in layout.tables:
        assert table.title
        assert table.description
        assert all(field.title and field.description.endswith((".", "…")) for field in table.fields)
