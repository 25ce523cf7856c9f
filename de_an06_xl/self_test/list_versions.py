"""Versions of system, Python, product and packages; packages against the pins they were tested with."""

from __future__ import annotations

import platform
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata

from de_an06_xl.findings import make_finding
from de_an06_xl.model.finding import Finding
from de_an06_xl.self_test.model import Package

PRODUCT = "de-an06-xl"
# "pandas==3.1.1"; what is only wanted for development or another store carries a condition on "extra".
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^;\s]+)\s*$")

Installed = Callable[[str], str]


def list_versions() -> dict[str, str]:
    """What runs here."""
    return {
        "product": installed_version(PRODUCT),
        "system": platform.system(),
        "release": platform.release(),
        "build": platform.version(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "python_bits": str(struct.calcsize("P") * 8),
    }


def installed_version(name: str) -> str:
    """Empty when the package is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def list_packages(requirements: Iterable[str] | None = None, installed: Installed = installed_version) -> list[Package]:
    """The packages a run needs, as pinned by the product itself."""
    lines = metadata.requires(PRODUCT) or () if requirements is None else requirements
    pins = filter(None, map(_PIN.match, lines))
    return [Package(match[1], match[2], installed(match[1])) for match in pins]


def other_versions(packages: Iterable[Package]) -> Iterator[Finding]:
    """X913 for every package that is not the one tested with."""
    for package in packages:
        if package.installed != package.pinned:
            shown = package.installed or "chưa cài"
            yield make_finding("X913", package.name, value=shown, name=package.name, pinned=package.pinned)
