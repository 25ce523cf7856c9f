"""Which files there are to read, in folders and among paths, and what reports call each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from de_an06_xl.errors import InputError
from de_an06_xl.model.file_task import FileTask
from de_an06_xl.model.period import Period
from de_an06_xl.model.summary import Receipt


def file_tasks(paths: Iterable[Path]) -> list[FileTask]:
    """One task for each file, and for each file of each folder.

    Raises :class:`InputError` when a path does not exist.
    """
    tasks: list[FileTask] = []
    for path in paths:
        if path.is_dir():
            tasks += [FileTask(file, file.relative_to(path).as_posix()) for file in files_in(path)]
        elif path.exists():
            tasks.append(FileTask(path, path.name))
        else:
            raise InputError(f"Không tìm thấy {path}. Hãy kiểm tra lại đường dẫn.")
    return tasks


def files_in(folder: Path) -> list[Path]:
    """Every file below ``folder``, sorted by its name in it.

    Raises :class:`InputError` when the folder is missing, is a file or cannot be read.
    """
    if not folder.exists():
        raise InputError(f"Không tìm thấy thư mục {folder}. Hãy kiểm tra lại đường dẫn.")
    if not folder.is_dir():
        raise InputError(f"{folder} là một tệp, không phải thư mục. Hãy chỉ thư mục chứa các biểu đã nộp.")

    def unreadable(fault: OSError) -> None:
        raise InputError(f"Không đọc được thư mục {fault.filename or folder}. Hãy kiểm tra quyền truy cập.")

    # Not rglob: it takes a folder that may not be read for an empty one.
    paths = (Path(place, name) for place, _, names in os.walk(folder, onerror=unreadable) for name in names)
    return sorted(paths)


def month_tasks(folder: Path, period: Period, register: Mapping[str, Receipt] | None) -> list[FileTask]:
    """One task for each file below ``folder``, to be read for ``period``.

    Raises :class:`InputError` as :func:`files_in` does.
    """
    return [FileTask(path, path.relative_to(folder).as_posix(), period.id, register) for path in files_in(folder)]
