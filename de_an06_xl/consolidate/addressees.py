"""One spelling for each body that proposals are addressed to: units type its name in many ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from de_an06_xl.model.summary import DifficultyRecord
from de_an06_xl.text.normalize import match_key


def by_one_spelling(records: Iterable[DifficultyRecord], sheet: str) -> tuple[DifficultyRecord, ...]:
    """Addressees that differ only in capitals, spaces or Unicode form take the spelling met first.

    Nothing is matched by likeness: "UBND tỉnh" and "Ủy ban nhân dân tỉnh" stay apart. ``sheet`` is where in the
    form all of it stands.
    """
    spellings: dict[str, str] = {}
    return tuple(
        replace(
            record,
            addressee=spellings.setdefault(match_key(record.addressee), record.addressee.strip()),
            sheet=sheet,
        )
        for record in records
    )
