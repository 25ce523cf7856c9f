"""``da06 cai-calc``: tells the Calc add-in which Python runs the product, and says how to install the add-in."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from de_an06_xl.cli.output import say
from de_an06_xl.errors import OutputError

ROOT = Path(__file__).resolve().parents[2]
ADDIN = Path("workbooks") / "templates" / "DeAn06.oxt"


def set_up_calc(
    file: Annotated[
        Path | None,
        typer.Option("--tep", metavar="TỆP", help="Tệp ghi nhớ; mặc định ở thư mục cấu hình của người dùng."),
    ] = None,
) -> None:
    """Ghi nhớ Python cho các hàm trong LibreOffice."""
    from de_an06_xl.functions.calc_addin.da06_bridge import SETTINGS_VARIABLE, settings_file, write_settings

    environment = {**os.environ, SETTINGS_VARIABLE: str(file.resolve())} if file else os.environ
    try:
        path = write_settings(sys.executable, ROOT, environment)
    except OSError:
        raise OutputError(
            f"Không ghi được {settings_file(environment)}. Hãy kiểm tra quyền ghi, hoặc đặt biến DA06_PYTHON là "
            f"{sys.executable}."
        ) from None
    say(f"Đã ghi nhớ {sys.executable} vào {path}.")
    if file:
        say(f"LibreOffice tìm tệp này qua biến môi trường {SETTINGS_VARIABLE}.")
    say(f"Trong LibreOffice: Công cụ > Quản lý phần mở rộng > Thêm, chọn {ROOT / ADDIN}, rồi mở lại LibreOffice.")
    say('Thử: gõ =DA06_SO("1.234,5") vào một ô, phải ra 1234,5. Chi tiết: docs/ham.md.')
