"""What every section of the report asks: the summary, the plan, the figures and the words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.findings import show
from de_an06_xl.half_up import half_up
from de_an06_xl.model.plan import Plan
from de_an06_xl.model.summary import IndicatorRecord, Summary
from de_an06_xl.write_report.figures import INDICATORS, Figures
from de_an06_xl.write_report.parts import Paragraph, Parts
from de_an06_xl.write_report.sentences import Sentences, quoted


@dataclass(frozen=True, slots=True)
class Facts:
    """One month, ready to be asked."""

    summary: Summary
    plan: Plan
    ask: Figures
    say: Sentences

    @property
    def period(self) -> str:
        """``tháng 10/2026``, as it stands within a sentence."""
        label = self.summary.period_label
        return label[:1].lower() + label[1:]

    @property
    def office(self) -> str:
        """The body that consolidates, by its full name: Công an tỉnh Lào Cai."""
        header = self.plan.header
        unit = self.plan.unit_by_code.get(header.consolidator)
        name = unit.name if unit else header.consolidator
        return f"{name.removesuffix('tỉnh')}{header.province}" if name.endswith(" tỉnh") else name

    @property
    def until(self) -> dt.date:
        """How far ahead the tasks of "thời gian tới" reach (as on the summary workbook's sheet Nhiệm vụ)."""
        return self.summary.last_day + dt.timedelta(days=self.summary.soon_days)

    def unit_name(self, code: str) -> str:
        return next((unit.name for unit in self.summary.units if unit.unit == code), code)

    def actual(self, item: IndicatorRecord, column: str = "Kết quả") -> Parts:
        """The result with its measure (85,5%; 2 Hệ thống), or the qualitative word."""
        figure = self.ask.value(INDICATORS, column, {"Mã": item.id})
        return (figure, measure_suffix(item)) if figure else (quoted(str(item.actual)),)

    def target(self, item: IndicatorRecord) -> Parts:
        """``≥ 50%``, or the words of the plan."""
        figure = self.ask.value(INDICATORS, "Mục tiêu năm", {"Mã": item.id})
        if figure is None:
            return (quoted(str(item.target)),)
        return (f"{item.direction}\u00a0" if item.direction in ("≥", "≤") else "", figure, measure_suffix(item))


def measure_suffix(item: IndicatorRecord) -> str:
    return "%" if item.measure == "%" else f" {item.measure}" if item.measure else ""


def shown(value: Decimal | Fraction | str | None) -> str:
    """A figure of a table: at most two decimals; a word as it is; nothing for ``None``."""
    return "" if value is None else value if isinstance(value, str) else show(half_up(value))


def points_text(value: Decimal | Fraction | None) -> str:
    """Points as the workbook shows them, always with two decimals; nothing for ``None``."""
    return "" if value is None else f"{half_up(value):.2f}".replace(".", ",")


def heading(parts: Parts) -> Paragraph:
    return Paragraph("heading", parts)


def subheading(parts: Parts) -> Paragraph:
    return Paragraph("subheading", parts)


def review(parts: Parts) -> Paragraph:
    return Paragraph("review", parts)


def item(parts: Parts) -> Paragraph:
    return Paragraph("item", parts)
