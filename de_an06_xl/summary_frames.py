"""The month's tables as pandas frames, for notebooks, pivot tables and other programs.

pandas is imported only when frames are asked for: neither the command line nor the summary
workbook has to wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.model.summary import Summary, UnitRecord, fields_of

if TYPE_CHECKING:
    import pandas as pd

_TABLES = ("files", "indicators", "tasks", "findings", "difficulties", "data")


def summary_frames(summary: Summary) -> dict[str, pd.DataFrame]:
    """``files units indicators tasks findings difficulties data`` → one frame each.

    One row per record, columns named as the fields of :mod:`de_an06_xl.model.summary`; exact
    figures become floats (percent and points on 0–100), absent ones NaN. ``units`` carries the
    score, the band and one column for each component instead of the score's own structure.

    >>> summary_frames(summary)["units"].groupby("state")["score"].mean()  # doctest: +SKIP
    """
    import pandas as pd

    frames = {name: pd.DataFrame.from_records(_records(getattr(summary, name))) for name in _TABLES}
    frames["units"] = pd.DataFrame.from_records([_unit(record) for record in summary.units])
    return frames


def _records(items: Iterable[Any]) -> list[dict[str, Any]]:
    return [{name: _plain(value) for name, value in fields_of(item).items()} for item in items]


def _unit(record: UnitRecord) -> dict[str, Any]:
    row = {name: _plain(value) for name, value in fields_of(record).items() if name != "score"}
    score = record.score
    row["score"] = float(score.score) if score else None
    row["band"] = score.band if score else None
    for component in COMPONENT_IDS:
        row[component] = _plain(score.component(component).points) if score else None
    return row


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, (Decimal, Fraction)) else value
