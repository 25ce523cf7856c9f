"""Fault 42: two consolidators at once; and that a lock left behind never stops the office for long."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from de_an06_xl.cli.app import run_command_line
from de_an06_xl.cli.exit_codes import CANNOT_RUN, DONE
from de_an06_xl.errors import LockError, OutputError
from de_an06_xl.output_files.lock_output import locked_output

NOW = dt.datetime(2026, 11, 10, 8, 5, tzinfo=dt.timezone(dt.timedelta(hours=7)))
HERE = platform.node()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "tổng hợp 10.xlsx"


def left_behind(output: Path, **changes: Any) -> Path:
    holder = {"host": "MAY-PC06", "pid": 4321, "time": (NOW - dt.timedelta(minutes=3)).isoformat(), "token": "t"}
    lock = output.with_name(f".~da06-{output.name}.lock")
    lock.write_text(json.dumps({**holder, **changes}), encoding="utf-8")
    return lock


def dead_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_the_lock_says_who_and_goes_at_the_end(output: Path) -> None:
    with locked_output(output, lambda: NOW) as lock:
        said = json.loads(lock.read_text(encoding="utf-8"))
        assert (said["host"], said["pid"], said["time"]) == (HERE, os.getpid(), "2026-11-10T08:05:00+07:00")
        assert lock.name.startswith(".~da06-")
    assert list(output.parent.iterdir()) == []


def test_the_lock_goes_after_an_error_too(output: Path) -> None:
    with pytest.raises(KeyboardInterrupt), locked_output(output):
        raise KeyboardInterrupt
    assert list(output.parent.iterdir()) == []


def test_fault_42_a_second_run_is_refused_in_one_sentence(output: Path) -> None:
    with locked_output(output, lambda: NOW) as lock:
        before = lock.read_bytes()
        with pytest.raises(LockError) as refused, locked_output(output, lambda: NOW):
            raise AssertionError("the second run went on")
        assert lock.read_bytes() == before
    assert str(refused.value) == (
        f"Máy {HERE} đang tổng hợp vào tổng hợp 10.xlsx từ 08:05 ngày 10/11/2026; "
        "hãy đợi lần chạy đó xong rồi chạy lại."
    )


def test_a_lock_of_another_machine_holds_for_a_quarter_of_an_hour(output: Path) -> None:
    left_behind(output)
    with pytest.raises(LockError, match=r"MAY-PC06.*08:02 ngày 10/11/2026"), locked_output(output, lambda: NOW):
        pass
    with locked_output(output, lambda: NOW + dt.timedelta(minutes=13)):
        pass
    assert list(output.parent.iterdir()) == []


def test_a_lock_of_a_dead_process_of_this_machine_is_taken_over(output: Path) -> None:
    left_behind(output, host=HERE, pid=dead_process())
    with locked_output(output, lambda: NOW) as lock:
        assert json.loads(lock.read_text(encoding="utf-8"))["pid"] == os.getpid()
    assert list(output.parent.iterdir()) == []


def test_a_lock_of_a_living_process_holds(output: Path) -> None:
    left_behind(output, host=HERE, pid=os.getpid())
    with pytest.raises(LockError), locked_output(output, lambda: NOW):
        pass


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"host": "a"}', b"\xff\xfe"])
def test_a_lock_nobody_can_read_holds_until_it_is_old(output: Path, content: bytes) -> None:
    lock = left_behind(output)
    lock.write_bytes(content)
    written = dt.datetime.fromtimestamp(lock.stat().st_mtime).astimezone()
    with pytest.raises(LockError, match="Một máy khác đang tổng hợp"), locked_output(output, lambda: written):
        pass
    with locked_output(output, lambda: written + dt.timedelta(minutes=16)):
        pass


def test_a_lock_taken_over_by_others_is_not_removed(output: Path) -> None:
    with locked_output(output, lambda: NOW) as lock:
        left_behind(output)
    assert json.loads(lock.read_text(encoding="utf-8"))["host"] == "MAY-PC06"


def test_other_results_are_not_locked(output: Path) -> None:
    with locked_output(output), locked_output(output.with_name("khác.xlsx")):
        pass


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Không ghi được vào thư mục"), locked_output(tmp_path / "gone" / "a.xlsx"):
        pass


RACE = """
import sys, time
from pathlib import Path
from de_an06_xl.errors import LockError
from de_an06_xl.output_files.lock_output import locked_output
output, start = Path(sys.argv[1]), Path(sys.argv[2])
while not start.exists():
    time.sleep(0.001)
try:
    with locked_output(output):
        time.sleep(0.5)
        print("held")
except LockError:
    print("refused")
"""


def test_of_several_runs_that_find_a_stale_lock_one_gets_it(output: Path, tmp_path: Path) -> None:
    left_behind(output, host=HERE, pid=dead_process())
    start = tmp_path / "start"
    command = [sys.executable, "-c", RACE, str(output), str(start)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    start.touch()
    said = sorted(run.communicate()[0].strip() for run in runs)
    assert said == ["held", "refused", "refused", "refused"]


def test_the_command_is_refused_with_code_2_and_leaves_the_old_result(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "nop").mkdir()
    output.write_bytes(b"old")
    command = ["tong-hop", str(tmp_path / "nop"), "--ky", "2026-10", "--ra", str(output), "--jobs", "1"]
    with locked_output(output):
        assert run_command_line(command) == CANNOT_RUN
        assert output.read_bytes() == b"old"
    (sentence,) = capsys.readouterr().err.strip().splitlines()
    assert sentence.startswith(f"Máy {HERE} đang tổng hợp")
    assert run_command_line(command) == DONE
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"nop", output.name, "tổng hợp 10.truoc-1.xlsx"}
