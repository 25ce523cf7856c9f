"""The register of receipts: what a consolidator may write, and one sentence for everything else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from de_an06_xl.errors import InputError
from de_an06_xl.load_plan import load_plan
from de_an06_xl.read_register import read_register

PLAN = load_plan()
HEAD = "unit,received,extended_to,reason\n"


def read(tmp_path: Path, content: bytes | str) -> dict[str, tuple[dt.date | None, dt.date | None, str]]:
    path = tmp_path / "so-nhan.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    receipts = read_register(path, PLAN)
    assert all(code == receipt.unit for code, receipt in receipts.items())
    return {code: (receipt.received, receipt.extended_to, receipt.reason) for code, receipt in receipts.items()}


NOV5, NOV15 = dt.date(2026, 11, 5), dt.date(2026, 11, 15)
READABLE = {
    "comma": (HEAD + "SN-CAT,05/11/2026,,\n", (NOV5, None, "")),
    "semicolon": ("unit;received;extended_to;reason\nSN-CAT;5/11/2026;;trễ, có lý do\n", (NOV5, None, "trễ, có lý do")),
    "byte order mark": ("\ufeff" + HEAD + "SN-CAT,2026-11-05,15/11/2026,bão\n", (NOV5, NOV15, "bão")),
    "columns in another order": ("reason,unit,extended_to,received\nbão,SN-CAT,2026-11-15,\n", (None, NOV15, "bão")),
    "short line": (HEAD + "SN-CAT,05/11/2026\n", (NOV5, None, "")),
    "padded line": ("unit,received,extended_to,reason,,\nSN-CAT,05/11/2026,,,,\n", (NOV5, None, "")),
    "capitals and spaces": ("Unit, Received ,Extended_To,Reason\n sn-cat , 05/11/2026 ,,\n", (NOV5, None, "")),
    "blank lines, Windows ends": (HEAD.strip() + "\r\n\r\nSN-CAT,05/11/2026,,\r\n,,,\r\n", (NOV5, None, "")),
    "quoted line break": (HEAD + 'SN-CAT,,15/11/2026,"mưa\nbão"\n', (None, NOV15, "mưa\nbão")),
    "personal data masked": (HEAD + "SN-CAT,,15/11/2026,CCCD 010000000012\n", (None, NOV15, "CCCD **********12")),
}


@pytest.mark.parametrize("name", READABLE)
def test_readable(name: str, tmp_path: Path) -> None:
    content, expected = READABLE[name]
    assert read(tmp_path, content) == {"SN-CAT": expected}


def test_header_alone_is_an_empty_register(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD) == {}


FAULTY = {
    "unknown unit": (HEAD + "\nXP-99999,05/11/2026,,\n", "dòng 3: mã đơn vị “XP-99999” không có trong Kế hoạch"),
    "no unit": (HEAD + ",05/11/2026,,\n", "dòng 2: mã đơn vị “” không có"),
    "repeated unit": (HEAD + "SN-CAT,,,\nSN-CAT,,,\n", "dòng 3: đơn vị SN-CAT đã có ở một dòng trước"),
    "no such day": (HEAD + "SN-CAT,31/02/2026,,\n", "dòng 2: cột received ghi “31/02/2026”, không phải ngày"),
    "American date": (HEAD + "SN-CAT,,11/25/2026,\n", "dòng 2: cột extended_to ghi “11/25/2026”, không phải ngày"),
    "two-digit year": (HEAD + "SN-CAT,05/11/26,,\n", "cột received ghi “05/11/26”, không phải ngày"),
    "a number instead of a date": (HEAD + "SN-CAT,010000000012,,\n", "cột received ghi “**********12”"),
    "missing column": ("unit,received,reason\nSN-CAT,,\n", "dòng 1: dòng tên cột phải gồm đúng bốn cột unit, received"),
    "unknown column": ("unit,received,extended_to,note\n", "dòng 1: dòng tên cột phải gồm đúng bốn cột"),
    "too many cells": (HEAD + "SN-CAT,,,mưa, bão\n", "dòng 2: có 5 cột, nhiều hơn 4 cột"),
    "empty file": ("", "dòng 1: thiếu dòng tên cột unit, received, extended_to, reason"),
    "open quote": (HEAD + 'SN-CAT,,,"mưa\n', "dấu ngoặc kép không khép kín"),
    "not UTF-8": (HEAD.encode() + "SN-CAT,,,mưa".encode("utf-16"), "không phải văn bản UTF-8"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_faulty(name: str, tmp_path: Path) -> None:
    content, sentence = FAULTY[name]
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert sentence in str(caught.value)
    assert "so-nhan.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Không tìm thấy sổ nhận"):
        read_register(tmp_path / "khong-co.csv", PLAN)
    with pytest.raises(InputError, match="Không đọc được sổ nhận"):
        read_register(tmp_path, PLAN)
