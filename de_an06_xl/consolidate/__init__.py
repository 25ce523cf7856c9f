"""Many checked returns → the province's month.

Every file of the folder is accounted for once; of several returns of one unit the one sent
last counts. Figures stay exact fractions, no clock is read: the same inputs give the same summary.

One module per table: ``units`` who reported and when, ``files`` what became of each file,
``indicators`` and ``tasks`` where the province stands, ``data`` every value with file and cell. What each return
has to say was worked out where it was read (:mod:`~de_an06_xl.digest_return`); here it is only put together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from de_an06_xl.consolidate.addressees import by_one_spelling
from de_an06_xl.consolidate.data import difficulty_records, tidy_data
from de_an06_xl.consolidate.files import file_records
from de_an06_xl.consolidate.indicators import indicator_record
from de_an06_xl.consolidate.tasks import task_records
from de_an06_xl.consolidate.units import unit_records
from de_an06_xl.load_outlook import load_outlook
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.outlook import OutlookRules
from de_an06_xl.model.period import Period
from de_an06_xl.model.plan import Plan
from de_an06_xl.model.policy import ScoringPolicy
from de_an06_xl.model.summary import Receipt, RefusedFile, Summary
from de_an06_xl.pick_returns import pick_returns

__all__ = ["consolidate"]


def consolidate(
    returns: Sequence[ReturnDigest],
    refused: Sequence[RefusedFile],
    plan: Plan,
    policy: ScoringPolicy,
    period: Period,
    layout: FormLayout,
    register: Mapping[str, Receipt],
    as_of: dt.date | None,
    outlook: OutlookRules | None = None,
) -> Summary:
    """The summary of ``period`` from the returns that were read and the files that were refused.

    ``returns`` are returns of this period by units of the plan (anything else is a refused file);
    ``register`` is the consolidator's, by unit code. A unit that has sent nothing is not due yet
    while its due date is ``as_of`` or later; without ``as_of`` the day after the due date is
    taken, so only a unit with an extension can be not due. ``outlook`` are the thresholds of "at risk"
    and the like, by default the product's own.
    """
    outlook = outlook or load_outlook()
    as_of = as_of or period.due_date + dt.timedelta(days=1)
    counted, superseded = pick_returns(returns)
    units = unit_records(counted, refused, plan, period, register, as_of)
    findings = [
        *(finding for checked in counted.values() for finding in checked.findings),
        *(finding for file in refused for finding in file.findings),
    ]
    return Summary(
        period=period.id,
        period_label=period.label_vi,
        last_day=period.last_day,
        due_date=period.due_date,
        as_of=as_of,
        plan=plan.version_id,
        policy=policy.version_id,
        policy_name=policy.name,
        form_version=f"{layout.id} {layout.version}",
        files=file_records(counted, superseded, refused, units),
        units=units,
        indicators=tuple(indicator_record(item, counted, plan, period, outlook) for item in plan.indicators),
        tasks=task_records(counted, plan, period.last_day),
        # Stable: within a file the order of the checks is kept.
        findings=tuple(sorted(findings, key=lambda finding: finding.file)),
        difficulties=by_one_spelling(difficulty_records(counted, plan), layout.sheet_by_code["KK"].name),
        data=tidy_data(counted, plan, layout),
        outlook=outlook,
        groups=tuple((group.id, group.name) for group in (*plan.indicator_groups, *plan.task_groups)),
        plan_name=plan.header.name,
        bands=(
            *(band.name for band in sorted(policy.bands, key=lambda band: band.from_score, reverse=True)),
            policy.insufficient.name,
        ),
    )
