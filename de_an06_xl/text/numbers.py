"""Numbers typed as text: read strictly, in the Vietnamese and the English form, never guessed.

``1.234,5`` and ``85,5`` are the local form; ``1,234.5`` comes from English settings. A lenient
parser turns "12.5" into 125. Here a text has the readings its digit groups allow: groups of
exactly three may be thousands; "1.234" then has two readings and nobody but the officer
knows which is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

_STRIPPED = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_SPACES = dict.fromkeys((0x00A0, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F), " ")
_BEFORE = re.compile(r"^(?:≥|≤|>=|<=|=)\s*")
_SPACED_GROUPS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?=[.,]|$)", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_THOUSANDS = {mark: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+", re.ASCII) for mark in ".,"}


@dataclass(frozen=True, slots=True)
class NumberReading:
    """All values a text can mean, smallest first: none, one, or two for a text like ``1.234``."""

    values: tuple[Decimal, ...]

    @property
    def value(self) -> Decimal | None:
        """The number, when there is exactly one reading."""
        return self.values[0] if len(self.values) == 1 else None

    @property
    def ambiguous(self) -> bool:
        return len(self.values) > 1


def read_number(text: str) -> NumberReading:
    """The readings of ``text``; a trailing ``%`` and a leading ``≥ ≤ >= <=`` are dropped ("85%" is 85).

    >>> read_number("1.234,5").value, read_number("85,5 %").value
    (Decimal('1234.5'), Decimal('85.5'))
    >>> read_number("1.234").values
    (Decimal('1.234'), Decimal('1234'))
    >>> read_number("khoảng 85").values
    ()
    """
    plain = text.translate(_STRIPPED).translate(_SPACES).replace("\u2212", "-").strip()
    plain = _BEFORE.sub("", plain).removesuffix("%").rstrip()
    negative, plain = plain.startswith("-"), plain[1:] if plain[:1] in ("-", "+") else plain
    spaced = _SPACED_GROUPS.match(plain)
    if spaced:
        plain = spaced[0].replace(" ", "") + plain[spaced.end() :]
    values = {-value if negative else value for value in _readings(plain, grouped=spaced is not None)}
    return NumberReading(tuple(sorted(values)))


def _readings(plain: str, *, grouped: bool) -> set[Decimal]:
    """Whole number, or whole part and fraction, for each choice of thousands and decimal mark.

    ``grouped``: thousands were already told by spaces, so no other mark can mean them.
    """
    found = set()
    for thousands, decimal in product(("", ".", ","), repeat=2):
        if (thousands and thousands == decimal) or (grouped and thousands):
            continue
        whole, mark, fraction = plain.partition(decimal) if decimal else (plain, "", "")
        if decimal and not (mark and _DIGITS.fullmatch(fraction)):
            continue
        if thousands:
            if not _THOUSANDS[thousands].fullmatch(whole):
                continue
            whole = whole.replace(thousands, "")
        # A leading zero is a code or a telephone number, not a quantity.
        if _DIGITS.fullmatch(whole) and (whole == "0" or not whole.startswith("0")):
            found.add(Decimal(f"{whole}.{fraction}" if fraction else whole))
    return found
