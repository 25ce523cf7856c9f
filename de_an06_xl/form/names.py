"""The defined names of a form: words, lists, constants and messages that formulas refer to.

Formulas hold no text and no policy number of their own; they point at named locked cells, so
that an administrator can see and a checker can compare every one of them.
"""

from __future__ import annotations

import re
import unicodedata

PREFIX = "DA06_"
IDENTITY_NAME = "DA06_ID"
META_SHEET = "_meta"
SENT_DATE_NAME = "DA06_NGAY_GUI"
# Not a secret: the lock keeps honest hands from slipping, and the fingerprint finds the rest.
SHEET_PASSWORD = "DA06"  # noqa: S105

_SYMBOLS = {
    "≥": "LON_HON_HOAC_BANG",
    "≤": "NHO_HON_HOAC_BANG",
    "–": "KHONG_CHAM",
    "✖": "DAU_LOI",
    "◆": "DAU_HOI",
}


def slug(text: str) -> str:
    """Vietnamese text as an ASCII name part: ``Có số liệu`` → ``CO_SO_LIEU``."""
    if text in _SYMBOLS:
        return _SYMBOLS[text]
    plain = "".join(ch for ch in unicodedata.normalize("NFD", text) if not unicodedata.combining(ch))
    plain = plain.replace("đ", "d").replace("Đ", "D")
    return re.sub(r"[^A-Z0-9]+", "_", plain.upper()).strip("_")


def word_name(word: str) -> str:
    """The name of the cell that holds a word compared with or shown by formulas."""
    return f"{PREFIX}TU_{slug(word)}"


def list_name(code: str) -> str:
    """The name of the range behind a drop-down list."""
    return f"{PREFIX}DS_{code.upper()}"


def constant_name(code: str) -> str:
    """The name of a date or number of plan, period or policy (``LAST_DAY`` → ``DA06_LAST_DAY``)."""
    return f"{PREFIX}{code}"


def message_name(rule_code: str) -> str:
    """The name of the cell that holds what the check column says for a rule."""
    return f"{PREFIX}TB_{rule_code}"


def count_name(kind: str, sheet_code: str) -> str:
    """The name of a sheet's check cell: ``CON`` (missing), ``LOI`` (errors), ``HOI`` (queries)."""
    return f"{PREFIX}{kind}_{sheet_code}"
