"""Faults 37 to 40 of the machine and its folders, in a made-up environment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PureWindowsPath

import pytest

from de_an06_xl.surroundings import ZONE_STREAM, Environment, surroundings, this_machine

ADD_IN = PureWindowsPath(r"C:\Users\canbo\AppData\Roaming\Microsoft\AddIns\da06.xlam")
TEMPLATE = PureWindowsPath(r"D:\De an 06\BM-01.xlsx")


def machine(
    *,
    zones: Mapping[PureWindowsPath, str] | None = None,
    missing: Sequence[PureWindowsPath] = (),
    children: bool = True,
    protected: Sequence[str] = (),
) -> Environment:
    marks = zones or {}
    return Environment(
        read_stream=lambda path, name: marks.get(PureWindowsPath(path)) if name == ZONE_STREAM else None,
        exists=lambda path: path not in missing,
        can_start_children=lambda: children,
        protected_windows=lambda: protected,
    )


def codes(environment: Environment, **asked: object) -> list[str]:
    found = surroundings(environment, **asked)  # type: ignore[arg-type]
    assert all(finding.message and finding.fix and "{" not in finding.message + finding.fix for finding in found)
    return [finding.code for finding in found]


def test_a_machine_without_hindrance() -> None:
    assert codes(machine(), files=[TEMPLATE, ADD_IN], folders=[PureWindowsPath("D:/nop")], add_in=ADD_IN) == []


# what the stream Zone.Identifier says | rule
ZONES = {
    "[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://mail.example/bm01.zip\r\n": ["X901"],
    "[ZoneTransfer]\nzoneid=3": [],
    "[ZoneTransfer]\n ZoneId = 4 \n": ["X901"],
    "[ZoneTransfer]\r\nZoneId=0\r\n": [],
    "[ZoneTransfer]\r\nZoneId=2\r\n": [],
    "[ZoneTransfer]\r\nZoneId=33\r\n": [],
    "": [],
}


@pytest.mark.parametrize(("stream", "wanted"), ZONES.items())
def test_fault_37_mark_of_the_web(stream: str, wanted: list[str]) -> None:
    environment = machine(zones={ADD_IN: stream})
    assert codes(environment, files=[TEMPLATE, ADD_IN]) == wanted
    (*found,) = surroundings(environment, files=[ADD_IN])
    assert all("da06.xlam" in finding.message and "Unblock" in finding.fix for finding in found)


SHARES = {
    r"\\10.0.0.5\bao-cao\2026-10": ["X902"],
    r"\\?\UNC\10.0.0.5\bao-cao": ["X902"],
    r"\\192.168.1.20@8080\DavWWWRoot\nop": ["X902"],
    r"\\fe80--1ff-fe23-4567-890a.ipv6-literal.net\nop": ["X902"],
    r"\\may-chu\bao-cao": [],
    r"\\may-chu.laocai.local\bao-cao": [],
    r"\\10-may-chu\bao-cao": [],
    r"Z:\bao-cao": [],
    r"C:\10.0.0.5\bao-cao": [],
}


@pytest.mark.parametrize(("folder", "wanted"), SHARES.items())
def test_fault_38_share_by_address(folder: str, wanted: list[str]) -> None:
    assert codes(machine(), folders=[PureWindowsPath(folder)]) == wanted


def test_fault_39_protected_view() -> None:
    (found,) = surroundings(machine(protected=["BM-01_2026-10_XP-02647.xlsx"]))
    assert found.code == "X903"
    assert "XP-02647" in found.message
    assert "Enable Editing" in found.fix


def test_fault_40_children_blocked() -> None:
    (found,) = surroundings(machine(children=False))
    assert found.code == "X904"
    assert found.severity == "note"


def test_fault_40_add_in_quarantined() -> None:
    assert codes(machine(missing=[ADD_IN]), add_in=ADD_IN) == ["X905"]


def test_this_machine_can_be_asked(tmp_path: Path) -> None:
    there = tmp_path / "da06.xlam"
    there.write_bytes(b"PK")
    environment = this_machine()
    assert codes(environment, files=[there], folders=[tmp_path], add_in=there) == []
    assert codes(environment, add_in=tmp_path / "gone.xlam") == ["X905"]
    assert codes(this_machine(lambda: ["a.xlsx"])) == ["X903"]
