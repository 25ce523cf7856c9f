"""What every run needs, loaded once: plan, policies, layout; and the context of any unit and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from de_an06_xl.errors import UnitError
from de_an06_xl.form.rows import FormContext
from de_an06_xl.load_form import load_form
from de_an06_xl.load_plan import load_plan
from de_an06_xl.load_policy import load_policies, policy_for
from de_an06_xl.merge_extensions import merge_extensions
from de_an06_xl.model.form import FormIdentity, FormLayout
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Extension, Plan, Unit
from de_an06_xl.model.policy import ScoringPolicy
from de_an06_xl.model.summary import Receipt
from de_an06_xl.reporting_period import reporting_period


@dataclass(frozen=True, slots=True)
class RunContext:
    """The plan in force, every policy version, the form layout and the extensions granted in advance."""

    plan: Plan
    policies: tuple[ScoringPolicy, ...]
    layout: FormLayout
    extensions: tuple[Extension, ...] = ()

    def period(self, text: str) -> Period:
        """Raises :class:`PeriodError` when ``text`` is not a month of the plan."""
        return reporting_period(text, self.plan)

    def unit(self, code: str) -> Unit:
        """Raises :class:`UnitError` when the plan has no such reporting unit."""
        try:
            return self.plan.unit_by_code[code.strip()]
        except KeyError:
            raise UnitError(f"Mã đơn vị “{code}” không có trong danh sách {len(self.plan.units)} đơn vị.") from None

    def policy(self, period: Period) -> ScoringPolicy:
        """The policy valid on the period's last day."""
        return policy_for(period.last_day, self.policies)

    def form_context(self, unit: Unit, period: Period) -> FormContext:
        """Everything that decides the form of ``unit`` in ``period``."""
        return FormContext(self.plan, self.policy(period), period, unit)

    def context_of(self, identity: FormIdentity) -> FormContext:
        """The context a return claims for itself. Raises :class:`UnitError` or :class:`PeriodError`."""
        return self.form_context(self.unit(identity.unit), self.period(identity.period))

    def receipts(self, period_id: str, register: Mapping[str, Receipt] | None = None) -> Mapping[str, Receipt]:
        """The consolidator's register with the extensions of the period; the register wins."""
        return merge_extensions(register or {}, self.extensions, period_id)


def load_run(plan_workbook: Path | None = None) -> RunContext:
    """The product's own plan and policies, or those of an administrator's workbook; and the layout.

    Raises :class:`DataError` when the data is faulty, for a workbook with its first fault in one sentence.
    """
    if plan_workbook is None:
        return RunContext(load_plan(), load_policies(), load_form())
    from de_an06_xl.plan_workbook.read_plan_workbook import load_plan_workbook

    book = load_plan_workbook(plan_workbook)
    return RunContext(book.plan, book.policies, load_form(), book.extensions)
