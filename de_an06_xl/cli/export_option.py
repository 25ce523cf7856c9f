"""``--xuat``: the month as tables for other systems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from de_an06_xl.model.summary import Summary
    from de_an06_xl.run_context import RunContext

ExportFolder = Annotated[
    Path | None,
    typer.Option("--xuat", metavar="THƯ_MỤC", help="Ghi thêm các bảng CSV và JSON cho hệ thống khác vào thư mục này."),
]


def check_export_option(folder: Path | None) -> None:
    """Refuse before the work what could only fail after it."""
    from de_an06_xl.errors import OutputError

    if folder is not None and folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} là một tệp, không phải thư mục. Hãy chọn thư mục khác cho --xuat.")


def write_export_option(summary: Summary, run: RunContext, folder: Path | None) -> str:
    """The sentence that says where the tables are, empty when none were asked for."""
    from de_an06_xl.pipeline import write_export_folder

    if folder is None:
        return ""
    written = write_export_folder(summary, run, folder)
    return f"Dữ liệu cho hệ thống khác: {folder} ({len(written)} tệp)"
