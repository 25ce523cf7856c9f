"""Personal data in free text; every number is made up."""

from __future__ import annotations

import doctest

import pytest

from de_an06_xl.text import personal_data
from de_an06_xl.text.personal_data import Kind, find_personal_data, mask, mask_personal_data

FOUND = """
Ông A, 010099000012                      | CITIZEN_NUMBER | **********12
CCCD:096312345678.                       | CITIZEN_NUMBER | **********78
số 010 099 000 012 cấp ngày              | CITIZEN_NUMBER | *** *** *** *12
số 0100 9900 0012                        | CITIZEN_NUMBER | **** **** **12
số 010 0 99 000012                       | CITIZEN_NUMBER | *** * ** ****12
CMND 123456789                           | OLD_ID_NUMBER  | *******89
chứng minh nhân dân số: 123 456 789      | OLD_ID_NUMBER  | *** *** *89
0900000012                               | MOBILE_NUMBER  | ********12
đt 0900.000.012                          | MOBILE_NUMBER  | ****.***.*12
090 000 0012                             | MOBILE_NUMBER  | *** *** **12
0900 00 00 12                            | MOBILE_NUMBER  | **** ** ** 12
+84 900 000 012                          | MOBILE_NUMBER  | +** *** *** *12
sđt0900000012                            | MOBILE_NUMBER  | ********12
nguoi.mau@gmail.com                      | PRIVATE_MAIL   | ***@gmail.com
"""

NOTHING = """
đã tiếp nhận 123456789012 hồ sơ
kinh phí 010.000.000.012 đồng
có 096012345678 lượt
mã 000.00.15.H38-261015-0001
tháng 01 02 03 04 05 06
123456789 thẻ căn cước
số thuê bao 123456789
căn cước 123.456.789 người
97 000 000 0000 và 099912345678
điện thoại 0214 3840 000
từ 03-08-2026 10 hồ sơ
125/BC-UBND ngày 20/10/2026
vanphong@laocai.gov.vn
0,912345678
tài khoản 84912345678 đồng
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found_and_masked(line: str) -> None:
    text, kind, masked = (part.strip() for part in line.split("|"))
    (datum,) = find_personal_data(text)
    assert (datum.kind, datum.masked) == (Kind[kind], masked)
    assert masked in mask_personal_data(text)
    assert find_personal_data(mask_personal_data(text)) == []


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_not_personal_data(text: str) -> None:
    assert find_personal_data(text) == []
    assert mask_personal_data(text) == text


@pytest.mark.parametrize("hidden", ["0900\u00a0000\u00a0012", "090\u200b0000\u200b012", "0900\u202f000\u202f012"])
def test_invisible_and_no_break_characters_hide_nothing(hidden: str) -> None:
    assert [datum.kind for datum in find_personal_data(hidden)] == [Kind.MOBILE_NUMBER]
    assert "0900" not in mask_personal_data(hidden)


def test_several_in_one_text_keep_what_stands_between() -> None:
    text = "A: 010099000012/0900000034; thư nguoi.mau@yahoo.com, 85 hồ sơ"
    assert mask_personal_data(text) == "A: **********12/********34; thư ***@yahoo.com, 85 hồ sơ"


@pytest.mark.parametrize(
    ("value", "masked"), [("", ""), ("1", "*"), ("12", "**"), ("123", "*23"), ("a@gmail.com", "***@gmail.com")]
)
def test_mask_shows_two_characters_at_most(value: str, masked: str) -> None:
    assert mask(value) == masked


def test_every_place_of_birth_in_use_and_no_other() -> None:
    for place in range(100):
        found = bool(find_personal_data(f"{place:03d}099000012"))
        assert found is (1 <= place <= 96), place
    assert not find_personal_data("097099000012")
    assert not find_personal_data("010499000012")


def test_examples_of_the_docstrings() -> None:
    assert doctest.testmod(personal_data).failed == 0
