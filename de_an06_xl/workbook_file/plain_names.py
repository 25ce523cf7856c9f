"""The defined names of a workbook as programs usually write them, taken out of its part without an XML parser.

A form has over a hundred names, and one of them is wanted: a parser would tell a Python function of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# The names of one sheet alone (localSheetId) among them; no entities.
_BLOCK = re.compile(
    rb"<definedNames>((?:<definedName name=\"[^\"<&]*+\"(?: localSheetId=\"\d++\")?+(?: hidden=\"[01]\")?+>"
    rb"[^<&]*+</definedName>)++)</definedNames>"
)
_NAME = '<definedName name="({})"(?: hidden="[01]")?>([^<]*)<'


class StoredNames(Mapping[str, str]):
    """The names of the whole book, looked for only when somebody asks; of two equal ones the last counts."""

    __slots__ = ("_block",)

    def __init__(self, block: str) -> None:
        self._block = block

    def _found(self, name: str) -> dict[str, str]:
        return {name: text.strip() for name, text in re.findall(_NAME.format(name), self._block)}

    def __getitem__(self, name: str) -> str:
        return self._found(re.escape(name))[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found('[^"]*'))

    def __len__(self) -> int:
        return len(self._found('[^"]*'))


def cut_plain_names(workbook: bytes) -> tuple[bytes, Mapping[str, str]]:
    """The workbook part without its list of names, and that list; both as they were when it is written unusually."""
    block = _BLOCK.search(workbook)
    if not block:
        return workbook, {}
    try:
        names = block[1].decode()
    except UnicodeDecodeError:
        return workbook, {}
    return workbook[: block.start(1)] + workbook[block.end(1) :], StoredNames(names)
