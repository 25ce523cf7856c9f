"""The option ``--ke-hoach`` that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PlanWorkbook = Annotated[
    Path | None,
    typer.Option("--ke-hoach", metavar="TỆP.xlsx", help="Dùng sổ kế hoạch này thay cho dữ liệu có sẵn."),
]
