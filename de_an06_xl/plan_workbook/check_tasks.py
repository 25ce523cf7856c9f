"""Nhiệm vụ: a code within a group, somebody who does it, a deadline that says what it is."""

from __future__ import annotations

import datetime as dt
import re

from de_an06_xl.model.plan import ALL, COLLECTIVES, COMMUNES, DEPARTMENTS, DeadlineKind
from de_an06_xl.plan_workbook.check_calendar import plan_years
from de_an06_xl.plan_workbook.check_indicators import known_groups
from de_an06_xl.plan_workbook.tables import TableRow, Tables
from de_an06_xl.plan_workbook.words import COLLECTIVE_WORDS, DEADLINE_KINDS

_ID = re.compile(r"(NV-[IVXLC]{1,8})\.[1-9]\d{0,2}", re.ASCII)
_KIND_WORDS, _COLLECTIVE = dict(DEADLINE_KINDS), dict(COLLECTIVE_WORDS)
_ACTORS = (("leads", "Cơ quan chủ trì"), ("coordinators", "Cơ quan phối hợp"))
_GROUPS_OF = {ALL: {"department", "commune"}, DEPARTMENTS: {"department"}, COMMUNES: {"commune"}}
_DATED = {DeadlineKind.MONTH: "tháng", DeadlineKind.QUARTER: "quý"}
_NEEDS_TEXT = (DeadlineKind.BY_DIRECTION, DeadlineKind.ASSIGNED_SCHEDULE)


def check_tasks(tables: Tables) -> None:
    """Every row of the sheet Nhiệm vụ."""
    tables.repeats("KH602", "tasks", "id")
    groups = known_groups(tables, "task")
    for row in tables["tasks"]:
        match = _ID.fullmatch(row.get("id") or "")
        if row.get("id") is not None and not match:
            tables.fault("KH601", "tasks", row, "id")
        elif match and groups is not None and match[1] not in groups:
            tables.fault("KH603", "tasks", row, "id", group=match[1])
        for key, what in _ACTORS:
            _check_actors(tables, row, key, what)
        _check_somebody_leads(tables, row)
        _check_deadline(tables, row)


def _check_actors(tables: Tables, row: TableRow, key: str, what: str) -> None:
    units, actors = tables.known("units", "code"), row.get(key) or ()
    for position, actor in enumerate(actors):
        if actor in actors[:position]:
            tables.fault("KH605", "tasks", row, key, value=_COLLECTIVE.get(actor, actor), what=what)
        elif units is not None and actor not in units and actor not in COLLECTIVES:
            collectives = ", ".join(_COLLECTIVE.values())
            tables.fault("KH604", "tasks", row, key, value=actor, what=what, collectives=collectives)


def _check_somebody_leads(tables: Tables, row: TableRow) -> None:
    """A task led only by names that stand for no unit of this workbook would be reported by nobody."""
    leads = row.get("leads") or ()
    if not leads or tables.known("units", "code") is None or any(lead not in COLLECTIVES for lead in leads):
        return
    takers = {unit.get("group") for unit in tables["units"] if unit.get("collective")}
    if not any(_GROUPS_OF.get(lead, set()) & takers for lead in leads):
        shown = "; ".join(_COLLECTIVE[lead] for lead in leads)
        tables.fault("KH606", "tasks", row, "leads", value=shown)


def _check_deadline(tables: Tables, row: TableRow) -> None:
    kind, day = row.get("deadline.kind"), row.get("deadline.date")
    if kind is None:
        return
    word = _KIND_WORDS[kind]
    if kind in _NEEDS_TEXT and row.blank("deadline.text"):
        tables.fault("KH611", "tasks", row, "deadline.text", kind=word)
    if kind not in _DATED:
        if day is not None:
            tables.fault("KH608", "tasks", row, "deadline.date", kind=word)
        return
    if row.blank("deadline.date"):
        tables.fault("KH607", "tasks", row, "deadline.date", kind=word)
    if day is None:
        return
    next_day = day + dt.timedelta(days=1)
    if next_day.day != 1 or (kind == DeadlineKind.QUARTER and day.month % 3):
        tables.fault("KH609", "tasks", row, "deadline.date", unit=_DATED[kind])
    first, last = plan_years(tables)
    if first is not None and last is not None and not first <= day.year <= last:
        tables.fault("KH610", "tasks", row, "deadline.date", first=str(first), last=str(last))
