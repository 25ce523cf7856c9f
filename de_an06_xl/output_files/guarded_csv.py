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
    guarded = _Guarded()
    with whole_file(path) as stream:
        text = io.TextIOWrapper(stream, "utf-8-sig" if byte_order_mark else "utf-8", newline="")
        writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
        writer.writerows(
            [guarded[value] if type(value) is str else value if value is None else _written(value) for value in row]
            for row in rows
        )
        text.flush()
        text.detach()


def guarded_text(text: str) -> str:
    """``text`` with an apostrophe before everything a spreadsheet program could take for the start of a formula."""
    guarded = _FORMULA.sub(r"\1'", text)
    return f"'{guarded}" if _BLANK_START.match(guarded) else guarded


class _Guarded(dict[str, str]):
    """Texts as they are written; in a long table most stand in thousands of rows."""

    def __missing__(self, text: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        written = self[text] = guarded_text(text)
        return written


def _written(value: object) -> object:
    if value is None or isinstance(value, (int, float, Decimal)):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    return guarded_text(str(value))
