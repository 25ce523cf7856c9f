"""What the registry says about macros, add-ins, trusted folders and child processes: rules X909 to X912, X918.

Which value of which key means what is data: ``data/machine.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from de_an06_xl.findings import make_finding
from de_an06_xl.load_toml import DATA_DIR, build_all, only_keys, read_toml
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.plan import Frozen
from de_an06_xl.surroundings.environment import Environment
from de_an06_xl.surroundings.registry import Hive, Registry, Value

# Excel 2016 to 365 share 16.0; 15.0 is 2013, 14.0 is 2010.
OFFICE_VERSIONS = ("16.0", "15.0", "14.0")
_OFFICE = "{office}"
_HERE = "máy này"


class Policy(Frozen):
    """One value of the registry: where it stands, which values hinder us, and what they forbid.

    ``kind`` says how the value is written: alone, or as one of ``name=value|name=value`` in the value ``name``, the
    one called ``item``.
    """

    code: Literal["X909", "X910", "X911", "X912", "X918"]
    label: str
    key: str
    name: str
    hives: tuple[Hive, ...] = ("HKCU", "HKLM")
    item: str = ""
    blocking: dict[str, str]


class Way(Frozen):
    """One way to get the work done, and the findings that close it."""

    id: str
    label: str
    closed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyState:
    """A policy as set on this machine; ``meaning`` is empty when the value does not hinder us."""

    policy: Policy
    place: str
    value: str
    meaning: str


@cache
def load_policies() -> tuple[Policy, ...]:
    """The policies looked at, in file order."""
    return build_all(Policy, _tables()["policy"], "machine.toml", "policy")


@cache
def load_ways() -> tuple[Way, ...]:
    """The ways to work, the most comfortable first."""
    return build_all(Way, _tables()["way"], "machine.toml", "way")


def _tables() -> dict[str, list[dict[str, object]]]:
    tables = read_toml(DATA_DIR / "machine.toml")
    only_keys(tables, ("policy", "way"), "machine.toml")
    return tables


def policy_states(registry: Registry) -> list[PolicyState]:
    """Every policy of the list that is set, harmless ones included."""
    return [state for policy in load_policies() for state in _states(policy, registry)]


def by_policy(environment: Environment) -> Iterator[Finding]:
    """One finding for each policy that hinders us, however often it is set."""
    told = set()
    for state in policy_states(environment.registry):
        if state.meaning and (state.policy.code, state.meaning) not in told:
            told.add((state.policy.code, state.meaning))
            value = f"{state.policy.name} = {state.value}"
            yield make_finding(state.policy.code, _HERE, value=value, policy=state.policy.label, meaning=state.meaning)


def _states(policy: Policy, registry: Registry) -> Iterator[PolicyState]:
    keys = (
        [policy.key.replace(_OFFICE, version) for version in OFFICE_VERSIONS] if _OFFICE in policy.key else [policy.key]
    )
    for key in keys:
        for hive in policy.hives:
            value = _value(policy, registry.value(hive, key, policy.name))
            if value is not None:
                yield PolicyState(policy, f"{hive}\\{key}\\{policy.name}", value, policy.blocking.get(value, ""))


def _value(policy: Policy, written: Value | None) -> str | None:
    if written is None or not policy.item:
        return None if written is None else str(written)
    for pair in str(written).split("|"):
        name, _, value = pair.partition("=")
        if name.strip().casefold() == policy.item.casefold():
            return value.strip()
    return None
