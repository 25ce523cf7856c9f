"""Words of lists: any spelling of a word is that word, and said so; nothing else is."""

from __future__ import annotations

import unicodedata

import pytest

from de_an06_xl.read_form.read_entry import list_reader

READ = list_reader(("Hòa giải", "Kỳ sau", "Không áp dụng"))

# typed | read as | note
WORDS = """
Hòa giải        | Hòa giải      |
 Hòa  giải      | Hòa giải      |
Hoà giải        | Hòa giải      | C224
HÒA GIẢI        | Hòa giải      | C224
kì sau          | Kỳ sau        | C224
Không áp dung   | -             |
Hoa giai        | -             |
Kỳ               | -             |
"""


@pytest.mark.parametrize("line", WORDS.strip().splitlines())
def test_spellings_of_a_word(line: str) -> None:
    typed, word, note = (part.strip() for part in line.split("|"))
    for form in ("NFC", "NFD"):
        reading = READ(unicodedata.normalize(form, typed))
        assert reading.value == (word if word != "-" else typed)
        assert reading.note == note


def test_invisible_characters_do_not_matter() -> None:
    assert READ("Kỳ\u200b sau\u00a0").value == "Kỳ sau"
