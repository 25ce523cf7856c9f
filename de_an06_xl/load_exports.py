"""The tables for other systems from ``data/exports.toml``; keys and references checked at load."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import DATA_DIR, build, no_repeats, read_toml
from de_an06_xl.model.export import ExportLayout, ExportTable


@cache
def load_exports(path: Path | None = None) -> ExportLayout:
    """Every table. Raises :class:`DataError` for a repeated name or a key or reference that points nowhere."""
    file = path or DATA_DIR / "exports.toml"
    layout = build(ExportLayout, read_toml(file), file.name, "bảng xuất")
    no_repeats((table.name for table in layout.tables), file.name, "tên bảng")
    no_repeats((table.source for table in layout.tables), file.name, "nguồn của bảng")
    for table in layout.tables:
        _check(table, layout, file.name)
    return layout


def _check(table: ExportTable, layout: ExportLayout, file: str) -> None:
    place = f"bảng {table.name}"
    no_repeats((field.name for field in table.fields), file, f"cột của {place}")
    for name in table.key:
        if name not in table.field_by_name or not table.field_by_name[name].required:
            raise DataError(file, place, f"khóa “{name}” phải là một cột bắt buộc của bảng")
    for field in table.fields:
        target, _, column = field.reference.partition(".")
        if field.reference and column not in getattr(layout.table_by_name.get(target), "field_by_name", {}):
            raise DataError(file, f"{place}, cột {field.name}", f"tham chiếu “{field.reference}” không có")
