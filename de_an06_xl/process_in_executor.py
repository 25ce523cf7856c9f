"""Many files, read by somebody else's workers: any ``concurrent.futures.Executor``, also one of a cluster.

For the returns of a nation: a pool of threads or processes, or ``dask.distributed``'s ``client.get_executor()``. Tasks
go out in chunks. The workers must see the files under the same paths. An executor knows no limits of time and memory
for one file and may lose its worker: whatever chunk comes back without a result is read here again, under supervision
(:mod:`~de_an06_xl.process_files`), so that a file that kills its reader costs only itself here too.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor, as_completed
from typing import TypeVar

from de_an06_xl.process_files import Loss, stream_files

Task = TypeVar("Task")
Result = TypeVar("Result")

_CHUNKS = 64
_LARGEST_CHUNK = 100


def stream_in_executor(
    executor: Executor,
    tasks: Sequence[Task],
    work: Callable[[Task], Result],
    lost: Callable[[Task, Loss], Result],
    *,
    jobs: int | None = None,
) -> Generator[tuple[int, Result], None, None]:
    """``work`` on each task in ``executor``; each result with its task's number as soon as its chunk is done.

    ``work``, tasks and results must be what the executor can send. ``lost`` and ``jobs`` are for what the executor
    could not do, see :func:`~de_an06_xl.process_files.stream_files`. Closing the generator cancels what has not begun.
    """
    size = min(_LARGEST_CHUNK, max(1, -(-len(tasks) // _CHUNKS)))
    starts = range(0, len(tasks), size)
    chunks = {executor.submit(_work_on, work, tasks[start : start + size]): start for start in starts}
    left: list[int] = []
    try:
        for future in as_completed(chunks):
            start = chunks[future]
            try:
                results = future.result()
            except Exception:
                left += range(start, min(start + size, len(tasks)))
                continue
            yield from enumerate(results, start)
    finally:
        for future in chunks:
            future.cancel()
    again = sorted(left)
    for index, result in stream_files([tasks[number] for number in again], work, lost, jobs=jobs):
        yield again[index], result


def _work_on(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    return [work(task) for task in tasks]
