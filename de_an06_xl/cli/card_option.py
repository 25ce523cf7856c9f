"""``--phieu``: a one-page card for each unit, as one workbook or as one file each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from de_an06_xl.model.month_figures import MonthFigures
    from de_an06_xl.model.summary import Summary
    from de_an06_xl.run_context import RunContext

CardTarget = Annotated[
    Path | None,
    typer.Option(
        "--phieu",
        metavar="TỆP.xlsx|THƯ_MỤC",
        help="Ghi thêm phiếu một trang của từng đơn vị: tất cả trong một sổ .xlsx, hoặc mỗi đơn vị một tệp.",
    ),
]


def check_card_option(target: Path | None) -> None:
    """Refuse before the work what could only fail after it."""
    from de_an06_xl.errors import OutputError

    if target is None:
        return
    if target.suffix.casefold() == ".xlsx":
        if target.is_dir() or not target.parent.is_dir():
            raise OutputError(f"Không ghi được vào {target}. Hãy kiểm tra thư mục {target.parent} đã có chưa.")
    elif target.exists() and not target.is_dir():
        raise OutputError(f"--phieu nhận một tệp .xlsx hoặc một thư mục, không phải “{target.name}”.")


def write_card_option(summary: Summary, run: RunContext, target: Path | None, past: Sequence[MonthFigures] = ()) -> str:
    """The sentence that says where the cards are, empty when none were asked for."""
    if target is None:
        return ""
    from de_an06_xl.output_files.keep_previous import keep_previous
    from de_an06_xl.write_cards import write_cards

    if target.suffix.casefold() == ".xlsx":
        keep_previous(target)
    written = write_cards(summary, run.plan, target, past)
    return f"Phiếu của các đơn vị: {target}" + (f" ({len(written)} tệp)" if target.is_dir() else "")
