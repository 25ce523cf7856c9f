"""Many forms at once: one task a form, shared out over worker processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from de_an06_xl.build_forms import build_form, form_file_name
from de_an06_xl.errors import OutputError
from de_an06_xl.model.past_values import NO_MEMORY, PastValues
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Unit
from de_an06_xl.run_context import RunContext, load_run

# Fewer forms than this are built sooner in one process than a second one starts.
_WORTH_A_WORKER = 12


@dataclass(frozen=True, slots=True)
class FormTask:
    """One form to write; ``entries`` fill its inputs, ``name`` replaces the usual file name.

    ``past`` is what the form remembers of the unit's earlier returns.
    """

    unit: Unit
    period: Period
    folder: Path
    entries: Mapping[tuple[str, str, str], Any] | None = None
    name: str = ""
    past: PastValues = NO_MEMORY


def issue_forms(
    tasks: Iterable[FormTask], run: RunContext, progress: Callable[[str], None] | None = None, jobs: int | None = None
) -> list[Path]:
    """Write every form and return the paths in the order of ``tasks``.

    Folders are made when missing. Raises :class:`OutputError` when one cannot be written.
    """
    tasks = list(tasks)
    for folder in {task.folder for task in tasks}:
        make_folder(folder)
    workers = min(jobs or os.cpu_count() or 1, max(1, len(tasks) // _WORTH_A_WORKER))
    paths: list[Path] = []
    if workers == 1:
        for task in tasks:
            paths.append(_build(task, run))
            if progress:
                progress(paths[-1].name)
        return paths
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(run,)) as pool:
        for path in pool.map(_build_in_worker, tasks, chunksize=4):
            paths.append(path)
            if progress:
                progress(path.name)
    return paths


def make_folder(folder: Path) -> None:
    """Raises :class:`OutputError` when ``folder`` cannot be made or is a file."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputError(f"Không tạo được thư mục {folder}. Hãy chọn nơi khác hoặc kiểm tra quyền ghi.") from None


def _build(task: FormTask, run: RunContext) -> Path:
    context = replace(run.form_context(task.unit, task.period), past=task.past)
    path = task.folder / (task.name or form_file_name(context, run.layout))
    build_form(context, run.layout, path, task.entries)
    return path


_worker_run: list[RunContext] = []


def _start_worker(run: RunContext) -> None:
    _worker_run[:] = [run]


def _build_in_worker(task: FormTask) -> Path:
    return _build(task, _worker_run[0] if _worker_run else load_run())
