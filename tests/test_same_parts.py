"""What is remembered about a part is what would be found by looking again."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BuiltForm
from form_files import edit_parts, replace

from de_an06_xl.model.package import PackageFault, RefusedWorkbook, SafeWorkbook
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.workbook_file.same_parts import MOST_PARTS, SMALL_PART, forget_parts, remembered
from de_an06_xl.workbook_file.zip_parts import read_parts

STYLES = "xl/styles.xml"


def counted() -> tuple[list[bytes], Callable[[bytes, int], int]]:
    looks: list[bytes] = []

    @remembered
    def length(data: bytes, most: int) -> int:
        looks.append(data)
        if len(data) > most:
            raise PackageFault("F108")
        return len(data)

    return looks, length


def test_equal_bytes_are_looked_at_once_and_other_words_again() -> None:
    looks, length = counted()
    assert [length(bytes([1, 2]), 9), length(bytes([1, 2]), 9), length(b"\1\3", 9), length(b"\1\2", 8)] == [2] * 4
    assert looks == [b"\1\2", b"\1\3", b"\1\2"]
    forget_parts()
    length(b"\1\2", 9)
    assert len(looks) == 4


def test_a_fault_is_found_each_time() -> None:
    looks, length = counted()
    for _ in range(2):
        with pytest.raises(PackageFault):
            length(b"12345", 3)
    assert len(looks) == 2


def test_memory_is_bounded_by_size_and_number() -> None:
    looks, length = counted()
    large = bytes(SMALL_PART + 1)
    length(large, 1 << 20), length(large, 1 << 20)
    assert looks == [large, large]
    for number in range(MOST_PARTS + 1):
        length(b"%d" % number, 9)
    length(b"0", 9)
    assert looks.count(b"0") == 2


def test_forms_seen_before_change_nothing(built_forms: dict[str, BuiltForm]) -> None:
    """Each form alone, then each after all the others."""
    paths = [form.path for form in built_forms.values()]
    alone = []
    for path in paths:
        forget_parts()
        alone.append(open_workbook(path))
    for path in (*paths, *paths):
        open_workbook(path)
    assert [open_workbook(path) for path in paths] == alone
    assert all(isinstance(book, SafeWorkbook) for book in alone)


def test_a_damaged_part_is_found_among_whole_ones(built_forms: dict[str, BuiltForm], tmp_path: Path) -> None:
    """The compressed bytes of a remembered part under another checksum, or another part under its name."""
    path = built_forms["XP-02647"].path
    package = path.read_bytes()
    assert isinstance(open_workbook(path), SafeWorkbook)
    entry = package.rfind(STYLES.encode()) - 46  # in the directory
    wrong_checksum = struct.pack("<I", struct.unpack_from("<I", package, entry + 16)[0] ^ 1)
    damaged = tmp_path / "a.xlsx"
    damaged.write_bytes(package[: entry + 16] + wrong_checksum + package[entry + 20 :])
    for edited, code in (
        (damaged.read_bytes(), "F105"),
        (edit_parts(package, {STYLES: replace("</styleSheet>", "")}), "F105"),
        (edit_parts(package, {STYLES: b"<!DOCTYPE a>" + read_parts(package)[STYLES]}), "F111"),
    ):
        damaged.write_bytes(edited)
        for _ in range(2):
            refused = open_workbook(damaged)
            assert isinstance(refused, RefusedWorkbook)
            assert [finding.code for finding in refused.findings] == [code]
