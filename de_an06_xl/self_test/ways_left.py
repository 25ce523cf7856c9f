"""Which ways to work the findings close, and which are left."""

from __future__ import annotations

from collections.abc import Iterable

from de_an06_xl.model.finding import Finding
from de_an06_xl.surroundings.policies import load_ways


def ways_left(findings: Iterable[Finding]) -> tuple[list[str], dict[str, list[str]]]:
    """Labels of the open ways, and label → codes of the closed ones, both the most comfortable first."""
    codes = {finding.code for finding in findings}
    closed = {way.label: [code for code in way.closed_by if code in codes] for way in load_ways()}
    return [label for label, found in closed.items() if not found], {
        label: found for label, found in closed.items() if found
    }
