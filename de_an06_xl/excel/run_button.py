"""What happens around every button: the caller found, errors turned into a message, the journal kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from de_an06_xl.control_workbook import names
from de_an06_xl.control_workbook.tables import JOURNAL
from de_an06_xl.control_workbook.words import LEVEL_WORDS
from de_an06_xl.errors import Da06Error, InputError
from de_an06_xl.excel.live_book import LiveBook

UNEXPECTED = (
    "Có lỗi ngoài dự kiến nên việc này không làm được; kết quả cũ còn nguyên. Hãy bấm lại; nếu vẫn lỗi, chạy lệnh "
    "da06 tu-kiem-tra và gửi kết quả cho bộ phận kỹ thuật."
)
_UPDATES = 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the user is told: one message and its level (``xong``, ``luu_y``, ``loi``); ``period`` for the journal."""

    text: str
    level: str = "xong"
    period: str = ""


def run_button(action: str, work: Callable[[LiveBook], Outcome], control: bool = True) -> None:
    """Run ``work`` for the workbook whose button was pressed and leave the message in its named cells.

    ``control``: the work is about TongHop.xlsm, so ``work`` gets that workbook (pressed there, or open beside the
    add-in) and its journal gets a line. Nothing is raised: a trace is no message.
    """
    import xlwings

    caller = LiveBook(xlwings.Book.caller())
    journal: LiveBook | None = None
    try:
        target = caller
        if control:
            target = journal = _control_workbook(caller)
        with _quiet(caller.book.app):
            outcome = work(target)
    except Da06Error as error:
        outcome = Outcome(str(error), "loi")
    except Exception:
        if os.environ.get("DA06_LOI_CHI_TIET"):
            raise
        outcome = Outcome(UNEXPECTED, "loi")
    _tell(caller, outcome)
    if journal is not None:
        _write_journal(journal, action, outcome, caller)


def progress_in_status_bar(app: Any, what: str, total: int) -> Callable[[str], None]:
    """A function to call once per finished file; it tells the status bar about forty times in all."""
    done = 0
    every = max(1, total // _UPDATES)

    def step(_name: str) -> None:
        nonlocal done
        done += 1
        if done % every == 0 or done == total:
            app.status_bar = f"Đề án 06: {what} {done}/{total}"

    return step


def _control_workbook(caller: LiveBook) -> LiveBook:
    """The caller itself, or the first open workbook with the names of TongHop.xlsm."""
    for book in (caller, *(LiveBook(book) for book in caller.book.app.books)):
        if book.has_name(names.PERIOD) and book.has_name(names.COUNTS):
            return book
    raise InputError("Chưa mở TongHop.xlsm. Hãy mở tệp đó, chọn kỳ và thư mục rồi bấm lại.")


@contextmanager
def _quiet(app: Any) -> Iterator[None]:
    """No flicker while blocks are written; the screen and the status bar come back whatever happens."""
    app.screen_updating = False
    try:
        yield
    finally:
        app.screen_updating = True
        app.status_bar = False


def _tell(caller: LiveBook, outcome: Outcome) -> None:
    caller.put(names.MESSAGE, outcome.text)
    caller.put(names.LEVEL, outcome.level)


def _write_journal(book: LiveBook, action: str, outcome: Outcome, caller: LiveBook) -> None:
    """The time is the caller's: no clock is read here. A journal that cannot be written must not hide the message."""
    with suppress(Da06Error):
        book.table(JOURNAL).append(
            {
                "time": caller.get(names.RUN_TIME),
                "action": action,
                "period": outcome.period or str(book.get(names.PERIOD) or ""),
                "level": LEVEL_WORDS[outcome.level],
                "outcome": outcome.text,
            }
        )
