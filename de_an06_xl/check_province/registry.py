"""The rules over several units: ``@province_rule("T601")`` on a function that yields what it hit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from de_an06_xl.model.digest import ComparedCell, Figure, ReturnDigest
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Indicator, Plan
from de_an06_xl.pick_returns import pick_returns
from de_an06_xl.rule_registry import Registry

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One return at fault, at ``cell`` unless it is about the file as a whole."""

    digest: ReturnDigest
    cell: ComparedCell | None = None
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Province:
    """All returns of one period: those that count by unit, and every file."""

    returns: tuple[ReturnDigest, ...]
    plan: Plan
    period: Period

    @cached_property
    def counted(self) -> dict[str, ReturnDigest]:
        """Unit → the return that counts, in the plan's order of units."""
        counted, _ = pick_returns(self.returns)
        return {unit.code: counted[unit.code] for unit in self.plan.units if unit.code in counted}

    @cached_property
    def communes(self) -> list[str]:
        """Every commune of the plan, whether it has reported or not."""
        return [unit.code for unit in self.plan.units if unit.group == "commune"]

    def cell(self, unit: str, row_id: str, column: str) -> ComparedCell | None:
        """The input in the unit's return that counts, ``None`` when there is no such return or it is blank."""
        digest = self.counted.get(unit)
        return digest.cells.get((row_id, column)) if digest else None

    def figure(self, unit: str, indicator: Indicator) -> Figure | None:
        """The unit's usable result for an indicator."""
        digest = self.counted.get(unit)
        return digest.figures.get(indicator.id) if digest else None

    def names(self, units: Iterable[str]) -> str:
        """Units by name for a sentence: three of them and how many more."""
        names = [self.plan.unit_by_code[code].name for code in units]
        more = f" và {len(names) - _NAMED} đơn vị khác" if len(names) > _NAMED else ""
        return ", ".join(names[:_NAMED]) + more


province_rule: Registry[Province, Hit] = Registry()
