"""A consolidator's folder for tests: TongHop.xlsm and the made-up month in a folder with a Vietnamese name."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

FOLDER = "Đề án 06"
TEMPLATES = Path(__file__).resolve().parents[1] / "workbooks" / "templates"


@dataclass(frozen=True)
class Desk:
    """``workbook`` is the consolidator's own copy, ``returns`` what the units have sent."""

    workbook: Path
    returns: Path
    output: Path


def set_up_desk(home: Path, returns: Path, fewer: int | None = None) -> Desk:
    """A copy of the workbook and of the ``returns`` (of the first ``fewer`` ones) below ``home``."""
    folder = home / FOLDER
    (folder / "nop").mkdir(parents=True)
    for path in sorted(returns.iterdir())[:fewer]:
        (folder / "nop" / path.name).hardlink_to(path)
    shutil.copy2(TEMPLATES / "TongHop.xlsm", folder / "TongHop.xlsm")
    return Desk(folder / "TongHop.xlsm", folder / "nop", folder / "ket-qua")
