"""Where things go for one user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from de_an06_xl.errors import InstallError
from de_an06_xl.surroundings.environment import WINDOWS, Environment

_RECORD = "cai-dat.json"
_FOLDER = "DeAn06"


@dataclass(frozen=True, slots=True)
class Places:
    """``add_ins`` is Excel's own folder of add-ins (``None`` where there is no Excel for Windows), ``work`` holds the
    consolidator's workbook and the launcher, ``record`` says what was installed."""

    add_ins: Path | None
    work: Path
    record: Path


def find_places(environment: Environment, work: Path | None = None) -> Places:
    """The places of the user who runs this; ``work`` as asked for, else ``DeAn06`` in the user's own folder.

    That folder is not among those OneDrive takes over (Desktop, Documents, Pictures). Raises :class:`InstallError`
    when the environment does not tell where the user's folders are.
    """
    variables = environment.variables
    if environment.system == WINDOWS:
        settings = _folder(variables, "APPDATA")
        chosen = work or _folder(variables, "USERPROFILE") / _FOLDER
        return Places(settings / "Microsoft" / "AddIns", chosen, settings / _FOLDER / _RECORD)
    home = _folder(variables, "HOME")
    settings = Path(variables.get("XDG_CONFIG_HOME") or home / ".config")
    return Places(None, work or home / _FOLDER, settings / _FOLDER / _RECORD)


def _folder(variables: Mapping[str, str], name: str) -> Path:
    if not variables.get(name):
        raise InstallError(
            f"Máy này không cho biết thư mục người dùng (biến {name}) nên chưa cài được. "
            "Hãy mở cửa sổ lệnh mới và chạy lại."
        )
    return Path(variables[name])
