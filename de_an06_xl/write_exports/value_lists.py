"""The values a column can have, with the words people read for them."""

from __future__ import annotations

from de_an06_xl.model.export import ValueList
from de_an06_xl.model.finding import Severity
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.summary import OUTCOME_WORDS, STANDING_WORDS, STATE_WORDS, STATUS_WORDS

GROUP_WORDS = {"department": "Sở, ngành", "commune": "Xã, phường"}
LEVEL_WORDS = {"monitor": "Đơn vị theo dõi chỉ tiêu của tỉnh", "commune": "Xã, phường, cộng vào số cấp xã"}
DIRECTION_WORDS = {
    "≥": "ít nhất bằng mục tiêu",
    "≤": "nhiều nhất bằng mục tiêu",
    "phải đạt": "định tính",
    "–": "báo cáo, không chấm điểm",
}


def values_of(name: ValueList, layout: FormLayout) -> dict[str, str]:
    """Value → its Vietnamese word, in the order they are usually shown; empty for a column without a list.

    Where the value is itself a word of the form, the word is empty.
    """
    lists: dict[str, dict[str, str]] = {
        "group": GROUP_WORDS,
        "state": {**_text(STATE_WORDS)},
        "direction": DIRECTION_WORDS,
        "qualitative": dict.fromkeys(layout.list_by_code["qualitative"].items, ""),
        "status": {**_text(STATUS_WORDS)},
        "level": LEVEL_WORDS,
        "standing": {**_text(STANDING_WORDS)},
        "sheet": dict.fromkeys((sheet.name for sheet in layout.row_sheets), ""),
        "column": dict.fromkeys((column.header for sheet in layout.row_sheets for column in sheet.inputs), ""),
        "outcome": {**_text(OUTCOME_WORDS)},
        "severity": {str(item): item.label_vi for item in Severity},
    }
    return lists[name] if name else {}


def _text(words: object) -> dict[str, str]:
    return {str(code): str(word) for code, word in dict(words).items()}  # type: ignore[call-overload]
