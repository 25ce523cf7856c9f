"""What a killed run has left behind goes with the next one, and nothing else."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from de_an06_xl.errors import OutputError
from de_an06_xl.output_files.leftovers import STALE_AFTER, remove_leftovers, scratch_folder
from de_an06_xl.output_files.lock_output import locked_output
from de_an06_xl.output_files.write_file import whole_file
from de_an06_xl.write_summary import data_file_path

MINE = (".tong-hop-a1b2c3d4.tmp", ".tong-hop.du-lieu-_8_8_8_8.tmp")
OTHERS = (
    ".tong-hop-2026-10-a1b2c3d4.tmp",
    ".tong-hop-20261010-a1b2c3d4.tmp",
    ".bao-cao-a1b2c3d4.tmp",
    "tong-hop-a1b2c3d4.tmp",
    "tong-hop.xlsx",
)


def test_only_unfinished_files_of_this_result_go(tmp_path: Path) -> None:
    for name in (*MINE, *OTHERS):
        (tmp_path / name).write_text("x")
    remove_leftovers(tmp_path / "tong-hop.xlsx")
    assert {path.name for path in tmp_path.iterdir()} == set(OTHERS)


@pytest.mark.parametrize("name", ["tong-hop.xlsx", data_file_path(Path("tong-hop.xlsx")).name])
def test_the_names_are_those_that_unfinished_files_have(tmp_path: Path, name: str) -> None:
    # Taken away under the hands of who writes it, which only the holder of the lock may do.
    with pytest.raises(OutputError), whole_file(tmp_path / name) as stream:
        stream.write(b"x")
        remove_leftovers(tmp_path / "tong-hop.xlsx")
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stale", [True, False])
def test_they_go_with_the_lock_of_a_killed_run(tmp_path: Path, *, stale: bool) -> None:
    result, unfinished = tmp_path / "tong-hop.xlsx", tmp_path / MINE[0]
    unfinished.write_text("x")
    if stale:
        lock = tmp_path / f".~da06-{result.name}.lock"
        lock.write_text("")
        past = time.time() - STALE_AFTER.total_seconds() - 60
        os.utime(lock, (past, past))
    with locked_output(result):
        assert unfinished.exists() is not stale


def test_the_scratch_folder_goes_at_the_end_and_old_ones_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch_folder() as old:
        (old / "sheet").write_text("x")
        with scratch_folder() as other:
            # Another run may be at work in it.
            assert (old / "sheet").exists()
            assert other != old
        past = time.time() - STALE_AFTER.total_seconds() - 60
        os.utime(old, (past, past))
        (tmp_path / "da06-khac").mkdir()
        with scratch_folder() as new:
            assert {path.name for path in tmp_path.iterdir()} == {"da06-khac", new.name}
        old.mkdir()
    assert [path.name for path in tmp_path.iterdir()] == ["da06-khac"]
