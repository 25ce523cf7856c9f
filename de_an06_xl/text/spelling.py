"""Spellings of one Vietnamese word that differ only by convention: "hoà"/"hòa", "Tỷ"/"Tỉ", "quý"/"quí".

Both are right and both are typed; programs must take them for one. Words that differ by a letter
or a tone stay different (Lào Cai, Lao Chải).
"""

from __future__ import annotations

import re
import unicodedata

from de_an06_xl.text.normalize import clean, match_key

# Marks of the five tones; those of ă â ê ô ơ ư make other letters and stay.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")
# "y" alone after a consonant (or "qu") sounds and means the same as "i"; in "thúy" and "thúi" it does not.
_FINAL_Y = re.compile(r"^((?:qu|[bcdđghklmnpqrstvx]+)?)y$")


def spelling_key(text: str) -> str:
    """What all spellings of a text have in common, capitals aside; only fit for comparing.

    >>> spelling_key("Thoả thuận, Tỷ lệ") == spelling_key("thỏa thuận,  TỈ LỆ")
    True
    >>> spelling_key("thúy") == spelling_key("thúi")
    False
    """
    return _WORD.sub(lambda match: _word_key(match[0]), match_key(text))


def plain_key(text: str) -> str:
    """Letters and digits without any mark, words apart by single spaces: how files are named.

    >>> plain_key("BC_Xã Bát Xát (T10)")
    'bc xa bat xat t10'
    """
    letters = unicodedata.normalize("NFD", clean(text).casefold().replace("đ", "d"))
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters))


def _word_key(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(mark for mark in letters if mark in _TONES)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in _TONES))
    return _FINAL_Y.sub(r"\1i", bare) + tone
