"""Two spellings of one word have one key; two words never do."""

from __future__ import annotations

import unicodedata

import pytest

from de_an06_xl.text.spelling import plain_key, spelling_key

SAME = """
hoà          | hòa
HOÀ BÌNH     | Hòa Bình
thuỷ         | thủy
khoẻ         | khỏe
Thoả thuận   | thỏa thuận
Tỷ lệ        | Tỉ lệ
kỳ trước     | kì trước
Quý          | Quí
Mỹ           | Mĩ
lý do        | lí do
Y tế         | y  tế
Uỷ ban       | Ủy ban
"""
OTHER = """
thúy    | thúi
hoà     | hoá
tay     | tai
Lào Cai | Lao Chải
Bắc Hà  | Bảo Hà
ma      | mà
đường   | dường
tỷ      | tị
may     | mai
"""


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_one_word(line: str) -> None:
    left, right = (part.strip() for part in line.split("|"))
    assert spelling_key(left) == spelling_key(right)
    assert spelling_key(unicodedata.normalize("NFD", left)) == spelling_key(right)


@pytest.mark.parametrize("line", OTHER.strip().splitlines())
def test_two_words(line: str) -> None:
    left, right = (part.strip() for part in line.split("|"))
    assert spelling_key(left) != spelling_key(right)


def test_plain_letters_of_a_file_name() -> None:
    assert plain_key("BM-01_Xã Bát Xát – Đợt 2.XLSX") == "bm 01 xa bat xat dot 2 xlsx"
    assert plain_key(unicodedata.normalize("NFD", "Nghĩa Đô")) == "nghia do"
