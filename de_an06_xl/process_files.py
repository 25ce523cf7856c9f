"""Many files, read in worker processes: a file that kills or stalls its reader costs only itself.

A reader written in C or Rust can end the whole process (abort, memory run out) or never come
back; no ``try`` helps. So each file is read in a child with a time and a memory limit. A worker that
dies or hangs is replaced, its file is marked, all other files keep their results.

Workers are forked on Linux (milliseconds, everything loaded already) and spawned elsewhere, at most once
each. The memory limit needs Linux; elsewhere only the time limit holds, and a worker ends itself when its
parent is gone. Where no child may be started at all (a guarded office machine), files are read in this
process instead: slower and unprotected, but the month gets done.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_METHOD = "fork" if sys.platform == "linux" else "spawn"
# Fewer files than this do not repay a further worker.
_WORTH_A_WORKER = 8
# Tasks handed to a worker ahead of its result, so that it never waits for the parent.
_AHEAD = 2
_START_S = 60.0
_PARENT_CHECK_S = 5.0
# A worker may also be killed from outside (memory short on the machine): only a file that fails twice is to blame.
_TRIES = 2


class Loss(StrEnum):
    """Why a file has no result."""

    DIED = "died"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` for one file; ``memory`` in bytes above what a worker holds when it starts."""

    seconds: float = 10.0
    memory: int = 1 << 30


def process_files(
    tasks: Sequence[Task],
    work: Callable[[Task], Result],
    lost: Callable[[Task, Loss], Result],
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    done: Callable[[Result], None] | None = None,
) -> list[Result]:
    """``work`` on each task in a worker process; results in the order of ``tasks``.

    ``done`` is called here, once per task, in order of completion. All else as with :func:`stream_files`.
    """
    results: dict[int, Result] = {}
    with closing(stream_files(tasks, work, lost, jobs=jobs, limits=limits)) as finished:
        for index, result in finished:
            results[index] = result
            if done:
                done(result)
    return [results[index] for index in range(len(tasks))]


def stream_files(
    tasks: Sequence[Task],
    work: Callable[[Task], Result],
    lost: Callable[[Task, Loss], Result],
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
) -> FileStream[Task, Result]:
    """``work`` on each task in a worker process; each result with its task's number as soon as it is there.

    Workers begin at once, before the first result is asked for. ``lost`` (called here) makes the result of a task whose
    worker died or ran out of time; an exception out of ``work`` counts as death. ``jobs`` limits the workers (default:
    one per processor). ``work``, tasks and results must be picklable. An interrupt (Ctrl-C) ends every worker and is
    passed on; so does closing.
    """
    workers = min(jobs or os.cpu_count() or 1, max(1, len(tasks) // _WORTH_A_WORKER))
    stream = FileStream(tasks, work, lost, limits or Limits())
    stream.begin(workers)
    return stream


def can_start_workers() -> bool:
    """Whether this machine lets the product start a worker process at all."""
    try:
        worker = _Worker(Limits(), (), None)
    except _NoWorkersError:
        return False
    try:
        return worker.results.poll(_START_S) and worker.receive() is None
    except EOFError:
        return False
    finally:
        worker.stop()


_Given = tuple[Callable[[Any], Any], Sequence[Any]] | None


class _NoWorkersError(Exception):
    """No worker can be started, or the first ones end before they have done anything."""


class FileStream(Generic[Task, Result]):
    """One call of :func:`stream_files`, to be iterated and closed: what is waiting, at work and finished."""

    def __init__(
        self,
        tasks: Sequence[Task],
        work: Callable[[Task], Result],
        lost: Callable[[Task, Loss], Result],
        limits: Limits,
    ) -> None:
        self._tasks, self._work, self._lost, self._limits = tasks, work, lost, limits
        self._waiting = deque(range(len(tasks)))
        self._tries = [0] * len(tasks)
        self._left = set(range(len(tasks)))
        self._finished: deque[tuple[int, Result]] = deque()
        self._workers: list[_Worker] = []
        self._alone = False

    def begin(self, count: int) -> None:
        """Start the workers and give them their first files."""
        if not self._tasks:
            return
        # What stands in memory now is shared with the workers as long as nobody touches it; a collection would.
        gc.freeze()
        try:
            with self._alone_without_workers():
                for _ in range(count):
                    self._start()
                self._hand_out_all()
        finally:
            gc.unfreeze()

    def close(self) -> None:
        """End every worker."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def __iter__(self) -> Iterator[tuple[int, Result]]:
        return self

    def __next__(self) -> tuple[int, Result]:
        with self._alone_without_workers():
            while self._left and not self._finished and not self._alone:
                self._step()
        if self._left and not self._finished:
            self._do_one_here()
        if not self._finished:
            self.close()
            raise StopIteration
        return self._finished.popleft()

    @contextmanager
    def _alone_without_workers(self) -> Iterator[None]:
        """Go on without workers where they cannot be had; what is finished by then stays finished."""
        try:
            yield
        except _NoWorkersError:
            self.close()
            self._alone = True
        except BaseException:
            self.close()
            raise

    def _do_one_here(self) -> None:
        index = min(self._left)
        task = self._tasks[index]
        # What has ended a worker before must not end this process.
        self._finish(index, self._lost(task, Loss.DIED) if self._tries[index] else self._work(task))

    def _start(self) -> None:
        others = [end for worker in self._workers for end in (worker.orders, worker.results)]
        self._workers.append(_Worker(self._limits, others, (self._work, self._tasks)))

    def _step(self) -> None:
        """Hand out tasks, wait for whatever comes first, take it."""
        self._hand_out_all()
        busy = [worker for worker in self._workers if worker.queue or not worker.ready]
        patience = min(worker.deadline for worker in busy) - time.monotonic()
        news = wait([worker.results for worker in busy], max(0.0, patience))
        for worker in busy:
            if worker.results in news:
                self._take(worker)
            elif worker.deadline <= time.monotonic():
                self._replace(worker, Loss.TOO_LONG)

    def _hand_out_all(self) -> None:
        for worker in self._workers:
            while worker.knows_work and self._waiting and len(worker.queue) < _AHEAD:
                self._hand_out(worker, self._waiting.popleft())

    def _hand_out(self, worker: _Worker, index: int) -> None:
        if not worker.queue:
            worker.deadline = time.monotonic() + self._limits.seconds
        worker.queue.append(index)
        with suppress(OSError):  # it has just died: the end of its results tells
            worker.orders.send(index)

    def _take(self, worker: _Worker) -> None:
        try:
            message = worker.receive()
        except (EOFError, OSError):
            self._replace(worker, Loss.DIED)
            return
        if message is None:
            worker.ready = True
            if not worker.knows_work:
                worker.knows_work = True
                with suppress(OSError):
                    worker.orders.send((self._work, self._tasks))
            return
        index, result = message
        worker.queue.remove(index)
        worker.deadline = time.monotonic() + self._limits.seconds
        self._finish(index, result)

    def _replace(self, worker: _Worker, loss: Loss) -> None:
        """Mark the file the worker was at, give its other files back, start a fresh worker."""
        worker.stop()
        self._workers.remove(worker)
        if not worker.ready:
            raise _NoWorkersError
        if worker.queue:
            culprit = worker.queue.popleft()
            self._waiting.extendleft(reversed(worker.queue))
            self._tries[culprit] += 1
            if loss is Loss.DIED and self._tries[culprit] < _TRIES:
                self._waiting.append(culprit)
            else:
                self._finish(culprit, self._lost(self._tasks[culprit], loss))
        if self._waiting:
            self._start()

    def _finish(self, index: int, result: Result) -> None:
        self._left.discard(index)
        self._finished.append((index, result))


class _Worker:
    """One child process, seen from the parent; ``queue`` are the tasks it has, the first one at work."""

    def __init__(self, limits: Limits, others: Sequence[Connection], given: _Given) -> None:
        """Raises :class:`_NoWorkersError`."""
        context = multiprocessing.get_context(_METHOD)
        self.queue: deque[int] = deque()
        self.ready = False
        self.deadline = time.monotonic() + _START_S
        # Two one-way pipes: a two-way one would be a socket, and the product opens none.
        orders, self.orders = context.Pipe(duplex=False)
        self.results, results = context.Pipe(duplex=False)
        # A forked child has a copy of every pipe end the parent holds; it must let go of them,
        # or no worker would notice that the parent is gone.
        inherited = (*others, self.orders, self.results) if _METHOD == "fork" else ()
        # A forked child has the work in its memory already. To another one it is sent once it is ready: a child that
        # ends at its start (a guarded machine, a script without a main guard) would otherwise leave the parent writing
        # into a pipe that nobody reads.
        self.knows_work = _METHOD == "fork" and given is not None
        arguments = (orders, results, limits.memory, inherited, given if self.knows_work else None)
        try:
            self._process = context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
            with warnings.catch_warnings():
                # Forking beside another thread (the progress bar's) is safe here: the child uses nothing of it.
                warnings.simplefilter("ignore", DeprecationWarning)
                self._process.start()
        except (OSError, AssertionError):
            # Forbidden by the machine, or this process is itself a worker that may have no children.
            for end in (orders, results, self.orders, self.results):
                end.close()
            raise _NoWorkersError from None
        orders.close()
        results.close()

    def receive(self) -> Any:
        """``None`` (ready) or (task number, result). Raises ``EOFError`` when the child is gone."""
        return self.results.recv()

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self.orders.close()
        self.results.close()


def _serve(
    orders: Connection, results: Connection, memory: int, inherited: Sequence[Connection], given: _Given
) -> None:
    """The life of a worker: take a task number, send its result, until the parent closes or is gone."""
    for end in inherited:
        end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    _be_silent()
    _limit(memory)
    parent = os.getppid()
    with suppress(EOFError, BrokenPipeError):
        results.send(None)
        work, tasks = given or orders.recv()
        while True:
            while not orders.poll(_PARENT_CHECK_S):
                if os.getppid() != parent:
                    return
            index = orders.recv()
            results.send((index, work(tasks[index])))


def _be_silent() -> None:
    """A reader that panics writes about it to standard error, past Python; officers need not see that."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        with suppress(OSError):
            os.dup2(nowhere, descriptor)
    # New objects as well: at the fork another thread may hold the locks of the old ones.
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for this process's life


def _limit(above_start: int) -> None:
    """Let this process have ``above_start`` bytes more than it has now (address space; Linux only), and no core dump.

    A dump would hold the returns it had read.
    """
    status = Path("/proc/self/statm")
    if sys.platform == "win32" or not status.exists():
        return
    import resource

    used = int(status.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = used + above_start
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
