"""Starting a program of this machine that an installation needs: nothing else of the product starts any."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

# LibreOffice takes its time over a first start.
_LONGEST_S = 120
_PROGRAM_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)")
_LIBREOFFICE = Path("LibreOffice") / "program"


def run_program(command: Sequence[str]) -> bool:
    """Whether the program was found and ended well; what it prints is thrown away."""
    program = find_program(command[0])
    if program is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with our own arguments, without a shell
            [program, *command[1:]],
            env=_without_our_python(),
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _without_our_python() -> dict[str, str]:
    """The environment as it was before ours was activated: LibreOffice's own Python takes the first one on the path
    for its home, and fails with it."""
    ours = Path(sys.executable).parent
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON") and name != "VIRTUAL_ENV"
    }
    folders = [folder for folder in kept.get("PATH", "").split(os.pathsep) if Path(folder) != ours]
    return {**kept, "PATH": os.pathsep.join(folders)}


def find_program(name: str) -> str | None:
    """On the search path, or where LibreOffice is installed on Windows."""
    found = shutil.which(name)
    if found:
        return found
    folders = [os.environ[variable] for variable in _PROGRAM_FOLDERS if os.environ.get(variable)]
    places = (Path(folder) / _LIBREOFFICE / f"{name}{suffix}" for folder in folders for suffix in (".com", ".exe"))
    return next((str(place) for place in places if place.is_file()), None)
