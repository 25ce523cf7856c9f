"""What several units say in the same words is told once, with all their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from de_an06_xl.model.summary import DifficultyRecord

OPINIONS_SHOWN = 8
NAMES_OF_OPINION = 6


def by_addressee(records: Iterable[DifficultyRecord]) -> list[tuple[str, list[DifficultyRecord]]]:
    """Addressee → its records in the plan's order of units; those without an addressee last."""
    groups: dict[str, list[DifficultyRecord]] = {}
    for record in records:
        groups.setdefault(record.addressee, []).append(record)
    return sorted(groups.items(), key=lambda group: (not group[0], group[0]))


def opinions(records: Iterable[DifficultyRecord], fields: Sequence[str]) -> list[tuple[tuple[str, ...], list[str]]]:
    """Each distinct text (one value per field) with the names of its units, most shared first."""
    told: dict[tuple[str, ...], list[str]] = {}
    for record in records:
        texts = tuple(" ".join(str(getattr(record, name)).split()) for name in fields)
        names = told.setdefault(texts, [])
        if record.unit_name not in names:
            names.append(record.unit_name)
    return sorted(told.items(), key=lambda pair: -len(pair[1]))
