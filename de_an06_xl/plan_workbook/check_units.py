"""Units, groups, duties and assumptions: codes of the right shape, nothing twice."""

from __future__ import annotations

import re

from de_an06_xl.plan_workbook.tables import Tables
from de_an06_xl.plan_workbook.words import UNIT_GROUPS
from de_an06_xl.text.normalize import match_key

_COMMUNE, _DEPARTMENT = re.compile(r"XP-\d{5}", re.ASCII), re.compile(r"SN-[A-Z0-9]{2,12}", re.ASCII)
_GROUP = {
    "indicator": ("CT-I", re.compile(r"CT-[IVXLC]{1,8}")),
    "task": ("NV-I", re.compile(r"NV-[IVXLC]{1,8}")),
}
_DUTY = re.compile(r"TC-[a-z]{1,3}", re.ASCII)


def check_units(tables: Tables) -> None:
    """Codes and names are unique and say which group a unit belongs to."""
    tables.repeats("KH402", "units", "code")
    tables.repeats("KH403", "units", "name")
    words = dict(UNIT_GROUPS)
    for row in tables["units"]:
        code, group = row.get("code"), row.get("group")
        if code is None:
            continue
        commune = bool(_COMMUNE.fullmatch(code))
        if not commune and not _DEPARTMENT.fullmatch(code):
            tables.fault("KH401", "units", row, "code")
        elif group is not None and commune != (group == "commune"):
            tables.fault("KH404", "units", row, "code", group=words[group])
    _check_aliases(tables)


def _check_aliases(tables: Tables) -> None:
    """Another name must not lead to two units: it is used to recognise a unit."""
    names = {match_key(row.get("name")): row for row in tables["units"] if row.get("name")}
    for row in tables["units"]:
        for alias in row.get("aliases") or ():
            owner = names.setdefault(match_key(alias), row)
            if owner is not row:
                tables.fault("KH405", "units", row, "aliases", value=alias, other=owner.get("code"))


def check_groups(tables: Tables) -> None:
    """Group ids as the codes of their rows begin."""
    tables.repeats("KH407", "groups", "id")
    for row in tables["groups"]:
        use, group_id = row.get("use"), row.get("id")
        if use is not None and group_id is not None:
            expected, pattern = _GROUP[use]
            if not pattern.fullmatch(group_id):
                tables.fault("KH406", "groups", row, "id", expected=expected)


def check_duties(tables: Tables) -> None:
    """Ids of duties and of assumptions."""
    tables.repeats("KH702", "duties", "id")
    tables.repeats("KH703", "assumptions", "id")
    for row in tables["duties"]:
        if row.get("id") is not None and not _DUTY.fullmatch(row.get("id")):
            tables.fault("KH701", "duties", row, "id")
