"""A folder as an office really gets it: good returns among files of every bad kind."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from form_files import PartEdit, replace, small_book, write_form
from good_entries import good_entries

from de_an06_xl.form.rows import day_serial
from de_an06_xl.run_context import RunContext

PERIOD = "2026-10"

# file in the folder | outcome | a code among its findings
OUTCOMES = """
BM-01_2026-10_XP-02647.xlsx        | included      | -
BM-01_2026-10_XP-02671.xlsx        | included_late | P413
trả lại/Bản của SKHCN (1).xlsx     | included      | -
BM-01_2026-10_XP-02683.xlsx        | superseded    | -
BM-01_2026-10_XP-02683 - Copy.xlsx | superseded    | -
BM-01_2026-10_XP-02683 sửa.xlsx    | included      | -
BM-01_2026-09_XP-02686.xlsx        | rejected      | F130
BM-01_2026-10_XP-99999.xlsx        | rejected      | F134
BM-01_2026-10_XP-02695.xlsx        | rejected      | F133
BM-01_2026-10_XP-02701.xlsx        | rejected      | F131
BM-01_2026-10_XP-02707.xlsx        | rejected      | F105
rỗng.xlsx                          | rejected      | F101
bảng kê.xlsx                       | rejected      | F136
danh sách.xls                      | rejected      | F103
có mật khẩu.xlsx                   | rejected      | F104
trang web.xlsx                     | rejected      | F102
có macro.xlsm                      | rejected      | F113
ô rất xa.xlsx                      | rejected      | F115
công văn.pdf                       | not_a_return  | F119
ghi chú                            | not_a_return  | F119
~$BM-01_2026-10_XP-02647.xlsx      | not_a_return  | -
.DS_Store                          | not_a_return  | -
"""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FAR = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


def make_hostile_folder(folder: Path, run: RunContext) -> Path:
    """One file for each line of :data:`OUTCOMES`."""
    (folder / "trả lại").mkdir(parents=True)
    due = run.period(PERIOD).due_date
    _form(folder, run, "XP-02647")
    _form(folder, run, "XP-02671", sent=due + dt.timedelta(days=3))
    _form(folder, run, "SN-SKHCN", "trả lại/Bản của SKHCN (1).xlsx")
    first = _form(folder, run, "XP-02683", sent=due - dt.timedelta(days=2))
    (folder / "BM-01_2026-10_XP-02683 - Copy.xlsx").write_bytes(first.read_bytes())
    _form(folder, run, "XP-02683", "BM-01_2026-10_XP-02683 sửa.xlsx", sent=due)
    _form(folder, run, "XP-02686", period="2026-09")
    _form(folder, run, "XP-02680", "BM-01_2026-10_XP-99999.xlsx", parts=identity("XP-02680", "XP-99999"))
    _form(folder, run, "XP-02695", parts=identity("BM-01|1.0|", "BM-01|0.9|"))
    copied = identity("XP-02701", "XP-02707")
    del copied["docProps/custom.xml"]
    _form(folder, run, "XP-02701", parts=copied)
    damaged = _form(folder, run, "XP-02707")
    damaged.write_bytes(damaged.read_bytes()[:-2000])
    for name, content in {
        "rỗng.xlsx": b"",
        "bảng kê.xlsx": small_book("<sheetData/>"),
        "danh sách.xls": _OLE + "Workbook".encode("utf-16-le"),
        "có mật khẩu.xlsx": _OLE + "EncryptedPackage".encode("utf-16-le"),
        "trang web.xlsx": b"<html><table><tr><td>1</td></tr></table></html>",
        "có macro.xlsm": first.read_bytes(),
        "ô rất xa.xlsx": small_book(_FAR),
        "công văn.pdf": b"%PDF-1.7",
        "ghi chú": "Nộp muộn do mất điện.".encode(),
        "~$BM-01_2026-10_XP-02647.xlsx": b"\x05Admin",
        ".DS_Store": b"\0",
    }.items():
        (folder / name).write_bytes(content)
    return folder


def identity(old: str, new: str) -> dict[str, PartEdit]:
    """Edits that change the identity string in all three places where it stands."""
    return {
        "xl/workbook.xml": _in_identity(old, new),
        "docProps/custom.xml": _in_identity(old, new),
        "xl/sharedStrings.xml": _in_identity(old, new),
    }


def _in_identity(old: str, new: str) -> PartEdit:
    if old.startswith("BM-01|"):
        return replace(old, new)
    start = f"BM-01|1.0|{PERIOD}|"
    return replace(start + old, start + new)


def _form(
    folder: Path,
    run: RunContext,
    unit: str,
    name: str = "",
    *,
    period: str = PERIOD,
    sent: dt.date | None = None,
    parts: dict[str, PartEdit] | None = None,
) -> Path:
    context = run.form_context(run.unit(unit), run.period(period))
    entries = good_entries(context)
    if sent:
        entries["TT", "TT-10", "value"] = day_serial(sent)
    return write_form(folder, context, run.layout, entries, name=name, parts=parts)
