import unicodedata

import pytest

from de_an06_xl.text.normalize import clean, code_key, looks_like_code, match_key


def test_both_unicode_forms_of_a_word_are_one() -> None:
    for word in ("Có số liệu", "Nhiệm vụ", "Tổ chức thực hiện", "Đề án", "Giải trình"):
        assert clean(unicodedata.normalize("NFD", word)) == word


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a  b ", "a b"),
        ("Tình trạng\nsố liệu", "Tình trạng số liệu"),
        ("Mẫu\u00a0số", "Mẫu số"),
        ("\ufeffMã\u200b", "Mã"),
        ("", ""),
        ("\u00a0\u200b ", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_keys_ignore_capitals_but_not_letters() -> None:
    assert match_key("TÌNH TRẠNG") == match_key("Tình  trạng")
    assert match_key("Lào Cai") != match_key("Lao Cai")
    assert match_key("Nghĩa Đô") != match_key("Nghĩa Lộ")


def test_soft_hyphen_survives_cleaning_because_old_fonts_use_it_as_a_letter() -> None:
    assert clean("D\u00ad¬ng") == "D\u00ad¬ng"
    assert match_key("Nhiệm\u00ad vụ") == match_key("nhiệm vụ")


CODES = """
CT-I.5      | ct-i.5  | yes
 ct-I.5     | ct-i.5  | yes
CT–I.5      | ct-i.5  | yes
CT - I.5    | ct-i.5  | yes
TC-dd       | tc-dd   | yes
KK-01       | kk-01   | yes
Cộng        | cộng    | no
CT          | ct      | no
CT-I.5 (cũ) | ct-i.5(cũ) | no
"""


@pytest.mark.parametrize("line", CODES.strip().splitlines())
def test_codes(line: str) -> None:
    text, key, shaped = (part.strip() for part in line.split("|"))
    assert code_key(text) == key
    assert looks_like_code(key) == (shaped == "yes")


def test_a_code_that_is_not_text_is_no_code() -> None:
    assert code_key(5.0) == code_key(None) == ""
