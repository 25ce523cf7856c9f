"""Vietnamese text brought to one form before it is stored or compared.

One word can be typed in two Unicode forms (NFC, NFD), with invisible characters, with
no-break spaces; on screen all look alike. Codes are matched by :func:`code_key`, headers, sheet
names and list words by :func:`match_key`; nothing is ever matched by likeness.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Not U+00AD: in TCVN3 text it is the letter "ư", and dropping it would hide what was typed.
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
_ROW_CODE = re.compile(r"[a-z]{2}-[0-9a-z.]{1,12}")


def clean(text: str) -> str:
    """NFC, invisible characters removed, every run of white space one plain space.

    >>> clean(" Co\\u0301\\u00a0 so\\u0302\\u0301 lie\\u0323\\u0302u\\n")
    'Có số liệu'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


@lru_cache(maxsize=2048)  # headers, names of sheets and row codes are the same in every file of a run
def match_key(text: str) -> str:
    """What two texts that read the same have in common, capitals aside."""
    return clean(text).replace("\u00ad", "").casefold()


def code_key(value: object) -> str:
    """The key of a row code: ``" ct–I.5"`` and ``"CT-I.5"`` are the same; not text → empty.

    >>> code_key(" ct\u2013I.5")
    'ct-i.5'
    """
    return _code_key(value) if isinstance(value, str) else ""


@lru_cache(maxsize=2048)
def _code_key(text: str) -> str:
    return match_key(text).translate(_DASHES).replace(" ", "")


def looks_like_code(key: str) -> bool:
    """Whether a :func:`code_key` has the shape of a row code (two letters, hyphen, number)."""
    return _ROW_CODE.fullmatch(key) is not None
