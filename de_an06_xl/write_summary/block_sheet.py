"""A worksheet that writes a long plain block several times faster than cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from de_an06_xl.model.cells import column_letters

BlockValue = str | float | int | None
BlockCell = BlockValue | tuple[BlockValue, Format]


class BlockSheet(Worksheet):  # type: ignore[misc]  # the library ships no types
    """A worksheet with :meth:`write_block`; everything else is XlsxWriter's own.

    XlsxWriter takes one method call and one tuple per cell, twice over. A tidy table of 12,000
    lines has no need of that: its rows go into the sheet's XML as they are, with the same shared
    strings and formats. A test holds this against XlsxWriter's own output.
    """

    def __init__(self) -> None:
        super().__init__()
        self._block: list[str] = []

    def write_block(
        self,
        first_row: int,
        rows: Sequence[Sequence[BlockCell]],
        formats: Sequence[Format],
        heights: Sequence[float | None] = (),
    ) -> None:
        """Write ``rows`` from 0-based ``first_row`` and column A on, below everything else on the sheet.

        ``formats`` has one format per column, which a ``(value, format)`` pair overrides;
        ``None`` leaves the cell out, an empty text keeps its look. Text stays text; at most 32,767 characters.
        ``heights`` are row heights in points, ``None`` (or none at all) for the default.
        """
        string_index = self.str_table._get_shared_string_index
        heads = [(f'<c r="{column_letters(at)}', _style(format_)) for at, format_ in enumerate(formats)]
        for number, row in enumerate(rows, first_row + 1):
            height = heights[number - first_row - 1] if heights else None
            parts = [f'<row r="{number}" ht="{height:g}" customHeight="1">' if height else f'<row r="{number}">']
            for (head, column_style), cell in zip(heads, row, strict=True):
                value, style = cell, column_style
                if isinstance(cell, tuple):
                    value, style = cell[0], _style(cell[1])
                if value == "":
                    parts.append(f"{head}{number}{style}/>")
                elif isinstance(value, str):
                    parts.append(f'{head}{number}{style} t="s"><v>{string_index(value)}</v></c>')
                elif value is not None:
                    parts.append(f"{head}{number}{style}><v>{value:.16G}</v></c>")
            parts.append("</row>")
            self._block.append("".join(parts))
        if rows:
            self._check_dimensions(first_row, 0)
            self._check_dimensions(first_row + len(rows) - 1, len(formats) - 1)

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.write("".join(self._block))


def _style(format_: Format) -> str:
    return f'" s="{format_._get_xf_index()}"'
