"""A return without a single finding, for any unit: what an officer who does everything right sends."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from de_an06_xl.form.rows import NOT_SCORED, ONGOING, FormContext, form_rows
from de_an06_xl.model.submission import EntryValue

Entries = dict[tuple[str, str, str], EntryValue]


def good_entries(context: FormContext) -> Entries:
    """Every required cell filled, every target reached, every document named and dated in the period."""
    facts = form_rows(context)
    constants = context.constants
    entries: Entries = {}

    def put(sheet: str, row_id: str, **values: EntryValue) -> None:
        entries.update({(sheet, row_id, column): value for column, value in values.items()})

    info = {
        "TT-05": "Lò Thị Mẫu",
        "TT-06": "0214 3840 000",
        "TT-07": "Giàng A Thử",
        "TT-08": "125/BC-UBND",
        "TT-09": constants["LAST_DAY"] + 4,
        "TT-10": constants["LAST_DAY"] + 5,
    }
    for row_id, value in info.items():
        put("TT", row_id, value=value)
    for number, (row_id, row) in enumerate(facts["CT"].items(), 1):
        put("CT", row_id, **_indicator(number, row))
    for number, (row_id, row) in enumerate(facts["NV"].items(), 1):
        put("NV", row_id, **_task(number, row, constants))
    put("TC", "TC-b", done="Có", document_no="45/KH-UBND", document_date=constants["OWN_PLAN_DUE"] - 5)
    put("TC", "TC-c", done="Có", amount=Decimal("120.5"))
    put("TC", "TC-d", done="Có", amount=Decimal(1500), content="Phát thanh xã, họp thôn")
    put("TC", "TC-dd", done="Có", amount=Decimal(1))
    put("TC", "TC-e", amount=Decimal(1), content="Mô hình khám bệnh bằng căn cước")
    put("TC", "TC-g", amount=Decimal("85.5"), satisfaction_pct=Decimal(92))
    return entries


def _indicator(number: int, row: dict[str, Any]) -> dict[str, EntryValue]:
    values: dict[str, EntryValue] = {"state": "Có số liệu", "evidence": "Hệ thống thông tin giải quyết thủ tục"}
    shape, scored = row["shape"], row["direction"] != NOT_SCORED
    if shape == "Định tính":
        return {**values, "qualitative": "Đạt"}
    if shape == "Số lượng":
        return {**values, "numerator": row["target"] if scored else Decimal(number)}
    # Falling sizes keep rows that count a part of an earlier row below it; 99 % reaches most targets.
    size = Decimal(100 * (200 - number))
    target = row["target"] if scored else Decimal(50)
    if shape == "Mức giảm":
        return {**values, "denominator": size, "numerator": Decimal(number)}
    share = target if row["direction"] == "≤" else min(Decimal(100), target + number % 7)
    return {**values, "denominator": size, "numerator": size * share / 100}


def _task(number: int, row: dict[str, Any], constants: dict[str, Any]) -> dict[str, EntryValue]:
    deadline, last = row["deadline"], constants["LAST_DAY"]
    values: dict[str, EntryValue] = {
        "state": "Đang triển khai",
        "result": f"Đã ban hành văn bản và hoàn thành phần việc số {number} của kỳ",
        "document_no": f"{100 + number}/BC-UBND",
        "document_date": last - 3,
    }
    if deadline == ONGOING:
        return values
    if not isinstance(deadline, int) or deadline > last:
        return {**values, "progress_pct": Decimal(60 + number % 30)}
    completed = deadline - 3 - number % 5
    return {**values, "state": "Hoàn thành", "completion_date": completed, "document_date": completed - 1}
