"""From LibreOffice's Python to the product's: one child process, asked over its pipes. Standard library only.

A request and an answer are each a frame (see ``pack``): blocks of numbers travel as packed doubles, everything else as
JSON. The child is started with the first call and ends when LibreOffice closes its input.

Which Python runs the product, in this order: the variable DA06_PYTHON; the settings file (written by
``da06 cai-dat --libreoffice`` or by the menu "Đề án 06: chọn Python"), a JSON object with ``python`` and, for a copy
of the product that is not installed there, ``folder``.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import threading
from array import array
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

SERVER = "de_an06_xl.functions.answer_calls"
PYTHON_VARIABLE, SETTINGS_VARIABLE, LOG_VARIABLE = "DA06_PYTHON", "DA06_CALC_SETTINGS", "DA06_CALC_LOG"
# LibreOffice's own, poison for another Python.
_FOREIGN = ("PYTHONHOME", "PYTHONPATH", "LD_LIBRARY_PATH", "UNO_PATH", "URE_BOOTSTRAP")
_NO_WINDOW = 0x08000000
_LENGTH = struct.Struct("<I")


class BridgeError(Exception):
    """The product could not be asked."""


def number_rows(doubles: bytes, columns: int) -> Any:
    """A packed block as rows of cells."""
    # Python 3.8 has no strict zip; a block is whole or its frame would be cut.
    return tuple(zip(*[iter(array("d", doubles))] * columns))  # noqa: B905


def settings_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the settings of this user are kept, on Windows and elsewhere."""
    named = environment.get(SETTINGS_VARIABLE)
    if named:
        return Path(named)
    roaming = environment.get("APPDATA")
    if sys.platform == "win32" and roaming:
        return Path(roaming) / "DeAn06" / "calc.json"
    home = environment.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "da06" / "calc.json"


def read_settings(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The settings, empty when there are none or they cannot be read."""
    try:
        found = json.loads(settings_file(environment).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = {}
    settings = dict(found) if isinstance(found, dict) else {}
    if environment.get(PYTHON_VARIABLE):
        settings["python"] = environment[PYTHON_VARIABLE]
    return settings


def write_settings(python: str | Path, folder: str | Path = "", environment: Mapping[str, str] = os.environ) -> Path:
    """Keep which Python runs the product; returns the settings file."""
    path = settings_file(environment)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"python": str(python), "folder": str(folder)}, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def pack(name: str, values: Sequence[Any]) -> bytes:
    """A frame: its length, the length of its JSON, the JSON, then the packed blocks one after the other.

    The JSON is ``[name, values]``, in which a block of nothing but numbers is ``{"packed": [rows, columns]}``.
    """
    shown: list[Any] = []
    blocks = []
    for value in values:
        block = _doubles(value)
        shown.append(value if block is None else {"packed": [len(value), len(value[0])]})
        if block is not None:
            blocks.append(block.tobytes())
    text = json.dumps([name, shown]).encode()
    body = b"".join((_LENGTH.pack(len(text)), text, *blocks))
    return _LENGTH.pack(len(body)) + body


def unpack(body: bytes, block: Callable[[bytes, int], Any] = number_rows) -> tuple[str, list[Any]]:
    """Name and values of a frame without its length; ``block`` makes a packed block of its bytes and columns."""
    place = _LENGTH.size + _LENGTH.unpack_from(body)[0]
    name, values = json.loads(body[_LENGTH.size : place])
    for number, value in enumerate(values):
        if isinstance(value, dict):
            rows, columns = value["packed"]
            values[number] = block(body[place : place + 8 * rows * columns], columns)
            place += 8 * rows * columns
    return name, values


def _doubles(value: Any) -> array[float] | None:
    """A block of nothing but numbers, row by row; ``None`` for anything else."""
    if not isinstance(value, (tuple, list)) or not value or not value[0]:
        return None
    try:
        return array("d", chain.from_iterable(value))
    except TypeError:
        return None


class Bridge:
    """The product's process; started when first asked, started again once when it has died."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def ask(self, name: str, arguments: Sequence[Any]) -> Any:
        """The rows of the answer to one call. Raises BridgeError when there is no product to ask."""
        request = pack(name, arguments)
        with self._lock:
            for last_try in (False, True):
                try:
                    return self._exchange(request)
                except (OSError, ValueError, struct.error) as problem:
                    self.stop()
                    if last_try:
                        raise BridgeError(str(problem)) from problem
        raise BridgeError("unreachable")

    def stop(self) -> None:
        """End the process; the next call starts another one, with the settings of then."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            with child:  # closes both pipes and waits
                pass

    def _exchange(self, request: bytes) -> Any:
        child = self._child
        if child is None or child.poll() is not None:
            self.stop()
            child = self._child = self._start()
        to_child, from_child = child.stdin, child.stdout
        if to_child is None or from_child is None:
            raise OSError("no pipes")
        to_child.write(request)
        to_child.flush()
        (length,) = _LENGTH.unpack(from_child.read(_LENGTH.size))
        _name, (rows,) = unpack(from_child.read(length))
        return rows

    def _start(self) -> subprocess.Popen[bytes]:
        settings = read_settings(self._environment)
        if not settings.get("python"):
            raise OSError("no Python is set")
        environment = {key: value for key, value in self._environment.items() if key not in _FOREIGN}
        if settings.get("folder"):
            environment["PYTHONPATH"] = settings["folder"]
        log = environment.get(LOG_VARIABLE)
        with Path(log or os.devnull).open("ab") as errors:
            return subprocess.Popen(  # noqa: S603 - the program its user has set
                [settings["python"], "-X", "utf8", "-m", SERVER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
            )
