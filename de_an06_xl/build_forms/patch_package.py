"""What XlsxWriter does not write: named cell styles, structure protection, document language.

One small step over the finished package. Parts are changed as text at places XlsxWriter
always writes the same way; each change must hit exactly once, or the build stops.
ECMA-376 Part 1: 18.8.7 cellStyle, 18.8.9 cellStyleXfs, 18.2.29 workbookProtection, 18.2.28 workbookPr.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

_XF = re.compile(r"<xf [^>]*?/>|<xf [^>]*?[^/]>.*?</xf>", re.DOTALL)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def patch_form_package(package: bytes, style_of_format: Mapping[int, str]) -> bytes:
    """The package with its cell formats tied to named styles; ``style_of_format``: xf index → style name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/styles.xml":
                content = _name_styles(content.decode(), style_of_format).encode()
            elif name == "xl/workbook.xml":
                content = _once(
                    content.decode(), r"(<workbookPr [^>]*/>)", r'\1<workbookProtection lockStructure="1"/>'
                ).encode()
            elif name == "docProps/core.xml":
                content = _once(
                    content.decode(), "</cp:coreProperties>", "<dc:language>vi-VN</dc:language></cp:coreProperties>"
                ).encode()
            elif name == "docProps/app.xml":
                # LibreOffice trusts cached values of "Microsoft Excel" and would show the blank ones
                # of a fresh form; from any other program it computes the formulas when opening.
                content = _once(
                    content.decode(),
                    "<Application>Microsoft Excel</Application>",
                    "<Application>de_an06_xl</Application>",
                ).encode()
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, content)
    return out.getvalue()


def _once(text: str, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> str:
    changed, count = re.subn(pattern, replacement, text)
    if count != 1:
        raise AssertionError(f"{pattern}: {count} places instead of one")
    return changed


def _name_styles(styles: str, style_of_format: Mapping[int, str]) -> str:
    names = sorted(set(style_of_format.values()))
    style_index = {name: i for i, name in enumerate(names, start=1)}
    start, end = styles.index("<cellXfs "), styles.index("</cellXfs>")
    formats = _XF.findall(styles[start:end])
    base: dict[str, str] = {}
    tied = []
    for i, xf in enumerate(formats):
        name = style_of_format.get(i)
        if name is None:
            tied.append(xf)
            continue
        # The colour key shows the input style on a locked cell; the style itself is unlocked.
        if name not in base or 'locked="0"' in xf:
            base[name] = re.sub(r' xfId="\d+"', "", xf)
        tied.append(_once(xf, r' xfId="\d+"', f' xfId="{style_index[name]}"'))
    head = styles[start : styles.index(">", start) + 1]
    styles = styles[:start] + head + "".join(tied) + styles[end:]
    parents = "".join(base[name] for name in names)
    styles = _once(
        styles,
        r'<cellStyleXfs count="1">(.*?)</cellStyleXfs>',
        lambda match: f'<cellStyleXfs count="{len(names) + 1}">{match[1]}{parents}</cellStyleXfs>',
    )
    listed = "".join(f'<cellStyle name="{name}" xfId="{style_index[name]}"/>' for name in names)
    return _once(
        styles,
        r'<cellStyles count="1">(.*?)</cellStyles>',
        lambda match: f'<cellStyles count="{len(names) + 1}">{match[1]}{listed}</cellStyles>',
    )
