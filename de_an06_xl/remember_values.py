"""What a unit's next form remembers, from the values of its earlier returns: last period, last year, usual ranges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from de_an06_xl.half_up import half_up
from de_an06_xl.indicator_figures import usable_figure
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.history import StoredValue
from de_an06_xl.model.past_values import NOTHING_KNOWN, PastRow, PastValues, UsualRange, UsualRangeRules
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Indicator, Plan, Unit
from de_an06_xl.model.submission import Entry, EntryValue, Row
from de_an06_xl.usual_range import usual_range

COLUMNS = ("state", "numerator", "denominator", "qualitative", "progress_pct")
"""What is asked of the store: the columns that results and ranges are made of."""
_RANGED = ("numerator", "denominator", "progress_pct")
_PLACES = 4
_UNDER_WAY = "Đang triển khai"
# Row id → period → column → value.
_Months = Mapping[str, Mapping[str, Mapping[str, Decimal | str]]]


def remember_values(
    values: Iterable[StoredValue], unit: Unit, period: Period, plan: Plan, layout: FormLayout, rules: UsualRangeRules
) -> PastValues:
    """The memory of the form of ``unit`` and ``period``; values of the period itself and later ones do not count.

    Results are those the form itself computes, under the same conditions, rounded half-up to 4 places. Pure.
    """
    months = _by_month(values, unit, period)
    previous, last_year = months_before(period.id, 1), months_before(period.id, 12)
    rows = {}
    for indicator in plan.indicators_of(unit):
        history = months.get(indicator.id, {})
        rows[indicator.id] = PastRow(
            _result(indicator, history.get(previous), layout),
            _result(indicator, history.get(last_year), layout),
            _ranges(history, rules),
        )
    for task, _ in plan.tasks_of(unit):
        history = months.get(task.id, {})
        rows[task.id] = PastRow(
            _standing(history.get(previous)), _standing(history.get(last_year)), _ranges(history, rules)
        )
    return PastValues({row_id: row for row_id, row in rows.items() if row != NOTHING_KNOWN})


def months_before(period_id: str, count: int) -> str:
    """The period ``count`` months earlier.

    >>> months_before("2026-01", 1), months_before("2026-10", 12)
    ('2025-12', '2025-10')
    """
    year, month = (int(part) for part in period_id.split("-"))
    index = 12 * year + month - 1 - count
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def _by_month(values: Iterable[StoredValue], unit: Unit, period: Period) -> _Months:
    months: dict[str, dict[str, dict[str, Decimal | str]]] = defaultdict(lambda: defaultdict(dict))
    for item in values:
        if item.unit == unit.code and item.period < period.id and item.column in COLUMNS and item.date is None:
            months[item.row_id][item.period][item.column] = item.text if item.number is None else item.number
    return months


def _result(
    indicator: Indicator, cells: Mapping[str, Decimal | str] | None, layout: FormLayout
) -> Decimal | str | None:
    if not cells:
        return None
    entries: dict[str, EntryValue] = dict(cells)
    row = Row(indicator.id, "CT", {}, {column: Entry(column, value) for column, value in entries.items()})
    figure = usable_figure(row, indicator, layout)
    if figure is None:
        return None
    return figure.actual if isinstance(figure.actual, str) else half_up(figure.actual, _PLACES)


def _standing(cells: Mapping[str, Decimal | str] | None) -> str | None:
    """``Đang triển khai, 60%``; the state alone where progress says nothing more."""
    state = cells.get("state") if cells else None
    if not (cells and isinstance(state, str)):
        return None
    progress = cells.get("progress_pct")
    if state != _UNDER_WAY or not isinstance(progress, Decimal):
        return state
    return f"{state}, {f'{progress.normalize():f}'.replace('.', ',')}%"


def _ranges(history: Mapping[str, Mapping[str, Decimal | str]], rules: UsualRangeRules) -> dict[str, UsualRange]:
    found = {}
    for column in _RANGED:
        cells = (history[month].get(column) for month in sorted(history))
        usual = usual_range([value for value in cells if isinstance(value, Decimal)], rules)
        if usual:
            found[column] = usual
    return found
