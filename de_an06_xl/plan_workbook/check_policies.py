"""The scoring policies: every version whole, its sums right, its bands without gap or overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from de_an06_xl.plan_workbook.check_calendar import plan_years
from de_an06_xl.plan_workbook.tables import TableRow, Tables
from de_an06_xl.plan_workbook.words import DUTY_SHAPES, POLICY_NUMBERS

_VERSION = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,18}[A-Z0-9])?/[A-Za-z0-9](?:[A-Za-z0-9.-]{0,18}[A-Za-z0-9])?")
_WEIGHTS = tuple(key for key in POLICY_NUMBERS if key.startswith("weights."))
_REPORTING = ("reporting.on_time_points", "reporting.completeness_points", "reporting.quality_points")
_SHAPE_WORDS = dict(DUTY_SHAPES)
_PARTS = ("numbers", "duty_points", "bands")
_TOP, _ALL_WEIGHTS, _ALL_POINTS = Decimal(100), Decimal(100), Decimal(10)


def check_policy_sheets(tables: Tables) -> None:
    """The four sheets of scoring policies."""
    tables.repeats("KH802", "policies", "version_id")
    tables.repeats("KH803", "policies", "valid_from")
    for row in tables["policies"]:
        if row.get("version_id") is not None and not _VERSION.fullmatch(row.get("version_id")):
            tables.fault("KH801", "policies", row, "version_id")
    _check_validity(tables)
    versions = tables.known("policies", "version_id")
    if versions is None:
        return
    for part in _PARTS:
        for row in tables[part]:
            if row.get("version_id") is not None and row.get("version_id") not in versions:
                tables.fault("KH805", part, row, "version_id")
    for row in {row.get("version_id"): row for row in reversed(tables["policies"].rows)}.values():
        if row.get("version_id") is not None:
            _check_version(tables, row)


def _check_validity(tables: Tables) -> None:
    """Some version must be in force before the plan ends."""
    _, last = plan_years(tables)
    days = [row.get("valid_from") for row in tables["policies"]]
    if last is None or not days or None in days or min(days).year <= last:
        return
    first, _ = plan_years(tables)
    earliest = min(tables["policies"], key=lambda row: row.get("valid_from"))
    tables.fault("KH804", "policies", earliest, "valid_from", first=str(first or last), last=str(last))


def _check_version(tables: Tables, policy: TableRow) -> None:
    version = policy.get("version_id")
    own = {part: [row for row in tables[part] if row.get("version_id") == version] for part in _PARTS}
    if _whole(tables, "numbers"):
        _check_numbers(tables, policy, own["numbers"])
    if _whole(tables, "duty_points"):
        _check_duty_points(tables, policy, own["duty_points"])
    if _whole(tables, "bands"):
        _check_bands(tables, policy, own["bands"])


def _whole(tables: Tables, part: str) -> bool:
    """Whether sums and gaps of this sheet mean anything: it was found and every cell of it could be read."""
    return tables[part].found and not any(row.unread for row in tables[part])


def _check_numbers(tables: Tables, policy: TableRow, rows: Sequence[TableRow]) -> None:
    version = policy.get("version_id")
    by_key: dict[str, TableRow] = {}
    for row in rows:
        key = row.get("key")
        if key in by_key:
            tables.fault("KH806", "numbers", row, "key", value=POLICY_NUMBERS[key][0], version=version)
        by_key.setdefault(key, row)
    missing = [key for key in POLICY_NUMBERS if key not in by_key]
    for key in missing:
        tables.fault("KH807", "policies", policy, "version_id", name=POLICY_NUMBERS[key][0])
    for key, row in by_key.items():
        _, low, high = POLICY_NUMBERS[key]
        value = row.get("value")
        if value < Decimal(low) or (high is not None and value > Decimal(high)):
            limits = "lớn hơn 0" if Decimal(0) < Decimal(low) else f"từ {low} đến {high}"
            tables.fault("KH207", "numbers", row, "value", column=POLICY_NUMBERS[key][0], limits=limits)
    for keys, code, whole in ((_WEIGHTS, "KH808", _ALL_WEIGHTS), (_REPORTING, "KH809", _ALL_POINTS)):
        if all(key in by_key for key in keys):
            total = sum((by_key[key].get("value") for key in keys), Decimal(0))
            if total != whole:
                tables.fault(code, "numbers", by_key[keys[0]], "value", value=total, version=version)


def _check_duty_points(tables: Tables, policy: TableRow, rows: Sequence[TableRow]) -> None:
    version, duties = policy.get("version_id"), tables.known("duties", "id")
    seen: set[str] = set()
    for row in rows:
        duty = row.get("id")
        if duty in seen:
            tables.fault("KH811", "duty_points", row, "id", version=version)
        elif duties is not None and duty not in duties:
            tables.fault("KH810", "duty_points", row, "id")
        seen.add(duty)
        _check_late_points(tables, row)
    for duty in sorted((duties or set()) - seen):
        tables.fault("KH812", "policies", policy, "version_id", name=duty)
    total = sum((row.get("points") for row in rows), Decimal(0))
    if total != _ALL_POINTS:
        place = ("duty_points", rows[0], "points") if rows else ("policies", policy, "version_id")
        tables.fault("KH813", *place, value=total, version=version)


def _check_late_points(tables: Tables, row: TableRow) -> None:
    late, most, shape = row.get("late_points"), row.get("points"), row.get("shape")
    if not late:
        return
    if late > most:
        tables.fault("KH814", "duty_points", row, "late_points", most=most)
    if shape != "dated":
        tables.fault("KH815", "duty_points", row, "late_points", shape=_SHAPE_WORDS[shape])


def _check_bands(tables: Tables, policy: TableRow, rows: Sequence[TableRow]) -> None:
    version = policy.get("version_id")
    if not rows:
        tables.fault("KH816", "policies", policy, "version_id")
        return
    for code, key in (("KH817", "id"), ("KH818", "name")):
        values = [row.get(key) for row in rows]
        for position, row in enumerate(rows):
            if row.get(key) in values[:position]:
                tables.fault(code, "bands", row, key, version=version)
        insufficient = policy.get(f"insufficient.{key}")
        if insufficient is not None and insufficient in values:
            tables.fault("KH824", "policies", policy, f"insufficient.{key}", version=version)
    for row in rows:
        if row.get("from_score") >= row.get("to_score"):
            tables.fault("KH819", "bands", row, "from_score", to=row.get("to_score"))
    ordered = sorted(rows, key=lambda row: (row.get("from_score"), row.get("to_score")))
    if ordered[0].get("from_score") != 0:
        tables.fault("KH820", "bands", ordered[0], "from_score", version=version)
    if ordered[-1].get("to_score") != _TOP:
        tables.fault("KH821", "bands", ordered[-1], "to_score", version=version)
    for lower, upper in pairwise(ordered):
        end, start = lower.get("to_score"), upper.get("from_score")
        if end != start:
            tables.fault("KH822" if end < start else "KH823", "bands", upper, "from_score", start=end)
