"""A form's package as other programs see it: parts, cells, cell formats, validations, names."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
REFERENCE = re.compile(r"(?<![A-Za-z_0-9.])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![A-Za-z_0-9(])")
_ADDRESS = re.compile(r"\$?([A-Z]+)\$?(\d+)")


def position(address: str) -> tuple[int, int]:
    """``C17`` → 0-based row and column."""
    match = _ADDRESS.fullmatch(address)
    assert match, address
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def area(reference: str) -> set[tuple[int, int]]:
    """Every cell of ``A1:B2 D4``."""
    cells = set()
    for part in reference.split():
        first, _, last = part.partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        cells |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return cells


def relative(formula: str, row: int, column: int) -> str:
    """The formula with relative references as offsets, so that equal logic has equal text."""

    def offset(match: re.Match[str]) -> str:
        at_row, at_column = position(match[2] + match[4])
        rows = f"R{at_row}" if match[3] else f"R[{at_row - row}]"
        return rows + (f"C{at_column}" if match[1] else f"C[{at_column - column}]")

    return REFERENCE.sub(offset, formula)


@dataclass(frozen=True)
class CellFormat:
    """What a cell looks like: named style, lock, font (name, points, RGB) and fill (RGB)."""

    style: str
    locked: bool
    font: str
    points: float
    text_rgb: str
    fill_rgb: str
    has_border: bool
    number_format: str


@dataclass(frozen=True)
class PackageCell:
    """A cell that stands in the file; ``formula`` without ``=``."""

    value: str
    formula: str
    format: CellFormat


@dataclass(frozen=True)
class PackageValidation:
    """One ``dataValidation`` with its attributes, as Excel reads them."""

    cells: frozenset[tuple[int, int]]
    attributes: dict[str, str]
    formulas: tuple[str, ...]


class PackageSheet:
    """One worksheet part."""

    def __init__(self, package: FormPackage, name: str, state: str, content: bytes) -> None:
        self._package, self.name, self.state = package, name, state
        self.text = content.decode()
        self.root = etree.fromstring(content)

    def find(self, tag: str):
        return self.root.find(f".//{MAIN}{tag}")

    def all(self, tag: str) -> list:
        return self.root.findall(f".//{MAIN}{tag}")

    @cached_property
    def cells(self) -> dict[tuple[int, int], PackageCell]:
        found = {}
        for cell in self.all("c"):
            formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
            text = value.text or "" if value is not None else ""
            if cell.get("t") == "s":
                text = self._package.strings[int(text)]
            found[position(cell.get("r"))] = PackageCell(
                text,
                (formula.text or "") if formula is not None else "",
                self._package.formats[int(cell.get("s", "0"))],
            )
        return found

    @cached_property
    def validations(self) -> list[PackageValidation]:
        return [
            PackageValidation(
                frozenset(area(item.get("sqref"))),
                dict(item.attrib),
                tuple(formula.text for formula in item if formula.text),
            )
            for item in self.all("dataValidation")
        ]

    @property
    def unlocked(self) -> set[tuple[int, int]]:
        return {place for place, cell in self.cells.items() if not cell.format.locked}


class FormPackage:
    """The .xlsx at ``path``, read without any spreadsheet library."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.workbook = etree.fromstring(self.parts["xl/workbook.xml"])

    @cached_property
    def strings(self) -> list[str]:
        root = etree.fromstring(self.parts["xl/sharedStrings.xml"])
        return ["".join(item.itertext()) for item in root]

    @cached_property
    def sheets(self) -> dict[str, PackageSheet]:
        relations = etree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        target = {item.get("Id"): item.get("Target") for item in relations}
        return {
            item.get("name"): PackageSheet(
                self,
                item.get("name"),
                item.get("state", "visible"),
                self.parts["xl/" + target[item.get(f"{_REL}id")].removeprefix("/xl/")],
            )
            for item in self.workbook.iter(f"{MAIN}sheet")
        }

    @cached_property
    def names(self) -> dict[str, str]:
        """Defined names of the workbook; built-in names as ``Sheet|_xlnm.Print_Area``."""
        sheet_names, found = list(self.sheets), {}
        for item in self.workbook.iter(f"{MAIN}definedName"):
            local = item.get("localSheetId")
            prefix = "" if local is None else f"{sheet_names[int(local)]}|"
            found[prefix + item.get("name")] = item.text or ""
        return found

    @cached_property
    def formats(self) -> list[CellFormat]:
        styles = etree.fromstring(self.parts["xl/styles.xml"])
        names = {item.get("xfId"): item.get("name") for item in styles.iter(f"{MAIN}cellStyle")}
        codes = {item.get("numFmtId"): item.get("formatCode") for item in styles.iter(f"{MAIN}numFmt")}
        fonts, fills, borders = (list(styles.find(f"{MAIN}{tag}")) for tag in ("fonts", "fills", "borders"))
        return [_cell_format(xf, names, codes, fonts, fills, borders) for xf in styles.find(f"{MAIN}cellXfs")]


def _cell_format(xf, names, codes, fonts, fills, borders) -> CellFormat:
    font, fill = fonts[int(xf.get("fontId"))], fills[int(xf.get("fillId"))]
    border, protection = borders[int(xf.get("borderId"))], xf.find(f"{MAIN}protection")
    colour, pattern = font.find(f"{MAIN}color"), fill.find(f"{MAIN}patternFill")
    ground = pattern.find(f"{MAIN}fgColor") if pattern.get("patternType") != "none" else None
    theme_font = font.find(f"{MAIN}scheme")
    return CellFormat(
        style=names[xf.get("xfId")],
        locked=protection is None or protection.get("locked", "1") not in ("0", "false"),
        font=font.find(f"{MAIN}name").get("val") if theme_font is None else "theme",
        points=float(font.find(f"{MAIN}sz").get("val")),
        text_rgb=_rgb(colour, "000000"),
        fill_rgb=_rgb(ground, "FFFFFF"),
        has_border=any(side.get("style") for side in border),
        number_format=codes.get(xf.get("numFmtId"), xf.get("numFmtId")),
    )


def _rgb(colour, default: str) -> str:
    return colour.get("rgb")[-6:] if colour is not None and colour.get("rgb") else default
