from decimal import Decimal

import pytest

from de_an06_xl.text.numbers import read_number

# text as typed | readings, smallest first, separated by blanks ("-": none)
CASES = """
85            | 85
0             | 0
85,5          | 85.5
85.5          | 85.5
12.5          | 12.5
1.23          | 1.23
0,125         | 0.125
0.125         | 0.125
1234567       | 1234567
1234,567      | 1234.567
1.234         | 1.234 1234
1,234         | 1.234 1234
12.345        | 12.345 12345
-1.234        | -1234 -1.234
1.234,5       | 1234.5
1,234.5       | 1234.5
1.234,567     | 1234.567
1.234.567     | 1234567
1,234,567     | 1234567
1.234.567,89  | 1234567.89
1.234.56      | -
1.23.456      | -
1.2,3.4       | -
1,234,56      | -
85%           | 85
85 %          | 85
85,5%         | 85.5
≥ 80          | 80
≤30%          | 30
>=80          | 80
-5            | -5
+5            | 5
1 234         | 1234
1 234 567,5   | 1234567.5
1 234,567     | 1234.567
12 5          | -
1 23          | -
1 234.567.890 | -
khoảng 85     | -
85 người      | -
~85           | -
80-90         | -
1/2           | -
1e5           | -
--5           | -
%             | -
,5            | -
5,            | -
.             | -
0900000012    | -
007           | -
x             | -
"""


def cases() -> list[tuple[str, list[Decimal]]]:
    table = []
    for line in CASES.strip().splitlines():
        text, _, readings = line.partition("|")
        wanted = [] if readings.strip() == "-" else [Decimal(value) for value in readings.split()]
        table.append((text.strip(), wanted))
    return table


@pytest.mark.parametrize(("text", "readings"), cases())
def test_readings(text: str, readings: list[Decimal]) -> None:
    assert list(read_number(text).values) == readings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("\u221285,5", "-85.5"),
        ("\u00a085\u00a0", "85"),
        ("1\u00a0234", "1234"),
        ("1\u2009234\u2009567", "1234567"),
        ("1\u202f234,5", "1234.5"),
        ("\u200b85\ufeff", "85"),
    ],
)
def test_invisible_characters_and_foreign_spaces_do_not_matter(text: str, value: str) -> None:
    assert read_number(text).value == Decimal(value)


def test_two_readings_give_no_value() -> None:
    reading = read_number("1.234")
    assert reading.ambiguous
    assert reading.value is None
    assert not read_number("x").ambiguous


def test_digits_of_other_scripts_are_not_read() -> None:
    assert read_number("٨٥").values == ()
