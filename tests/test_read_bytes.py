"""Files that others are at: held, growing, locked with a name in the lock."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from de_an06_xl.model.package import PackageFault
from de_an06_xl.workbook_file import read_bytes as reader
from de_an06_xl.workbook_file.read_bytes import long_path, owner_of, read_bytes

WHOLE = b"PK\x03\x04" + b"x" * 500 + b"PK\x05\x06" + bytes(18)


def excel_lock(name: str) -> bytes:
    """A lock file as Excel writes it: 165 bytes, the name twice."""
    plain = name.encode("latin-1", "replace")
    wide = name.encode("utf-16-le")
    lock = bytes([len(plain)]) + plain.ljust(53) + struct.pack("<H", len(name)) + wide
    return lock.ljust(165, b" ")


@pytest.mark.parametrize(
    ("lock", "content", "owner"),
    [
        ("~$a.xlsx", excel_lock("Lò Thị Mẫu"), "Lò Thị Mẫu"),
        ("~$a.xlsx", b"\x05Admin", "Admin"),
        ("~$a.xlsx", b"", ""),
        ("~$a.xlsx", b"\x00" * 165, ""),
        ("~$a.xlsx", excel_lock("a\nb\x1b[31m"), "ab[31m"),
        (".~lock.a.xlsx#", b",canbo,MAY-01,10.11.2026 08:00,file:///x;", "canbo"),
        (".~lock.a.xlsx#", "Lò Thị Mẫu,canbo,MAY-01,;".encode(), "Lò Thị Mẫu"),
        (".~lock.a.xlsx#", b"\xff\xfe,", ""),
        (".~lock.a.xlsx#", b"", ""),
        ("~$b.xlsx", excel_lock("Ai đó"), ""),
    ],
)
def test_who_has_it_open(tmp_path: Path, lock: str, content: bytes, owner: str) -> None:
    (tmp_path / lock).write_bytes(content)
    assert owner_of(tmp_path / "a.xlsx") == owner


def held(monkeypatch: pytest.MonkeyPatch) -> None:
    class HeldError(PermissionError):
        winerror = 32

    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "a.xlsx":
            raise HeldError
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)


def test_a_file_that_stays_held_names_who_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xlsx").write_bytes(WHOLE)
    (tmp_path / "~$a.xlsx").write_bytes(excel_lock("Lò Thị Mẫu"))
    held(monkeypatch)
    with pytest.raises(PackageFault) as fault:
        read_bytes(tmp_path / "a.xlsx")
    assert (fault.value.code, fault.value.words) == ("F171", {"value": "Lò Thị Mẫu"})


def test_a_file_that_stays_held_by_nobody_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xlsx").write_bytes(WHOLE)
    held(monkeypatch)
    with pytest.raises(PackageFault) as fault:
        read_bytes(tmp_path / "a.xlsx")
    assert fault.value.code == "F117"


def pauses(monkeypatch: pytest.MonkeyPatch, then: Callable[[], object] = lambda: None) -> list[float]:
    taken: list[float] = []

    def pause(seconds: float) -> None:
        taken.append(seconds)
        then()

    monkeypatch.setattr(reader, "PAUSE_S", 2.0)
    monkeypatch.setattr(reader.time, "sleep", pause)
    return taken


def test_a_file_half_copied_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(WHOLE[:300])
    taken = pauses(monkeypatch, lambda: path.write_bytes(WHOLE))
    assert read_bytes(path) == WHOLE
    assert taken == [2.0]


def test_a_file_that_grows_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a")
    taken = pauses(monkeypatch)
    read, grown = Path.read_bytes, iter([b"ab", b"abc"])

    def read_and_grow(self: Path) -> bytes:
        content = read(self)
        self.write_bytes(next(grown, content))
        return content

    monkeypatch.setattr(Path, "read_bytes", read_and_grow)
    assert read_bytes(path) == b"abc"
    assert taken == [2.0, 2.0]


def test_an_old_file_without_its_end_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(WHOLE[:300])
    os.utime(path, (1_790_000_000, 1_790_000_000 - 10**8))
    taken = pauses(monkeypatch)
    assert read_bytes(path) == WHOLE[:300]
    assert taken == []


DEEP = "\\".join(["thu muc"] * 40)


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        (r"C:\nop\a.xlsx", r"C:\nop\a.xlsx"),
        (rf"C:\{DEEP}\a.xlsx", rf"\\?\C:\{DEEP}\a.xlsx"),
        (rf"C:/{DEEP}/a.xlsx", rf"\\?\C:\{DEEP}\a.xlsx"),
        (rf"\\may-chu\{DEEP}\a.xlsx", rf"\\?\UNC\may-chu\{DEEP}\a.xlsx"),
        (rf"\\?\C:\{DEEP}\a.xlsx", rf"\\?\C:\{DEEP}\a.xlsx"),
    ],
)
def test_long_paths_of_windows(path: str, opened: str) -> None:
    assert long_path(path) == opened
