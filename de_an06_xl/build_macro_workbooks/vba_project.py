"""The VBA project of a workbook from its sources as text: the same sources give the same bytes."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import xlsxwriter

from de_an06_xl.errors import BuildError

_PROJECT_PART = "xl/vbaProject.bin"


def vba_project(code_names: Iterable[str], modules: Mapping[str, str]) -> bytes:
    """``vbaProject.bin`` with a document module for the workbook and each sheet, and the standard ``modules``.

    ``code_names`` of the sheets in their order; ``modules`` by name, text as in the sources (an
    ``Attribute VB_Name`` line first). Raises :class:`BuildError` when pyOpenVBA, which only engineers need, is
    missing or refuses the project.
    """
    try:
        from pyopenvba import ExcelFile
    except ImportError:
        raise BuildError(
            "Chưa cài pyOpenVBA nên không dựng được TongHop.xlsm và DeAn06.xlam. "
            "Hãy chạy “python run.py test” một lần để cài các gói dành cho kỹ sư."
        ) from None
    with tempfile.TemporaryDirectory(prefix="da06-vba-") as folder:
        blank, filled = Path(folder, "blank.xlsm"), Path(folder, "filled.xlsm")
        blank.write_bytes(_blank_workbook(code_names))
        with ExcelFile(blank) as workbook:
            project = workbook.add_vba_project()
            for name, text in modules.items():
                project.add_module(name, windows_lines(text))
            problems = project.validate()
            if problems:
                raise BuildError(f"Dự án VBA không hợp lệ: {problems[0]}")
            workbook.save(filled)
        with zipfile.ZipFile(filled) as package:
            return package.read(_PROJECT_PART)


def windows_lines(text: str) -> str:
    """The VBA editor knows only CR LF; a clone may have either."""
    return "\r\n".join(text.splitlines()) + "\r\n"


def _blank_workbook(code_names: Iterable[str]) -> bytes:
    """Sheets with code names and nothing else: what the project has to know of the workbook."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.set_vba_name("ThisWorkbook")
    for code_name in code_names:
        workbook.add_worksheet(code_name).set_vba_name(code_name)
    workbook.close()
    return stream.getvalue()
