"""The thresholds of the summary: each with its source, each fault named by file, place and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from de_an06_xl.errors import DataError
from de_an06_xl.load_outlook import load_outlook
from de_an06_xl.load_toml import DATA_DIR

SOURCE = (DATA_DIR / "summary" / "outlook.toml").read_text(encoding="utf-8")

# what stands there | what is written instead | what is said of it
FAULTS = """
value = 0.9,   | value = 1.2,    | khóa at_risk_from: phải lớn hơn 0 và nhỏ hơn 1
value = 0.9,   | value = 0,      | khóa at_risk_from: phải lớn hơn 0 và nhỏ hơn 1
value = 90,    | value = 60,     | phải nhỏ hơn tasks_good_from
value = 60,    | value = 1.5,    | khóa soon_days: phải là số nguyên từ 1
value = 12,    | value = 0,      | khóa trend_months: phải là số nguyên từ 1
low_coverage   | low_koverage    | low_coverage_pct: thiếu khóa này
value = 60,    | value = "nhiều",| soon_days.value: phải là số
"""


def test_the_product_s_own() -> None:
    rules = load_outlook()
    assert (rules.soon_days.value, rules.trend_months.value) == (60, 12)
    for name in type(rules).model_fields:
        assert getattr(rules, name).ref.startswith("đề xuất")


@pytest.mark.parametrize("line", FAULTS.strip().splitlines())
def test_faults(line: str, tmp_path: Path) -> None:
    old, new, said = (part.strip() for part in line.split("|"))
    assert old in SOURCE
    path = tmp_path / "outlook.toml"
    path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"outlook\.toml") as caught:
        load_outlook(path)
    assert said in str(caught.value)


def test_coverage_is_a_percentage(tmp_path: Path) -> None:
    path = tmp_path / "outlook.toml"
    path.write_text(SOURCE.replace("low_coverage_pct = { value = 70", "low_coverage_pct = { value = 101"))
    with pytest.raises(DataError, match="low_coverage_pct"):
        load_outlook(path)
