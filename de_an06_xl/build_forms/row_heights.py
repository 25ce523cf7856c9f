"""Heights of wrapped rows: neither LibreOffice nor a protected view fits them on opening."""

from __future__ import annotations

from de_an06_xl.model.form_document import FormSheet, Style
from de_an06_xl.text.wrapped_lines import wrapped_lines

_LINE_POINTS = 14.5
_MOST_POINTS = 405.0  # Excel's limit is 409
# Characters of Arial 11 that fit one unit of column width, a little on the safe side.
_CHARACTERS_PER_WIDTH = {"header": 0.92, "code": 1.0}
_USUAL_CHARACTERS = 1.12
_WRAPPED: tuple[Style, ...] = ("header", "code", "reference", "check", "plain")
# Lines kept free in every input row for what the officer and the check column will write.
_LEAST_LINES = 2


def row_heights(sheet: FormSheet) -> dict[int, float]:
    """0-based row → height in points, for rows whose fixed text needs more than one line."""
    lines: dict[int, int] = {cell.row: _LEAST_LINES for cell in sheet.inputs}
    for cell in sheet.cells:
        if cell.style not in _WRAPPED or not isinstance(cell.value, str) or cell.column >= len(sheet.widths):
            continue
        per_line = max(1.0, sheet.widths[cell.column] * _CHARACTERS_PER_WIDTH.get(cell.style, _USUAL_CHARACTERS))
        lines[cell.row] = max(lines.get(cell.row, 1), wrapped_lines(cell.value, per_line))
    return {row: min(_MOST_POINTS, count * _LINE_POINTS + 1.5) for row, count in sorted(lines.items()) if count > 1}
