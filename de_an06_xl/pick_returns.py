"""Which of several returns of one unit counts: the one sent last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from de_an06_xl.form.rows import SENT_DATE_ROW, serial_day
from de_an06_xl.model.submission import Submission
from de_an06_xl.model.summary import CheckedReturn

# The first and the last day number that is a date of the 1900 system (31/12/9999).
_FIRST_SERIAL, _LAST_SERIAL = 1, 2_958_465


def date_sent(submission: Submission) -> dt.date | None:
    """What the unit wrote in "Ngày gửi"; ``None`` when blank or not a date."""
    row = submission.sheets["TT"].rows.get(SENT_DATE_ROW)
    value = row.value("value") if row else None
    if isinstance(value, int) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return serial_day(value)
    return None


def pick_returns(
    returns: Sequence[CheckedReturn],
) -> tuple[dict[str, CheckedReturn], list[tuple[CheckedReturn, CheckedReturn]]]:
    """Unit → the return that counts, and each earlier return with the one that replaced it.

    Later means: by date sent (none is the oldest), then by the day the file was last saved,
    then by file name.
    """
    counted: dict[str, CheckedReturn] = {}
    superseded = []
    for checked in sorted(returns, key=_age, reverse=True):
        winner = counted.setdefault(checked.submission.identity.unit, checked)
        if winner is not checked:
            superseded.append((checked, winner))
    return counted, superseded


def _age(checked: CheckedReturn) -> tuple[dt.date, str, str]:
    return date_sent(checked.submission) or dt.date.min, checked.submission.modified, checked.file
