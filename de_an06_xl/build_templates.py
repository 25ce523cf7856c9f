"""The blank generic forms under ``workbooks/templates``: to look at, to print, to copy into a decision.

They belong to placeholder units, so that a filled template is never taken for a unit's return.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from de_an06_xl.build_forms import build_form
from de_an06_xl.errors import OutputError
from de_an06_xl.form.rows import FormContext
from de_an06_xl.model.plan import Plan, Unit
from de_an06_xl.run_context import load_run

TEMPLATE_PERIOD = "2026-10"
COMMUNE = Unit(code="XP-00000", name="Xã/Phường (mẫu trắng)", kind="xã/phường", group="commune")
DEPARTMENT = Unit(code="SN-MAU", name="Sở, ngành (mẫu trắng)", kind="sở/ngành", group="department")


def build_templates(folder: Path) -> list[Path]:
    """Write both templates into ``folder`` and return their paths.

    ``BM-01_xa-phuong.xlsx`` has the rows of a commune, ``BM-01_so-nganh.xlsx`` every indicator
    and, as lead, every task. Raises :class:`OutputError` when a file cannot be written.
    """
    run = load_run()
    period = run.period(TEMPLATE_PERIOD)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputError(f"Không tạo được thư mục {folder}. Hãy chọn nơi khác hoặc kiểm tra quyền ghi.") from None
    plans = {
        "xa-phuong": (with_unit(run.plan, COMMUNE), COMMUNE),
        "so-nganh": (with_every_row(run.plan, DEPARTMENT), DEPARTMENT),
    }
    paths = []
    for name, (plan, unit) in plans.items():
        context = FormContext(plan, run.policy(period), period, unit)
        paths.append(folder / f"{run.layout.id}_{name}.xlsx")
        build_form(context, run.layout, paths[-1])
    return paths


def with_unit(plan: Plan, unit: Unit) -> Plan:
    """The plan with one more unit, which gets the rows of its group."""
    return _changed(plan, units=(*plan.units, unit))


def with_every_row(plan: Plan, unit: Unit) -> Plan:
    """The plan with one more unit that monitors every indicator and leads every task."""
    monitored = tuple(item.model_copy(update={"monitors": (*item.monitors, unit.code)}) for item in plan.indicators)
    led = tuple(task.model_copy(update={"leads": (*task.leads, unit.code)}) for task in plan.tasks)
    return _changed(with_unit(plan, unit), indicators=monitored, tasks=led)


def _changed(plan: Plan, **changes: Any) -> Plan:
    """A plan made anew: a plain copy would keep what the old one has looked up already."""
    return Plan(**{**{name: getattr(plan, name) for name in Plan.model_fields}, **changes})
