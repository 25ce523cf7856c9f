"""Packed values come back as they were, in the order the tidy data promises."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from de_an06_xl.tidy_data import TidyData, TidyValue, UnitValues, pack_values, unpack_values

TEXTS = st.text(max_size=20)
VALUES = st.builds(
    TidyValue,
    row_id=TEXTS,
    sheet=TEXTS,
    column=TEXTS,
    number=st.none(),
    text=st.text(st.characters(exclude_categories=())),
    date=st.none(),
    cell=TEXTS,
)
NUMBERS = st.builds(
    lambda value, number: value._replace(number=number, text=""),
    VALUES,
    st.decimals(allow_nan=False, allow_infinity=False),
)
DAYS = st.builds(lambda value, day: value._replace(date=day, text=""), VALUES, st.dates())


@given(st.lists(VALUES | NUMBERS | DAYS, max_size=5))
def test_what_was_packed_comes_back(values: list[TidyValue]) -> None:
    packed = pack_values(values)
    assert packed.count == len(values)
    assert unpack_values(packed) == values
    assert pack_values(values) == packed


def _value(row_id: str, number: int) -> TidyValue:
    return TidyValue(row_id, row_id[:2], "numerator", Decimal(number), "", None, "K7")


def test_records_lie_row_by_row_and_within_a_row_unit_by_unit() -> None:
    units = (
        UnitValues("B", "Xã B", "b.xlsx", pack_values([_value("CT-2", 1), _value("KK-01", 2)])),
        UnitValues("A", "Xã A", "a.xlsx", pack_values([_value("CT-1", 3), _value("CT-2", 4)])),
    )
    names = {("CT", "numerator"): ("Chỉ tiêu", "Tử số"), ("KK", "numerator"): ("Khó khăn", "Nội dung")}
    data = TidyData(units, ("CT-1", "CT-2"), names)
    assert {(item.sheet, item.column) for item in data} == set(names.values())
    assert len(data) == 4
    assert [(item.row_id, item.unit, int(item.number or 0), item.file) for item in data] == [
        ("CT-1", "A", 3, "a.xlsx"),
        ("CT-2", "B", 1, "b.xlsx"),
        ("CT-2", "A", 4, "a.xlsx"),
        # A row the plan does not know comes last.
        ("KK-01", "B", 2, "b.xlsx"),
    ]
    assert [(file, [item.row_id for item in records]) for file, records in data.by_unit()] == [
        ("b.xlsx", ["CT-2", "KK-01"]),
        ("a.xlsx", ["CT-1", "CT-2"]),
    ]


def test_no_values_and_dates() -> None:
    assert unpack_values(pack_values([])) == []
    day = TidyValue("TT-10", "TT", "value", None, "", dt.date(2026, 11, 5), "C12")
    assert unpack_values(pack_values([day])) == [day]
