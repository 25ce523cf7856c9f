"""``--tra-lai``: every unit's own file back, annotated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from de_an06_xl.cli.output import say

if TYPE_CHECKING:
    from de_an06_xl.model.digest import ReturnDigest
    from de_an06_xl.model.summary import CheckedReturn, RefusedFile
    from de_an06_xl.run_context import RunContext

ReturnFolder = Annotated[
    Path | None,
    typer.Option("--tra-lai", metavar="THƯ_MỤC", help="Ghi vào đây bản trả lại có đánh dấu của từng đơn vị."),
]


def give_back_to_units(
    results: Iterable[CheckedReturn | ReturnDigest | RefusedFile],
    places: Mapping[str, Path],
    folder: Path,
    run: RunContext,
) -> None:
    """Write the copies and say on standard error where they are and which could not be made."""
    from de_an06_xl.give_back import give_back

    for sentence in give_back(results, places, folder, run):
        say(sentence, to_error=True)
    say(f"Bản trả lại các đơn vị: {folder}", to_error=True)
