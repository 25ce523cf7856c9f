"""Symbol, word and look of every state, the same on every sheet."""

from __future__ import annotations

from de_an06_xl.model.finding import Severity
from de_an06_xl.model.summary import (
    OUTCOME_WORDS,
    STATE_WORDS,
    STATUS_WORDS,
    IndicatorStatus,
    Outcome,
    UnitState,
)
from de_an06_xl.write_summary.table import Styled

GROUP_WORDS = {"department": "Sở, ngành", "commune": "Xã, phường"}
_STATUS: dict[IndicatorStatus, tuple[str, str]] = {
    "reached": ("✔", "good"),
    "not_reached": ("✖", "bad"),
    "no_data": ("○", "none"),
    "no_target": ("–", "none"),
}
_STATE: dict[UnitState, tuple[str, str]] = {
    "on_time": ("✔", "good"),
    "late": ("▲", "care"),
    "missing": ("✖", "bad"),
    "not_due": ("○", "none"),
}
_OUTCOME: dict[Outcome, tuple[str, str]] = {
    "included": ("✔", "good"),
    "included_late": ("▲", "care"),
    "rejected": ("✖", "bad"),
    "superseded": ("–", "none"),
    "not_a_return": ("○", "none"),
}
_SEVERITY: dict[Severity, tuple[str, str]] = {
    Severity.ERROR: ("✖", "bad"),
    Severity.QUERY: ("▲", "care"),
    Severity.NOTE: ("○", "none"),
}


def status_cell(status: IndicatorStatus) -> Styled:
    symbol, style = _STATUS[status]
    return Styled(f"{symbol} {STATUS_WORDS[status]}", style)


def state_cell(state: UnitState) -> Styled:
    symbol, style = _STATE[state]
    return Styled(f"{symbol} {STATE_WORDS[state]}", style)


def outcome_cell(outcome: Outcome) -> Styled:
    symbol, style = _OUTCOME[outcome]
    return Styled(f"{symbol} {OUTCOME_WORDS[outcome]}", style)


def severity_cell(severity: Severity) -> Styled:
    symbol, style = _SEVERITY[severity]
    label = severity.label_vi
    return Styled(f"{symbol} {label[0].upper()}{label[1:]}", style)
