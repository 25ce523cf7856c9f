"""Excel asked by the self-test: reading, writing and timing in a hidden instance of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from de_an06_xl.installation.install import ADD_IN
from de_an06_xl.installation.places import Places
from de_an06_xl.self_test.model import ExcelProbe, Timing
from de_an06_xl.self_test.time_functions import FUNCTION

_ARGUMENTS = '"CT-I.5","2026-10"'


@contextmanager
def excel_probe(wanted: bool, places: Places) -> Iterator[ExcelProbe | None]:
    """A running Excel where one is ``wanted`` and can be started, closed again in the end; else ``None``."""
    if not wanted:
        yield None
        return
    import xlwings

    try:
        app = xlwings.App(visible=False, add_book=False)
    except Exception:
        # Without a desktop session, a licence or the right to start it: the rest of the self-test goes on.
        yield None
        return
    try:
        app.display_alerts = False
        yield AppProbe(app, places.add_ins / ADD_IN if places.add_ins else None)
    finally:
        app.quit()


class AppProbe:
    """One Excel by xlwings; ``add_in`` is the installed one."""

    def __init__(self, app: Any, add_in: Path | None) -> None:
        self._app, self._add_in = app, add_in

    def read_column(self, path: Path) -> list[object]:
        book = self._app.books.open(str(path))
        try:
            cells = book.sheets[0].used_range.options(ndim=2, err_to_str=True).value
            return [row[1] for row in cells]
        finally:
            book.close()

    def write_column(self, path: Path, values: Sequence[object]) -> None:
        book = self._app.books.add()
        try:
            sheet = book.sheets[0]
            for row, value in enumerate(values, 1):
                cell = sheet.range((row, 2))
                if isinstance(value, str):
                    # Typed text that looks like a number or a formula would become one.
                    cell.number_format = "@"
                cell.value = value
            book.save(str(path))
        finally:
            book.close()

    def time_calls(self, count: int) -> Timing | None:
        if self._add_in is None or not self._add_in.exists():
            return None
        add_in = self._app.books.open(str(self._add_in))
        book = self._app.books.add()
        try:
            sheet = book.sheets[0]
            sheet.range((1, 1), (count, 2)).value = [[number % 100, 100] for number in range(count)]
            one, all_rows = (f"={FUNCTION}({_ARGUMENTS},{cells})" for cells in ("A1,B1", f"A1:A{count},B1:B{count}"))
            single = _seconds(sheet.range((1, 3), (count, 3)), one, array=False)
            array = _seconds(sheet.range((1, 4), (count, 4)), all_rows, array=True)
            answers = [sheet.range((1, column)).value for column in (3, 4)]
            # An unknown function or a blocked Python shows as an error: nothing was timed then.
            if not all(isinstance(answer, (int, float)) for answer in answers):
                return None
            return Timing("Excel", FUNCTION, count, single * 1000, array * 1000)
        finally:
            book.close()
            add_in.close()


def _seconds(cells: Any, formula: str, *, array: bool) -> float:
    started = time.perf_counter()
    if array:
        cells.formula_array = formula
    else:
        cells.formula = formula
    return time.perf_counter() - started
