"""What the unit says of each of its nhiệm vụ."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from de_an06_xl.form.rows import LAST_SERIAL, serial_day
from de_an06_xl.model.digest import TaskAnswer
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Task
from de_an06_xl.model.submission import EntryValue, Row
from de_an06_xl.task_standing import standing_of


def task_answer(task: Task, row: Row, period: Period) -> TaskAnswer:
    """Exactly one standing, ``no_answer`` where the row says nothing usable; day and progress where they are given."""
    completed, progress = row.value("completion_date"), row.value("progress_pct")
    return TaskAnswer(
        standing_of(row.value("state"), completed, task.deadline.date, period),
        _day(completed),
        progress if isinstance(progress, Decimal) else None,
    )


def _day(value: EntryValue) -> dt.date | None:
    """A day number beyond the calendar is no day."""
    return serial_day(value) if isinstance(value, int) and 1 <= value <= LAST_SERIAL else None
