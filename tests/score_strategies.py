"""Returns, findings, receipts and policies of every kind, drawn for property tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from de_an06_xl.conditions import condition
from de_an06_xl.form.rows import FormContext, day_serial, form_rows
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import Column, FormLayout
from de_an06_xl.model.policy import Number, ScoringPolicy, Weights
from de_an06_xl.model.submission import EntryValue
from de_an06_xl.model.summary import Receipt

Entries = dict[tuple[str, str, str], EntryValue]

_SCORED_SHEETS = ("CT", "NV", "TC")
_COSTLY = sorted(code for code, rule in load_rules().items() if rule.counts == "quality")


def entries(context: FormContext, layout: FormLayout) -> st.SearchStrategy[Entries]:
    """The inputs of a return: usable, blank, unreadable and erroneous cells mixed, states mostly sound."""
    cells: dict[tuple[str, str, str], st.SearchStrategy[EntryValue]] = {}
    rows = form_rows(context)
    for sheet in layout.row_sheets:
        blanks: dict[str, Any] = dict.fromkeys(sheet.column_by_code)
        for row_id, facts in rows[sheet.code].items() if sheet.code in _SCORED_SHEETS else ():
            for column in sheet.inputs:
                if condition(column.used_when).holds({**blanks, **facts}):
                    cells[sheet.code, row_id, column.code] = _cell(column, layout, context)
    cells["TT", "TT-10", "value"] = _day(context)
    return st.fixed_dictionaries(cells)


def _cell(column: Column, layout: FormLayout, context: FormContext) -> st.SearchStrategy[EntryValue]:
    sound: st.SearchStrategy[EntryValue]
    if column.type == "list":
        sound = st.sampled_from(layout.list_by_code[column.list].items)
        if column.code == "state":
            sound = st.one_of(sound, st.sampled_from(("Có số liệu", "Đang triển khai", "Hoàn thành")))
    elif column.type == "date":
        sound = _day(context)
    elif column.type == "percent":
        sound = st.decimals(-5, 105, places=1)
    elif column.type == "number":
        sound = st.one_of(st.decimals(-5, 200, places=1), st.integers(0, 3000).map(Decimal))
    else:
        sound = st.just("Nội dung")
    spoilt: st.SearchStrategy[EntryValue] = st.sampled_from((None, "chữ", ErrorValue("#REF!")))
    return st.one_of(sound, sound, sound, spoilt)


def _day(context: FormContext) -> st.SearchStrategy[int]:
    last = day_serial(context.period.last_day)
    return st.integers(last - 300, last + 30)


def findings() -> st.SearchStrategy[list[Finding]]:
    """Findings that cost quality and findings that do not."""
    rules = load_rules()
    codes = st.lists(st.sampled_from([*_COSTLY, "C201", "C212"]), max_size=14)
    return codes.map(
        lambda chosen: [Finding(code, rules[code].severity, "a.xlsx", "", "", cell="K9") for code in chosen]
    )


def receipts(context: FormContext) -> st.SearchStrategy[Receipt | None]:
    days = st.none() | st.dates(dt.date(2026, 10, 1), dt.date(2027, 1, 31))
    return st.none() | st.builds(Receipt, st.just(context.unit.code), days, days, st.just(""))


def policies(policy: ScoringPolicy) -> st.SearchStrategy[ScoringPolicy]:
    """Policies the loader would accept, with other numbers than ``policy``."""
    share = st.decimals(0, 1, places=2)
    cuts = st.lists(st.integers(0, 100), min_size=3, max_size=3).map(sorted)
    some = st.decimals("0.1", 5, places=1)

    def changed(drawn: dict[str, Any]) -> ScoringPolicy:
        first, second, third = drawn["cuts"]
        parts = (first, second - first, third - second, 100 - third)
        weights = Weights(
            **{
                name: Number(value=Decimal(part), ref="thử")
                for name, part in zip(Weights.model_fields, parts, strict=True)
            }
        )
        tasks = policy.tasks.model_copy(
            update={name: Number(value=drawn[name], ref="thử") for name in type(policy.tasks).model_fields}
        )
        reporting = policy.reporting.model_copy(
            update={name: Number(value=drawn[name], ref="thử") for name in ("loss_per_late_day", "loss_per_error")}
        )
        return policy.model_copy(update={"weights": weights, "tasks": tasks, "reporting": reporting})

    return st.fixed_dictionaries(
        {
            "cuts": cuts,
            "lead_weight": some,
            "coordinator_weight": some,
            "start_grace_inverse": some,
            **dict.fromkeys(("late_loss_per_day", "late_floor", "overdue_factor", "ongoing_result_only"), share),
            **dict.fromkeys(("loss_per_late_day", "loss_per_error"), some),
        }
    ).map(changed)
