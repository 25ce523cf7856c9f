"""Which cells of a workbook stand in a font of the time before Unicode.

Looked at only when the styles name such a font at all. Styles and cells are streamed: a
workbook with sixty thousand formats costs no more than reading its text once.
"""

from __future__ import annotations

from xml.parsers import expat

from de_an06_xl.text.legacy_fonts import is_legacy_font
from de_an06_xl.workbook_file.main_parts import WORKBOOK
from de_an06_xl.workbook_file.package_scan import elements, sheet_targets
from de_an06_xl.workbook_file.zip_parts import read_parts

_STYLES = "xl/styles.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SECTIONS = ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_TEXT_TYPES = ("s", "str", "inlineStr")


def legacy_font_cells(content: bytes) -> dict[str, dict[str, str]]:
    """Sheet name → address (``K9``) → font, for every text cell in a TCVN3 or VNI font.

    ``content`` is a package that has passed the gate.
    """
    parts = {name.casefold(): data for name, data in read_parts(content).items()}
    fonts = _fonts_of_formats(parts.get(_STYLES, b"<none/>"))
    if not fonts:
        return {}
    targets = sheet_targets(parts[_RELATIONS])
    found = {}
    for element in elements(parts[WORKBOOK], WORKBOOK):
        target = targets.get(element.attributes.get("id", "")) if element.name == "sheet" else None
        if target is not None:
            found[element.attributes["name"]] = _cells(parts[target.casefold()], fonts)
    return found


def _fonts_of_formats(styles: bytes) -> dict[str, str]:
    """Number of a cell format (the attribute ``s``) → its font, where that is a legacy one."""
    fonts: list[str] = []
    formats: dict[str, str] = {}
    section, number = "", 0
    for element in elements(styles, _STYLES):
        if element.name in _SECTIONS:
            section = element.name
        elif section == "fonts" and element.name == "font":
            fonts.append("")
        elif section == "fonts" and element.name == "name" and fonts:
            fonts[-1] = element.attributes.get("val", "")
        elif section == "cellXfs" and element.name == "xf":
            font = element.attributes.get("fontId", "0")
            if font.isdecimal() and int(font) < len(fonts) and is_legacy_font(fonts[int(font)]):
                formats[str(number)] = fonts[int(font)]
            number += 1
    return formats


def _cells(sheet: bytes, fonts: dict[str, str]) -> dict[str, str]:
    found = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "c" and attributes.get("t") in _TEXT_TYPES:
            font = fonts.get(attributes.get("s", ""))
            if font and "r" in attributes:
                found[attributes["r"]] = font

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(sheet, True)
    return found
