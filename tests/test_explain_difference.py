"""Why the monitor's figure and the communes' sum differ: one line of a table, one sentence."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from make_summary import full_month

from de_an06_xl.explain_difference import explain_difference
from de_an06_xl.model.summary import IndicatorRecord

month = cache(full_month)

# monitor n/d | communes n/d | reported of expected | the sentence
CASES = """
80/100   | 40/50    | 99/99 | Hai số bằng nhau: mọi xã, phường đã có số liệu.
80/100   | 40/50    | 90/99 | Hai số bằng nhau: 9 xã, phường chưa có số liệu.
90/100   | 40/50    | 90/99 | Số của đơn vị theo dõi cao hơn 10 điểm phần trăm: 9 xã, phường chưa có số liệu; các xã chiếm 50% mẫu số; phần còn lại ở mức 100%.
80/100   | 45/50    | 99/99 | Số của đơn vị theo dõi thấp hơn 10 điểm phần trăm: mọi xã, phường đã có số liệu; các xã chiếm 50% mẫu số; phần còn lại ở mức 70%.
80/100   | 78/100   | 99/99 | Số của đơn vị theo dõi cao hơn 2 điểm phần trăm: mọi xã, phường đã có số liệu; cùng mẫu số 100, tử số chênh 2.
80/100   | 90/120   | 99/99 | Số của đơn vị theo dõi cao hơn 5 điểm phần trăm: mọi xã, phường đã có số liệu; mẫu số của các xã (120) lớn hơn của đơn vị theo dõi (100): hai bên tính khác phạm vi, cần đối chiếu.
95/100   | 40/80    | 99/99 | Số của đơn vị theo dõi cao hơn 45 điểm phần trăm: mọi xã, phường đã có số liệu; các xã chiếm 80% mẫu số nhưng phần còn lại phải ở mức 275%: hai nguồn mâu thuẫn.
40/100   | 78/80    | 99/99 | Số của đơn vị theo dõi thấp hơn 57,5 điểm phần trăm: mọi xã, phường đã có số liệu; các xã chiếm 80% mẫu số nhưng phần còn lại phải ở mức -190%: hai nguồn mâu thuẫn.
80/100   | -        | 0/99  | Chưa có xã, phường nào trong 99 xã, phường có số liệu để đối chiếu.
-        | 40/50    | 90/99 | Đơn vị theo dõi chưa có số liệu, chỉ có số cộng từ xã, phường.
-        | -        | 0/99  |
80/100   | -        | 0/0   |
"""  # noqa: E501


def record(monitor: str, communes: str, coverage: str) -> IndicatorRecord:
    """A share with the given figures (``-``: none)."""
    base = next(item for item in month().indicators if item.id == "CT-I.5")
    own, sum_ = _pair(monitor), _pair(communes)
    reported, expected = map(int, coverage.split("/"))
    return replace(
        base,
        actual=_share(own),
        numerator=own[0],
        denominator=own[1],
        commune_actual=_share(sum_),
        commune_numerator=sum_[0],
        commune_denominator=sum_[1],
        commune_reported=reported,
        commune_expected=expected,
    )


def _pair(text: str) -> tuple[Fraction | None, Fraction | None]:
    if text == "-":
        return None, None
    numerator, denominator = map(Fraction, text.split("/"))
    return numerator, denominator


def _share(pair: tuple[Fraction | None, Fraction | None]) -> Fraction | None:
    return None if pair[0] is None or pair[1] is None else 100 * pair[0] / pair[1]


@pytest.mark.parametrize("line", CASES.strip("\n").splitlines())
def test_the_difference_in_words(line: str) -> None:
    monitor, communes, coverage, sentence = (part.strip() for part in line.split("|"))
    assert explain_difference(record(monitor, communes, coverage)) == sentence


def test_a_word_is_not_compared() -> None:
    assert explain_difference(replace(record("80/100", "40/50", "90/99"), actual="Đạt")) == ""
