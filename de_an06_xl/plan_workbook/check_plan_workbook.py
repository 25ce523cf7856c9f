"""Every check that spans cells, rows or sheets of the plan workbook; all faults at once.

Cells that could not be read are left alone here: their fault is told already.
"""

from __future__ import annotations

from de_an06_xl.plan_workbook.check_calendar import check_extensions, check_holidays, check_settings
from de_an06_xl.plan_workbook.check_indicators import check_indicators
from de_an06_xl.plan_workbook.check_policies import check_policy_sheets
from de_an06_xl.plan_workbook.check_tasks import check_tasks
from de_an06_xl.plan_workbook.check_units import check_duties, check_groups, check_units
from de_an06_xl.plan_workbook.tables import Tables

CHECKS = (
    check_settings,
    check_units,
    check_groups,
    check_indicators,
    check_tasks,
    check_duties,
    check_holidays,
    check_extensions,
    check_policy_sheets,
)


def check_tables(tables: Tables) -> None:
    """Run all checks; what they find goes to ``tables.faults``."""
    for check in CHECKS:
        check(tables)
