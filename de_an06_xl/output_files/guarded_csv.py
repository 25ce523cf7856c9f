"""The one place that writes CSV: whatever text a return held, no spreadsheet program takes it for a formula.

A CSV file has no cell types: a program that opens it reads ``=…``, ``+…``, ``-…`` and ``@…`` as formulas, wherever a
cell begins. Where cells begin depends on the machine: with Vietnamese settings Excel separates at ``;``, and a
comma-separated line falls apart elsewhere than it was put together. So text is guarded with an apostrophe at its start
and behind everything that could begin a cell. (OWASP, CSV Injection.)
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from de_an06_xl.output_files.write_file import whole_file

# Start of a formula, also in the wide letters of East Asian keyboards, behind spaces (invisible ones too) and quotes.
_FORMULA = re.compile("(^|[,;|\t\r\n])(?=[\\s\"'\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20])")
_REMEMBERED = 10_000
# A tab or line break at the start is dropped by some programs, and with it a guard that stands behind.
_BLANK_START = re.compile("(?=[\t\r\n])")


def write_guarded_csv(
    path: Path, rows: Iterable[Sequence[object]], *, separator: str = ",", byte_order_mark: bool = True
) -> None:
    """Write ``rows`` (the first one usually headings) to ``path``: UTF-8, ``\\r\\n``, whole or not at all.

    Numbers are written with a decimal point and dates as 2026-10-31, both unguarded; ``None`` is an empty cell;
    everything else is written as :func:`guarded_text`. Excel needs the byte order mark to see Vietnamese letters.
    ``rows`` is written as it comes, never held. Raises :class:`~de_an06_xl.errors.OutputError` when the file cannot be
    written.
    """
    cells = _Cells(separator)
    with whole_file(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8", newline="")
        if byte_order_mark:
            text.write("\ufeff")
        text.writelines(cells.line(row) for row in rows)
        text.flush()
        text.detach()


def guarded_text(text: str) -> str:
    """``text`` with an apostrophe before everything a spreadsheet program could take for the start of a formula."""
    guarded = _FORMULA.sub(r"\1'", text)
    return f"'{guarded}" if _BLANK_START.match(guarded) else guarded


class _Cells(dict[str, str]):
    """Texts as they stand in the file, guarded and quoted; in a long table most stand in thousands of rows."""

    def __init__(self, separator: str) -> None:
        super().__init__()
        self._separator = separator

    def line(self, row: Iterable[object]) -> str:
        cells = [self[value] if type(value) is str else "" if value is None else self._other(value) for value in row]
        # An empty line would be no row at all.
        return (self._separator.join(cells) or '""') + "\r\n"

    def __missing__(self, text: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        line = io.StringIO()
        # Alone, an empty cell would be quoted.
        csv.writer(line, delimiter=self._separator, lineterminator="\r\n").writerow([guarded_text(text), 0])
        written = self[text] = line.getvalue()[:-4]
        return written

    def _other(self, value: object) -> str:
        if isinstance(value, (int, float, Decimal)):
            return str(value)
        return value.isoformat() if isinstance(value, dt.date) else self[str(value)]
