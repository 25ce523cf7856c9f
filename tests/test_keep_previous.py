"""Fault 41: the power goes while a result is written; and the last three results stay."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from de_an06_xl.errors import OutputError
from de_an06_xl.output_files.keep_previous import keep_previous
from de_an06_xl.output_files.write_file import write_whole


def write(path: Path, content: bytes) -> None:
    keep_previous(path)
    write_whole(path, content)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_last_three_stay(tmp_path: Path) -> None:
    for number in range(1, 7):
        write(tmp_path / "t.xlsx", b"%d" % number)
    assert contents(tmp_path) == {
        "t.xlsx": b"6",
        "t.truoc-1.xlsx": b"5",
        "t.truoc-2.xlsx": b"4",
        "t.truoc-3.xlsx": b"3",
    }


def test_the_first_result_has_none_before_it(tmp_path: Path) -> None:
    write(tmp_path / "t.xlsx", b"1")
    assert contents(tmp_path) == {"t.xlsx": b"1"}


def test_a_run_that_ended_before_it_wrote_keeps_nothing_twice(tmp_path: Path) -> None:
    write(tmp_path / "t.xlsx", b"1")
    write(tmp_path / "t.xlsx", b"2")
    for _ in range(5):
        keep_previous(tmp_path / "t.xlsx")
    assert contents(tmp_path) == {"t.xlsx": b"2", "t.truoc-1.xlsx": b"2", "t.truoc-2.xlsx": b"1"}


def test_a_disk_without_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_self: Path, _target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    for number in range(1, 4):
        write(tmp_path / "t.xlsx", b"%d" % number)
    keep_previous(tmp_path / "t.xlsx")
    keep_previous(tmp_path / "t.xlsx")
    assert contents(tmp_path) == {
        "t.xlsx": b"3",
        "t.truoc-1.xlsx": b"3",
        "t.truoc-2.xlsx": b"2",
        "t.truoc-3.xlsx": b"1",
    }


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"1")

    def forbidden(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", forbidden)
    monkeypatch.setattr(Path, "hardlink_to", forbidden)
    with pytest.raises(OutputError, match="Không giữ lại được bản cũ"):
        keep_previous(path)
    assert path.read_bytes() == b"1"


def test_fault_41_power_cut_while_writing(tmp_path: Path) -> None:
    """A child writes versions of 400 KB, each of one letter, and is killed 40 times at any moment."""
    path = tmp_path / "t.xlsx"
    write(path, b"a" * 400_000)
    chance = random.Random(41)
    seen = set()
    for _ in range(40):
        child = os.fork()
        if child == 0:
            for letter in b"bcdefgh" * 1000:
                write(path, bytes([letter]) * 400_000)
            os._exit(0)
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for whole in (path, *tmp_path.glob("t.truoc-?.xlsx")):
            content = whole.read_bytes()
            assert len(content) == 400_000, whole.name
            assert len(set(content)) == 1, whole.name
        seen.add(path.read_bytes()[:1])
    assert len(seen) > 1, "the child was never quick enough to write anything"
    assert {item.name for item in tmp_path.iterdir() if item.suffix != ".tmp"} <= {
        "t.xlsx",
        "t.truoc-1.xlsx",
        "t.truoc-2.xlsx",
        "t.truoc-3.xlsx",
    }
