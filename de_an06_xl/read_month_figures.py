"""The JSON of ``da06 tong-hop --json`` back into figures: from a file, its bytes or the object itself."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from de_an06_xl.errors import InputError
from de_an06_xl.model.month_figures import MonthFigures

# ``>`` of a Windows shell writes UTF-16; both kinds of file begin with their mark.
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# The nation's month is a tenth of this; a bigger file is none of ours.
_MOST_BYTES = 256 * 1024 * 1024
_REASONS = {
    "missing": "thiếu khóa này",
    "json_invalid": "không phải JSON",
    "string_type": "phải là chữ",
    "string_pattern_mismatch": "phải là kỳ dạng năm-tháng, ví dụ 2026-10",
    "literal_error": "giá trị không thuộc danh mục",
    "model_type": "phải là một đối tượng",
    "model_attributes_type": "phải là một đối tượng",
    "dict_type": "phải là một đối tượng",
    "tuple_type": "phải là một danh sách",
    "bool_type": "phải là true hoặc false",
    "bool_parsing": "phải là true hoặc false",
    "greater_than_equal": "không được âm",
}
_REASON_OF_KIND = {"int": "phải là số nguyên", "decimal": "phải là số", "date": "phải là ngày dạng năm-tháng-ngày"}


def read_month_figures(source: Path | bytes | Mapping[str, Any], name: str = "") -> MonthFigures:
    """The month that ``source`` holds; ``name`` is what a message calls it (default: the path).

    Raises :class:`InputError` with one sentence: the file cannot be read, is not JSON, or is not a summary of
    ``tong-hop --json``; the sentence names the place.
    """
    if isinstance(source, Path):
        name = name or str(source)
        source = _bytes_of(source)
    name = name or "Bảng tổng hợp dạng JSON"
    try:
        if isinstance(source, bytes):
            return MonthFigures.model_validate_json(_text_of(source, name))
        return MonthFigures.model_validate(source)
    except ValidationError as error:
        raise InputError(
            f"{name}{_fault(error)}. Hãy dùng tệp do lệnh tong-hop --json tạo ra và chưa bị sửa."
        ) from None


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path} lớn bất thường nên không đọc. Hãy chọn tệp do lệnh tong-hop --json tạo ra.")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"Không tìm thấy {path}. Hãy kiểm tra lại đường dẫn.") from None
    except OSError:
        raise InputError(f"Không đọc được {path}. Hãy kiểm tra quyền đọc và đóng tệp nếu đang mở.") from None


def _text_of(content: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise InputError(f"{name} không phải văn bản UTF-8. Hãy dùng tệp do lệnh tong-hop --json tạo ra.") from None


def _fault(error: ValidationError) -> str:
    """Where and why, of the first fault; never the value, which may be anything."""
    first = error.errors(include_input=False, include_url=False)[0]
    kind = first["type"]
    # A choice of kinds ends the path with the name of the kind tried last: not a place in the file.
    place = ".".join(str(part) for part in first["loc"] if not str(part).startswith(("function-", "str", "decimal")))
    if kind == "value_error":
        reason = str(first["ctx"]["error"])
        reason = "phải là số" if reason == "bool" else f"{reason}, mỗi mã chỉ được đứng một lần"
    else:
        reason = _REASONS.get(kind) or next(
            (text for start, text in _REASON_OF_KIND.items() if kind.startswith(start)), "giá trị không hợp lệ"
        )
    return f", chỗ {place}: {reason}" if place else f": {reason}"
