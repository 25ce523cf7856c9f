"""What the rules about a machine ask of the world: ports, so that tests bring a machine of their own."""

from __future__ import annotations

import locale
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from de_an06_xl.surroundings.registry import NoRegistry, Registry
from de_an06_xl.surroundings.run_program import run_program

WINDOWS = "Windows"


def _nothing(_path: PurePath, _name: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Environment:
    """One machine as far as the product looks at it.

    ``read_stream(path, name)`` gives an NTFS alternate stream or ``None``, ``remove_stream`` takes it away and tells
    whether that went; ``exists(path)`` tells of a file, ``attributes(path)`` gives its Windows attributes (0: none);
    ``can_start_children()`` whether worker processes may run; ``protected_windows()`` names the workbooks Excel shows
    in Protected View; ``is_elevated()`` whether we run with an administrator's rights; ``code_pages()``
    the numbers of Windows' code pages (``ansi``, ``console``) and the encoding Python takes for files;
    ``run_program(command)`` starts one and tells whether it ended well.
    """

    read_stream: Callable[[PurePath, str], str | None]
    exists: Callable[[PurePath], bool]
    can_start_children: Callable[[], bool]
    protected_windows: Callable[[], Sequence[str]]
    registry: Registry = field(default_factory=NoRegistry)
    remove_stream: Callable[[PurePath, str], bool] = _nothing
    attributes: Callable[[PurePath], int] = lambda _path: 0
    is_elevated: Callable[[], bool] = lambda: False
    code_pages: Callable[[], Mapping[str, int | str]] = dict
    run_program: Callable[[Sequence[str]], bool] = lambda _command: False
    variables: Mapping[str, str] = field(default_factory=dict)
    system: str = WINDOWS


def this_machine(protected_windows: Callable[[], Sequence[str]] = tuple) -> Environment:
    """The real environment; what Excel shows is known only to the Excel adapter, which hands it in."""
    from de_an06_xl.process_files import can_start_workers

    return Environment(
        read_stream=_read_stream,
        exists=lambda path: Path(path).exists(),
        can_start_children=can_start_workers,
        protected_windows=protected_windows,
        registry=_this_registry(),
        remove_stream=_remove_stream,
        attributes=_attributes,
        is_elevated=_is_elevated,
        code_pages=_code_pages,
        run_program=run_program,
        variables=os.environ,
        system=platform.system(),
    )


def _read_stream(path: PurePath, name: str) -> str | None:
    if os.name != "nt":
        return None
    try:
        return Path(f"{path}:{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _remove_stream(path: PurePath, name: str) -> bool:
    if os.name != "nt":
        return False
    try:
        os.remove(f"{path}:{name}")  # noqa: PTH107 - a stream is no path of its own
    except OSError:
        return False
    return True


def _attributes(path: PurePath) -> int:
    try:
        return getattr(Path(path).stat(), "st_file_attributes", 0)
    except OSError:
        return 0


def _is_elevated() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.shell32.IsUserAnAdmin())


def _code_pages() -> dict[str, int | str]:
    pages: dict[str, int | str] = {"files": locale.getpreferredencoding(False)}
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        pages |= {"ansi": int(kernel.GetACP()), "console": int(kernel.GetConsoleOutputCP())}
    return pages


def _this_registry() -> Registry:
    if sys.platform != "win32":
        return NoRegistry()
    from de_an06_xl.surroundings.windows_registry import WindowsRegistry

    return WindowsRegistry()
