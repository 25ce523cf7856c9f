"""Values that must come back from a workbook as they went in: the ones that go wrong in the field."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

_NAME = "Nguyễn Thị Hoà, xã Y Tý"
# The most a cell holds.
_LONGEST = 32_767
# Numbered, because the gate takes text that packs a hundredfold for an attack.
_LONG_TEXT = " ".join(f"đơn vị {number * number}" for number in range(_LONGEST // 8))[:_LONGEST]


@dataclass(frozen=True, slots=True)
class GoldenValue:
    """``value`` as written; ``number_format`` where the cell needs one; ``error``: the cell holds that error."""

    name: str
    value: object
    number_format: str = ""
    error: bool = False


GOLDEN_VALUES = (
    GoldenValue("số nguyên", 42.0),
    GoldenValue("số âm có phần lẻ", -1234.5),
    GoldenValue("số không hết trong hệ nhị phân", 0.1 + 0.2),
    GoldenValue("số 15 chữ số", 123_456_789_012_345.0),
    GoldenValue("số không", 0.0),
    GoldenValue("phần trăm", 0.955, "0.0%"),
    GoldenValue("ngày", dt.datetime(2026, 10, 31), "dd/mm/yyyy"),
    GoldenValue("ngày đầu hệ 1904", dt.datetime(1904, 1, 2), "dd/mm/yyyy"),
    GoldenValue("ngày nhuận", dt.datetime(2028, 2, 29), "dd/mm/yyyy"),
    GoldenValue("ngày và giờ", dt.datetime(2026, 10, 31, 16, 45), "dd/mm/yyyy hh:mm"),
    GoldenValue("chữ dựng sẵn (NFC)", unicodedata.normalize("NFC", _NAME)),
    GoldenValue("chữ tổ hợp (NFD)", unicodedata.normalize("NFD", _NAME)),
    GoldenValue("chữ bắt đầu bằng dấu bằng", "=1+1"),
    GoldenValue("chữ bắt đầu bằng dấu cộng", "+84"),
    GoldenValue("chữ giống số", "1.234,5"),
    GoldenValue("số 0 ở đầu", "02647"),
    GoldenValue("chữ nhiều dòng", "dòng một\ndòng hai"),
    GoldenValue("chữ rất dài", _LONG_TEXT),
    GoldenValue("ký hiệu XML", "<a> & \"b\" 'c'"),
    GoldenValue("ô lỗi", "#N/A", error=True),
    GoldenValue("đúng", True),
)


def as_words(value: object) -> str:
    """A value so that two are the same exactly when their words are; long text by length and ends."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    if isinstance(value, dt.datetime):
        return f"{value.replace(tzinfo=None, microsecond=0):%d/%m/%Y %H:%M:%S}"
    if isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    # Spreadsheet programs keep 15 digits of a number.
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    # Letters that look alike must not be taken for the same: escapes tell a composed one from its parts.
    text = text if unicodedata.normalize("NFC", text) == text else ascii(text)
    return text if len(text) <= 60 else f"{text[:20]}…{text[-20:]} ({len(text)} ký tự)"
