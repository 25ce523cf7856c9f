"""``da06 cai-calc``: tells the Calc add-in which Python runs the product, and says how to install the add-in."""

from __future__ import annotations

import sys
from pathlib import Path

from de_an06_xl.cli.output import say
from de_an06_xl.errors import OutputError

ROOT = Path(__file__).resolve().parents[2]
ADDIN = Path("workbooks") / "templates" / "DeAn06.oxt"


def set_up_calc() -> None:
    """Ghi nhớ Python cho phần bổ trợ LibreOffice và chỉ cách cài."""
    from de_an06_xl.functions.calc_addin.da06_bridge import settings_file, write_settings

    try:
        path = write_settings(sys.executable, ROOT)
    except OSError:
        raise OutputError(
            f"Không ghi được {settings_file()}. Hãy kiểm tra quyền ghi, hoặc đặt biến DA06_PYTHON là {sys.executable}."
        ) from None
    say(f"Đã ghi nhớ {sys.executable} vào {path}.")
    say(f"Trong LibreOffice: Công cụ > Quản lý phần mở rộng > Thêm, chọn {ROOT / ADDIN}, rồi mở lại LibreOffice.")
    say('Thử: gõ =DA06_SO("1.234,5") vào một ô, phải ra 1234,5. Chi tiết: docs/ham.md.')
