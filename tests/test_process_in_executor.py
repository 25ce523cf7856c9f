"""Any executor gives what our own workers give; what it loses is read again here."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from hostile_folder import PERIOD, make_hostile_folder

from de_an06_xl.model.summary import Summary
from de_an06_xl.pipeline import consolidate_folder
from de_an06_xl.process_files import Loss
from de_an06_xl.process_in_executor import stream_in_executor
from de_an06_xl.run_context import RunContext


@contextmanager
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@contextmanager
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2) as pool:
        yield pool


@contextmanager
def dask_cluster() -> Iterator[Executor]:
    """A local cluster of two processes, on loopback only, without a dashboard."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor() as executor,
    ):
        assert all(worker.startswith("tcp://127.0.0.1:") for worker in client.scheduler_info()["workers"])
        yield executor


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Path:
    return make_hostile_folder(tmp_path_factory.mktemp("nop") / "kỳ 10", run)


@pytest.fixture(scope="module")
def own(folder: Path, run: RunContext) -> Summary:
    return consolidate_folder(folder, run.period(PERIOD), run)


@pytest.mark.parametrize("kind", [threads, processes, dask_cluster])
def test_the_month_is_the_same_whoever_reads_it(kind: object, folder: Path, run: RunContext, own: Summary) -> None:
    seen: list[str] = []
    with kind() as executor:  # type: ignore[operator]
        summary = consolidate_folder(folder, run.period(PERIOD), run, progress=seen.append, executor=executor)
    assert summary == own
    assert sorted(seen) == [record.file for record in own.files]


def work(task: int, parent: int = 0) -> str:
    """Task 7 ends every worker process; the others say who they are."""
    if task == 7 and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{task}"


def lost(task: int, loss: Loss) -> str:
    return f"{task} {loss.value}"


def test_a_file_that_kills_the_pool_costs_only_itself() -> None:
    tasks = list(range(30))
    with ProcessPoolExecutor(2) as pool:
        found = dict(stream_in_executor(pool, tasks, partial(work, parent=os.getpid()), lost, jobs=2))
    assert found == {task: "7 died" if task == 7 else str(task) for task in tasks}


class Lazy(Executor):
    """Never begins anything it has not been asked for; remembers what was cancelled."""

    def __init__(self) -> None:
        self.futures: list[Future[object]] = []

    def submit(self, work: object, /, *arguments: object, **named: object) -> Future[object]:  # type: ignore[override]
        future: Future[object] = Future()
        if not self.futures:
            future.set_result(work(*arguments, **named))  # type: ignore[operator]
        self.futures.append(future)
        return future


def test_stopping_early_cancels_what_has_not_begun() -> None:
    executor = Lazy()
    stream = stream_in_executor(executor, list(range(300)), str, lost)
    assert next(stream)[1] == "0"
    stream.close()
    assert all(future.cancelled() for future in executor.futures[1:])
    assert len(executor.futures) > 10


def test_nothing_to_do() -> None:
    assert list(stream_in_executor(Lazy(), [], str, lost)) == []
