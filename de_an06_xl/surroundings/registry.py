"""The Windows registry behind a port: what policies say can be read, and tested, on any machine."""

from __future__ import annotations

from typing import Literal, Protocol

Hive = Literal["HKCU", "HKLM"]
Value = int | str


class Registry(Protocol):
    """Reading anything, writing below HKEY_CURRENT_USER only: the product never asks for more."""

    def value(self, hive: Hive, key: str, name: str) -> Value | None:
        """A number or text, ``None`` when key or name is absent or must not be read."""

    def subkeys(self, hive: Hive, key: str) -> list[str]:
        """The names directly below a key, none when there is no such key."""

    def set_value(self, key: str, name: str, value: Value) -> None:
        """Write below HKEY_CURRENT_USER; raises ``OSError`` when that is not allowed."""

    def delete_key(self, key: str) -> None:
        """Remove a key without subkeys below HKEY_CURRENT_USER; nothing happens when it is absent."""


class NoRegistry:
    """A machine that has none."""

    def value(self, _hive: Hive, _key: str, _name: str) -> Value | None:
        return None

    def subkeys(self, _hive: Hive, _key: str) -> list[str]:
        return []

    def set_value(self, key: str, _name: str, _value: Value) -> None:
        raise OSError(key)

    def delete_key(self, _key: str) -> None:
        return
