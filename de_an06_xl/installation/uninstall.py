"""``uninstall``: what the record names and nothing else."""

from __future__ import annotations

from pathlib import Path

from de_an06_xl.errors import InstallError
from de_an06_xl.installation.calc_extension import remove_extension
from de_an06_xl.installation.places import Places
from de_an06_xl.installation.record import Record, digest, read_record, write_record
from de_an06_xl.installation.report import Report
from de_an06_xl.installation.trusted_folders import forget_folders
from de_an06_xl.surroundings.environment import Environment


def uninstall(environment: Environment, places: Places) -> Report:
    """Take away what :func:`~de_an06_xl.installation.install.install` has put here.

    A file that was changed since stays, and so does a folder with anything in it. Nothing installed is no fault.
    Raises :class:`InstallError` when a file is in use; the record then still holds what is left.
    """
    record, report = read_record(places.record), Report()
    if record.is_empty:
        report.done.append("Trên máy này chưa cài gì, nên không có gì để gỡ.")
        return report
    report.done += forget_folders(environment.registry, record)
    remove_extension(environment, record, report)
    write_record(places.record, record)
    for name in list(record.files):
        _remove_file(Path(name), record, report)
        write_record(places.record, record)
    report.to_do += [f"{name} có dữ liệu của anh/chị nên được giữ lại." for name in record.kept if Path(name).exists()]
    record.kept.clear()
    # The deepest first: a folder is empty only when the ones inside are gone.
    for name in sorted(record.folders, key=len, reverse=True):
        _remove_folder(Path(name), report)
    record.folders.clear()
    write_record(places.record, record)
    return report


def _remove_file(path: Path, record: Record, report: Report) -> None:
    if path.exists() and digest(path.read_bytes()) != record.files[str(path)]:
        report.to_do.append(f"{path} đã được sửa sau khi cài nên được giữ lại; xóa bằng tay nếu không cần nữa.")
    elif path.exists():
        try:
            path.unlink()
        except OSError:
            raise InstallError(f"Không xóa được {path}. Hãy đóng Excel rồi chạy lại lệnh này.") from None
        report.done.append(f"Đã xóa {path}.")
    del record.files[str(path)]


def _remove_folder(folder: Path, report: Report) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        report.done.append(f"Đã xóa thư mục trống {folder}.")
