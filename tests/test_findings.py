import datetime as dt
import string
from decimal import Decimal

import pytest
from data_copies import cases

from de_an06_xl.findings import make_finding, show, show_day
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Severity

# a number | as an officer writes it
NUMBERS = """
0         | 0
7         | 7
-3        | -3
1234      | 1.234
1234.5    | 1.234,5
1234.50   | 1.234,5
0.125     | 0,125
1000000   | 1.000.000
-98765.43 | -98.765,43
1E+3      | 1.000
"""


@pytest.mark.parametrize(("number", "text"), cases(NUMBERS))
def test_numbers_are_shown_the_vietnamese_way(number: str, text: str) -> None:
    assert show(Decimal(number)) == text


def test_other_values() -> None:
    assert show(None) == ""
    assert show(dt.date(2026, 10, 5)) == "05/10/2026"
    assert show(0.1) == "0,1"
    assert show("Có số liệu") == "Có số liệu"


def test_long_text_is_cut() -> None:
    shown = show("ă" * 300)
    assert len(shown) == 80
    assert shown.endswith("…")


def test_day_numbers_are_shown_as_days() -> None:
    assert show_day(46326) == "31/10/2026"
    assert show_day(Decimal(46326)) == "31/10/2026"
    assert show_day("đầu tháng 11") == "đầu tháng 11"
    assert show_day(0) == "0"
    assert show_day(99_999_999) == "99.999.999"


def test_a_finding_says_where_what_and_how() -> None:
    finding = make_finding(
        "C202", "BM-01.xlsx", sheet="Chỉ tiêu", cell="K9", row_id="CT-I.5", value="nhiều", column="Tử số"
    )
    assert finding.severity is Severity.ERROR
    assert finding.severity.label_vi == "lỗi"
    assert finding.place_vi == "BM-01.xlsx > Chỉ tiêu!K9"
    assert finding.message == "Ô “Tử số” phải là số nhưng đang ghi “nhiều”."
    assert finding.fix


def test_a_finding_about_a_sheet_or_a_file() -> None:
    assert make_finding("F101", "a.xlsx").place_vi == "a.xlsx"
    assert make_finding("F101", "a.xlsx", sheet="Chỉ tiêu").place_vi == "a.xlsx > Chỉ tiêu"


@pytest.mark.parametrize("code", sorted(load_rules()))
def test_every_rule_can_be_said_about_any_text(code: str) -> None:
    """Braces and format codes in what an officer typed are only text."""
    rule = load_rules()[code]
    parts = [part for text in (rule.message, rule.fix) for part in string.Formatter().parse(text)]
    # The tolerance is the rule's own number, whatever the officer typed.
    names = [name for _, name, _, _ in parts if name and not (name == "tolerance" and rule.tolerance is not None)]
    typed = "{0.__class__} {x} %s"
    words = dict.fromkeys(set(names) - {"value"}, typed)
    finding = make_finding(code, "a.xlsx", value=typed, **words)
    assert (finding.message + finding.fix).count(typed) == len(names)


def test_an_unknown_code_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        make_finding("F999", "a.xlsx")
