"""Chỉ tiêu: a code within a group, known monitors, targets that fit the way of counting."""

from __future__ import annotations

import re

from de_an06_xl.load_plan import KINDS_OF_SHAPE, NEEDS_VALUE
from de_an06_xl.model.plan import COLLECTIVES, TargetKind
from de_an06_xl.plan_workbook.tables import TableRow, Tables
from de_an06_xl.plan_workbook.words import COLLECTIVE_WORDS, SHAPES, TARGET_KINDS

_ID = re.compile(r"(CT-[IVXLC]{1,8})\.[1-9]\d{0,2}", re.ASCII)
_PERCENT = "%"
_SHAPE_WORDS, _KIND_WORDS, _COLLECTIVE = dict(SHAPES), dict(TARGET_KINDS), dict(COLLECTIVE_WORDS)


def check_indicators(tables: Tables) -> None:
    """Every row of the sheet Chỉ tiêu."""
    tables.repeats("KH502", "indicators", "id")
    groups = known_groups(tables, "indicator")
    for row in tables["indicators"]:
        _check_id(tables, row, groups)
        _check_monitors(tables, row)
        _check_measure(tables, row)
        for year in ("2026", "2030"):
            _check_target(tables, row, f"target_{year}")


def known_groups(tables: Tables, use: str) -> set[str] | None:
    """The group ids of one use, ``None`` when the sheet was not found."""
    if tables.known("groups", "id") is None or tables.known("groups", "use") is None:
        return None
    return {row.get("id") for row in tables["groups"] if row.get("use") == use}


def _check_id(tables: Tables, row: TableRow, groups: set[str] | None) -> None:
    indicator_id = row.get("id")
    if indicator_id is None:
        return
    match = _ID.fullmatch(indicator_id)
    if not match:
        tables.fault("KH501", "indicators", row, "id")
    elif groups is not None and match[1] not in groups:
        tables.fault("KH503", "indicators", row, "id", group=match[1])


def _check_monitors(tables: Tables, row: TableRow) -> None:
    units, monitors = tables.known("units", "code"), row.get("monitors") or ()
    for position, monitor in enumerate(monitors):
        if monitor in COLLECTIVES:
            tables.fault("KH506", "indicators", row, "monitors", value=_COLLECTIVE[monitor])
        elif monitor in monitors[:position]:
            tables.fault("KH505", "indicators", row, "monitors", value=monitor)
        elif units is not None and monitor not in units:
            tables.fault("KH504", "indicators", row, "monitors", value=monitor)


def _check_measure(tables: Tables, row: TableRow) -> None:
    shape, measure = row.get("shape"), row.get("measure")
    if shape is None or "measure" in row.unread:
        return
    if shape in ("ratio", "reduction") and measure != _PERCENT:
        tables.fault("KH514", "indicators", row, "measure", shape=_SHAPE_WORDS[shape])
    elif shape == "count" and measure is None:
        tables.fault("KH515", "indicators", row, "measure", shape=_SHAPE_WORDS[shape])


def _check_target(tables: Tables, row: TableRow, target: str) -> None:
    kind, value = row.get(f"{target}.kind"), row.get(f"{target}.value")
    if row.blank(f"{target}.kind"):
        if value is not None or row.get(f"{target}.text") is not None or row.get(f"{target}.explicit"):
            tables.fault("KH509", "indicators", row, f"{target}.kind")
        return
    if kind is None:
        return
    if kind in NEEDS_VALUE and row.blank(f"{target}.value"):
        tables.fault("KH507", "indicators", row, f"{target}.value", kind=_KIND_WORDS[kind])
    if kind not in NEEDS_VALUE and value is not None:
        tables.fault("KH508", "indicators", row, f"{target}.value", kind=_KIND_WORDS[kind])
    if row.blank(f"{target}.text"):
        tables.fault("KH513", "indicators", row, f"{target}.text")
    shape = row.get("shape")
    if shape is not None and kind != TargetKind.BY_DIRECTION and kind not in KINDS_OF_SHAPE[shape]:
        tables.fault("KH512", "indicators", row, f"{target}.kind", value=_KIND_WORDS[kind], shape=_SHAPE_WORDS[shape])
    if value is not None and value <= 0:
        tables.fault("KH510", "indicators", row, f"{target}.value")
    elif value is not None and value > 100 and shape in ("ratio", "reduction"):
        tables.fault("KH511", "indicators", row, f"{target}.value")
