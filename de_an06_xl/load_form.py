"""The form layout from ``data/forms``; every condition and list reference checked at load."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from de_an06_xl.conditions import condition
from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import DATA_DIR, build, no_repeats, read_toml
from de_an06_xl.model.form import Column, FormLayout, SheetSpec

# What a row knows of the plan beside its columns (form_rows).
_FACTS = {"deadline_kind"}


@cache
def load_form(path: Path | None = None) -> FormLayout:
    """The layout of BM-01. Raises :class:`DataError` for an unknown list, column or condition."""
    file = path or DATA_DIR / "forms" / "bm01.toml"
    layout = build(FormLayout, read_toml(file), file.name, "biểu mẫu")
    no_repeats((sheet.name for sheet in layout.sheets), file.name, "tên trang")
    no_repeats((sheet.code for sheet in layout.sheets), file.name, "mã trang")
    for sheet in layout.row_sheets:
        _check_sheet(layout, sheet, file.name)
    return layout


def _check_sheet(layout: FormLayout, sheet: SheetSpec, file: str) -> None:
    place = f"trang {sheet.name}"
    no_repeats((column.code for column in sheet.columns), file, f"mã cột của {place}")
    no_repeats((column.header.casefold() for column in sheet.columns), file, f"tên cột của {place}")
    if not sheet.columns or sheet.columns[0].kind != "code":
        raise DataError(file, place, "cột đầu tiên phải là cột mã")
    for column in sheet.columns:
        _check_column(layout, sheet, column, file)


def _check_column(layout: FormLayout, sheet: SheetSpec, column: Column, file: str) -> None:
    place = f"trang {sheet.name}, cột {column.code}"
    unknown = condition(column.required_when).columns - sheet.column_by_code.keys()
    if unknown:
        raise DataError(file, place, f"điều kiện bắt buộc nhắc đến cột không có: {', '.join(sorted(unknown))}")
    known = sheet.column_by_code.keys() | _FACTS
    for text in (column.used_when, *(case.when for case in column.list_cases)):
        if condition(text).columns - known:
            raise DataError(file, place, f"điều kiện “{text}” nhắc đến cột không có")
    for name in (column.list, *(case.list for case in column.list_cases)):
        if name and name not in layout.list_by_code:
            raise DataError(file, place, f"danh sách “{name}” không có")
    if column.formula.count("(") != column.formula.count(")"):
        raise DataError(file, place, "công thức thiếu hoặc thừa dấu ngoặc")
    if column.kind != "input":
        return
    if column.type == "list" and not column.list:
        raise DataError(file, place, "cột chọn từ danh sách phải nêu danh sách")
    if not (column.title and column.message and column.error):
        raise DataError(file, place, "ô nhập phải có tiêu đề, lời nhắc và lời báo lỗi")
    if len(column.title) > 32 or len(column.message) > 255 or len(column.error) > 225:
        raise DataError(file, place, "lời nhắc dài quá giới hạn của Excel (32/255/225 ký tự)")
