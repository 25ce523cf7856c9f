"""The communes before 1/7/2025 and the unit each of them belongs to today.

Officers, files and old documents still use these names. The list is only for recognising a name;
nothing is ever counted by it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import DATA_DIR, build, read_csv
from de_an06_xl.model.plan import OldUnit

_FILE = "old_units.csv"
_COLUMNS = ("new_code", "new_name", "old_code", "old_name", "extent", "old_district", "old_province")


@cache
def load_old_units(path: Path | None = None) -> tuple[OldUnit, ...]:
    """Every old commune, in file order. Raises :class:`DataError` when the file is faulty."""
    file = path or DATA_DIR / "plan" / _FILE
    old_units = tuple(
        build(OldUnit, row, file.name, f"dòng {line}") for line, row in enumerate(read_csv(file, _COLUMNS), start=2)
    )
    seen: set[str] = set()
    for unit in old_units:
        if unit.old_code in seen:
            raise DataError(file.name, unit.old_code, "mã xã cũ bị lặp lại")
        seen.add(unit.old_code)
    return old_units
