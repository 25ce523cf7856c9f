"""Workers die, hang and run out of memory here on purpose; only their own file may suffer."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from de_an06_xl import process_files as supervisor
from de_an06_xl.process_files import Limits, Loss, can_start_workers, process_files

SOON = Limits(seconds=0.5)


def work(task: str, folder: str = "") -> str:
    """What a task does: ``die``, ``hang`` …; anything else is answered with the worker's process number."""
    if folder:
        with (Path(folder) / task).open("a") as log:
            log.write(f"{os.getpid()}\n")
    what = task.partition(" ")[0]
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "abort":
        faulthandler.disable()  # pytest's own report of the death
        os.abort()
    if what == "raise":
        raise ValueError(task)
    if what == "hang":
        time.sleep(60)
    if what == "eat":
        return str(len(bytearray(3 << 30)))
    if what == "once" and len((Path(folder) / task).read_text().splitlines()) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "print":
        os.write(2, b"thread panicked")
        sys.stderr.write("panic")
    return f"{task} by {os.getpid()}"


def lost(task: str, loss: Loss) -> str:
    return f"{task} lost: {loss.value}"


def run(tasks: list[str], *, jobs: int | None = None, limits: Limits = SOON, folder: str = "") -> list[str]:
    """The results without the process numbers."""
    results = process_files(tasks, partial(work, folder=folder), lost, jobs=jobs, limits=limits)
    return [result.partition(" by ")[0] for result in results]


def many(*bad: str, good: int = 40) -> list[str]:
    """Good tasks with the bad ones spread among them."""
    tasks = [f"ok {number}" for number in range(good)]
    for place, task in enumerate(bad):
        tasks.insert(3 + 7 * place, task)
    return tasks


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_stand_in_the_order_of_the_tasks(jobs: int) -> None:
    tasks = many()
    assert run(tasks, jobs=jobs) == tasks


def test_nothing_to_do_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_Worker", None)
    assert run([]) == []


@pytest.mark.parametrize("what", ["die", "abort", "raise", "eat"])
@pytest.mark.parametrize("jobs", [1, 3])
def test_a_worker_that_ends_costs_only_its_own_file(what: str, jobs: int) -> None:
    tasks = many(what, f"{what} again", f"{what} once more")
    assert run(tasks, jobs=jobs) == [f"{task} lost: died" if task.startswith(what) else task for task in tasks]


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_worker_that_hangs_costs_only_its_own_file(jobs: int) -> None:
    tasks = many("hang", "die", "hang on")
    wanted = {"hang": "hang lost: too_long", "die": "die lost: died", "hang on": "hang on lost: too_long"}
    assert run(tasks, jobs=jobs) == [wanted.get(task, task) for task in tasks]


def test_every_file_bad_is_still_every_file_answered() -> None:
    tasks = ["die 1", "hang 2", "die 3", "raise 4"]
    assert run(tasks) == [lost(task, Loss.TOO_LONG if "hang" in task else Loss.DIED) for task in tasks]


def test_a_file_is_not_blamed_for_one_death_from_outside(tmp_path: Path) -> None:
    tasks = many("once")
    assert run(tasks, folder=str(tmp_path)) == tasks
    assert len((tmp_path / "once").read_text().splitlines()) == 2
    assert all(len((tmp_path / task).read_text().splitlines()) == 1 for task in tasks if task.startswith("ok"))


def test_one_file_alone_survives_as_well() -> None:
    assert run(["abort"]) == ["abort lost: died"]


def test_work_is_done_outside_this_process_by_at_most_so_many_workers() -> None:
    results = process_files(many(), work, lost, jobs=3)
    pids = {result.partition(" by ")[2] for result in results}
    assert str(os.getpid()) not in pids
    assert 1 <= len(pids) <= 3


def test_few_files_get_one_worker() -> None:
    results = process_files([f"ok {number}" for number in range(15)], work, lost, jobs=8)
    assert len({result.partition(" by ")[2] for result in results}) == 1


def test_progress_once_per_file_whatever_became_of_it() -> None:
    seen: list[str] = []
    tasks = many("die", "hang")
    results = process_files(tasks, work, lost, jobs=2, limits=SOON, done=seen.append)
    assert sorted(seen) == sorted(results)


def test_a_panicking_reader_writes_nothing_to_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["print"]) == ["print"]
    assert capfd.readouterr() == ("", "")


def test_an_interrupt_ends_every_worker_and_is_passed_on(tmp_path: Path) -> None:
    def interrupt(_result: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        process_files(many(), partial(work, folder=str(tmp_path)), lost, jobs=2, done=interrupt)
    pids = {int(line) for log in tmp_path.iterdir() for line in log.read_text().splitlines()}
    assert pids
    assert not any(map(is_alive, pids))


def test_workers_ignore_the_interrupt_that_the_whole_console_gets() -> None:
    assert process_files(["ok"], interrupted, lost) == ["survived"]


def interrupted(_task: str) -> str:
    os.kill(os.getpid(), signal.SIGINT)
    return "survived"


def is_alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def test_workers_end_when_the_parent_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_PARENT_CHECK_S", 0.05)
    child = os.fork()
    if child == 0:
        process_files(many(), partial(work, folder=str(tmp_path)), lost, jobs=3, done=lambda _: time.sleep(30))
        os._exit(0)
    try:
        wait_for(lambda: bool(pids_in(tmp_path)))
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    wait_for(lambda: not any(map(is_alive, pids_in(tmp_path))))


def pids_in(folder: Path) -> set[int]:
    return {int(line) for log in folder.iterdir() for line in log.read_text().splitlines()}


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


# ---------------------------------------------------------------- machines without fork, or without children


def test_spawned_workers_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_METHOD", "spawn")
    tasks = ["ok 1", "die", "ok 2"]
    assert run(tasks) == ["ok 1", "die lost: died", "ok 2"]
    assert can_start_workers()


def test_where_no_child_may_start_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "blocked by the administrator")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", forbidden)
    assert not can_start_workers()
    results = process_files(many(), work, lost)
    assert {result.partition(" by ")[2] for result in results} == {str(os.getpid())}


def test_where_children_end_at_once_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_serve", ends_at_once)
    assert not can_start_workers()
    results = process_files(many(), work, lost)
    assert {result.partition(" by ")[2] for result in results} == {str(os.getpid())}


def ends_at_once(*_arguments: object) -> None:
    os._exit(1)


def test_a_file_that_ended_a_worker_never_comes_into_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first death no further worker can be had."""
    real = supervisor._Worker
    started: list[int] = []

    def only_one(*arguments: object) -> object:
        started.append(1)
        if len(started) > 1:
            raise supervisor._NoWorkersError
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(supervisor, "_Worker", only_one)
    assert run(["ok 1", "die", "ok 2"]) == ["ok 1", "die lost: died", "ok 2"]


def test_no_socket_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_socket(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a socket")

    monkeypatch.setattr("socket.socket", no_socket)
    monkeypatch.setattr("socket.socketpair", no_socket)
    assert run(["ok", "die"]) == ["ok", "die lost: died"]
