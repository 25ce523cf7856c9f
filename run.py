"""Set up and run, with nothing but Python 3.11 or later: ``python run.py demo --ra ket-qua``, ``python run.py test``.

Makes a virtual environment in ``.venv`` beside this file, installs the pinned packages once, then
runs the given ``da06`` command in it (or the tests). Uses the standard library only.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "da06-installed.txt"
PINS = (ROOT / "constraints.txt", ROOT / "pyproject.toml")
TESTS = ["-m", "pytest", "-n", "2", "--dist", "loadgroup"]


def main(arguments: list[str]) -> int:
    """Set up, then run the tests or one command; returns its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older interpreter may be given
        print("Cần Python 3.11 trở lên. Hãy cài bản mới từ python.org rồi chạy lại.", file=sys.stderr)
        return 2
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    testing = arguments[0] == "test"
    if not _set_up(testing):
        return 2
    command = [*TESTS, *arguments[1:]] if testing else ["-m", "de_an06_xl", *arguments]
    return subprocess.call([_python(), *command], cwd=ROOT if testing else None)


def _python() -> str:
    folder = "Scripts" if os.name == "nt" else "bin"
    return str(ENVIRONMENT / folder / ("python.exe" if os.name == "nt" else "python"))


def _set_up(testing: bool) -> bool:
    extra = "[dev]" if testing else ""
    pins = hashlib.sha256(b"".join(path.read_bytes() for path in PINS)).hexdigest()
    done = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    # The set-up for tests holds everything a run needs.
    if done[:1] == [pins] and (not testing or "[dev]" in done):
        return True
    print("Đang chuẩn bị môi trường (chỉ lần đầu, cần mạng)…", file=sys.stderr)
    try:
        if not Path(_python()).exists():
            venv.create(ENVIRONMENT, with_pip=True)
        install = [_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.check_call([*install, "--constraint", str(PINS[0]), "--editable", f"{ROOT}{extra}"])
    except (OSError, subprocess.CalledProcessError):
        print(
            "Không chuẩn bị được môi trường. Hãy kiểm tra mạng, gói python3-venv (Linux) và quyền ghi.",
            file=sys.stderr,
        )
        return False
    STAMP.write_text(f"{pins} {extra}".strip() + "\n", encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
