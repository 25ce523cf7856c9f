"""Which source of ``macros/`` goes into which workbook."""

from __future__ import annotations

from pathlib import Path

from de_an06_xl.errors import BuildError

SOURCES = Path(__file__).resolve().parents[2] / "macros"
RIBBON = "customUI.xml"
_SHARED = ("xlwings", "DA06_ThongBao", "DA06_GoiPython")
CONTROL_MODULES = (*_SHARED, "DA06_BangDieuKhien")
ADDIN_MODULES = (*_SHARED, "DA06_BieuMau", "DA06_Ribbon")


def control_modules() -> dict[str, str]:
    """Name → text of the modules of TongHop.xlsm."""
    return {name: _read(f"{name}.bas") for name in CONTROL_MODULES}


def addin_modules() -> dict[str, str]:
    """Name → text of the modules of DeAn06.xlam: the named ones, then every other one of ``macros/``.

    What is not for TongHop.xlsm belongs to the add-in, so a module generated there (the functions) is taken in
    without being named here.
    """
    others = sorted({path.stem for path in SOURCES.glob("*.bas")} - {*CONTROL_MODULES, *ADDIN_MODULES})
    return {name: _read(f"{name}.bas") for name in (*ADDIN_MODULES, *others)}


def ribbon() -> str:
    """The ribbon of the add-in; Vietnamese stands in it as character references."""
    return _read(RIBBON)


def _read(name: str) -> str:
    """Raises :class:`BuildError` when the source is missing or not ASCII, which VBA would garble."""
    path = SOURCES / name
    try:
        return path.read_bytes().decode("ascii")
    except OSError:
        raise BuildError(f"Không thấy {path}. Lệnh này chỉ chạy trong thư mục mã nguồn đầy đủ.") from None
    except UnicodeDecodeError:
        raise BuildError(
            f"{path.name} có chữ ngoài bảng ASCII; VBA làm hỏng các chữ đó. Hãy chuyển câu chữ sang ô của tệp."
        ) from None
