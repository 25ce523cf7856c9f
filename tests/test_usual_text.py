"""The usual range in an input message: short, rounded outwards, within what the cell can hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from data_copies import cases
from hypothesis import given
from hypothesis import strategies as st

from de_an06_xl.form.usual_text import MOST_MESSAGE, message_with_range
from de_an06_xl.load_form import load_form
from de_an06_xl.model.past_values import UsualRange

CT, NV = (load_form().sheet_by_code[code].column_by_code for code in ("CT", "NV"))
COLUMNS = {"numerator": CT["numerator"], "denominator": CT["denominator"], "progress_pct": NV["progress_pct"]}

# column | low | high | sentence
CASES = """
numerator | 1200.4 | 1449.2 | thường từ 1.200 đến 1.450 (7 kỳ).
numerator | -50 | 80.255 | thường từ 0 đến 80,26 (7 kỳ).
denominator | 1234567 | 1234567 | thường là 1.234.567 (7 kỳ).
progress_pct | -10 | 130 | thường từ 0 đến 100 (7 kỳ).
progress_pct | 12.5 | 60 | thường từ 12,5 đến 60 (7 kỳ).
"""


@pytest.mark.parametrize(("column", "low", "high", "words"), cases(CASES))
def test_sentence(column: str, low: str, high: str, words: str) -> None:
    message = message_with_range(COLUMNS[column], UsualRange(Decimal(low), Decimal(high), 7))
    assert message == f"{COLUMNS[column].message} Các kỳ trước của đơn vị {words}"


def test_without_a_range_the_message_stays() -> None:
    assert message_with_range(COLUMNS["numerator"], None) == COLUMNS["numerator"].message


@given(
    st.sampled_from(sorted(COLUMNS)),
    st.decimals(-(10**17), 10**17, places=4),
    st.decimals(0, 10**17, places=4),
    st.integers(6, 24),
)
def test_a_message_never_grows_beyond_what_excel_shows(column: str, low: Decimal, more: Decimal, points: int) -> None:
    message = message_with_range(COLUMNS[column], UsualRange(low, low + more, points))
    assert len(message) <= MOST_MESSAGE
    assert message.startswith(COLUMNS[column].message)


def test_a_message_without_room_stays_as_it_is() -> None:
    column = COLUMNS["numerator"].model_copy(update={"message": "x" * 250})
    assert message_with_range(column, UsualRange(Decimal(1), Decimal(2), 6)) == column.message
