"""Which of several returns of one unit counts: the one sent last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from de_an06_xl.form.rows import LAST_SERIAL, SENT_DATE_ROW, serial_day
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.submission import Submission

_FIRST_SERIAL = 1


def date_sent(submission: Submission) -> dt.date | None:
    """What the unit wrote in "Ngày gửi"; ``None`` when blank or not a date."""
    row = submission.sheets["TT"].rows.get(SENT_DATE_ROW)
    value = row.value("value") if row else None
    if isinstance(value, int) and _FIRST_SERIAL <= value <= LAST_SERIAL:
        return serial_day(value)
    return None


def pick_returns(
    returns: Sequence[ReturnDigest],
) -> tuple[dict[str, ReturnDigest], list[tuple[ReturnDigest, ReturnDigest]]]:
    """Unit → the return that counts, and each earlier return with the one that replaced it.

    Later means: by date sent (none is the oldest), then by the day the file was last saved,
    then by file name.
    """
    counted: dict[str, ReturnDigest] = {}
    superseded = []
    for checked in sorted(returns, key=_age, reverse=True):
        winner = counted.setdefault(checked.unit, checked)
        if winner is not checked:
            superseded.append((checked, winner))
    return counted, superseded


def _age(checked: ReturnDigest) -> tuple[dt.date, str, str]:
    return checked.sent or dt.date.min, checked.modified, checked.file
