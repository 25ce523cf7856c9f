"""The self-test as JSON: its keys are a public contract, like those of the other commands."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from de_an06_xl.model.finding import Finding
from de_an06_xl.self_test.model import SelfTest
from de_an06_xl.surroundings.policies import PolicyState


def result_json(test: SelfTest) -> dict[str, Any]:
    """Everything of the self-test; times in milliseconds, absent things ``null``."""
    return {
        "versions": test.versions,
        "code_pages": test.code_pages,
        "excel": asdict(test.excel) if test.excel else None,
        "packages": [{**asdict(one), "ok": one.installed == one.pinned} for one in test.packages],
        "paths": [asdict(one) for one in test.paths],
        "policies": [_policy(one) for one in test.policies],
        "values": [{**asdict(one), "ok": one.ok} for one in test.passages],
        "timings": [{**asdict(one), "ratio": round(one.ratio, 1)} for one in test.timings],
        "findings": [_finding(one) for one in test.findings],
        "works": test.open_ways,
        "blocked": [{"way": label, "codes": codes} for label, codes in test.closed_ways.items()],
        "faults": test.faults,
    }


def _policy(one: PolicyState) -> dict[str, str]:
    policy = one.policy
    return {"code": policy.code, "policy": policy.label, "place": one.place, "value": one.value, "meaning": one.meaning}


def _finding(one: Finding) -> dict[str, str]:
    return {"code": one.code, "severity": one.severity, "message": one.message, "fix": one.fix}
