"""Between the plan's own types and the flat records of the workbook's sheets, both ways and without loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from de_an06_xl.model.plan import Extension, Plan
from de_an06_xl.model.policy import ScoringPolicy
from de_an06_xl.plan_workbook.columns import Column, Record
from de_an06_xl.plan_workbook.sheets import FORMAT_ID, SHEET_BY_CODE
from de_an06_xl.plan_workbook.words import POLICY_NUMBERS

Records = Mapping[str, Sequence[Record]]
"""Sheet code → its records; settings are one record."""

_TARGETS = ("target_2026", "target_2030")


@dataclass(frozen=True, slots=True)
class PlanBook:
    """All the workbook holds: the plan, every policy version (oldest first), the extensions."""

    plan: Plan
    policies: tuple[ScoringPolicy, ...]
    extensions: tuple[Extension, ...] = ()


def to_records(book: PlanBook) -> dict[str, list[Record]]:
    """Every sheet's records, in the order of the data."""
    plan = book.plan
    heads = {"plan": plan.header, "reporting": plan.reporting, "assignment": plan.assignment}
    settings = {f"{prefix}.{key}": value for prefix, head in heads.items() for key, value in _flat(head).items()}
    return {
        "settings": [{"format": FORMAT_ID, **settings}],
        "units": _all(plan.units),
        "groups": [
            *({"use": "indicator", **_flat(group)} for group in plan.indicator_groups),
            *({"use": "task", **_flat(group)} for group in plan.task_groups),
        ],
        "indicators": _all(plan.indicators),
        "tasks": _all(plan.tasks),
        "duties": _all(plan.duties),
        "holidays": _all(plan.holidays),
        "extensions": _all(book.extensions),
        "policies": [{"version_id": policy.version_id, **_flat(policy)} for policy in book.policies],
        "numbers": [
            {
                "version_id": policy.version_id,
                "key": key,
                "value": _flat(policy)[f"{key}.value"],
                "ref": _flat(policy)[f"{key}.ref"],
            }
            for policy in book.policies
            for key in POLICY_NUMBERS
        ],
        "duty_points": [
            {"version_id": policy.version_id, **_flat(duty)} for policy in book.policies for duty in policy.duties
        ],
        "bands": [
            {"version_id": policy.version_id, **_flat(band)} for policy in book.policies for band in policy.bands
        ],
        "assumptions": _all(plan.assumptions),
        "corrections": _all(plan.corrections),
    }


def from_records(records: Records) -> PlanBook:
    """The inverse of :func:`to_records`, for records without faults.

    Raises ``pydantic.ValidationError`` for a record that the checks should have refused.
    """
    (settings,) = records["settings"]
    plan = Plan.model_validate(
        {
            **{"header" if head == "plan" else head: _part(settings, head) for head in _HEADS},
            "units": _tables(records, "units"),
            "indicator_groups": _groups(records, "indicator"),
            "indicators": [_numbered(table) for table in _tables(records, "indicators")],
            "task_groups": _groups(records, "task"),
            "tasks": [_numbered(table) for table in _tables(records, "tasks")],
            "duties": _tables(records, "duties"),
            "assumptions": _tables(records, "assumptions"),
            "corrections": _tables(records, "corrections"),
            "holidays": _tables(records, "holidays"),
        }
    )
    policies = [_policy(table, records) for table in _tables(records, "policies")]
    return PlanBook(
        plan,
        tuple(sorted(policies, key=lambda policy: policy.valid_from)),
        tuple(Extension.model_validate(table) for table in _tables(records, "extensions")),
    )


_HEADS = ("plan", "reporting", "assignment")


def _all(models: Iterable[BaseModel]) -> list[Record]:
    return [_flat(model) for model in models]


def _flat(model: BaseModel) -> Record:
    """A model's fields with dotted keys; a part that is ``None`` has no keys at all."""
    return _flatten(model.model_dump(), "")


def _flatten(table: Mapping[str, Any], prefix: str) -> Record:
    flat: Record = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat.update(_flatten(value, f"{prefix}{key}."))
        elif value is not None:
            flat[f"{prefix}{key}"] = value
    return flat


def _tables(records: Records, code: str) -> list[dict[str, Any]]:
    columns = SHEET_BY_CODE[code].columns
    return [_nested(columns, record) for record in records[code]]


def _nested(columns: Iterable[Column], record: Record) -> dict[str, Any]:
    """One record as the nested table its model reads; blanks become what a blank means there."""
    table: dict[str, Any] = {}
    for column in columns:
        value = record.get(column.key)
        if value is None:
            value = _BLANKS.get(column.kind)
        *parents, leaf = column.key.split(".")
        place = table
        for parent in parents:
            place = place.setdefault(parent, {})
        place[leaf] = value
    for target in _TARGETS:
        if target in table and table[target]["kind"] is None:
            table[target] = None
    return table


_BLANKS: dict[str, Any] = {"text": "", "code": "", "codes": (), "names": (), "yes_no": False}


def _part(settings: Record, prefix: str) -> dict[str, Any]:
    start = f"{prefix}."
    return {key.removeprefix(start): value for key, value in settings.items() if key.startswith(start)}


def _groups(records: Records, use: str) -> list[dict[str, Any]]:
    return [{"id": table["id"], "name": table["name"]} for table in _tables(records, "groups") if table["use"] == use]


def _numbered(table: dict[str, Any]) -> dict[str, Any]:
    group, _, number = table["id"].rpartition(".")
    return {**table, "group": group, "number": int(number)}


def _policy(table: dict[str, Any], records: Records) -> ScoringPolicy:
    version_id = table.pop("version_id")
    policy_id, _, version = version_id.partition("/")
    own = {code: [t for t in _tables(records, code) if t.pop("version_id") == version_id] for code in _BY_VERSION}
    numbers: dict[str, Any] = {}
    for line in own["numbers"]:
        parent, _, leaf = line["key"].rpartition(".")
        (numbers.setdefault(parent, {}) if parent else numbers)[leaf] = {"value": line["value"], "ref": line["ref"]}
    return ScoringPolicy.model_validate(
        {
            **table,
            **numbers,
            "id": policy_id,
            "version": version,
            "duties": [{**duty, "late_points": duty["late_points"] or Decimal(0)} for duty in own["duty_points"]],
            "bands": own["bands"],
        }
    )


_BY_VERSION = ("numbers", "duty_points", "bands")
