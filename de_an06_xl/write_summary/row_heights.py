"""Heights of rows with wrapped text: a protected view and LibreOffice do not fit them on opening."""

from __future__ import annotations

from collections.abc import Sequence

from de_an06_xl.text.wrapped_lines import wrapped_lines

# Multiples of 0.75, a pixel: anything else would be rounded on writing.
_LINE_POINTS = 14.25
_MOST_POINTS = 405.0  # the limit is 409
# Characters of Arial 11 that fit one unit of column width, a little on the safe side: prose has many narrow
# letters; file names and codes have capitals and digits, bold is wider.
_PROSE, _UNBROKEN = 1.1, 0.95


def row_height(texts: Sequence[object], widths: Sequence[float], *, bold: bool = False) -> float | None:
    """Points needed for a row, ``None`` when one line will do; only texts wrap, numbers do not."""
    lines = 1
    for text, width in zip(texts, widths, strict=True):
        if isinstance(text, str) and (len(text) > width * _UNBROKEN or "\n" in text):
            fit = _UNBROKEN if bold or " " not in text else _PROSE
            lines = max(lines, wrapped_lines(text, max(1.0, width * fit)))
    return min(_MOST_POINTS, lines * _LINE_POINTS + 1.5) if lines > 1 else None
