"""The thresholds of early warnings from ``data/warnings.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import DATA_DIR, build, read_toml
from de_an06_xl.model.warning import WarningRules

# Two points make a line whatever they are.
_FEWEST = 3


@cache
def load_warnings(path: Path | None = None) -> WarningRules:
    """Raises :class:`DataError` when a threshold is missing, unknown or makes no sense."""
    file = path or DATA_DIR / "warnings.toml"
    rules = build(WarningRules, read_toml(file), file.name, "ngưỡng")
    for key, least in (("pace_months", _FEWEST), ("late_months", 2)):
        value = getattr(rules, key).value
        if value < least or value != int(value):
            raise DataError(file.name, f"khóa {key}", f"phải là số nguyên từ {least}")
    return rules
