"""Returned files for tests: a filled BM-01, what people do to it in a spreadsheet, and damaged packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from de_an06_xl.build_forms import build_form, form_file_name
from de_an06_xl.form.rows import FormContext
from de_an06_xl.model.form import FormLayout

PartEdit = bytes | None | Callable[[bytes], bytes]


def write_form(
    folder: Path,
    context: FormContext,
    layout: FormLayout,
    entries: Mapping[tuple[str, str, str], Any] | None = None,
    *,
    edit: Callable[[Workbook], None] | None = None,
    parts: Mapping[str, PartEdit] | None = None,
    name: str = "",
) -> Path:
    """A form in ``folder`` filled with ``entries``, then changed as :func:`change_file` does."""
    path = folder / (name or form_file_name(context, layout))
    build_form(context, layout, path, entries)
    change_file(path, path.read_bytes(), edit=edit, parts=parts)
    return path


def change_file(
    path: Path,
    package: bytes,
    *,
    edit: Callable[[Workbook], None] | None = None,
    parts: Mapping[str, PartEdit] | None = None,
) -> None:
    """Write ``package`` to ``path`` with changes.

    ``edit`` changes it as an officer would, in a spreadsheet program (saved by openpyxl: cached
    values of formulas are gone); ``parts`` replaces, removes (``None``) or adds package parts afterwards.
    """
    if edit:
        book = openpyxl.load_workbook(io.BytesIO(package))
        edit(book)
        buffer = io.BytesIO()
        book.save(buffer)
        package = buffer.getvalue()
    path.write_bytes(edit_parts(package, parts) if parts else package)


def edit_parts(package: bytes, changes: Mapping[str, PartEdit]) -> bytes:
    """The package with some parts replaced, removed or added."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        contents: dict[str, bytes] = {name: source.read(name) for name in source.namelist()}
    for name, change in changes.items():
        if change is None:
            del contents[name]
        else:
            contents[name] = change(contents[name]) if callable(change) else change
    return zip_of(list(contents.items()))


def zip_of(parts: list[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of the parts in this order; repeated names are kept."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return buffer.getvalue()


def replace(old: str, new: str, count: int = 1) -> Callable[[bytes], bytes]:
    """A part edit that must find ``old``."""

    def change(part: bytes) -> bytes:
        text = part.decode()
        assert old in text, old
        return text.replace(old, new, count).encode()

    return change


def small_book(sheet_xml: str, *, name: str = "Trang") -> bytes:
    """The smallest package that opens: one worksheet with the given XML inside ``<worksheet>``."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zip_of(
        [
            (
                "[Content_Types].xml",
                f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}.sheet.main+xml"/>'
                f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{content_type}.worksheet+xml"/>'
                "</Types>".encode(),
            ),
            (
                "_rels/.rels",
                f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
                f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
            ),
            (
                "xl/workbook.xml",
                f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode(),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
                f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
            ),
            ("xl/worksheets/sheet1.xml", f'{head}<worksheet xmlns="{main}">{sheet_xml}</worksheet>'.encode()),
        ]
    )
