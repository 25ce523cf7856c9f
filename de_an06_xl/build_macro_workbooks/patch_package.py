"""What XlsxWriter does not write: the ribbon, the kind “add-in”, the document language; a fixed time in the archive."""

from __future__ import annotations

import io
import zipfile

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_RIBBON_PART = "customUI/customUI.xml"
_RIBBON_TYPE = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
_WORKBOOK_KIND = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_KIND = "application/vnd.ms-excel.addin.macroEnabled.main+xml"


def patch_package(package: bytes, ribbon: str = "") -> bytes:
    """The package with a fixed time on every part; with ``ribbon`` (its XML) it becomes an add-in."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            _write(target, name, _patched(name, source.read(name), ribbon))
        if ribbon:
            _write(target, _RIBBON_PART, ribbon.encode("ascii"))
    return out.getvalue()


def _patched(name: str, content: bytes, ribbon: str) -> bytes:
    if name == "docProps/core.xml":
        return _once(content, "</cp:coreProperties>", "<dc:language>vi-VN</dc:language></cp:coreProperties>")
    if name.startswith("xl/drawings/vmlDrawing"):
        # Buttons are printed too: a printed page then shows what the screen shows.
        return content.replace(b"<x:PrintObject>False</x:PrintObject>", b"")
    if ribbon and name == "[Content_Types].xml":
        return _once(content, _WORKBOOK_KIND, _ADDIN_KIND)
    if ribbon and name == "_rels/.rels":
        related = f'<Relationship Id="rIdDa06Ribbon" Type="{_RIBBON_TYPE}" Target="{_RIBBON_PART}"/>'
        return _once(content, "</Relationships>", f"{related}</Relationships>")
    return content


def _once(content: bytes, old: str, new: str) -> bytes:
    text = content.decode()
    if text.count(old) != 1:
        raise AssertionError(f"{old}: {text.count(old)} places instead of one")
    return text.replace(old, new).encode()


def _write(target: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _ZIP_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    target.writestr(info, content)
