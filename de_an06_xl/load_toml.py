"""Reading the product's own data files: UTF-8 text only, every fault named by file, place and reason."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from de_an06_xl.errors import DataError

DATA_DIR = Path(__file__).parent / "data"

Model = TypeVar("Model", bound=BaseModel)

# The few pydantic error types a person editing a data file meets, in Vietnamese.
_REASONS = {
    "missing": "thiếu khóa này",
    "extra_forbidden": "khóa này không có trong quy định",
    "decimal_parsing": "phải là số",
    "decimal_type": "phải là số",
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "bool_parsing": "phải là true hoặc false",
    "bool_type": "phải là true hoặc false",
    "string_type": "phải là chữ",
    "date_type": "phải là ngày",
    "date_from_datetime_parsing": "phải là ngày dạng năm-tháng-ngày",
    "enum": "giá trị không thuộc danh mục",
    "literal_error": "giá trị không thuộc danh mục",
}


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises :class:`DataError` when it is missing or not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(path.name, "tệp", f"không tìm thấy tại {path}") from None
    except UnicodeDecodeError:
        raise DataError(path.name, "tệp", "không phải văn bản UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(path.name, "cú pháp TOML", str(error)) from None


def read_csv(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file whose header must be exactly ``columns``."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            header = reader.fieldnames or []
            if list(header) != list(columns):
                raise DataError(path.name, "dòng 1", f"cần đúng các cột: {', '.join(columns)}")
            rows = []
            for row in reader:
                if None in row or None in row.values():
                    raise DataError(path.name, f"dòng {reader.line_num}", "số ô không khớp với dòng tiêu đề")
                rows.append(row)
            return rows
    except FileNotFoundError:
        raise DataError(path.name, "tệp", f"không tìm thấy tại {path}") from None
    except UnicodeDecodeError:
        raise DataError(path.name, "tệp", "không phải văn bản UTF-8") from None


def build(model: type[Model], data: Mapping[str, Any], file: str, place: str) -> Model:
    """``model`` from one table; what pydantic refuses becomes a :class:`DataError`."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        reason = _REASONS.get(first["type"], f"giá trị không hợp lệ ({first['type']})")
        raise DataError(file, f"{place}, khóa {key}", reason) from None


def build_all(model: type[Model], tables: Iterable[Mapping[str, Any]], file: str, kind: str) -> tuple[Model, ...]:
    """One ``model`` per table of a TOML array; the place names the table's number and id."""
    return tuple(
        build(model, table, file, f"[[{kind}]] thứ {number} ({table.get('id', 'không có id')})")
        for number, table in enumerate(tables, start=1)
    )


def only_keys(tables: Mapping[str, Any], allowed: Iterable[str], file: str) -> None:
    """Refuse a top-level table that nobody reads: it is a typing error in the file."""
    for key in tables:
        if key not in allowed:
            raise DataError(file, f"bảng [{key}]", "bảng này không có trong quy định")


def no_repeats(values: Iterable[str], file: str, what: str) -> None:
    """Refuse a repeated id or code."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise DataError(file, value, f"{what} bị lặp lại")
        seen.add(value)
