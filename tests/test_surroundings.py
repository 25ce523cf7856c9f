"""Faults 37 to 40 of the machine, its folders and its policies, in a made-up environment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PureWindowsPath
from typing import cast

import pytest
from data_copies import cases
from simulated_windows import EXCEL_365, MadeUpRegistry, attributes_of, windows

from de_an06_xl.load_rules import load_rules
from de_an06_xl.surroundings import ZONE_STREAM, Environment, surroundings, this_machine, without_excel
from de_an06_xl.surroundings.excel_program import ExcelProgram, find_excel, office_versions
from de_an06_xl.surroundings.paths import LONGEST_WORKBOOK_PATH
from de_an06_xl.surroundings.policies import Policy, load_policies, load_ways, policy_states
from de_an06_xl.surroundings.registry import NoRegistry

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
    assert environment.attributes(tmp_path / "gone.xlam") == 0
    assert codes(environment, add_in=tmp_path / "gone.xlam") == ["X905"]
    assert codes(this_machine(lambda: ["a.xlsx"])) == ["X903"]


# ---------------------------------------------------------------- paths

# a path VBA must find | rules
PROGRAMS = r"""
C:\DeAn06\.venv\Scripts\python.exe | -
C:\Program Files (x86)\De an 06\python.exe | -
C:\Users\Nguyễn Văn A\python.exe | X906
"""


@pytest.mark.parametrize(("path", "wanted"), cases(PROGRAMS))
def test_paths_that_vba_cannot_find(path: str, wanted: str) -> None:
    assert codes(machine(), programs=[PureWindowsPath(path)]) == ([] if wanted == "-" else [wanted])


def test_paths_too_long_for_excel_and_for_windows() -> None:
    start = "C:\\"
    fits, over = (start + "a" * (LONGEST_WORKBOOK_PATH + more - len(start)) for more in (0, 1))
    assert codes(machine(), files=[PureWindowsPath(fits)], programs=[PureWindowsPath(fits)]) == []
    (found,) = surroundings(machine(), files=[PureWindowsPath(over)])
    assert found.code == "X907"
    assert "219" in found.message and "218" in found.message
    assert codes(machine(), programs=[PureWindowsPath(start + "a" * 300)]) == ["X907"]


@pytest.mark.parametrize(("attributes", "wanted"), [(0x20, []), (0x1020, ["X908"]), (0x400020, ["X908"]), (0, [])])
def test_a_file_that_is_only_in_the_cloud(attributes: int, wanted: list[str]) -> None:
    assert codes(windows(attributes=attributes_of({TEMPLATE: attributes})), files=[TEMPLATE]) == wanted


def test_administrators_rights_are_noted() -> None:
    assert codes(windows(is_elevated=lambda: True)) == ["X919"]


# ---------------------------------------------------------------- policies

OFFICE = r"Software\Policies\Microsoft\Office\16.0"
DEFENDER = r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
MANAGED = r"Software\Microsoft\PolicyManager\current\device\Defender"
ASR = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"

# hive | key | name | value | rule
POLICIES = rf"""
HKCU | {OFFICE}\Excel\Security | VBAWarnings | 4 | X909
HKCU | {OFFICE}\Excel\Security | vbawarnings | 3 | X909
HKLM | {OFFICE}\Excel\Security | VBAWarnings | 4 | X909
HKCU | {OFFICE}\Excel\Security | VBAWarnings | 2 | -
HKCU | {OFFICE}\Excel\Security | VBAWarnings | 1 | -
HKCU | Software\Microsoft\Office\15.0\Excel\Security | VBAWarnings | 4 | X909
HKCU | Software\Microsoft\Office\16.0\Word\Security | VBAWarnings | 4 | -
HKCU | {OFFICE}\excel\security | blockcontentexecutionfrominternet | 1 | X910
HKCU | {OFFICE}\excel\security | blockcontentexecutionfrominternet | 0 | -
HKCU | {OFFICE}\Excel\Security | RequireAddinSig | 1 | X918
HKCU | {OFFICE}\Excel\Security | DisableAllAddins | 1 | X918
HKCU | {OFFICE}\Excel\Security\Trusted Locations | AllLocationsDisabled | 1 | X912
HKCU | {OFFICE}\Common\Security\Trusted Locations | Allow User Locations | 0 | X912
HKCU | {OFFICE}\Common\Security\Trusted Locations | Allow User Locations | 1 | -
HKLM | {DEFENDER} | {ASR} | 1 | X911
HKLM | {DEFENDER} | {ASR.lower()} | 6 | X911
HKLM | {DEFENDER} | {ASR} | 2 | -
HKLM | {DEFENDER} | 3B576869-A4EC-4529-8536-B80A7769E899 | 1 | -
HKLM | {MANAGED} | AttackSurfaceReductionRules | 3B576869-A4EC-4529-8536-B80A7769E899=1|{ASR.lower()}=1 | X911
HKLM | {MANAGED} | AttackSurfaceReductionRules | {ASR}=2 | -
HKLM | {MANAGED} | AttackSurfaceReductionRules | 3B576869-A4EC-4529-8536-B80A7769E899=1 | -
"""


@pytest.mark.parametrize(("hive", "key", "name", "value", "wanted"), cases(POLICIES))
def test_what_the_registry_forbids(hive: str, key: str, name: str, value: str, wanted: str) -> None:
    written = int(value) if value.isdigit() and "Defender" not in key else value
    registry = MadeUpRegistry({hive: {key: {name: written}}})
    assert codes(windows(registry=registry)) == ([] if wanted == "-" else [wanted])


def test_each_policy_looked_at_can_hinder_and_its_finding_names_it() -> None:
    for policy in load_policies():
        for value, meaning in policy.blocking.items():
            written = f"x=0|{policy.item}={value}" if policy.item else value
            key = policy.key.replace("{office}", "16.0")
            environment = windows(registry=MadeUpRegistry({policy.hives[0]: {key: {policy.name: written}}}))
            (found,) = surroundings(environment)
            assert found.code == policy.code
            assert policy.label in found.message
            assert meaning in found.message
            (state,) = policy_states(environment.registry)
            assert state.place == rf"{policy.hives[0]}\{key}\{policy.name}"


def test_a_harmless_policy_is_listed_and_no_finding() -> None:
    registry = MadeUpRegistry({"HKCU": {rf"{OFFICE}\Excel\Security": {"VBAWarnings": 2}}})
    (state,) = policy_states(registry)
    assert (state.value, state.meaning) == ("2", "")
    assert surroundings(windows(registry=registry)) == []


def test_the_same_policy_for_user_and_machine_is_told_once() -> None:
    values = {rf"{OFFICE}\Excel\Security": {"VBAWarnings": 4}}
    assert codes(windows(registry=MadeUpRegistry({"HKCU": values, "HKLM": values}))) == ["X909"]


def test_the_data_file_names_rules_that_exist() -> None:
    assert {policy.code for policy in load_policies()} <= set(load_rules())
    assert [way.id for way in load_ways()][-1] == "command_line"
    with pytest.raises(ValueError, match="code"):
        Policy(code=cast("None", "X901"), label="", key="", name="", blocking={})  # type: ignore[arg-type]


# ---------------------------------------------------------------- Excel


def test_excel_is_found_by_the_registry() -> None:
    assert find_excel(MadeUpRegistry(EXCEL_365)) == ExcelProgram("16.0", "16.0.17928.20114", 64)
    assert without_excel(windows(registry=MadeUpRegistry(EXCEL_365))) == []
    older = MadeUpRegistry({"HKCU": {r"Software\Classes\Excel.Application\CurVer": {"": "Excel.Application.14"}}})
    assert find_excel(older) == ExcelProgram("14.0")
    assert office_versions(older) == ("14.0",)
    assert office_versions(MadeUpRegistry()) == ("16.0",)


def test_a_machine_without_excel_is_told_what_still_works() -> None:
    (found,) = without_excel(windows())
    assert found.code == "X915"
    assert "da06" in found.fix and "LibreOffice" in found.fix


def test_a_machine_without_registry() -> None:
    registry = NoRegistry()
    assert registry.value("HKCU", "Software", "X") is None
    assert registry.subkeys("HKLM", "Software") == []
    registry.delete_key("Software")
    with pytest.raises(OSError, match="Software"):
        registry.set_value("Software", "X", 1)
