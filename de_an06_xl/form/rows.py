"""Which rows a unit's form has, and what the plan says in each: the facts behind every row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from de_an06_xl.model.past_values import NO_MEMORY, NOTHING_KNOWN, PastRow, PastValues
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import DeadlineKind, Indicator, Plan, Role, Target, TargetKind, Task, Unit
from de_an06_xl.model.policy import DutyPoints, ScoringPolicy

Facts = dict[str, Any]

# Words the form shows for the plan's classes; formulas and conditions compare with them.
SHAPE_WORDS = {"ratio": "Tỷ lệ", "count": "Số lượng", "reduction": "Mức giảm", "qualitative": "Định tính"}
DUTY_WORDS = {"dated": "Có ngày", "yes": "Có/Chưa", "count": "Số lượng", "pair": "Hai số"}
NOT_SCORED = "–"
NO_MEASURE = "–"
ONGOING = "Thường xuyên"
FREE_ROWS = 20
# What a spreadsheet takes for a date ends with 31/12/9999, and what it shows exactly with 15 digits:
# beyond them a cell holds neither a date nor a number.
LAST_SERIAL = 2_958_465
LARGEST_NUMBER = 10**15
# Every figure of BM-01 is reported monthly (mục V.4.h).
MONTHLY = "Tháng"

_DIRECTIONS = {
    TargetKind.SHARE_GE: "≥",
    TargetKind.COUNT: "≥",
    TargetKind.REDUCTION: "≥",
    TargetKind.SHARE_LE: "≤",
    TargetKind.QUALITATIVE: "phải đạt",
    TargetKind.BY_DIRECTION: NOT_SCORED,
}

# The general fields: code, label, needed (Có / Không / Ghi sẵn), kind of value.
INFO_FIELDS = (
    ("TT-01", "Mã đơn vị", "Ghi sẵn", "Chữ"),
    ("TT-02", "Tên đơn vị", "Ghi sẵn", "Chữ"),
    ("TT-03", "Kỳ báo cáo", "Ghi sẵn", "Chữ"),
    ("TT-04", "Hạn nộp", "Ghi sẵn", "Ngày"),
    ("TT-05", "Người lập biểu", "Có", "Chữ"),
    ("TT-06", "Điện thoại cơ quan", "Có", "Chữ"),
    ("TT-07", "Người duyệt", "Có", "Chữ"),
    ("TT-08", "Số, ký hiệu văn bản gửi báo cáo", "Có", "Chữ"),
    ("TT-09", "Ngày văn bản gửi báo cáo", "Có", "Ngày"),
    ("TT-10", "Ngày gửi", "Có", "Ngày"),
    ("TT-11", "Giải trình chung (nếu có)", "Không", "Chữ"),
)
SENT_DATE_ROW = "TT-10"


@dataclass(frozen=True, slots=True)
class FormContext:
    """Everything that decides a unit's form: who, when, by which plan and policy.

    ``past`` is what the form remembers of the unit's earlier returns: the locked columns "Kỳ trước" and "Cùng kỳ
    năm trước", and the usual ranges in the input messages.
    """

    plan: Plan
    policy: ScoringPolicy
    period: Period
    unit: Unit
    past: PastValues = NO_MEMORY

    @property
    def constants(self) -> dict[str, Any]:
        """Dates and numbers that formulas and conditions name in capitals; dates as serials."""
        tasks, header = self.policy.tasks, self.plan.header
        return {
            "FIRST_DAY": day_serial(self.period.first_day),
            "LAST_DAY": day_serial(self.period.last_day),
            "DUE_DATE": day_serial(self.period.due_date),
            "PROGRAMME_START": day_serial(header.programme_start),
            "EARLIEST_DATE": day_serial(self.period.first_day - dt.timedelta(days=365)),
            "LATEST_DATE": day_serial(self.period.last_day + dt.timedelta(days=365)),
            "OWN_PLAN_DUE": day_serial(header.own_plan_due),
            "LAST_SERIAL": LAST_SERIAL,
            "LARGEST_NUMBER": LARGEST_NUMBER,
            "LATE_LOSS_PER_DAY": tasks.late_loss_per_day.value,
            "LATE_FLOOR": tasks.late_floor.value,
            "OVERDUE_FACTOR": tasks.overdue_factor.value,
            "START_GRACE_INVERSE": tasks.start_grace_inverse.value,
            "ONGOING_RESULT_ONLY": tasks.ongoing_result_only.value,
        }


def day_serial(day: dt.date) -> int:
    """A date as the day number of the 1900 system (1/1/1900 = 1, with its fictitious 29/2/1900).

    >>> day_serial(dt.date(2026, 10, 31))
    46326
    """
    return (day - dt.date(1899, 12, 30)).days


def serial_day(serial: int) -> dt.date:
    """The date of a day number (the inverse of :func:`day_serial`)."""
    return dt.date(1899, 12, 30) + dt.timedelta(days=serial)


def form_rows(context: FormContext) -> dict[str, dict[str, Facts]]:
    """Sheet code → row id → facts, in form order. Facts hold every reference column and more."""
    plan, policy, unit = context.plan, context.policy, context.unit
    duty_points = {points.id: points for points in policy.duties}
    return {
        "TT": {field[0]: _info_facts(*field, context) for field in INFO_FIELDS},
        "CT": {
            indicator.id: indicator_facts(indicator, context.period.year, context.past.row(indicator.id))
            for indicator in plan.indicators_of(unit)
        },
        "NV": {
            task.id: task_facts(task, role, policy, context.past.row(task.id)) for task, role in plan.tasks_of(unit)
        },
        "TC": {
            duty.id: _duty_facts(duty.name, duty.measure, duty_points[duty.id])
            for duty in plan.duties
            if duty.id in duty_points
        },
        "KK": {f"KK-{number:02d}": {} for number in range(1, FREE_ROWS + 1)},
    }


def target_of(indicator: Indicator, year: int) -> Target | None:
    """The target that applies in ``year`` (scoring policy, section 1; 2027–2029 hold the 2026 cell)."""
    if year >= 2030:
        return indicator.target_2030 or indicator.target_2026
    return indicator.target_2026


def direction_of(target: Target | None) -> str:
    """``≥``, ``≤``, ``phải đạt`` or ``–`` (reported, not scored)."""
    return _DIRECTIONS[target.kind] if target else NOT_SCORED


def _info_facts(_id: str, name: str, needed: str, kind: str, context: FormContext) -> Facts:
    given = {
        "TT-01": context.unit.code,
        "TT-02": context.unit.name,
        "TT-03": context.period.id,
        "TT-04": day_serial(context.period.due_date),
    }
    return {"name": name, "needed": needed, "input_kind": kind, "given": given.get(_id)}


def indicator_facts(indicator: Indicator, year: int, past: PastRow = NOTHING_KNOWN) -> Facts:
    """What a form of ``year`` says about one indicator; ``past`` what the unit reported of it before."""
    target = target_of(indicator, year)
    target_2030 = indicator.target_2030 or (indicator.target_2026 if target else None)
    return {
        "name": indicator.name,
        "measure": indicator.measure or NO_MEASURE,
        "frequency": MONTHLY,
        "shape": SHAPE_WORDS[indicator.shape],
        "direction": direction_of(target),
        "target": _target_cell(target),
        "target_2030": _target_cell(target_2030),
        "previous": past.previous,
        "last_year": past.last_year,
    }


def _target_cell(target: Target | None) -> Decimal | str | None:
    if target is None:
        return None
    return target.value if target.value is not None else target.text


def task_facts(task: Task, role: Role, policy: ScoringPolicy, past: PastRow = NOTHING_KNOWN) -> Facts:
    """What a form says about one task to a unit with this role; ``past`` what the unit reported of it before."""
    weight = policy.tasks.lead_weight if role is Role.LEAD else policy.tasks.coordinator_weight
    deadline: int | str
    if task.deadline.date is not None:
        deadline = day_serial(task.deadline.date)
    elif task.deadline.kind is DeadlineKind.ONGOING:
        deadline = ONGOING
    else:
        deadline = task.deadline.text or "Không nêu"
    return {
        "name": task.name,
        "role": role.value,
        "weight": weight.value,
        "deadline": deadline,
        "deadline_kind": task.deadline.kind.value,
        "product": task.product,
        "previous": past.previous,
        "last_year": past.last_year,
    }


def _duty_facts(name: str, measure: str, points: DutyPoints) -> Facts:
    return {
        "name": name,
        "duty_kind": DUTY_WORDS[points.shape],
        "max_points": points.points,
        "late_points": points.late_points,
        "measure": measure,
    }
