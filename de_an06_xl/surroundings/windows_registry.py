"""The registry of Windows, by the standard library; this module can be imported there only."""

from __future__ import annotations

import sys

from de_an06_xl.surroundings.registry import Hive, Value

if sys.platform != "win32":
    raise ImportError("winreg")

import winreg

_HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}


class WindowsRegistry:
    """The real one, by the standard library."""

    def value(self, hive: Hive, key: str, name: str) -> Value | None:
        try:
            with winreg.OpenKey(_HIVES[hive], key) as opened:
                value, _kind = winreg.QueryValueEx(opened, name)
        except OSError:
            return None
        return value if isinstance(value, int | str) else None

    def subkeys(self, hive: Hive, key: str) -> list[str]:
        try:
            with winreg.OpenKey(_HIVES[hive], key) as opened:
                return [winreg.EnumKey(opened, number) for number in range(winreg.QueryInfoKey(opened)[0])]
        except OSError:
            return []

    def set_value(self, key: str, name: str, value: Value) -> None:
        kind = winreg.REG_DWORD if isinstance(value, int) else winreg.REG_SZ
        with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, key, access=winreg.KEY_SET_VALUE) as opened:
            winreg.SetValueEx(opened, name, 0, kind, value)

    def delete_key(self, key: str) -> None:
        try:
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
        except FileNotFoundError:
            return
