"""The option ``--kho`` that several commands share, and the store behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from de_an06_xl.history import Store

StorePlace = Annotated[
    str | None,
    typer.Option("--kho", metavar="KHO", help="Kho các kỳ trước: tệp .db hoặc địa chỉ máy chủ."),
]
NeededStorePlace = Annotated[
    str,
    typer.Option("--kho", metavar="KHO", help="Kho: tệp .db hoặc địa chỉ máy chủ."),
]


@contextmanager
def optional_store(place: str | None, *, create: bool = False) -> Iterator[Store | None]:
    """The store named on the command line, ``None`` when none is; see :func:`~de_an06_xl.history.open_store`."""
    if place is None:
        yield None
        return
    from de_an06_xl.history import open_store

    with open_store(place, create=create) as store:
        yield store
