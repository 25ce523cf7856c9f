"""Small made-up months to be stored: a few units, any period, figures as given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from make_submission import make_submission
from make_summary import LAYOUT, PLAN, make_finding_at, make_score

from de_an06_xl.consolidate import consolidate
from de_an06_xl.digest_return import digest_return
from de_an06_xl.form.rows import FormContext, day_serial
from de_an06_xl.load_policy import load_policies, policy_for
from de_an06_xl.model.submission import EntryValue
from de_an06_xl.model.summary import CheckedReturn, Receipt, Summary
from de_an06_xl.reporting_period import reporting_period

Entries = Mapping[tuple[str, str, str], EntryValue]
MORNING = dt.datetime(2026, 11, 10, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
UNIT, OTHER = "XP-02647", "XP-02671"


def ratio(row_id: str, numerator: int | str, denominator: int | str) -> dict[tuple[str, str, str], EntryValue]:
    """An indicator with both its counts."""
    return {
        ("CT", row_id, "state"): "Có số liệu",
        ("CT", row_id, "numerator"): Decimal(numerator),
        ("CT", row_id, "denominator"): Decimal(denominator),
    }


def month_return(
    period_id: str,
    entries: Entries | None = None,
    *,
    unit: str = UNIT,
    score: str = "80",
    sent: dt.date | None = None,
    file: str = "",
    sha256: str = "",
) -> CheckedReturn:
    """A return of ``unit`` for the period, sent on the third of the month after unless said otherwise."""
    period = reporting_period(period_id, PLAN)
    policy = policy_for(period.last_day, load_policies())
    values = dict(entries or {})
    values["TT", "TT-10", "value"] = day_serial(sent or period.last_day + dt.timedelta(days=3))
    submission = make_submission(FormContext(PLAN, policy, period, PLAN.unit_by_code[unit]), LAYOUT, values)
    file = file or submission.file
    return CheckedReturn(
        file=file,
        sha256=sha256 or f"{abs(hash_of(file, values)):064x}",
        submission=replace(submission, file=file),
        findings=(make_finding_at(file, sheet="Chỉ tiêu", cell="K9", row_id="CT-I.5"),),
        score=replace(make_score(unit, score, "Hoàn thành tốt"), period=period_id),
    )


def hash_of(file: str, values: Entries) -> int:
    """A made-up fingerprint that changes with the content."""
    import hashlib

    text = repr((file, sorted((key, str(value)) for key, value in values.items())))
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def month_summary(
    period_id: str, returns: Sequence[CheckedReturn], register: Mapping[str, Receipt] | None = None
) -> Summary:
    """The province's month from these returns; everyone else is missing."""
    period = reporting_period(period_id, PLAN)
    policy = policy_for(period.last_day, load_policies())
    digests = [
        digest_return(checked, FormContext(PLAN, policy, period, PLAN.unit_by_code[checked.identity.unit]), LAYOUT)
        for checked in returns
    ]
    return consolidate(digests, [], PLAN, policy, period, LAYOUT, register or {}, None)
