"""A package whose bytes depend on its parts alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def zip_package(parts: Mapping[str, bytes]) -> bytes:
    """The parts in their order, all with the same time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return out.getvalue()


def same_bytes(package: bytes) -> bytes:
    """``package`` without the times of its making."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return zip_package({name: archive.read(name) for name in archive.namelist()})
