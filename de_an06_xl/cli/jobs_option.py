"""``--jobs``: how many worker processes read files at the same time."""

from __future__ import annotations

from typing import Annotated

import typer

Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="SỐ", help="Số tiến trình đọc tệp cùng lúc; mặc định bằng số lõi của máy."),
]
