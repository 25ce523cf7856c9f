"""Vietnamese text typed for the fonts of the time before Unicode: TCVN3 (``.VnTime``) and VNI (``VNI-Times``).

Such a text is Latin letters that only the font shows as Vietnamese: "B¸o c¸o" in .VnTime, "Baùo
caùo" in VNI-Times are both "Báo cáo". Short cells cannot be told by their content, so the font
of the cell decides. TCVN3 (TCVN 5712:1993, VN3) has one character for each letter and no
capitals with tones: fonts whose name ends in H show everything in capitals. VNI writes a letter
and its mark as two characters. In TCVN3 "ư" is U+00AD, which clean-up elsewhere takes for an
invisible hyphen: decode first.
"""

from __future__ import annotations

import re

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_PLAIN = dict(zip("ìíæóòîñôö", "ìíỉĩịỵđơư", strict=True))
_VNI_MARKS = {
    "a": dict(zip("øùûõïâáàåãäêéèúüë", "àáảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("øùûõïâáàåãä", "èéẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("øùûõïâáàåãä", "òóỏõọôốồổỗộ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
}
_VNI: dict[str, str] = {}
for _base, _marks in _VNI_MARKS.items():
    for _mark, _letter in _marks.items():
        # A capital takes its mark in capitals; a capital at the start of a word is typed with a small mark as well.
        _VNI |= {
            _base + _mark: _letter,
            (_base + _mark).upper(): _letter.upper(),
            _base.upper() + _mark: _letter.upper(),
        }
_VNI |= _VNI_PLAIN | {typed.upper(): letter.upper() for typed, letter in _VNI_PLAIN.items()}
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
# Unicode letters of Vietnamese: a text that has one was typed in Unicode, whatever its font.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u0323]")


def is_legacy_font(font: str) -> bool:
    """Whether a font name is one of the TCVN3 (``.Vn…``) or VNI (``VNI-…``) families."""
    return font.casefold().startswith((".vn", "vni-"))


def decode_legacy(text: str, font: str) -> str:
    """``text`` as ``font`` shows it, in Unicode; unchanged when it holds nothing of that code.

    >>> decode_legacy("B¸o c¸o kÕt qu¶", ".VnTime"), decode_legacy("Baùo caùo keát quaû", "VNI-Times")
    ('Báo cáo kết quả', 'Báo cáo kết quả')
    >>> decode_legacy("Báo cáo kết quả", ".VnTime")
    'Báo cáo kết quả'
    """
    if text.isascii() or not is_legacy_font(font) or _UNICODE.search(text):
        return text
    if font.casefold().startswith("vni-"):
        return _VNI_LETTER.sub(lambda match: _VNI[match[0]], text)
    decoded = "".join(_TCVN3.get(letter, letter) for letter in text)
    return decoded.upper() if font.rstrip().endswith("H") else decoded
