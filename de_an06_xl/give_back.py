"""Each unit's own file back, annotated with what was found and how the score came about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from de_an06_xl.errors import Da06Error, OutputError
from de_an06_xl.explain_score import explain_score, row_names
from de_an06_xl.explanation_lines import explanation_lines
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.summary import CheckedReturn, RefusedFile
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.process_files import Loss, process_files
from de_an06_xl.return_copy import return_copy, return_copy_name
from de_an06_xl.run_context import RunContext

# Codes of files that could be opened but not counted: their cells exist and can be marked.
_READABLE_REFUSALS = ("F13",)


@dataclass(frozen=True, slots=True)
class CopyTask:
    """One file to give back: where it lies, what it held when it was read, and what to write into it."""

    path: Path
    name: str
    sha256: str
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]
    folder: Path


def give_back(
    results: Iterable[CheckedReturn | ReturnDigest | RefusedFile],
    places: Mapping[str, Path],
    folder: Path,
    run: RunContext,
    jobs: int | None = None,
) -> list[str]:
    """Write the annotated copies into ``folder``; returns one Vietnamese sentence for each that failed.

    ``places`` tells where the file of a result lies. Files that could not be opened at all have
    no copy: there is nothing to mark. Raises :class:`OutputError` when the folder cannot be made.
    """
    tasks = [task for task in (_task(result, places[result.file], folder, run) for result in results) if task]
    try:
        for parent in {(folder / task.name).parent for task in tasks} | {folder}:
            parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputError(f"Không tạo được thư mục {folder}. Hãy chọn nơi khác hoặc kiểm tra quyền ghi.") from None
    return [sentence for sentence in process_files(tasks, write_copy, _lost, jobs=jobs) if sentence]


def write_copy(task: CopyTask) -> str:
    """Write one copy; empty when done, else why not."""
    try:
        content = task.path.read_bytes()
        if hashlib.sha256(content).hexdigest() != task.sha256:
            return f"{task.name}: tệp đã thay đổi trong lúc kiểm tra nên không lập bản trả lại. Hãy chạy lại."
        copy = return_copy(content, task.findings, task.lines)
        write_whole(task.folder / return_copy_name(task.name), copy)
    except OSError:
        return f"{task.name}: không đọc lại được tệp nên không lập được bản trả lại."
    except Da06Error as error:
        return f"{task.name}: {error}"
    return ""


def _task(
    result: CheckedReturn | ReturnDigest | RefusedFile, path: Path, folder: Path, run: RunContext
) -> CopyTask | None:
    if not isinstance(result, RefusedFile):
        names = row_names(run.context_of(result.identity))
        lines = tuple(explanation_lines(explain_score(result.score, names)))
    elif any(finding.code.startswith(_READABLE_REFUSALS) for finding in result.findings):
        lines = ()
    else:
        return None
    return CopyTask(path, result.file, result.sha256, result.findings, lines, folder)


def _lost(task: CopyTask, _loss: Loss) -> str:
    return f"{task.name}: không lập được bản trả lại."
