"""The tidy data as a CSV file beside the workbook, when it is longer than anybody can scroll.

A sheet of 357,000 rows takes half a minute to write and more memory to open than an office machine has. The file is
written return by return, so that no more than one is held at a time; the sheet Dữ liệu says where it is and how to tell
that it belongs to this workbook.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from de_an06_xl.model.summary import TidyRecords
from de_an06_xl.output_files.guarded_csv import write_guarded_csv

MOST_ROWS_ON_SHEET = 50_000


@dataclass(frozen=True, slots=True)
class DataFile:
    """Where the tidy data went: file name, number of rows, SHA-256 of the file."""

    name: str
    rows: int
    sha256: str


def data_file_path(summary_path: Path) -> Path:
    """``tong-hop.xlsx`` → ``tong-hop.du-lieu.csv``."""
    return summary_path.with_name(f"{summary_path.stem}.du-lieu.csv")


def write_data_file(data: TidyRecords, summary_path: Path, headers: Sequence[str]) -> DataFile | None:
    """Write the file, ``headers`` first, when ``data`` is too long for a sheet, ``None`` when it is not.

    Raises :class:`~de_an06_xl.errors.OutputError` when the file cannot be written.
    """
    rows = len(data)
    if rows <= MOST_ROWS_ON_SHEET:
        return None
    path = data_file_path(summary_path)
    records = chain.from_iterable(records for _, records in data.by_unit())
    write_guarded_csv(path, chain([headers], records))
    with path.open("rb") as stream:
        return DataFile(path.name, rows, hashlib.file_digest(stream, "sha256").hexdigest())
