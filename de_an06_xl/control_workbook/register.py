"""The consolidator's register kept in the workbook: receipt dates typed in Theo dõi nộp, extensions in Sổ gia hạn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from de_an06_xl.control_workbook.tables import EXTENSIONS, TRACKING, ControlTable
from de_an06_xl.errors import InputError, PeriodError
from de_an06_xl.model.plan import Extension, Plan
from de_an06_xl.model.summary import Receipt
from de_an06_xl.reporting_period import reporting_period
from de_an06_xl.text.dates import read_date
from de_an06_xl.text.personal_data import mask_personal_data

Line = tuple[int, Mapping[str, object]]
"""A row's number in the sheet and its values by column key."""

OVERRIDE_REASON = "Ngày nhận do người tổng hợp ghi"


def read_receipts(lines: Iterable[Line], plan: Plan) -> dict[str, Receipt]:
    """Unit → the receipt date that the consolidator has typed; units without one are left out.

    Raises :class:`InputError` with the row when a date is none or a unit stands twice. A unit the plan does
    not have is passed over: its row is about to be written anew.
    """
    receipts: dict[str, Receipt] = {}
    for number, values in lines:
        unit = _text(values, "unit").upper()
        received = _date(values, "override", number, TRACKING)
        if received is None or unit not in plan.unit_by_code:
            continue
        if unit in receipts:
            raise InputError(f"{_where(TRACKING, number)}: đơn vị {unit} đã có ngày nhận ở một dòng trước.")
        receipts[unit] = Receipt(unit, received, None, OVERRIDE_REASON)
    return receipts


def read_extensions(lines: Iterable[Line], plan: Plan) -> tuple[Extension, ...]:
    """Every extension of the sheet, of whatever period; blank rows are passed over.

    Raises :class:`InputError` with row, reason and remedy for a unit or period the plan does not have, a missing
    date or word, a date not after the usual due date, and a unit that stands twice for one period.
    """
    found: dict[tuple[str, str], Extension] = {}
    for number, values in lines:
        if not any(_text(values, column.key) for column in EXTENSIONS.columns if column.key != "name"):
            continue
        extension = _extension(number, values, plan)
        key = (extension.unit, extension.period)
        if key in found:
            where = _where(EXTENSIONS, number)
            raise InputError(
                f"{where}: {extension.unit} đã được gia hạn kỳ {extension.period} ở dòng trước; hãy bỏ một."
            )
        found[key] = extension
    return tuple(found.values())


def _extension(number: int, values: Mapping[str, object], plan: Plan) -> Extension:
    where = _where(EXTENSIONS, number)
    unit, period_id = _text(values, "unit").upper(), _text(values, "period")
    if unit not in plan.unit_by_code:
        raise InputError(f"{where}: mã đơn vị “{_shown(unit)}” không có trong Kế hoạch; hãy chọn trong danh sách.")
    try:
        period = reporting_period(period_id, plan)
    except PeriodError as error:
        raise InputError(f"{where}: {error}") from None
    until = _date(values, "until", number, EXTENSIONS)
    if until is None:
        raise InputError(f"{where}: chưa ghi “{EXTENSIONS.column('until').header}”; hãy ghi ngày hoặc xóa dòng này.")
    if until <= period.due_date:
        raise InputError(
            f"{where}: ngày gia hạn {until:%d/%m/%Y} không sau hạn nộp thông thường {period.due_date:%d/%m/%Y} của kỳ."
        )
    for key in ("granted_by", "reason"):
        if not _text(values, key):
            raise InputError(
                f"{where}: chưa ghi “{EXTENSIONS.column(key).header}”; gia hạn phải có người cho phép và lý do."
            )
    granted_by, reason = (mask_personal_data(_text(values, key)) for key in ("granted_by", "reason"))
    return Extension(unit=unit, period=period.id, until=until, granted_by=granted_by, reason=reason)


def _date(values: Mapping[str, object], key: str, number: int, table: ControlTable) -> dt.date | None:
    """A date cell, or a date typed as text; a bare number is no date."""
    value = values.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    day = read_date(str(value)) if isinstance(value, str) else None
    if day is None:
        raise InputError(
            f"{_where(table, number)}: “{_shown(value)}” ở cột “{table.column(key).header}” không phải là ngày; "
            "hãy ghi ngày/tháng/năm, ví dụ 15/11/2026."
        )
    return day


def _where(table: ControlTable, number: int) -> str:
    return f"Trang “{table.sheet}”, dòng {number}"


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    return "" if value is None else str(value).strip()


def _shown(value: object) -> str:
    return mask_personal_data(str(value))
