"""Nhiệm vụ: the points of a row, and where it stands at the end of the period."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.form.rows import day_serial, task_facts
from de_an06_xl.functions.cell_error import refuse_number, refuse_unknown
from de_an06_xl.functions.evaluate import BLANK
from de_an06_xl.functions.in_force import kept_while_in_force, run_in_force
from de_an06_xl.functions.list_words import list_word
from de_an06_xl.functions.model import CellValue
from de_an06_xl.functions.register import worksheet_function
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Role, Task
from de_an06_xl.model.submission import Entry, EntryValue, Row
from de_an06_xl.model.summary import STANDING_WORDS
from de_an06_xl.score_submission.tasks import STATES, TaskClock, score_task
from de_an06_xl.task_standing import standing_of
from de_an06_xl.text.normalize import code_key

_FULL_PCT = 100


@worksheet_function("DA06_DIEM_NV")
def task_points(
    nhiem_vu: str,
    ky: Period,
    trang_thai: str,
    tien_do: int | Fraction | None,
    ngay_xong: int | None,
    ket_qua: str | None,
    so_van_ban: str | None,
    giai_trinh: str | None,
) -> CellValue:
    """Points out of 10 of one row of sheet Nhiệm vụ, blank where the policy does not score it (mục 2)."""
    if tien_do is not None and not 0 <= tien_do <= _FULL_PCT:
        raise refuse_number()
    run, task = run_in_force(), task_named(nhiem_vu)
    policy = run.policy(ky)
    values: Mapping[str, EntryValue] = {
        "state": list_word(trang_thai, STATES),
        "progress_pct": None if tien_do is None else Decimal(tien_do.numerator) / tien_do.denominator,
        "completion_date": ngay_xong,
        "result": ket_qua,
        "document_no": so_van_ban,
        "explanation": giai_trinh,
    }
    entries = {column: Entry(column, value) for column, value in values.items()}
    row = Row(task.id, "NV", task_facts(task, Role.LEAD, policy), entries)
    clock = TaskClock(day_serial(run.plan.header.programme_start), day_serial(ky.last_day))
    points = score_task(row, policy.tasks, clock).points
    return BLANK if points is None else float(points)


@worksheet_function("DA06_TRANGTHAI_NV")
def task_standing(nhiem_vu: str, ky: Period, trang_thai: str, ngay_xong: int | None) -> CellValue:
    """Where the task stands at the end of the period, in the words of the summary."""
    task = task_named(nhiem_vu)
    return STANDING_WORDS[standing_of(list_word(trang_thai, STATES), ngay_xong, task.deadline.date, ky)]


def task_named(code: str) -> Task:
    """The task of the plan with this code in any spelling of it. Raises ``#N/A``."""
    found = _by_key().get(code_key(code))
    if found is None:
        raise refuse_unknown()
    return found


@kept_while_in_force
def _by_key() -> dict[str, Task]:
    return {code_key(task.id): task for task in run_in_force().plan.tasks}
