"""The small language of conditions: what holds, what is refused, what it prints for the form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from de_an06_xl.conditions import ExcelNames, condition
from de_an06_xl.errors import DataError
from de_an06_xl.model.cells import ErrorValue

ROW: dict[str, Any] = {
    "state": "Có số liệu",
    "numerator": Decimal(80),
    "denominator": Decimal("100.5"),
    "blank_cell": None,
    "typed": "tám mươi",
    "broken": ErrorValue("#REF!"),
    "date": 46326,
    "LAST_DAY": 46326,
}

HOLDS = """
state == 'Có số liệu'
state != 'Không phát sinh'
state in ('Không phát sinh', 'Có số liệu')
state not in ('Không phát sinh', 'Không áp dụng')
numerator <= denominator
100 * numerator < 12 * denominator * 10
blank(blank_cell)
filled(typed)
filled(numerator) and not blank(state)
is_number(numerator) and numerator > 0
is_number(date)
is_text(typed)
not is_text(blank_cell)
is_error(broken)
not is_error(state)
whole(numerator)
not whole(denominator)
day(date) == LAST_DAY
False or True
is_error(broken) or state == 'x'
numerator - 10 > denominator - 100
numerator + 1 > numerator
"""

FAILS = """
state == 'có số liệu'
numerator > denominator
blank(typed)
filled(blank_cell)
is_number(typed)
is_number(blank_cell)
is_number(broken)
typed > 0
blank_cell < 1
blank(broken)
filled(broken)
day(broken) == LAST_DAY
whole(typed)
day(typed) == 1
False
"""

REFUSED = """
__import__('os')
open('x')
numerator ** 2
numerator / denominator
numerator == 7
0.5 < numerator
[1, 2]
state.upper()
lambda: 1
0 < numerator < 10
blank(state, typed)
blank()
day(value=1)
numerator in denominator
state is None
f'{state}'
numerator if state else denominator
(numerator
-numerator
"""


@pytest.mark.parametrize("text", HOLDS.strip().splitlines())
def test_holds(text: str) -> None:
    assert condition(text).holds(ROW)


@pytest.mark.parametrize("text", FAILS.strip().splitlines())
def test_does_not_hold(text: str) -> None:
    assert not condition(text).holds(ROW)


@pytest.mark.parametrize("text", REFUSED.strip().splitlines())
def test_refused_at_load(text: str) -> None:
    with pytest.raises(DataError, match="điều kiện"):
        condition(text)


def test_an_error_value_makes_the_whole_condition_false_wherever_it_is_evaluated() -> None:
    assert not condition("filled(broken) or state == 'Có số liệu'").holds(ROW)
    assert not condition("state == 'Có số liệu' or filled(broken)").holds(ROW)


def test_names_constants_and_words_are_known_at_load() -> None:
    parsed = condition("state == 'Hoàn thành' and day(date) > LAST_DAY")
    assert parsed.columns == {"state", "date"}
    assert parsed.constants == {"LAST_DAY"}
    assert parsed.words == {"Hoàn thành"}


@pytest.mark.parametrize(
    ("text", "excel"),
    [
        ("state == 'Có'", "[state]=<Có>"),
        ("state != 'Có' and numerator <= 100", "AND([state]<><Có>,[numerator]<=100)"),
        ("state in ('A', 'B') or blank(state)", 'OR(OR([state]=<A>,[state]=<B>),TRIM([state])="")'),
        ("state not in ('A', 'B')", "NOT(OR([state]=<A>,[state]=<B>))"),
        ("not is_number(numerator)", "NOT(ISNUMBER([numerator]))"),
        ("day(date) > LAST_DAY", "INT([date])>{LAST_DAY}"),
        ("whole(numerator)", "INT([numerator])=[numerator]"),
        ("100 * (denominator - numerator) >= 10", "(100*([denominator]-[numerator]))>=10"),
        ("is_text(typed) or is_error(typed)", 'OR(AND(ISTEXT([typed]),TRIM([typed])<>""),ISERROR([typed]))'),
        ("filled(typed)", 'TRIM([typed])<>""'),
        ("True", "TRUE"),
    ],
)
def test_printed_as_an_excel_expression(text: str, excel: str) -> None:
    names = ExcelNames(column="[{}]".format, word="<{}>".format, constant="{{{}}}".format)
    assert condition(text).to_excel(names) == excel
