"""Answers a spreadsheet program's calls over a pipe: ``python -m de_an06_xl.functions.answer_calls``.

Started by the Calc add-in in the product's own environment; ends with its input. Requests and answers are frames
of :mod:`~de_an06_xl.functions.calc_addin.da06_bridge`. A cell error is the very double Calc takes for it: a NaN whose
payload is the error's number.
"""

from __future__ import annotations

import gc
import logging
import os
import struct
import sys
from collections.abc import Sequence
from itertools import chain
from typing import Any, BinaryIO

from de_an06_xl.functions import CellError, call_function, registry
from de_an06_xl.functions.calc_addin.da06_bridge import pack, unpack
from de_an06_xl.functions.model import ArgumentKind, NumberBlock

_LENGTH = struct.Struct("<I")
_ALLOCATIONS = 200_000
# The upper half of a quiet NaN.
_ERROR_BITS = 0x7FF80000
# Calc hands over a blank single cell as 0, which is none of these kinds.
_NEVER_ZERO: tuple[ArgumentKind, ...] = ("text", "date", "period", "year", "table", "source")


def main() -> None:
    """Serve standard input until it ends; nothing else may write to standard output."""
    answers, sys.stdout = os.fdopen(os.dup(sys.stdout.fileno()), "wb"), sys.stderr
    logging.basicConfig(stream=sys.stderr)
    registry()
    # What is loaded stays; looking through it for garbage after every few hundred cells would cost more than the cells.
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
    with answers:
        serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer one request after the other."""
    while len(head := requests.read(_LENGTH.size)) == _LENGTH.size:
        name, given = unpack(requests.read(_LENGTH.unpack(head)[0]), NumberBlock.from_bytes)
        answers.write(pack(name, [answer_call(name, given)]))
        answers.flush()


def answer_call(name: str, given: Sequence[Any]) -> list[list[Any]]:
    """The rows of the answer to one call, fit for a frame; whatever goes wrong is ``#NULL!`` and logged."""
    try:
        function = registry().get(name)
        kinds = [item.kind for item in function.facts.arguments] if function else []
        answer = call_function(name, *map(_given, given, kinds))
    except Exception:
        logging.getLogger(__name__).exception(name)
        answer = CellError.NOT_WORKED_OUT
    rows = answer if isinstance(answer, list) else [[answer]]
    if set(map(type, chain.from_iterable(rows))) <= {float, int, str}:
        return rows
    return [[_sent(value) for value in row] for row in rows]


def _given(value: Any, kind: ArgumentKind) -> Any:
    if isinstance(value, NumberBlock):
        return value if kind == "number" else value.rows()
    return None if value == 0 and kind in _NEVER_ZERO else value


def _sent(value: Any) -> Any:
    """An error as the number Calc takes for it, a truth value as the number Calc keeps, a blank as an empty text."""
    if isinstance(value, CellError):
        return struct.unpack("<d", struct.pack("<II", value.calc_code, _ERROR_BITS))[0]
    if value is None:
        return ""
    return int(value) if isinstance(value, bool) else value


if __name__ == "__main__":
    main()
