"""Personal data that must not stand in a report: found in free text, never shown again in full.

The plan (mục I.2), Luật 91/2025/QH15 and Nghị định 356/2025/NĐ-CP keep personal data out of
such reports. Only shapes that hardly anything else has are taken for personal data:

* số định danh cá nhân (on the CCCD), 12 digits: three of the place of birth (001–096), one of
  century and sex (0–3 in use), two of the year of birth, six serial; there is no check digit;
* số chứng minh nhân dân, 9 digits, only where a telling word stands before it;
* a Vietnamese mobile number: 0 or +84, then 3, 5, 7, 8 or 9, then eight digits;
* an address at a public mail service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_LAST_PLACE = 96
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))
_SPACES = dict.fromkeys((0x00A0, 0x2007, 0x2009, 0x202F), " ")
# A digit before, or a digit and a point, means the figure is part of something longer (an amount, a file code).
_START = r"(?<!\d)(?<!\d\.)"
_SEP = r"[ .\-]"
_CITIZEN = re.compile(
    rf"{_START}(?P<place>\d{{3}})(?:[0-3]\d{{8}}|(?P<s>{_SEP})[0-3]\d\d(?P=s)\d{{3}}(?P=s)\d{{3}}"
    rf"|(?P<t>{_SEP})[0-3](?P=t)\d\d(?P=t)\d{{6}}|\d(?P<u>{_SEP})\d{{4}}(?P=u)\d{{4}})(?!\d)"
)
_OLD_ID = re.compile(
    r"(?:cmnd|cmt(?:nd)?|chứng minh(?: nhân dân| thư)?|căn cước|cccd|định danh)(?P<between>[^\d\n]{0,25}?)"
    r"(?P<number>\d{3}[ .]?\d{3}[ .]?\d{3})(?!\d)(?![.,]\d)",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    rf"{_START}(?:"
    rf"0[35789]\d{{8}}"
    rf"|0[35789]\d(?P<a>{_SEP})\d{{3}}(?:(?P=a)\d{{4}}|\d{{4}})"
    rf"|0[35789]\d{{2}}(?P<b>{_SEP})\d{{3}}(?P=b)?\d{{3}}"
    rf"|0[35789]\d{{2}}(?P<c>{_SEP})\d\d(?P=c)\d\d(?P=c)\d\d"
    rf"|0[35789]\d(?P<d>{_SEP})\d{{4}}(?P=d)\d{{3}}"
    rf"|\(?\+84\)?{_SEP}?[35789](?:{_SEP}?\d){{8}}"
    rf")(?!\d)"
)
_PRIVATE_MAIL = re.compile(
    r"[\w.+-]+@(?:gmail|yahoo|hotmail|outlook|live|icloud|zoho)\.(?:com|vn|com\.vn|net)\b", re.IGNORECASE
)
# A number before one of these words counts something; it is not a person's number.
_COUNTED = re.compile(r"\s*(?:đồng|triệu|tỷ|tỉ|hồ sơ|lượt|tài khoản|trường hợp|người|công dân|thẻ)\b", re.IGNORECASE)

# Most text has neither nine digits in a row nor a mail address: nothing more to look for there.
_WORTH_A_LOOK = re.compile(r"@|(?:\d\W{0,3}){9}")


class Kind(StrEnum):
    """What was found; the value is the word people read."""

    CITIZEN_NUMBER = "số định danh cá nhân (căn cước)"
    OLD_ID_NUMBER = "số chứng minh nhân dân"
    MOBILE_NUMBER = "số điện thoại di động"
    PRIVATE_MAIL = "thư điện tử cá nhân"


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """One piece of personal data; ``masked`` is all that may be shown of it."""

    kind: Kind
    start: int
    end: int
    masked: str


def find_personal_data(text: str) -> list[PersonalDatum]:
    """What looks like personal data in ``text``, from left to right, without overlaps.

    Positions refer to :func:`visible`\\ ``(text)``.

    >>> [(datum.kind.name, datum.masked) for datum in find_personal_data("SĐT 0900 000 012")]
    [('MOBILE_NUMBER', '**** *** *12')]
    """
    found: list[PersonalDatum] = []
    if not _WORTH_A_LOOK.search(text):
        return found
    for datum in sorted(_candidates(visible(text)), key=lambda datum: (datum.start, -datum.end)):
        if not found or datum.start >= found[-1].end:
            found.append(datum)
    return found


def mask(value: str) -> str:
    """``value`` with every letter and digit but the last two hidden; of a mail address the name is hidden.

    >>> mask("010000000012")
    '**********12'
    """
    name, at, host = value.partition("@")
    if at:
        return "***@" + host
    shown = max(0, len(re.findall(r"\w", value)) - 2)
    return re.sub(r"\w", "*", value, count=shown) if shown else re.sub(r"\w", "*", name)


def mask_personal_data(text: str) -> str:
    """``text`` fit to be shown: every personal datum masked, everything else as it was.

    >>> mask_personal_data("Ông A, CCCD 010000000012, 85 hồ sơ")
    'Ông A, CCCD **********12, 85 hồ sơ'
    """
    data = find_personal_data(text)
    if not data:
        return text
    shown, position, plain = [], 0, visible(text)
    for datum in data:
        shown += [plain[position : datum.start], datum.masked]
        position = datum.end
    return "".join(shown) + plain[position:]


def visible(text: str) -> str:
    """``text`` without invisible characters and with plain spaces, so that nothing hides a number."""
    return text.translate(_INVISIBLE).translate(_SPACES)


def _candidates(text: str) -> Iterator[PersonalDatum]:
    for match in _CITIZEN.finditer(text):
        if 1 <= int(match["place"]) <= _LAST_PLACE and _century(match[0]) and not _COUNTED.match(text, match.end()):
            yield _datum(Kind.CITIZEN_NUMBER, match, 0)
    for match in _OLD_ID.finditer(text):
        if not _COUNTED.match(text, match.end()):
            yield _datum(Kind.OLD_ID_NUMBER, match, "number")
    for match in _MOBILE.finditer(text):
        yield _datum(Kind.MOBILE_NUMBER, match, 0)
    for match in _PRIVATE_MAIL.finditer(text):
        yield _datum(Kind.PRIVATE_MAIL, match, 0)


def _century(number: str) -> bool:
    return re.sub(r"\D", "", number)[3] in "0123"


def _datum(kind: Kind, match: re.Match[str], group: int | str) -> PersonalDatum:
    return PersonalDatum(kind, match.start(group), match.end(group), mask(match[group]))
