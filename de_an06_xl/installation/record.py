"""The record of an installation: what it put where, so that exactly that can be taken away again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from de_an06_xl.errors import InstallError
from de_an06_xl.output_files.write_file import write_whole


@dataclass(slots=True)
class Record:
    """``files``: path → SHA-256 of the content as installed; ``kept``: workbooks that were there with the user's own
    data; ``folders`` we made; ``trusted``: registry key → folder; ``extension``: the Calc extension, by its id."""

    files: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    trusted: dict[str, str] = field(default_factory=dict)
    extension: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Record()


def digest(content: bytes) -> str:
    """The fingerprint by which a file is known to be as installed."""
    return hashlib.sha256(content).hexdigest()


def read_record(path: Path) -> Record:
    """The record, an empty one where nothing is installed. Raises :class:`InstallError` for a damaged one."""
    try:
        return Record(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Record()
    except (OSError, ValueError, TypeError):
        raise InstallError(
            f"Không đọc được sổ ghi cài đặt {path}. "
            "Hãy xóa tệp đó rồi chạy lại da06 cai-dat; các tệp đã chép vẫn còn nguyên."
        ) from None


def write_record(path: Path, record: Record) -> None:
    """Keep the record; one that holds nothing goes away, with its folder."""
    if record.is_empty:
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise InstallError(f"Không tạo được thư mục {path.parent}. Hãy kiểm tra quyền ghi rồi chạy lại.") from None
    write_whole(path, (json.dumps(asdict(record), ensure_ascii=False, indent=2) + "\n").encode())
