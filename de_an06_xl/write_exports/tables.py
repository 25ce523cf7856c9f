"""The rows of each table: plain text, JSON numbers and dates, in the order of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.model.export import ExportTable
from de_an06_xl.model.summary import Summary, UnitRecord, fields_of
from de_an06_xl.to_json.numbers import json_number

Value = str | int | float | dt.date | None
_ACTUAL_PLACES = 4
_INPUT_PLACES = 6
# A figure may be a number or a word; each stands in a column of its own.
_MIXED = ("target", "actual")


def table_rows(table: ExportTable, summary: Summary) -> list[list[Value]]:
    """Every row of ``table`` with its columns in their order; empty text is ``None``."""
    names = [field.name for field in table.fields]
    return [[_value(name, record, summary) for name in names] for record in _records(table.source, summary)]


def _value(name: str, record: Mapping[str, Any], summary: Summary) -> Value:
    if name == "period":
        return summary.period
    if name.removesuffix("_text") in _MIXED and name.endswith("_text"):
        value = record[name.removesuffix("_text")]
        return value if isinstance(value, str) else None
    value = record[name]
    if name in _MIXED and isinstance(value, str):
        return None
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (Decimal, Fraction)):
        return json_number(value, _ACTUAL_PLACES if name.endswith("actual") else _INPUT_PLACES)
    return None if value == "" else value


def _records(source: str, summary: Summary) -> Iterator[Mapping[str, Any]]:
    if source == "units":
        return (_unit(record) for record in summary.units)
    if source == "contributions":
        return ({"id": record.id, **fields_of(part)} for record in summary.indicators for part in record.contributions)
    if source == "standings":
        return (
            {"id": task.id, "unit": unit, "standing": standing}
            for task in summary.tasks
            for unit, standing in task.standings
        )
    records: Iterable[Any] = getattr(summary, source)
    return (fields_of(record) for record in records)


def _unit(record: UnitRecord) -> dict[str, Any]:
    row, score = fields_of(record), record.score
    row |= {"score": None, "band": None, "coverage_pct": None, "completeness_pct": None}
    row |= dict.fromkeys(("CT", "NV", "BC", "TC"))
    if score:
        row |= {component.id: component.points for component in score.components}
        row |= {name: getattr(score, name) for name in ("score", "band", "coverage_pct", "completeness_pct")}
    return row
