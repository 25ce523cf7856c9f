"""Writing a result so that a crash leaves the old file whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from de_an06_xl.errors import OutputError


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to a temporary file beside ``path``, flush it to disk, then rename.

    Raises :class:`OutputError` when the folder is missing or the file cannot be replaced.
    """
    with whole_file(path) as stream:
        stream.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream to write what will stand at ``path``: whole once the block has ended, not at all when it fails.

    Raises :class:`OutputError` as :func:`write_whole` does.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    except OSError:
        raise OutputError(f"Không ghi được vào thư mục {path.parent}. Hãy kiểm tra thư mục và quyền ghi.") from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"Không ghi được tệp {path}. Hãy đóng tệp nếu đang mở rồi chạy lại.") from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
