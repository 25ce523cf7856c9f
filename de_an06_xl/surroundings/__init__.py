"""What a machine or a folder does to the tool: rules X9xx, each with what to do about it.

Pure functions over an :class:`Environment`; :func:`this_machine` is the real one, tests bring their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePath

from de_an06_xl.findings import make_finding
from de_an06_xl.model.finding import Finding
from de_an06_xl.surroundings.environment import WINDOWS, Environment, this_machine
from de_an06_xl.surroundings.excel_program import find_excel
from de_an06_xl.surroundings.paths import (
    LONGEST_PATH,
    LONGEST_WORKBOOK_PATH,
    ZONE_STREAM,
    by_address,
    in_the_cloud,
    marked,
    not_ascii,
    too_long,
)
from de_an06_xl.surroundings.policies import by_policy

__all__ = ["ZONE_STREAM", "Environment", "surroundings", "this_machine"]

_HERE = "máy này"


def surroundings(
    environment: Environment,
    *,
    files: Iterable[PurePath] = (),
    folders: Iterable[PurePath] = (),
    programs: Iterable[PurePath] = (),
    add_in: PurePath | None = None,
    shown: Callable[[PurePath], str] = str,
) -> list[Finding]:
    """Everything about this machine that will hinder the work.

    ``files`` are the product's templates and add-ins, ``folders`` where returns and results lie, ``programs`` what
    VBA must find by its path (the interpreter, the folders of the installation), ``add_in`` the installed Excel add-in.
    ``shown`` writes a path as people may see it.
    """
    files, folders, programs = tuple(files), tuple(folders), tuple(programs)
    found = [finding for file in files for finding in marked(environment, file)]
    found += [finding for folder in folders for finding in by_address(folder, shown)]
    found += [make_finding("X903", name, value=name) for name in environment.protected_windows()]
    if not environment.can_start_children():
        found.append(make_finding("X904", _HERE))
    if add_in is not None and not environment.exists(add_in):
        found.append(make_finding("X905", add_in.name, value=add_in.name))
    found += [finding for path in programs for finding in not_ascii(path, shown)]
    found += [finding for file in files for finding in too_long(file, LONGEST_WORKBOOK_PATH)]
    if environment.system == WINDOWS:
        found += [finding for path in programs for finding in too_long(path, LONGEST_PATH)]
    found += [finding for file in files for finding in in_the_cloud(environment, file)]
    found += by_policy(environment)
    if environment.is_elevated():
        found.append(make_finding("X919", _HERE))
    return found


def without_excel(environment: Environment) -> list[Finding]:
    """X915 where no Excel is installed."""
    return [] if find_excel(environment.registry) else [make_finding("X915", _HERE)]
