"""What a machine or a folder does to the tool: rules X9xx, each with what to do about it.

Pure functions over an :class:`Environment`; :func:`this_machine` is the real one, tests bring their own.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from de_an06_xl.findings import make_finding
from de_an06_xl.model.finding import Finding

_HERE = "máy này"
ZONE_STREAM = "Zone.Identifier"
# Zones of Windows: 3 is the internet, 4 a restricted site.
_MARKED_ZONES = (3, 4)
_ZONE = re.compile(r"^\s*ZoneId\s*=\s*(\d+)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Environment:
    """What the rules ask of the world.

    ``read_stream(path, name)`` gives an NTFS alternate stream or ``None``; ``exists(path)`` tells of a file;
    ``can_start_children()`` whether worker processes may run; ``protected_windows()`` names the workbooks Excel shows
    in Protected View.
    """

    read_stream: Callable[[PurePath, str], str | None]
    exists: Callable[[PurePath], bool]
    can_start_children: Callable[[], bool]
    protected_windows: Callable[[], Sequence[str]]


def surroundings(
    environment: Environment,
    *,
    files: Iterable[PurePath] = (),
    folders: Iterable[PurePath] = (),
    add_in: PurePath | None = None,
) -> list[Finding]:
    """Everything about this machine that will hinder the work.

    ``files`` are the product's templates and add-ins, ``folders`` where returns and results lie, ``add_in`` the
    installed Excel add-in.
    """
    found = [make_finding("X901", file.name, value=file.name) for file in files if _is_marked(environment, file)]
    found += [make_finding("X902", str(folder), value=folder) for folder in folders if _is_by_address(folder)]
    found += [make_finding("X903", name, value=name) for name in environment.protected_windows()]
    if not environment.can_start_children():
        found.append(make_finding("X904", _HERE))
    if add_in is not None and not environment.exists(add_in):
        found.append(make_finding("X905", add_in.name, value=add_in.name))
    return found


def this_machine(protected_windows: Callable[[], Sequence[str]] = tuple) -> Environment:
    """The real environment; what Excel shows is known only to the Excel adapter, which hands it in."""
    from de_an06_xl.process_files import can_start_workers

    return Environment(_read_stream, lambda path: Path(path).exists(), can_start_workers, protected_windows)


def _is_marked(environment: Environment, file: PurePath) -> bool:
    """The Mark of the Web: Windows writes it beside downloaded files, and unzipping keeps it."""
    zone = _ZONE.search(environment.read_stream(file, ZONE_STREAM) or "")
    return zone is not None and int(zone[1]) in _MARKED_ZONES


def _is_by_address(folder: PurePath) -> bool:
    r"""``\\10.0.0.5\bao-cao``: by name the same share would belong to the intranet."""
    match = re.match(r"^[\\/]{2}(?:\?[\\/]UNC[\\/])?([^\\/]+)", str(folder))
    if not match:
        return False
    host = match[1].removesuffix(".ipv6-literal.net").replace("-", ":") if "ipv6-literal" in match[1] else match[1]
    try:
        ipaddress.ip_address(host.partition("@")[0])
    except ValueError:
        return False
    return True


def _read_stream(path: PurePath, name: str) -> str | None:
    if os.name != "nt":
        return None
    try:
        return Path(f"{path}:{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
