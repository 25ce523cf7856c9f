"""Symbol, word and look of every state, the same on every sheet."""

from __future__ import annotations

from de_an06_xl.model.finding import Severity
from de_an06_xl.model.summary import (
    OUTCOME_WORDS,
    OUTLOOK_WORDS,
    STATE_WORDS,
    Outcome,
    Outlook,
    TaskOutlook,
    UnitState,
)
from de_an06_xl.write_summary.styles import AMBER, BLUE, GREY, ORANGE
from de_an06_xl.write_summary.table import Styled

GROUP_WORDS = {"department": "Sở, ngành", "commune": "Xã, phường"}
_OUTLOOK: dict[Outlook, tuple[str, str]] = {
    "reached": ("✔", "good"),
    "at_risk": ("▲", "care"),
    "behind": ("✖", "bad"),
    "no_data": ("○", "none"),
    "no_target": ("–", "none"),
}
# Fill of a bar and the colour of the label that can be read on it.
OUTLOOK_COLOURS: dict[Outlook, tuple[str, str]] = {
    "reached": (BLUE, "#FFFFFF"),
    "at_risk": (AMBER, "#000000"),
    "behind": (ORANGE, "#FFFFFF"),
    "no_data": (GREY, "#000000"),
    "no_target": ("#D0D0D0", "#000000"),
}
_TASK: dict[TaskOutlook, tuple[str, str, str]] = {
    "finished": ("✔", "Đã hoàn thành", "good"),
    "overdue": ("✖", "Quá hạn", "bad"),
    "due_soon": ("▲", "Đến hạn trong {days} ngày", "care"),
    "under_way": ("●", "Đang thực hiện", "text"),
    "silent": ("○", "Chưa có trả lời", "none"),
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


def outlook_cell(outlook: Outlook) -> Styled:
    symbol, style = _OUTLOOK[outlook]
    return Styled(f"{symbol} {OUTLOOK_WORDS[outlook]}", style)


def task_cell(outlook: TaskOutlook, soon_days: int) -> Styled:
    symbol, word, style = _TASK[outlook]
    return Styled(f"{symbol} {word.format(days=soon_days)}", style)


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
