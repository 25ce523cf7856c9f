"""What a piece of typed text is: empty talk, a formula, a leftover of a template, unreadable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from de_an06_xl.text.normalize import clean

# Whole answers that say nothing (compared folded, see below).
# fmt: off
_FILLERS = {
    "x", "xx", "xxx", "k", "ko", "kg", "không", "khong", "không có", "khong co", "có", "chưa", "chưa có", "nt",
    "n a", "na", "a", "abc", "ok", "test", "như trên", "đang cập nhật",
}
# Whole answers that say there is no difficulty.
_NOTHING = {
    "k", "ko", "không", "khong", "không có", "khong co", "không có khó khăn", "không có vướng mắc",
    "không có khó khăn vướng mắc", "không vướng mắc", "không có kiến nghị",
}
# fmt: on

_FORMULA = re.compile(
    r"\s*(?:=\s*\S|@[A-Za-z]|[+\-](?:\d+(?:[.,]\d+)?\s*[*/^|!+]|\$?[A-Z]{1,3}\$?\d+\s*(?:$|[-+*/:!])|[A-Za-z.]+[(|]))"
)
_LEFTOVER = re.compile(
    r"\.{4,}|…\s?…|_{3,}|\[\s*(?:\.{3}|…)?\s*\]|<[^<>\d]{1,40}>|\bx{3,}\b|\(ghi (?:rõ|cụ thể)|\bđiền vào đây\b"
    r"|\bnhập nội dung\b|\blorem ipsum\b",
    re.IGNORECASE,
)
_ERROR_TEXT = re.compile(r"#(?:REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|N/A)")
# Letters of TCVN3 and VNI fonts read as Latin-1; none of them occurs in Vietnamese Unicode text.
_OLD_FONT = "[¸µ¶¹®¬ª¼½¾¡¢£¤¥¦¨©×ØÜÞßåäæçëïîñöøûüþÿ÷Ä]"
_FOREIGN = re.compile(rf"(?<=[A-Za-z]){_OLD_FONT}|{_OLD_FONT}(?=[A-Za-z])")
_TCVN3_ONLY = re.compile(r"[¸µ¶¹®](?=[a-z])|(?<=[a-z])[¸µ¶¹®]")
# UTF-8 read as Latin-1 or Windows-1252.
# Without one of these letters no text is of either kind.
_SUSPECT = re.compile(f"{_OLD_FONT[:-1]}»ºÆÃ]")
_MISREAD = re.compile(r"á[»º][\u0080-\u00ff\u0152-\u2122]|Æ[°¡]|Ä[‘\u0091]|Ã[\u00a0-\u00bf]")


@lru_cache(maxsize=1 << 12)  # the plan's own words, and the few an officer writes again and again
def folded(text: str) -> str:
    """``text`` for comparison: one Unicode form, small letters, words apart by single spaces.

    >>> folded("  Đã  ban hành; KẾ HOẠCH. ")
    'đã ban hành kế hoạch'
    """
    return re.sub(r"[\W_]+", " ", clean(text).casefold()).strip()


def says_nothing(text: str) -> bool:
    """Whether a required text is only marks or a filler such as “x”, “không”, “như trên”."""
    plain = folded(text)
    return not plain or plain in _FILLERS


def means_nothing_to_report(text: str) -> bool:
    """Whether the text says that there is no difficulty, where a blank would say the same."""
    plain = folded(text)
    return not plain or plain in _NOTHING


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula; a dash before a word is a list item.

    >>> looks_like_formula("- Đã ban hành kế hoạch"), looks_like_formula("=A1+B1")
    (False, True)
    """
    return _FORMULA.match(text) is not None


def leftover_of_template(text: str) -> str:
    """The blank of a template still standing in the text (``……``, ``[...]``), ``""`` if there is none."""
    match = _LEFTOVER.search(text)
    return match[0] if match else ""


def error_in_text(text: str) -> str:
    """A spreadsheet error copied as text (``#N/A``), ``""`` if there is none."""
    match = _ERROR_TEXT.search(text)
    return match[0] if match else ""


def unreadable(text: str) -> bool:
    """Whether the text is Vietnamese in an old font code (TCVN3, VNI) or a wrong encoding.

    Conservative: a foreign name with one or two such letters passes.

    >>> unreadable("B¸o c¸o kÕt qu¶ thùc hiÖn"), unreadable("Thành phố Zürich")
    (True, False)
    """
    plain = unicodedata.normalize("NFC", text)
    if not _SUSPECT.search(plain):
        return False
    marks = len(_FOREIGN.findall(plain))
    return marks >= 3 or (marks >= 2 and len(_TCVN3_ONLY.findall(plain)) >= 2) or bool(_MISREAD.search(plain))
