"""The gate: is this file safe, whole, and what it claims to be?

Nothing of a file is interpreted before it has passed: kind by its first bytes, size, archive
directory, checksum of every part, no document types, no macros, no far cells.
The file is read once; what comes after works on these bytes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from de_an06_xl.findings import make_finding
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.package import PackageFault, PackageScan, RefusedOutcome, RefusedWorkbook, SafeWorkbook
from de_an06_xl.workbook_file.file_kind import (
    MACRO_SUFFIXES,
    SPREADSHEETS,
    Magic,
    is_system_file,
    kind_by_name,
    magic_of,
)
from de_an06_xl.workbook_file.package_scan import scan_package
from de_an06_xl.workbook_file.read_bytes import read_bytes
from de_an06_xl.workbook_file.sheet_scan import MANY_COLUMNS, MANY_ROWS
from de_an06_xl.workbook_file.zip_parts import read_parts

MAX_PATH = 218  # what Excel itself can open

_KINDS = {Magic.EMPTY: "F101", Magic.OLD_EXCEL: "F103", Magic.ENCRYPTED: "F104", Magic.LABELLED: "F129"}
_UNIT_CODE = re.compile(r"(?<![A-Z0-9])(XP-\d{5}|SN-[A-Z0-9]{2,12})(?![A-Z0-9])")


def open_workbook(path: Path) -> SafeWorkbook | RefusedWorkbook:
    """Read ``path`` once and say whether it may be read as a workbook.

    Never raises for what a file is or holds: a fault becomes a :class:`RefusedWorkbook`
    with its finding; system files are refused without one.
    """
    file = unicodedata.normalize("NFC", path.name)
    if is_system_file(file):
        return RefusedWorkbook(path, file, "", "not_a_return", ())
    claims = path.suffix.casefold() in SPREADSHEETS
    try:
        content = read_bytes(path)
    except PackageFault as fault:
        outcome: RefusedOutcome = "rejected" if claims else "not_a_return"
        return _refused(path, file, "", outcome, make_finding(fault.code, file, **fault.words))
    sha256 = hashlib.sha256(content).hexdigest()
    if not claims:
        what = kind_by_name(file) or magic_of(content).value
        return _refused(path, file, sha256, "not_a_return", make_finding("F119", file, value=what))
    try:
        _check_kind(path, content)
        scan = scan_package(read_parts(content))
    except PackageFault as fault:
        return _refused(path, file, sha256, "rejected", make_finding(fault.code, file, **fault.words))
    return SafeWorkbook(path, file, content, sha256, scan, _notes(path, file, scan), unit_in_name(file))


def unit_in_name(file: str) -> str:
    """The unit code in a file name (``BM-01_2026-10_XP-02647.xlsx``), empty when there is none."""
    match = _UNIT_CODE.search(file.upper())
    return match[1] if match else ""


def _refused(path: Path, file: str, sha256: str, outcome: RefusedOutcome, finding: Finding) -> RefusedWorkbook:
    return RefusedWorkbook(path, file, sha256, outcome, (finding,), unit_in_name(file))


def _check_kind(path: Path, content: bytes) -> None:
    magic = magic_of(content)
    if magic is Magic.PACKAGE:
        if path.suffix.casefold() in MACRO_SUFFIXES:
            raise PackageFault("F113", value="đuôi tệp .xlsm")
        return
    raise PackageFault(_KINDS.get(magic, "F102"), value=magic.value)


def _notes(path: Path, file: str, scan: PackageScan) -> tuple[Finding, ...]:
    notes: list[Finding] = []
    if scan.extras:
        notes.append(make_finding("F120", file, value=", ".join(scan.extras)))
    if scan.links:
        notes.append(make_finding("F139", file, value=", ".join(scan.links)))
    if scan.strict:
        notes.append(make_finding("F173", file))
    if scan.formats:
        notes.append(make_finding("F174", file, value=scan.formats))
    for name in (path.name, *scan.sheets):
        if unicodedata.normalize("NFC", name) != name:
            notes.append(make_finding("F172", file, value=unicodedata.normalize("NFC", name)))
    for name, sheet in scan.sheets.items():
        if sheet.false_dimension:
            notes.append(make_finding("F170", file, sheet=name, name=name, value=sheet.false_dimension))
        if sheet.last_row > MANY_ROWS or sheet.last_column > MANY_COLUMNS:
            size = f"{sheet.last_row} dòng × {sheet.last_column} cột"
            notes.append(make_finding("F121", file, sheet=name, name=name, value=size))
    if scan.legacy_fonts:
        notes.append(make_finding("F123", file, value=", ".join(scan.legacy_fonts)))
    if len(str(path)) > MAX_PATH:
        notes.append(make_finding("F124", file, value=len(str(path))))
    return tuple(notes)
