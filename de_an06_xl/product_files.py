"""Where the ready-made workbooks and launchers stand: in a clone beside the package, else where a wheel puts them."""

from __future__ import annotations

import sys
from pathlib import Path

from de_an06_xl.errors import InstallError

_CLONE = Path(__file__).resolve().parents[1] / "workbooks"
# [tool.setuptools.data-files] in pyproject.toml
_WHEEL = Path(sys.prefix) / "share" / "de-an06-xl"


def product_file(name: str) -> Path:
    """A ready-made file by its name below ``workbooks``, such as ``templates/TongHop.xlsm``.

    Raises :class:`InstallError` when it is in neither place.
    """
    for root in (_CLONE, _WHEEL):
        if (root / name).is_file():
            return root / name
    raise InstallError(
        f"Không thấy tệp {name} trong bộ cài. Hãy giải nén lại toàn bộ công cụ rồi chạy lại lệnh này từ thư mục đó."
    )
