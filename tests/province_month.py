"""October 2026 of the invented province: what each unit fills in, and the folder of its returns."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from de_an06_xl.build_forms import build_form, form_file_name
from de_an06_xl.form.rows import day_serial
from de_an06_xl.model.submission import EntryValue
from de_an06_xl.run_context import RunContext

Entries = dict[tuple[str, str, str], EntryValue]

DONE, STARTED, WAITING = "Hoàn thành", "Đang triển khai", "Chờ hướng dẫn"


def day(text: str) -> int:
    """``31/10/2026`` as a day serial."""
    return day_serial(dt.datetime.strptime(text, "%d/%m/%Y").date())


def _info(sent: str, approved: str = "30/10/2026") -> Entries:
    values: dict[str, EntryValue] = {
        "TT-05": "Lò Thị Mẫu",
        "TT-06": "0214 3840 000",
        "TT-07": "Giàng A Thử",
        "TT-08": "12/BC-UBND",
        "TT-09": day(approved),
        "TT-10": day(sent),
    }
    return {("TT", row_id, "value"): value for row_id, value in values.items()}


def _row(sheet: str, row_id: str, **values: EntryValue) -> Entries:
    return {(sheet, row_id, column): value for column, value in values.items()}


def _ratio(row_id: str, numerator: int, denominator: int) -> Entries:
    return _row(
        "CT",
        row_id,
        state="Có số liệu",
        evidence="Hệ thống một cửa",
        numerator=Decimal(numerator),
        denominator=Decimal(denominator),
    )


def _duties(issued: str) -> Entries:
    return {
        **_row("TC", "TC-b", done="Có", document_no="9/KH-UBND", document_date=day(issued)),
        **_row("TC", "TC-d", done="Có", amount=Decimal(300), content="Loa truyền thanh xã"),
    }


def _commune(sent: str, online: int, issued: str = "15/02/2026", document: str | None = None) -> Entries:
    """CT-I.1, the ongoing NV-I.3 and NV-II.3 without a day, which waits for guidance."""
    ongoing: dict[str, EntryValue] = {"state": STARTED, "result": "Đã tổ chức ba buổi họp thôn trong kỳ"}
    if document:
        ongoing |= {"document_no": document, "document_date": day("20/10/2026")}
    return {
        **_info(sent),
        **_ratio("CT-I.1", online, 200),
        **_row("NV", "NV-I.3", **ongoing),
        **_row("NV", "NV-II.3", state=WAITING, difficulty="Chưa có hướng dẫn của cấp trên"),
        **_duties(issued),
    }


ENTRIES: dict[str, Entries] = {
    # Due on 6 November: the 5th is a holiday.
    "XP-90001": _commune("06/11/2026", 120),
    "XP-90002": _commune("08/11/2026", 160, document="7/BC-UBND"),
    # Six days after the others' due date, but with an extension until that day.
    "XP-90003": _commune("12/11/2026", 100, issued="01/03/2026", document="8/BC-UBND"),
    "SN-VP": {
        **_info("05/11/2026"),
        **_ratio("CT-I.2", 40, 100),
        **_row("CT", "CT-I.3", state="Có số liệu", evidence="Biên bản nghiệm thu", numerator=Decimal(8)),
        **_ratio("CT-II.1", 90, 100),
        **_row(
            "NV",
            "NV-I.2",
            state=DONE,
            completion_date=day("10/10/2026"),
            result="Đã ban hành quy chế quản lý dữ liệu",
            document_no="15/QĐ-UBND",
            document_date=day("10/10/2026"),
        ),
        **_row("NV", "NV-II.2", state=WAITING, difficulty="Chưa có lộ trình"),
        **_row("NV", "NV-II.3", state=WAITING, difficulty="Chưa có hướng dẫn của cấp trên"),
        **_duties("15/02/2026"),
    },
    "SN-CN": {
        **_info("04/11/2026"),
        **_row("CT", "CT-I.3", state="Có số liệu", evidence="Biên bản nghiệm thu", numerator=Decimal(8)),
        **_row("CT", "CT-II.2", state="Có số liệu", evidence="Báo cáo kiểm tra", qualitative="Đạt"),
        **_row(
            "NV",
            "NV-I.1",
            state=STARTED,
            progress_pct=Decimal(75),
            result="Đã hoàn thành thiết kế nền tảng dữ liệu",
            document_no="3/BC-SCN",
            document_date=day("20/10/2026"),
        ),
        **_duties("15/02/2026"),
    },
}


def write_returns(folder: Path, run: RunContext, period_id: str = "2026-10") -> Path:
    """One filled form per unit of :data:`ENTRIES`; two units send nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    for code, entries in ENTRIES.items():
        context = run.form_context(run.unit(code), run.period(period_id))
        build_form(context, run.layout, folder / form_file_name(context, run.layout), entries)
    return folder
