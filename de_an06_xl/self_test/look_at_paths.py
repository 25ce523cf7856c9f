"""The paths the product uses here: interpreter, package, what was installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from de_an06_xl.control_workbook.names import INTERPRETER_KEY
from de_an06_xl.findings import make_finding
from de_an06_xl.installation.config_sheet import read_config
from de_an06_xl.installation.install import ADD_IN
from de_an06_xl.installation.places import Places
from de_an06_xl.installation.record import read_record
from de_an06_xl.model.finding import Finding
from de_an06_xl.surroundings.environment import Environment

_MACRO_SUFFIXES = (".xlsm", ".xlam")


@dataclass(frozen=True, slots=True)
class UsedPaths:
    """``programs`` by what they are; ``workbooks`` are the installed macro workbooks; ``folders`` those of the work."""

    programs: dict[str, Path]
    workbooks: Sequence[Path]
    folders: Sequence[Path]

    @property
    def add_in(self) -> Path | None:
        return next((path for path in self.workbooks if path.name == ADD_IN), None)


def look_at_paths(interpreter: Path, places: Places, folders: Sequence[Path]) -> UsedPaths:
    """What the record of the installation names, and ``folders`` that the user asks about."""
    record = read_record(places.record)
    installed = [Path(name) for name in (*record.files, *record.kept) if name.endswith(_MACRO_SUFFIXES)]
    programs = {"python": interpreter, "package": Path(__file__).resolve().parents[1], "work": places.work}
    if places.add_ins:
        programs["add_ins"] = places.add_ins
    return UsedPaths(programs, installed, tuple(folders))


def lost_interpreters(environment: Environment, paths: UsedPaths) -> Iterator[Finding]:
    """X917 for every installed workbook whose Python is gone."""
    for book in paths.workbooks:
        if not environment.exists(book):
            continue
        interpreter = (read_config(book.read_bytes()) or {}).get(INTERPRETER_KEY, "")
        if not interpreter or not environment.exists(Path(interpreter)):
            yield make_finding("X917", book.name, value=book.name)
