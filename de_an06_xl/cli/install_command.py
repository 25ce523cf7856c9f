"""``da06 cai-dat`` and ``da06 go-cai-dat``: the add-in for one user, without an administrator's rights."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from de_an06_xl.cli.output import say

if TYPE_CHECKING:
    from de_an06_xl.installation import Report


def install_here(
    folder: Annotated[
        Path | None,
        typer.Option("--thu-muc", metavar="THƯ_MỤC", help="Nơi đặt TongHop.xlsm; mặc định là DeAn06 của người dùng."),
    ] = None,
    trust: Annotated[
        bool, typer.Option("--tin-cay", help="Thêm luôn các thư mục này vào vị trí tin cậy của Excel.")
    ] = False,
    calc: Annotated[
        bool, typer.Option("--libreoffice", help="Cài thêm các hàm DA06 cho LibreOffice Calc của người dùng này.")
    ] = False,
) -> None:
    """Cài phần bổ trợ Excel và sổ TongHop cho riêng người dùng này."""
    from de_an06_xl.installation import find_places, install
    from de_an06_xl.surroundings import this_machine

    machine = this_machine()
    places = find_places(machine, folder.resolve() if folder else None)
    _print(install(machine, places, Path(sys.executable), trust=trust, calc=calc))
    if places.add_ins is None:
        say("Máy này không phải Windows nên không cài phần bổ trợ Excel.")
        if not calc:
            say("Để dùng các hàm DA06 trong LibreOffice Calc, chạy lại với --libreoffice.")


def uninstall_here() -> None:
    """Gỡ đúng những gì lệnh cai-dat đã cài."""
    from de_an06_xl.installation import find_places, uninstall
    from de_an06_xl.surroundings import this_machine

    machine = this_machine()
    _print(uninstall(machine, find_places(machine)))


def _print(report: Report) -> None:
    for sentence in report.done:
        say(sentence)
    if report.to_do:
        say("Còn lại:")
    for number, sentence in enumerate(report.to_do, 1):
        say(f"  {number}. {sentence}")
    for finding in report.findings:
        say(f"{finding.code} {finding.severity.label_vi}: {finding.message} Cách sửa: {finding.fix}")
