"""The rules over several units: ``@province_rule("T601")`` on a function that yields what it hit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from de_an06_xl.indicator_figures import Figure, usable_figure
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Indicator, Plan
from de_an06_xl.model.submission import Row
from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.pick_returns import pick_returns
from de_an06_xl.rule_registry import Registry

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One return at fault, at the input ``column`` of ``row`` unless it is about the file as a whole."""

    checked: CheckedReturn
    row: Row | None = None
    column: str = ""
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Province:
    """All returns of one period: those that count by unit, and every file."""

    returns: tuple[CheckedReturn, ...]
    plan: Plan
    period: Period
    layout: FormLayout

    @cached_property
    def counted(self) -> dict[str, CheckedReturn]:
        """Unit → the return that counts, in the plan's order of units."""
        counted, _ = pick_returns(self.returns)
        return {unit.code: counted[unit.code] for unit in self.plan.units if unit.code in counted}

    @cached_property
    def communes(self) -> list[str]:
        """Every commune of the plan, whether it has reported or not."""
        return [unit.code for unit in self.plan.units if unit.group == "commune"]

    def row(self, unit: str, sheet: str, row_id: str) -> Row | None:
        """The row of the unit's return that counts, ``None`` when there is no such return or row."""
        checked = self.counted.get(unit)
        row = checked.submission.sheets[sheet].rows.get(row_id) if checked else None
        return row if row and row.present else None

    def figure(self, unit: str, indicator: Indicator) -> Figure | None:
        """The unit's usable result for an indicator."""
        row = self.row(unit, "CT", indicator.id)
        return usable_figure(row, indicator, self.layout) if row else None

    def names(self, units: Iterable[str]) -> str:
        """Units by name for a sentence: three of them and how many more."""
        names = [self.plan.unit_by_code[code].name for code in units]
        more = f" và {len(names) - _NAMED} đơn vị khác" if len(names) > _NAMED else ""
        return ", ".join(names[:_NAMED]) + more


province_rule: Registry[Province, Hit] = Registry()
