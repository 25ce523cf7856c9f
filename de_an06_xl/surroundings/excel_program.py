"""Whether Excel is on this machine, and which, as the registry tells."""

from __future__ import annotations

from dataclasses import dataclass

from de_an06_xl.surroundings.policies import OFFICE_VERSIONS
from de_an06_xl.surroundings.registry import Registry

_CLASS = r"Software\Classes\Excel.Application\CurVer"
_CLICK_TO_RUN = r"Software\Microsoft\Office\ClickToRun\Configuration"
_BITNESS = {"x86": 32, "x64": 64}


@dataclass(frozen=True, slots=True)
class ExcelProgram:
    """``version`` is Office's own number (``16.0``), ``build`` the full one where known, ``bits`` 32, 64 or 0."""

    version: str
    build: str = ""
    bits: int = 0


def find_excel(registry: Registry) -> ExcelProgram | None:
    """The installed Excel, ``None`` when there is none."""
    name = registry.value("HKLM", _CLASS, "") or registry.value("HKCU", _CLASS, "")
    if not isinstance(name, str):
        return None
    build = registry.value("HKLM", _CLICK_TO_RUN, "VersionToReport")
    platform = registry.value("HKLM", _CLICK_TO_RUN, "Platform")
    return ExcelProgram(f"{name.rpartition('.')[2]}.0", str(build or ""), _BITNESS.get(str(platform), 0))


def office_versions(registry: Registry) -> tuple[str, ...]:
    """The versions whose settings a user has, the newest first; 16.0 when nothing tells."""
    present = [
        version
        for version in OFFICE_VERSIONS
        if "excel" in (name.casefold() for name in registry.subkeys("HKCU", rf"Software\Microsoft\Office\{version}"))
    ]
    excel = find_excel(registry)
    if excel and excel.version in OFFICE_VERSIONS:
        present.append(excel.version)
    return tuple(sorted(set(present), reverse=True)) or OFFICE_VERSIONS[:1]
