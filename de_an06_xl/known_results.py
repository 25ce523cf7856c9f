"""Which results of an earlier run still hold: nothing that decides a result may have changed since.

A file's result follows from its bytes, its name, the period, the plan, the policies, the form, the rules, the unit's
line in the register and the program itself. The last is taken by the content of its own files, not by its version
number: a corrected rule must never be answered with yesterday's findings.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pydantic import TypeAdapter

from de_an06_xl.model.period import Period
from de_an06_xl.run_context import RunContext


def ground_of_results(run: RunContext, period: Period) -> str:
    """A fingerprint of everything but the file itself and what concerns its unit alone."""
    data = TypeAdapter(RunContext).dump_json(run)
    parts = (program_fingerprint(), _reader_version().encode(), period.id.encode(), data)
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


@cache
def program_fingerprint() -> bytes:
    """SHA-256 over the names and contents of the product's own program and data files."""
    root = Path(__file__).parent
    whole = hashlib.sha256()
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith((".py", ".toml", ".csv")):
                path = Path(folder, name)
                content = path.read_bytes()
                whole.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
                whole.update(content)
    return whole.digest()


def _reader_version() -> str:
    """The version of the reader of workbooks, as its folder of facts beside it is named.

    Asking ``importlib.metadata`` looks through everything that is installed, which takes longer than reading a return.
    """
    package = find_spec("python_calamine")
    for place in (package.submodule_search_locations if package else None) or ():
        for facts in Path(place).parent.glob("python_calamine-*.dist-info"):
            return facts.name.removesuffix(".dist-info").partition("-")[2]
    from importlib.metadata import version

    return version("python-calamine")
