"""Filled forms for holding the form's own formulas against Python: seeded, of every mood.

Left out on purpose, because reading is kinder than a cell can be: text that Python reads as a number or
a date ("85,5", "15/10/2026"), words with spaces around them or other marks, and TRUE/FALSE.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.build_templates import DEPARTMENT, with_every_row
from de_an06_xl.conditions import condition
from de_an06_xl.form.rows import Facts, FormContext, form_rows
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.form import Column, FormLayout
from de_an06_xl.model.plan import Plan, Target, TargetKind
from de_an06_xl.run_context import RunContext

Entries = dict[tuple[str, str, str], Any]
Values = dict[str, Any]

PERIODS = (
    *("2026-06", "2026-07", "2026-08", "2026-10", "2026-12", "2027-02", "2027-03", "2027-06"),
    *("2028-02", "2028-03", "2028-06", "2029-05", "2030-01", "2030-06", "2030-12"),
)
MOODS = ("full", "ties", "mixed", "partial", "absurd", "wild", "empty")
FORM_COUNT = 156
# Every fifth form has all rows of the plan, the others those of a real unit.
_LARGE_EVERY = 5

_NO_NUMBERS = ("không rõ", "khoảng mười", "n/a", "chưa có", "12 người", "…", "  ")
_NO_DATES = ("đầu tháng", "31/02/2026", "10/2026", "chưa có", "  ")
_NO_DAYS = (0, -5, 0.5, 2_958_466, 3_000_000, 10**10)
_ODD_NUMBERS = (-1, -0.5, 0, 0.1, 1, 0.999, 1e-9, 100, 100.0001, 12_345_678.9, 10**15, 10**15 + 2, 1e18, -1e18, 1e300)
_ERRORS = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!")
_OTHER_TARGETS = {
    "ratio": (
        Target(kind=TargetKind.SHARE_LE, text="≤ 5", value=Decimal(5)),
        Target(kind=TargetKind.SHARE_LE, text="≤ 12,5", value=Decimal("12.5")),
        Target(kind=TargetKind.SHARE_GE, text="≥ 97,3", value=Decimal("97.3")),
    ),
    "qualitative": (Target(kind=TargetKind.QUALITATIVE, text="Hoàn thành"),) * 3,
    "reduction": (Target(kind=TargetKind.REDUCTION, text="30", value=Decimal(30)),) * 5,
}
_WORDS = ("Kế hoạch số 12", "Đã ban hành văn bản", "45/KH-UBND", "x", "  ", 125, 46300.5)


@dataclass(frozen=True)
class ParityForm:
    """One form to fill: its number decides everything about it."""

    number: int

    @property
    def mood(self) -> str:
        return MOODS[self.number // _LARGE_EVERY % len(MOODS)] if self.is_large else MOODS[self.number % len(MOODS)]

    @property
    def is_large(self) -> bool:
        return self.number % _LARGE_EVERY == 0

    @property
    def period(self) -> str:
        return PERIODS[self.number * 4 % len(PERIODS)] if self.is_large else PERIODS[self.number % len(PERIODS)]

    def __str__(self) -> str:
        return f"{self.number}-{self.mood}-{self.period}{'-all' if self.is_large else ''}"

    def context(self, run: RunContext) -> FormContext:
        period = run.period(self.period)
        if self.is_large:
            return FormContext(_shared_plan(run.plan), run.policy(period), period, DEPARTMENT)
        # Steps through departments and communes alike.
        unit = run.plan.units[self.number * 7 % len(run.plan.units)]
        return run.form_context(unit, period)

    def entries(self, context: FormContext, layout: FormLayout) -> Entries:
        return _Filler(random.Random(f"parity {self.number}"), self.mood, context).fill(layout)


def _shared_plan(plan: Plan) -> Plan:
    """Every row in one form; more roles and kinds of targets than the plan has of its own.

    Each second task is coordinated (unless "@all" lead it), some shares are to stay below a limit
    and some qualitative indicators have a target.
    """
    whole = with_every_row(plan, DEPARTMENT)
    tasks = tuple(
        task.model_copy(update={"leads": plan.tasks[i].leads, "coordinators": (*task.coordinators, DEPARTMENT.code)})
        if i % 2
        else task
        for i, task in enumerate(whole.tasks)
    )
    indicators = tuple(
        item.model_copy(update={"target_2026": _OTHER_TARGETS[item.shape][i % 7]})
        if i % 7 < len(_OTHER_TARGETS.get(item.shape, ()))
        else item
        for i, item in enumerate(whole.indicators)
    )
    fields = {name: getattr(whole, name) for name in Plan.model_fields}
    return Plan(**{**fields, "tasks": tasks, "indicators": indicators})


class _Filler:
    """Fills one form in one mood."""

    def __init__(self, chance: random.Random, mood: str, context: FormContext) -> None:
        self._chance, self._mood, self._context = chance, mood, context
        self._last: int = context.constants["LAST_DAY"]
        self._start: int = context.constants["PROGRAMME_START"]
        self._due: int = context.constants["DUE_DATE"]
        self._own_due: int = context.constants["OWN_PLAN_DUE"]

    def fill(self, layout: FormLayout) -> Entries:
        entries: Entries = {}
        if self._mood == "empty":
            return entries
        rows = form_rows(self._context)
        sensible: dict[str, Callable[[Facts], Values]] = {
            "TT": self._info, "CT": self._indicator, "NV": self._task, "TC": self._duty, "KK": self._difficulty,
        }  # fmt: skip
        for sheet in layout.row_sheets:
            for row_id, facts in rows[sheet.code].items():
                values = sensible[sheet.code](facts)
                for column in sheet.inputs:
                    if not condition(column.used_when).holds(facts):
                        continue
                    value = self._spoil(column, facts, values.get(column.code), layout)
                    if value is not None:
                        entries[sheet.code, row_id, column.code] = value
        return entries

    def _spoil(self, column: Column, facts: Facts, value: Any, layout: FormLayout) -> Any:
        """What really stands in the cell: the sensible value, nothing, or something absurd."""
        odds = self._chance.random()
        left_out = {"full": 0.0, "ties": 0.0, "mixed": 0.05, "partial": 0.5, "absurd": 0.1, "wild": 0.3}[self._mood]
        absurd = {"full": 0.0, "ties": 0.0, "mixed": 0.03, "partial": 0.02, "absurd": 0.35, "wild": 0.7}[self._mood]
        if odds < left_out:
            return None
        return self._absurd(column, facts, layout) if odds > 1 - absurd else value

    def _absurd(self, column: Column, facts: Facts, layout: FormLayout) -> Any:
        if self._chance.random() < 0.12:
            return ErrorValue(self._chance.choice(_ERRORS))
        kind = column.type
        if kind == "by_row":
            kind = "date" if facts["input_kind"] == "Ngày" else "text"
        if kind == "list":
            items = layout.list_by_code[column.list].items
            any_item = self._chance.choice(items)
            return self._chance.choice((any_item, any_item, any_item.lower(), "Không biết", "Có số", 5, "  "))
        if kind == "date":
            # With a time of day, also on the very days that decide.
            timed = self._chance.choice((self._last, self._due, self._own_due - 1, self._day())) + 0.75
            return self._chance.choice((*_NO_DATES, *_NO_DAYS, self._day(), timed, timed, timed, self._last + 400))
        if kind == "text":
            return self._chance.choice(_WORDS)
        return self._chance.choice((*_NO_NUMBERS, *_ODD_NUMBERS, *_ODD_NUMBERS))

    def _day(self) -> int:
        return self._chance.choice((self._start, self._last, self._due)) + self._chance.randint(-40, 40)

    def _info(self, facts: Facts) -> Values:
        if facts["input_kind"] == "Ngày":
            # On and around the due day: each day late costs a point.
            return {"value": self._due + self._chance.choice((-9, -1, 0, 1, 2, 3, 5, 6, 7, 40))}
        return {"value": self._chance.choice(("Lò Thị Mẫu", "0214 3840 000", "125/BC-UBND"))}

    def _indicator(self, facts: Facts) -> Values:
        chance = self._chance
        state = chance.choices(("Có số liệu", "Không phát sinh", "Không áp dụng", "Chưa có số liệu"), (8, 1, 1, 1))[0]
        values: Values = {"state": state, "evidence": "Hệ thống thông tin"}
        if state == "Có số liệu" or chance.random() < 0.1:
            values |= self._figures(facts)
        if state in ("Không phát sinh", "Không áp dụng") and chance.random() < 0.8:
            values["explanation"] = "Địa bàn không có đối tượng"
        return values

    def _figures(self, facts: Facts) -> Values:
        chance, shape = self._chance, facts["shape"]
        if shape == "Định tính":
            return {"qualitative": chance.choice(("Đạt", "Hoàn thành", "Chưa đạt", "Chưa hoàn thành"))}
        target = facts["target"] if isinstance(facts["target"], Decimal) else Decimal(50)
        if self._mood == "ties" or chance.random() < 0.3:
            return self._tie(shape, facts["direction"], target)
        if shape == "Số lượng":
            return {"numerator": chance.choice((chance.randint(0, 9), int(target), chance.randint(0, 5000)))}
        below = chance.choice((chance.randint(1, 40), chance.randint(1, 99_999), round(chance.random() * 900, 2)))
        above = round(chance.random() * below, chance.choice((0, 0, 1, 2)))
        if shape == "Mức giảm":
            above = chance.choice((above, round(below * 1.1, 2)))
        elif chance.random() < 0.25:
            # Exactly at the target, one above or below it.
            above = float(target * Decimal(str(below)) / 100) + chance.choice((-1, 0, 0, 1))
        return {"numerator": max(0, above), "denominator": below}

    def _tie(self, shape: str, direction: str, target: Decimal) -> Values:
        """Figures whose points are exactly k/200 with odd k: the third decimal is a 5."""
        odd = 2 * self._chance.randint(0, 999) + 1
        share = Fraction(target) * odd / 200_000
        if shape == "Số lượng":
            return {"numerator": float(share * 100)}
        if direction == "≤":
            # 10·T·d/(100·n) = odd/200 with d = odd·k, n = 20·T·k
            scale = self._chance.randint(1, 9)
            return {"numerator": float(20 * target * scale), "denominator": odd * scale}
        size = self._chance.choice((share.denominator, share.denominator * 3, share.denominator * 7))
        part = share * size
        return {"numerator": float(size - part if shape == "Mức giảm" else part), "denominator": size}

    def _task(self, facts: Facts) -> Values:
        chance, deadline = self._chance, facts["deadline"]
        states = ("Chưa triển khai", "Đang triển khai", "Hoàn thành", "Tạm dừng", "Chờ hướng dẫn")
        state = chance.choices(states, (3, 6, 5, 1, 1))[0]
        values: Values = {"state": state}
        if chance.random() < 0.85:
            values["result"] = "Đã ban hành văn bản và triển khai trong kỳ"
        if chance.random() < 0.7:
            values |= {"document_no": "125/BC-UBND", "document_date": self._last - chance.randint(0, 500)}
        if state == "Đang triển khai" or chance.random() < 0.1:
            values["progress_pct"] = self._progress(deadline)
        if state == "Hoàn thành" or chance.random() < 0.05:
            near = deadline if isinstance(deadline, int) else self._last
            values["completion_date"] = chance.choice(
                (near, near + 1, near - 1, near + chance.randint(0, 60), self._last, self._last + 1, self._day())
            )
        if (state == "Tạm dừng" and chance.random() < 0.7) or chance.random() < 0.1:
            values["explanation"] = "Chờ kinh phí"
        return values

    def _progress(self, deadline: object) -> float:
        chance = self._chance
        if isinstance(deadline, int) and self._start < self._last <= deadline and chance.random() < 0.6:
            share = Fraction(deadline - self._start, self._last - self._start)
            ties = [i for i in range(1, 1000) if (10 * share * i / 10).denominator == 200]
            if ties:
                return chance.choice(ties) / 10
        return chance.choice((0, 1, 0.5, 100, chance.randint(0, 100), round(chance.random() * 100, 1)))

    def _duty(self, facts: Facts) -> Values:
        chance = self._chance
        values: Values = {
            "done": chance.choice(("Có", "Có", "Chưa")),
            "amount": chance.choice((0, 1, 0.5, 2, 85.5, 120)),
            "satisfaction_pct": chance.choice((0, 92, 100, 87.5)),
        }
        if chance.random() < 0.7:
            values |= {
                "document_no": "45/KH-UBND",
                "document_date": self._own_due + chance.choice((-400, -20, -1, 0, 1, 30)),
            }
        if chance.random() < 0.3:
            values |= {"content": "Mô hình", "explanation": "Đã nêu trong báo cáo"}
        return values

    def _difficulty(self, _facts: Facts) -> Values:
        if self._chance.random() < 0.7:
            return {}
        return {"content": "Thiếu máy", "proposal": "Cấp thêm máy", "addressee": "UBND tỉnh"}
