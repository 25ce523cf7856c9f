"""Where one unit stands with one nhiệm vụ."""

from __future__ import annotations

import datetime as dt

from de_an06_xl.form.rows import day_serial
from de_an06_xl.model.period import Period
from de_an06_xl.model.summary import TaskStanding

_UNFINISHED: dict[object, TaskStanding] = {"Đang triển khai": "in_progress", "Chưa triển khai": "not_started"}
_WAITING = ("Tạm dừng", "Chờ hướng dẫn")


def standing_of(state: object, completed: object, deadline: dt.date | None, period: Period) -> TaskStanding:
    """Exactly one of the standings; ``completed`` is a day serial where it is a date at all."""
    if state == "Hoàn thành":
        late = deadline is not None and isinstance(completed, int) and completed > day_serial(deadline)
        return "done_late" if late else "done"
    if state in _UNFINISHED:
        return "overdue" if deadline is not None and period.last_day > deadline else _UNFINISHED[state]
    return "waiting" if state in _WAITING else "no_answer"
