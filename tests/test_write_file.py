import os
from pathlib import Path

import pytest

from de_an06_xl.errors import OutputError
from de_an06_xl.output_files.write_file import write_whole


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "Bảng tổng hợp.xlsx"
    for content in (b"old", b"new"):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_stays_whole_when_renaming_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def held_by_excel(self: Path, target: Path) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "replace", held_by_excel)
    with pytest.raises(OutputError, match="đóng tệp nếu đang mở"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit, MemoryError])
def test_a_stop_while_writing_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def stop(_descriptor: int) -> None:
        raise fault

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(fault):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="Không ghi được tệp"):
        write_whole(tmp_path / "a.xlsx", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Không ghi được vào thư mục"):
        write_whole(tmp_path / "chua-co" / "a.xlsx", b"new")
