"""``da06 xay-dung``: files made from the product's own data; engineers run it after changing that data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from de_an06_xl.cli.kept_help import KEPT, help_text
from de_an06_xl.cli.output import say


def generate(
    context: typer.Context,
    root: Annotated[Path, typer.Option("--goc", metavar="THƯ_MỤC", help="Thư mục gốc của mã nguồn.")] = Path(),
) -> None:
    """Tạo lại các tệp sinh tự động trong mã nguồn."""
    from de_an06_xl.generated_files import write_generated_files
    from de_an06_xl.issue_forms import make_folder
    from de_an06_xl.output_files.write_file import write_whole

    help_file = root / "de_an06_xl" / "data" / KEPT.name
    make_folder(help_file.parent)
    write_whole(help_file, help_text(context.find_root().command).encode())
    for path in (help_file, *write_generated_files(root)):
        say(f"Đã tạo {path}")
