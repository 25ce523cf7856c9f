"""Copies for the user: the interpreter's path written in, data of the user's own never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from de_an06_xl.errors import InstallError
from de_an06_xl.installation.config_sheet import read_config, set_config
from de_an06_xl.installation.record import Record, digest
from de_an06_xl.output_files.write_file import write_whole


def make_folder(folder: Path, record: Record) -> None:
    """The folder with the ones above it; those that were not there before are remembered."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise InstallError(f"Không tạo được thư mục {folder}. Hãy chọn nơi khác bằng --thu-muc.") from None
    record.folders += [str(one) for one in missing if str(one) not in record.folders]


def put_workbook(source: Path, target: Path, config: Mapping[str, str], record: Record) -> str:
    """Copy a macro workbook with ``config`` written in; returns the sentence that says what was done.

    A workbook that the user has worked in since keeps its data and gets the new ``config`` only. Raises
    :class:`InstallError` when a file of that name is there which is no workbook of ours.
    """
    content = set_config(source.read_bytes(), config)
    standing = _standing(target)
    if standing and digest(standing) not in (record.files.get(str(target)), digest(content)):
        write_whole(target, _with_config(standing, target, config))
        record.files.pop(str(target), None)
        if str(target) not in record.kept:
            record.kept.append(str(target))
        return (
            f"Giữ nguyên {target} vì trong đó đã có dữ liệu của anh/chị; chỉ ghi lại đường dẫn Python. "
            "Muốn lấy bản mới thì đổi tên tệp cũ rồi chạy lại lệnh này."
        )
    return _put(content, target, record)


def put_text(content: bytes, target: Path, record: Record, *, executable: bool = False) -> str:
    """Write a small file of ours, in place of an older one."""
    sentence = _put(content, target, record)
    if executable:
        target.chmod(0o755)
    return sentence


def _put(content: bytes, target: Path, record: Record) -> str:
    record.files[str(target)] = digest(content)
    if _standing(target) == content:
        return f"Đã có sẵn {target}."
    write_whole(target, content)
    return f"Đã chép {target}."


def _standing(target: Path) -> bytes:
    """What is there now; empty when nothing is."""
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError:
        raise InstallError(f"Không đọc được {target}. Hãy đóng tệp nếu đang mở rồi chạy lại.") from None


def _with_config(content: bytes, target: Path, config: Mapping[str, str]) -> bytes:
    try:
        if read_config(content) is not None:
            return set_config(content, config)
    except (BadZipFile, ExpatError, KeyError, ValueError):
        pass
    raise InstallError(
        f"Đã có tệp {target} nhưng không phải của công cụ này. "
        "Hãy đổi tên tệp đó hoặc chọn thư mục khác bằng --thu-muc."
    )
