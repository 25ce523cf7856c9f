"""A worksheet that writes a long plain block, and the links in it, several times faster than cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from de_an06_xl.model.cells import column_letters

BlockValue = str | float | int | None
BlockCell = BlockValue | tuple[BlockValue, Format]


MOST_LINKS = 65_530
"""What Excel takes on one sheet; a file with more is repaired on opening."""


class SheetLink(NamedTuple):
    """A link on a cell (0-based): to ``place`` (``'Chỉ tiêu'!I7``) of this workbook or of the file ``target``.

    ``target`` is a relative or absolute address ready for the package (:mod:`de_an06_xl.write_summary.file_links`).
    """

    row: int
    column: int
    place: str
    target: str = ""
    tip: str = ""


class BlockSheet(Worksheet):  # type: ignore[misc]  # the library ships no types
    """A worksheet with :meth:`write_block` and :meth:`add_link`; everything else is XlsxWriter's own.

    XlsxWriter takes one method call and one tuple per cell, twice over. A table of thousands of
    lines has no need of that: its rows go into the sheet's XML as they are, with the same shared
    strings and formats, between the rows of XlsxWriter's own. A test holds this against XlsxWriter's output.

    Links to the same file share one relation of the sheet, as EPPlus writes them: 12,000 links into
    120 files need 120 relations, not 12,000.
    """

    dim_rowmin: Any
    dim_rowmax: Any

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[tuple[int, list[str]]] = []
        self._links: list[SheetLink] = []

    def add_link(self, link: SheetLink) -> None:
        """Make a cell a link; its value and look are written like any other. Beyond what Excel takes: no link."""
        if len(self._links) < MOST_LINKS:
            self._links.append(link)

    def write_block(
        self,
        first_row: int,
        rows: Sequence[Sequence[BlockCell]],
        formats: Sequence[Format],
        heights: Sequence[float | None] = (),
    ) -> None:
        """Write ``rows`` from 0-based ``first_row`` and column A on; nothing else may be written into these rows.

        ``formats`` has one format per column, which a ``(value, format)`` pair overrides;
        ``None`` leaves the cell out, an empty text keeps its look. Text stays text; at most 32,767 characters.
        ``heights`` are row heights in points, ``None`` (or none at all) for the default.
        """
        string_index = self.str_table._get_shared_string_index
        styles = _Styles()
        lines = []
        heads = [(f'<c r="{column_letters(at)}', styles[format_]) for at, format_ in enumerate(formats)]
        for number, row in enumerate(rows, first_row + 1):
            height = heights[number - first_row - 1] if heights else None
            parts = [f'<row r="{number}" ht="{height:g}" customHeight="1">' if height else f'<row r="{number}">']
            for (head, column_style), cell in zip(heads, row, strict=True):
                value, style = cell, column_style
                if isinstance(cell, tuple):
                    value, style = cell[0], styles[cell[1]]
                if value == "":
                    parts.append(f"{head}{number}{style}/>")
                elif isinstance(value, str):
                    parts.append(f'{head}{number}{style} t="s"><v>{string_index(value)}</v></c>')
                elif value is not None:
                    parts.append(f"{head}{number}{style}><v>{value:.16G}</v></c>")
            parts.append("</row>")
            lines.append("".join(parts))
        if rows:
            self._blocks.append((first_row, lines))
            self._check_dimensions(first_row, 0)
            self._check_dimensions(first_row + len(rows) - 1, len(formats) - 1)

    def _write_hyperlinks(self) -> None:
        relations: dict[str, str] = {}
        # The same places and tips stand in the links to every unit's file.
        quoted = lru_cache(None)(quoteattr)
        letters = lru_cache(None)(column_letters)
        parts = []
        for row, column, place, target, tip in sorted(self._links, key=itemgetter(0, 1)):
            where = f'<hyperlink ref="{letters(column)}{row + 1}"'
            if target:
                if target not in relations:
                    self.rel_count += 1
                    relations[target] = f"rId{self.rel_count}"
                    self.external_hyper_links.append(["/hyperlink", target, "External"])
                where += f' r:id="{relations[target]}"'
            if place:
                where += f" location={quoted(place)}"
            parts.append(f"{where} tooltip={quoted(tip)}/>" if tip else f"{where}/>")
        if parts:
            self.fh.write(f"<hyperlinks>{''.join(parts)}</hyperlinks>")

    def _write_rows(self) -> None:
        first, last = self.dim_rowmin, self.dim_rowmax
        for top, lines in sorted(self._blocks):
            end = top + len(lines)
            if any(self.table.get(row) or row in self.row_info for row in range(top, end)):
                raise ValueError(f"{self.name}: something else is written into rows {top + 1}–{end}")
            self.dim_rowmax = top - 1
            super()._write_rows()
            self.fh.write("".join(lines))
            self.dim_rowmin = end
        self.dim_rowmax = last
        super()._write_rows()
        self.dim_rowmin = first


class _Styles(dict[Format, str]):
    """A cell's style attribute by format, asked for once."""

    def __missing__(self, format_: Format) -> str:
        style = self[format_] = f'" s="{format_._get_xf_index()}"'
        return style
