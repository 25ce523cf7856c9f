"""Where a path stands in the way: rules X901, X902, X906 to X908."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

from de_an06_xl.findings import make_finding
from de_an06_xl.model.finding import Finding
from de_an06_xl.surroundings.environment import Environment

ZONE_STREAM = "Zone.Identifier"
# Zones of Windows: 3 is the internet, 4 a restricted site.
_MARKED_ZONES = (3, 4)
_ZONE = re.compile(r"^\s*ZoneId\s*=\s*(\d+)\s*$", re.MULTILINE)
# Excel opens no workbook beyond 218 characters, folders and name together; Windows itself stops at 260.
LONGEST_WORKBOOK_PATH, LONGEST_PATH = 218, 260
# FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN, _RECALL_ON_DATA_ACCESS: the content is not on this machine.
_IN_THE_CLOUD = 0x1000 | 0x40000 | 0x400000


def marked(environment: Environment, file: PurePath) -> Iterator[Finding]:
    """The Mark of the Web: Windows writes it beside downloaded files, and unzipping keeps it."""
    zone = _ZONE.search(environment.read_stream(file, ZONE_STREAM) or "")
    if zone is not None and int(zone[1]) in _MARKED_ZONES:
        yield make_finding("X901", file.name, value=file.name)


def by_address(folder: PurePath, shown: Callable[[PurePath], str]) -> Iterator[Finding]:
    r"""``\\10.0.0.5\bao-cao``: by name the same share would belong to the intranet."""
    match = re.match(r"^[\\/]{2}(?:\?[\\/]UNC[\\/])?([^\\/]+)", str(folder))
    if not match:
        return
    host = match[1].removesuffix(".ipv6-literal.net").replace("-", ":") if "ipv6-literal" in match[1] else match[1]
    try:
        ipaddress.ip_address(host.partition("@")[0])
    except ValueError:
        return
    yield make_finding("X902", shown(folder), value=shown(folder))


def not_ascii(path: PurePath, shown: Callable[[PurePath], str]) -> Iterator[Finding]:
    """VBA's own file functions know only the letters of the machine's code page."""
    if not str(path).isascii():
        yield make_finding("X906", path.name, value=shown(path))


def too_long(path: PurePath, longest: int) -> Iterator[Finding]:
    """Longer than the program that is to open it can take."""
    if len(str(path)) > longest:
        yield make_finding("X907", path.name, value=path.name, length=len(str(path)), longest=longest)


def in_the_cloud(environment: Environment, file: PurePath) -> Iterator[Finding]:
    """OneDrive shows the name while the content is still on the server."""
    if environment.attributes(file) & _IN_THE_CLOUD:
        yield make_finding("X908", file.name, value=file.name)
