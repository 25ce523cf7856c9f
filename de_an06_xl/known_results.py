"""Which results of an earlier run still hold: nothing that decides a result may have changed since.

A file's result follows from its bytes, its name, the period, the plan, the policies, the form, the rules, the unit's
line in the register and the program itself. The last is taken by the content of its own files, not by its version
number: a corrected rule must never be answered with yesterday's findings.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter

from de_an06_xl.model.period import Period
from de_an06_xl.run_context import RunContext


def ground_of_results(run: RunContext, period: Period) -> str:
    """A fingerprint of everything but the file itself and what concerns its unit alone."""
    data = TypeAdapter(RunContext).dump_json(run)
    reader = version("python-calamine").encode()
    return hashlib.sha256(b"\n".join((program_fingerprint(), reader, period.id.encode(), data))).hexdigest()


@cache
def program_fingerprint() -> bytes:
    """SHA-256 over the names and contents of the product's own program and data files."""
    root = Path(__file__).parent
    whole = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".toml", ".csv"):
            content = path.read_bytes()
            whole.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
            whole.update(content)
    return whole.digest()
