"""Family T: files of one unit among the files of all: sent twice, sent under another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator

from de_an06_xl.check_province.registry import Hit, Province, province_rule
from de_an06_xl.find_unit import code_in, unit_hint
from de_an06_xl.model.digest import ReturnDigest


@province_rule("T603")
def named_after_another_unit(province: Province) -> Iterator[Hit]:
    """The file is called after one unit, its identity says another."""
    for checked in province.returns:
        own = checked.unit
        folder, _, name = checked.file.rpartition("/")
        hint = unit_hint(name, province.plan)
        named = hint.code if hint else code_in(folder)
        if named and named != own and named in province.plan.unit_by_code:
            words = {"value": province.names([named]), "unit": province.names([own])}
            yield Hit(checked, words=words)


@province_rule("T607")
def same_file_twice(province: Province) -> Iterator[Hit]:
    """One content under several names."""
    for files in _groups(province, lambda checked: checked.sha256):
        for checked in files:
            yield Hit(checked, words={"value": _others(checked, files)})


@province_rule("T610")
def two_returns_of_one_day(province: Province) -> Iterator[Hit]:
    """Different returns of one unit with one date sent: which one counts hangs on when the file was saved."""
    for files in _groups(province, lambda checked: checked.sent):
        different = [checked for checked in files if checked.sha256 != files[0].sha256]
        if different:
            (counted,) = {province.counted[checked.unit].file for checked in files}
            for checked in files:
                yield Hit(checked, words={"value": _others(checked, files), "counted": counted})


def _groups(province: Province, key: Callable[[ReturnDigest], Hashable]) -> list[list[ReturnDigest]]:
    """Files of one unit with one key (``None`` and empty left out), where there are several."""
    groups: dict[tuple[str, Hashable], list[ReturnDigest]] = defaultdict(list)
    for checked in province.returns:
        value = key(checked)
        if value:
            groups[checked.unit, value].append(checked)
    return [sorted(files, key=lambda checked: checked.file) for files in groups.values() if len(files) > 1]


def _others(checked: ReturnDigest, files: list[ReturnDigest]) -> str:
    return ", ".join(f"“{other.file}”" for other in files if other is not checked)
