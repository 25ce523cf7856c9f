"""Which published month a person means: a period of the store, one version of it, or a JSON file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from de_an06_xl.errors import InputError
from de_an06_xl.model.comparison import Side
from de_an06_xl.model.history import StoredRun
from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.read_month_figures import read_month_figures

_REFERENCE = re.compile(r"(?P<period>[0-9]{4}-[0-9]{2})(@(?P<version>[0-9]{1,6}))?")


class MonthStore(Protocol):
    """What is asked of the store; ``versions`` are numbered from 1, as first published, without a gap."""

    def summary_json(self, period: str, version: int | None = None) -> dict[str, Any] | None: ...

    def versions(self, period: str) -> Sequence[StoredRun]: ...


def published_month(reference: str, store: MonthStore | None) -> Side:
    """The month that ``reference`` names: ``2026-10`` (its last version), ``2026-10@1``, or a path.

    Raises :class:`InputError` when there is no such month, no store to look in, or the file is none of ours.
    """
    named = _REFERENCE.fullmatch(reference.strip())
    if named is None:
        path = Path(reference)
        return Side(path.name, read_month_figures(path))
    period, version = named["period"], named["version"]
    if store is None:
        raise InputError(
            f"“{reference}” là một kỳ trong kho nhưng chưa chỉ kho. Hãy thêm --kho, "
            "hoặc chỉ tệp do lệnh tong-hop --json tạo ra."
        )
    data = store.summary_json(period, int(version) if version else None)
    versions = store.versions(period)
    if data is None:
        raise InputError(_not_there(period, version, len(versions)))
    found = versions[int(version or 0) - 1]
    return Side(f"kỳ {period}, bản {found.version} ngày {_day(found.at):%d/%m/%Y}", _month(data, reference))


def _month(data: Mapping[str, Any], reference: str) -> MonthFigures:
    return read_month_figures(data, f"Bản tổng hợp {reference} trong kho")


def _day(at: str) -> dt.date:
    """The day a version was first stored."""
    return dt.datetime.fromisoformat(at).date()


def _not_there(period: str, version: str | None, count: int) -> str:
    if version and count:
        return f"Kỳ {period} trong kho chỉ có bản 1 đến bản {count}, không có bản {version}. Hãy chọn bản khác."
    return f"Kho chưa có kỳ {period}. Hãy chạy tong-hop --kho cho kỳ này trước, hoặc chọn kỳ khác."
