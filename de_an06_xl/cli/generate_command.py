"""``da06 xay-dung``: files made from the product's own data; engineers run it after changing that data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from de_an06_xl.cli.output import say


def generate(
    root: Annotated[Path, typer.Option("--goc", metavar="THƯ_MỤC", help="Thư mục gốc của mã nguồn.")] = Path(),
) -> None:
    """Tạo lại các tệp sinh tự động trong mã nguồn."""
    from de_an06_xl.generated_files import write_generated_files

    for path in write_generated_files(root):
        say(f"Đã tạo {path}")
