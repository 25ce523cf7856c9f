"""The file to double-click where Office may not start programs, with the interpreter's path written in."""

from __future__ import annotations

import shlex
from pathlib import Path

from de_an06_xl.product_files import product_file
from de_an06_xl.surroundings.environment import WINDOWS

_CMD_LINE, _SH_LINE = 'set "DA06_PYTHON="', 'DA06_PYTHON=""'
_NO_PYTHON = "thieu-python.txt"


def launcher_files(system: str, interpreter: Path) -> dict[str, bytes]:
    """Name → content of what goes into the working folder on this kind of system."""
    note = {_NO_PYTHON: product_file(f"launcher/{_NO_PYTHON}").read_bytes()}
    if system == WINDOWS:
        # In a batch file a percent sign stands for itself only when doubled.
        written = f'set "DA06_PYTHON={str(interpreter).replace("%", "%%")}"'
        return {"tong-hop.cmd": _filled("tong-hop.cmd", _CMD_LINE, written), **note}
    return {"tong-hop.sh": _filled("tong-hop.sh", _SH_LINE, f"DA06_PYTHON={shlex.quote(str(interpreter))}"), **note}


def _filled(name: str, line: str, written: str) -> bytes:
    return product_file(f"launcher/{name}").read_bytes().replace(line.encode(), written.encode(), 1)
