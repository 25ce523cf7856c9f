"""No user's name leaves the machine: home folders become ``~``, the name elsewhere in a path ``***``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

_HOMES = ("USERPROFILE", "HOME", "HOMEPATH")
_NAMES = ("USERNAME", "USER", "LOGNAME")
_HOME, _NAME = "~", "***"
# A folder of users on Windows, Linux or Mac: the next part is a name, whoever's it is.
_OF_USERS = re.compile(r"(?i)([\\/](?:users|home|documents and settings)[\\/])([^\\/]+)")


def mask_path(path: PurePath | str, variables: Mapping[str, str]) -> str:
    """``C:\\Users\\lan\\DeAn06`` → ``~\\DeAn06``."""
    text = str(path)
    for home in sorted(filter(None, map(variables.get, _HOMES)), key=len, reverse=True):
        rest = text[len(home) :]
        if len(home) > 1 and _folded(text).startswith(_folded(home)) and rest[:1] in ("", "\\", "/"):
            text = _HOME + rest
    text = _OF_USERS.sub(rf"\g<1>{_NAME}", text)
    for name in filter(None, map(variables.get, _NAMES)):
        text = re.sub(rf"(?i)(?<=[\\/]){re.escape(name)}(?=[\\/.]|$)", _NAME, text)
    return text


def _folded(text: str) -> str:
    return text.replace("/", "\\").casefold()
