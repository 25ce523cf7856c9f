"""The option ``--kho`` that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

StorePlace = Annotated[
    str | None,
    typer.Option("--kho", metavar="KHO", help="Kho các kỳ trước: tệp .db hoặc địa chỉ máy chủ."),
]
NeededStorePlace = Annotated[
    str,
    typer.Option("--kho", metavar="KHO", help="Kho: tệp .db hoặc địa chỉ máy chủ."),
]
