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

from de_an06_xl.output_files.write_file import write_whole

# Start of a formula, also in the wide letters of East Asian keyboards, behind spaces (invisible ones too) and quotes.
_FORMULA = re.compile("(^|[,;|\t\r\n])(?=[\\s\"'\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20])")
# A tab or line break at the start is dropped by some programs, and with it a guard that stands behind.
_BLANK_START = re.compile("(?=[\t\r\n])")


def write_guarded_csv(
    path: Path, rows: Iterable[Sequence[object]], *, separator: str = ",", byte_order_mark: bool = True
) -> None:
    """Write ``rows`` (the first one usually headings) to ``path``: UTF-8, ``\\r\\n``, whole or not at all.

    Numbers are written with a decimal point and dates as 2026-10-31, both unguarded; ``None`` is an empty cell;
    everything else is written as :func:`guarded_text`. Excel needs the byte order mark to see Vietnamese letters.
    Raises :class:`~de_an06_xl.errors.OutputError` when the file cannot be written.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, lineterminator="\r\n")
    writer.writerows([_written(value) for value in row] for row in rows)
    write_whole(path, stream.getvalue().encode("utf-8-sig" if byte_order_mark else "utf-8"))


def guarded_text(text: str) -> str:
    """``text`` with an apostrophe before everything a spreadsheet program could take for the start of a formula."""
    guarded = _FORMULA.sub(r"\1'", text)
    return f"'{guarded}" if _BLANK_START.match(guarded) else guarded


def _written(value: object) -> object:
    if value is None or isinstance(value, (int, float, Decimal)):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    return guarded_text(str(value))
