"""A macro workbook taken apart for tests: parts, VBA as two independent readers see it, buttons, ribbon."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from functools import cached_property
from pathlib import Path

import openpyxl
from lxml import etree

_SUB = re.compile(r"^(?:Public |Private )?(?:Sub|Function) (\w+)", re.MULTILINE)


class MacroPackage:
    """One .xlsm or .xlam on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    @cached_property
    def by_olevba(self) -> dict[str, str]:
        """Module name → source without its attribute lines, read by olevba."""
        with warnings.catch_warnings():
            # oletools still calls its parser by names that are going away.
            warnings.simplefilter("ignore", DeprecationWarning)
            from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(self.path))
        try:
            return {name.rpartition(".")[0]: without_attributes(code) for _, _, name, code in parser.extract_macros()}
        finally:
            parser.close()

    @cached_property
    def by_pyopenvba(self) -> dict[str, str]:
        """The same, read by pyOpenVBA."""
        from pyopenvba import ExcelFile

        with ExcelFile(self.path) as workbook:
            return {name: without_attributes(code) for name, code in workbook.vba_modules().items()}

    def as_workbook(self) -> bytes:
        """An add-in as a workbook with macros: openpyxl and LibreOffice refuse the other kind."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for name, content in self.parts.items():
                package.writestr(name, content.replace(b"addin.macroEnabled", b"sheet.macroEnabled"))
        return out.getvalue()

    def cells(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(io.BytesIO(self.as_workbook()))

    @property
    def procedures(self) -> set[str]:
        return {name for code in self.by_olevba.values() for name in _SUB.findall(code)}

    @property
    def button_macros(self) -> list[str]:
        drawings = [content.decode() for name, content in self.parts.items() if name.endswith(".vml")]
        return [macro for text in drawings for macro in re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", text)]

    @property
    def button_captions(self) -> list[str]:
        drawings = [content.decode() for name, content in self.parts.items() if name.endswith(".vml")]
        return [caption for text in drawings for caption in re.findall(r'<font [^>]*color="#000000">([^<]*)<', text)]

    @property
    def code_names(self) -> set[str]:
        """Of the workbook and every sheet, as the sheets' own parts say."""
        found = re.findall(r'<workbookPr[^>]*codeName="([^"]+)"', self.parts["xl/workbook.xml"].decode())
        for name, content in self.parts.items():
            if name.startswith("xl/worksheets/sheet"):
                found += re.findall(r'<sheetPr[^>]*codeName="([^"]+)"', content.decode())
        return set(found)

    @property
    def sheet_count(self) -> int:
        return sum(name.startswith("xl/worksheets/sheet") for name in self.parts)

    @property
    def ribbon(self) -> etree._Element:
        return etree.fromstring(self.parts["customUI/customUI.xml"])


def without_attributes(code: str) -> str:
    """Source as an engineer reads it: line feeds, no ``Attribute`` lines, no blank end."""
    lines = [line.rstrip() for line in code.splitlines()]
    return "\n".join(line for line in lines if not line.startswith("Attribute ")).strip()
