"""A Windows machine made up for tests: a registry in memory, a user's folders below a temporary one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath, PureWindowsPath
from typing import Any

from de_an06_xl.surroundings import ZONE_STREAM, Environment
from de_an06_xl.surroundings.registry import Hive, Value


class MadeUpRegistry:
    """``{"HKCU": {key: {name: value}}}``; names are found whatever their case, as on Windows."""

    def __init__(
        self, content: Mapping[str, Mapping[str, Mapping[str, Value]]] | None = None, *, locked: bool = False
    ) -> None:
        self.content: dict[str, dict[str, dict[str, Value]]] = {"HKCU": {}, "HKLM": {}}
        self.locked = locked
        for hive, keys in (content or {}).items():
            for key, values in keys.items():
                self.content[hive][key] = dict(values)

    def value(self, hive: Hive, key: str, name: str) -> Value | None:
        for known, values in self.content[hive].items():
            if known.casefold() == key.casefold():
                return {one.casefold(): value for one, value in values.items()}.get(name.casefold())
        return None

    def subkeys(self, hive: Hive, key: str) -> list[str]:
        start = key.casefold() + "\\"
        below = [known[len(start) :] for known in self.content[hive] if known.casefold().startswith(start)]
        return list(dict.fromkeys(name.split("\\")[0] for name in below))

    def set_value(self, key: str, name: str, value: Value) -> None:
        if self.locked:
            raise PermissionError(key)
        self.content["HKCU"].setdefault(key, {})[name] = value

    def delete_key(self, key: str) -> None:
        self.content["HKCU"].pop(key, None)


class Marks:
    """The Mark of the Web beside files; ``fixed`` ones cannot be taken away."""

    def __init__(self, zones: Mapping[PurePath, str] | None = None, *, fixed: bool = False) -> None:
        self.zones = dict(zones or {})
        self.fixed = fixed

    def read(self, path: PurePath, name: str) -> str | None:
        return self.zones.get(path) if name == ZONE_STREAM else None

    def remove(self, path: PurePath, name: str) -> bool:
        return not self.fixed and self.zones.pop(path, None) is not None


def windows(
    home: Path | None = None, registry: MadeUpRegistry | None = None, marks: Marks | None = None, **changes: Any
) -> Environment:
    """A machine where everything is allowed, as far as ``changes`` do not say otherwise."""
    marks = marks or Marks()
    variables = {"APPDATA": str(home / "AppData" / "Roaming"), "USERPROFILE": str(home)} if home else {}
    machine = Environment(
        read_stream=marks.read,
        exists=lambda path: Path(path).exists(),
        can_start_children=lambda: True,
        protected_windows=lambda: (),
        registry=registry or MadeUpRegistry(),
        remove_stream=marks.remove,
        variables=variables,
    )
    return replace(machine, **changes)


def attributes_of(files: Mapping[PurePath, int]) -> Any:
    """What ``Environment.attributes`` is given."""
    return lambda path: files.get(path, 0)


MARKED = "[ZoneTransfer]\r\nZoneId=3\r\n"
EXCEL_365: Mapping[str, Mapping[str, Mapping[str, Value]]] = {
    "HKLM": {
        r"Software\Classes\Excel.Application\CurVer": {"": "Excel.Application.16"},
        r"Software\Microsoft\Office\ClickToRun\Configuration": {
            "VersionToReport": "16.0.17928.20114",
            "Platform": "x64",
        },
    }
}


def path_list(*names: str) -> Sequence[PureWindowsPath]:
    return [PureWindowsPath(name) for name in names]
