"""The plan's identity and years, its reporting days, holidays and extensions."""

from __future__ import annotations

import re
from typing import Any

from de_an06_xl.errors import PeriodError
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import AssignmentRules, Holiday, Plan, PlanHeader, ReportingRules
from de_an06_xl.plan_workbook.sheets import FORMAT_ID
from de_an06_xl.plan_workbook.tables import TableRow, Tables
from de_an06_xl.reporting_period import reporting_period

# Ids stand in the identity of every form, between "|" and "/".
_ID = re.compile(r"[A-Z0-9](?:[A-Z0-9.-]{0,38}[A-Z0-9])?")
_VERSION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,18}[A-Za-z0-9])?")
_SATURDAY = 5


def check_settings(tables: Tables) -> None:
    """Format, ids, years and due date."""
    row = tables.settings
    if row.get("format") not in (None, FORMAT_ID):
        tables.fault("KH109", "settings", row, "format", expected=FORMAT_ID)
    for key, pattern in (("plan.id", _ID), ("plan.version", _VERSION)):
        if row.get(key) is not None and not pattern.fullmatch(row.get(key)):
            tables.fault("KH301", "settings", row, key)
    units, consolidator = tables.known("units", "code"), row.get("plan.consolidator")
    if units is not None and consolidator is not None and consolidator not in units:
        tables.fault("KH302", "settings", row, "plan.consolidator")
    first, last, start = (row.get(f"plan.{key}") for key in ("first_year", "last_year", "programme_start"))
    if first is not None and last is not None:
        if last < first:
            tables.fault("KH303", "settings", row, "plan.last_year", value=str(last), first=str(first))
        elif start is not None and not first <= start.year <= last:
            tables.fault("KH304", "settings", row, "plan.programme_start", first=str(first), last=str(last))
    own_plan_due = row.get("plan.own_plan_due")
    if own_plan_due is not None and start is not None and own_plan_due < start:
        tables.fault("KH305", "settings", row, "plan.own_plan_due", start=start)
    _check_due_day(tables, row)


def _check_due_day(tables: Tables, row: TableRow) -> None:
    """A report cannot be due before the period it reports on has ended."""
    kind, day, offset = (row.get(f"reporting.{key}") for key in ("period_kind", "due_day", "due_month_offset"))
    if offset != 0 or kind is None or day is None:
        return
    if kind == "calendar_month" or day <= 14:
        tables.fault("KH306", "settings", row, "reporting.due_day")


def check_holidays(tables: Tables) -> None:
    """No day twice, worked days on weekends, all within the plan's years and the month after."""
    tables.repeats("KH307", "holidays", "date")
    first, last = plan_years(tables)
    for row in tables["holidays"]:
        day = row.get("date")
        if day is None:
            continue
        if row.get("kind") == "workday" and day.weekday() < _SATURDAY:
            tables.fault("KH308", "holidays", row, "date")
        # The report of December is due in the year after the last.
        if first is not None and last is not None and not first <= day.year <= last + 1:
            tables.fault("KH309", "holidays", row, "date", first=str(first), last=str(last))


def plan_years(tables: Tables) -> tuple[int | None, int | None]:
    """The first and the last year, both ``None`` where they are not readable or the wrong way round."""
    first, last = tables.settings.get("plan.first_year"), tables.settings.get("plan.last_year")
    return (None, None) if first is not None and last is not None and last < first else (first, last)


def check_extensions(tables: Tables) -> None:
    """A known unit, a month of the plan, a day after the due date, once per unit and period."""
    units = tables.known("units", "code")
    plan = _calendar_of(tables)
    seen = set()
    for row in tables["extensions"]:
        unit, period_id = row.get("unit"), row.get("period")
        if unit is not None and units is not None and unit not in units:
            tables.fault("KH310", "extensions", row, "unit")
        if unit is not None and period_id is not None and (unit, period_id) in seen:
            tables.fault("KH313", "extensions", row, "unit", period=period_id)
        seen.add((unit, period_id))
        if plan is not None and period_id is not None:
            _check_until(tables, row, plan)


def _check_until(tables: Tables, row: TableRow, plan: Plan) -> None:
    period = _period(row.get("period"), plan)
    until = row.get("until")
    if period is None:
        tables.fault("KH311", "extensions", row, "period")
    elif until is not None and until <= period.due_date:
        tables.fault("KH312", "extensions", row, "until", due=period.due_date)


def _period(text: str, plan: Plan) -> Period | None:
    try:
        return reporting_period(text, plan)
    except (PeriodError, ValueError):
        return None


def _calendar_of(tables: Tables) -> Plan | None:
    """A plan with nothing but its calendar, ``None`` when a needed setting could not be read."""
    row = tables.settings

    def part(prefix: str, keys: tuple[str, ...]) -> dict[str, Any]:
        return {key: row.get(f"{prefix}.{key}") for key in keys}

    head = part("plan", ("programme_start", "first_year", "last_year"))
    reporting = part("reporting", ("period_kind", "due_day", "due_month_offset", "move_due_off_holidays"))
    if None in (*head.values(), *reporting.values()) or None in plan_years(tables):
        return None
    days = [row.values for row in tables["holidays"] if row.get("date") and row.get("kind")]
    return Plan(
        header=PlanHeader(**_NO_HEAD, **head, own_plan_due=head["programme_start"]),
        reporting=ReportingRules(**reporting, source=""),
        assignment=AssignmentRules(collective_coordinators_report=False, source=""),
        holidays=tuple(Holiday(date=day["date"], kind=day["kind"], name="") for day in days),
        **_NO_ROWS,
    )


_NO_HEAD: dict[str, Any] = dict.fromkeys(("id", "version", "province", "name", "legal_basis", "consolidator"), "")
_NO_ROWS: dict[str, Any] = dict.fromkeys(
    ("units", "indicator_groups", "indicators", "task_groups", "tasks", "duties", "assumptions", "corrections"), ()
)
