"""One file to process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from de_an06_xl.model.summary import Receipt


@dataclass(frozen=True, slots=True)
class FileTask:
    """One file to process: where it is, how reports call it, and the register if there is one.

    With ``period`` a return of another period is refused; without, every period is welcome.
    """

    path: Path
    name: str
    period: str | None = None
    register: Mapping[str, Receipt] | None = None
