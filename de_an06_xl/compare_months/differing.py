"""Which of a record's fields differ between two records of the same kind."""

from __future__ import annotations

from collections.abc import Iterable

from de_an06_xl.model.comparison import Change


def differing(old: object, new: object, names: Iterable[str], *, known_only: bool = False) -> tuple[Change, ...]:
    """One change for each field that differs; with ``known_only`` a side that does not know it says nothing."""
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(
        Change(name, before, after)
        for name, before, after in pairs
        if before != after and not (known_only and None in (before, after))
    )
