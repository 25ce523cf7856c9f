"""Excel's trusted folders: told how to add them, or added for this user when asked to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from de_an06_xl.errors import InstallError
from de_an06_xl.installation.record import Record
from de_an06_xl.surroundings.environment import Environment
from de_an06_xl.surroundings.excel_program import office_versions
from de_an06_xl.surroundings.registry import Registry

_KEY = r"Software\Microsoft\Office\{office}\Excel\Security\Trusted Locations"
_DESCRIPTION = "De an 06"


def how_to_trust(folders: Sequence[Path]) -> str:
    """The steps in Excel; subfolders stay untrusted, so returns of others never become trusted by lying there."""
    named = " và ".join(str(folder) for folder in folders)
    return (
        "Để macro chạy không hỏi lại: trong Excel vào Tệp > Tùy chọn > Trung tâm Tin cậy > "
        f"Thiết đặt Trung tâm Tin cậy > Vị trí Tin cậy > Thêm vị trí mới, chọn {named}, không đánh dấu “thư mục con”. "
        "Hoặc chạy lại lệnh này với --tin-cay. Không để biểu các đơn vị gửi về trong thư mục tin cậy."
    )


def trust_folders(environment: Environment, folders: Sequence[Path], record: Record) -> list[str]:
    """Add each folder, without its subfolders, to the trusted locations of this user; returns what was done.

    Raises :class:`InstallError` with an administrator's rights (they may belong to somebody else), for a folder on
    the network, and when the registry refuses.
    """
    if environment.is_elevated():
        raise InstallError(
            "Không thêm thư mục tin cậy khi đang chạy với quyền quản trị. "
            "Hãy chạy lại ở cửa sổ lệnh thường của người sẽ dùng."
        )
    remote = [folder for folder in folders if str(folder).startswith(("\\\\", "//"))]
    if remote:
        raise InstallError(f"Không thêm thư mục mạng {remote[0]} vào vị trí tin cậy. Hãy cài vào thư mục trên máy này.")
    sentences = []
    for version in office_versions(environment.registry):
        for folder in folders:
            sentences.append(_trust(environment.registry, _KEY.replace("{office}", version), folder, record))
    return sentences


def forget_folders(registry: Registry, record: Record) -> list[str]:
    """Take away the entries of the record that still name the folder we wrote."""
    sentences = []
    for key, folder in list(record.trusted.items()):
        if registry.value("HKCU", key, "Path") == folder:
            registry.delete_key(key)
            sentences.append(f"Đã bỏ {folder} khỏi vị trí tin cậy của Excel.")
        del record.trusted[key]
    return sentences


def _trust(registry: Registry, root: str, folder: Path, record: Record) -> str:
    path = f"{folder}\\"
    names = registry.subkeys("HKCU", root)
    for name in names:
        standing = registry.value("HKCU", rf"{root}\{name}", "Path")
        if isinstance(standing, str) and standing.rstrip("\\").casefold() == str(folder).casefold():
            return f"{folder} đã là vị trí tin cậy của Excel."
    taken = {name.casefold() for name in names}
    number = next(number for number in range(len(names) + 1) if f"location{number}" not in taken)
    key = rf"{root}\Location{number}"
    try:
        for name, value in (("Path", path), ("AllowSubFolders", 0), ("Description", _DESCRIPTION)):
            registry.set_value(key, name, value)
    except OSError:
        raise InstallError(
            "Máy không cho thêm vị trí tin cậy. Hãy nhờ quản trị thêm, hoặc bấm “Bật nội dung” khi mở tệp lần đầu."
        ) from None
    record.trusted[key] = path
    return f"Đã thêm {folder} vào vị trí tin cậy của Excel (không gồm thư mục con)."
