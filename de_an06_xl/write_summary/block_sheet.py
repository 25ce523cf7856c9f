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
    lines has no need of that: its cells go straight into the sheet's XML, with the same shared
    strings and formats. A test holds this against XlsxWriter's own output.
    """

    def __init__(self) -> None:
        super().__init__()
        self._block: Sequence[Sequence[BlockCell]] = ()
        self._block_row = 0
        self._block_formats: Sequence[Format] = ()

    def write_block(self, first_row: int, rows: Sequence[Sequence[BlockCell]], formats: Sequence[Format]) -> None:
        """Write ``rows`` from 0-based ``first_row`` and column A on, below everything else on the sheet.

        ``formats`` has one format per column, which a ``(value, format)`` pair overrides;
        ``None`` leaves the cell out, an empty text keeps its look. Text stays text; at most 32,767 characters.
        """
        if rows:
            self._check_dimensions(first_row, 0)
            self._check_dimensions(first_row + len(rows) - 1, len(formats) - 1)
        self._block, self._block_row, self._block_formats = rows, first_row, formats

    def _write_rows(self) -> None:
        super()._write_rows()
        string_index = self.str_table._get_shared_string_index
        heads = [
            (f'<c r="{column_letters(at)}', f'" s="{f._get_xf_index()}"') for at, f in enumerate(self._block_formats)
        ]
        for number, row in enumerate(self._block, self._block_row + 1):
            parts = [f'<row r="{number}">']
            for (head, column_style), cell in zip(heads, row, strict=True):
                value, style = cell, column_style
                if isinstance(cell, tuple):
                    value, style = cell[0], f'" s="{cell[1]._get_xf_index()}"'
                if value == "":
                    parts.append(f"{head}{number}{style}/>")
                elif isinstance(value, str):
                    parts.append(f'{head}{number}{style} t="s"><v>{string_index(value)}</v></c>')
                elif value is not None:
                    parts.append(f"{head}{number}{style}><v>{value:.16G}</v></c>")
            parts.append("</row>")
            self.fh.write("".join(parts))
