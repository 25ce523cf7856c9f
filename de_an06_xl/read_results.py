"""The results of many files, each taken in as soon as it is there: from the store, from workers, from an executor.

Only the encoded results come and go here; what a result says is worked out where the file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Executor
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from de_an06_xl.encode_result import NO_RESULT, Decoder
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.file_task import FileTask
from de_an06_xl.model.summary import RefusedFile
from de_an06_xl.process_files import FileStream, Loss, stream_files
from de_an06_xl.process_in_executor import stream_in_executor

if TYPE_CHECKING:
    from de_an06_xl.history.known_files import KnownFiles

Progress = Callable[[str], None]
"""Called once per finished file with its name."""


Work = Callable[[FileTask], bytes]
Lost = Callable[[FileTask, Loss], bytes]


def read_results(
    tasks: list[FileTask],
    work: Work,
    lost: Lost,
    *,
    known: KnownFiles | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> list[ReturnDigest | RefusedFile]:
    """One result for each task, in their order.

    ``work`` makes the encoded result of one file, ``lost`` that of a file whose worker died or ran out of time.
    Files that ``known`` knows and that have not changed are not read; what was read is remembered there.
    """
    decoder = Decoder()
    results: dict[str, ReturnDigest | RefusedFile] = {}

    def take(name: str, content: bytes) -> ReturnDigest | RefusedFile:
        result = results[name] = decoder.decode(content)
        if progress:
            progress(name)
        return result

    def take_all(left: list[FileTask], stream: Iterable[tuple[int, bytes]]) -> None:
        for index, content in stream:
            result = take(left[index].name, content)
            if known:
                known.note(result.file, result.unit, result.sha256, content)

    unchanged = dict(known.unchanged({task.name: task.path for task in tasks})) if known else {}
    changed = [task for task in tasks if task.name not in unchanged]
    with closing(_stream(changed, work, lost, jobs, executor)) as stream:
        # Workers read what has changed while the rest is decoded here.
        for name in list(unchanged):
            with suppress(*NO_RESULT):
                take(name, unchanged.pop(name))
        take_all(changed, stream)
    # What the store could not give back whole is read again.
    again = [task for task in tasks if task.name not in results]
    with closing(_stream(again, work, lost, jobs, executor)) as stream:
        take_all(again, stream)
    if known:
        known.remember()
    return [results[task.name] for task in tasks]


def _stream(
    tasks: list[FileTask], work: Work, lost: Lost, jobs: int | None, executor: Executor | None
) -> FileStream[FileTask, bytes] | Generator[tuple[int, bytes], None, None]:
    if executor:
        return stream_in_executor(executor, tasks, work, lost, jobs=jobs)
    return stream_files(tasks, work, lost, jobs=jobs)
