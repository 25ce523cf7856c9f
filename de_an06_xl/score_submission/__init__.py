"""The score of one return by the policy valid for its period; every number with its arithmetic.

Nothing here reads the form's own formulas: the policy is worked out a second time, in exact
fractions, so that form and product can be held against each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from de_an06_xl.form.rows import FormContext
from de_an06_xl.half_up import half_up
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.score import UnitScore
from de_an06_xl.model.submission import Submission
from de_an06_xl.model.summary import Receipt
from de_an06_xl.score_submission.duties import score_duty
from de_an06_xl.score_submission.indicators import coverage_pct, score_indicator
from de_an06_xl.score_submission.reporting import completeness_pct, score_reporting
from de_an06_xl.score_submission.tasks import TaskClock, score_task
from de_an06_xl.score_submission.total import band_name, mean_component, sum_component, total_score

__all__ = ["score_submission"]


def score_submission(
    submission: Submission, findings: Sequence[Finding], context: FormContext, receipt: Receipt | None
) -> UnitScore:
    """The score of ``submission`` on 0–100 with all its rows, scored or not. Pure.

    ``findings`` are all findings about the return, ungrouped; ``receipt`` is the unit's line of
    the consolidator's register, ``None`` without one. Numbers come from ``context.policy`` only.
    """
    policy = context.policy
    clock = TaskClock.of(context)
    own_plan_due, last_day = context.plan.header.own_plan_due, context.period.last_day
    indicators = [(row, score_indicator(row)) for row in submission.rows("CT")]
    tasks = tuple(score_task(row, policy.tasks, clock) for row in submission.rows("NV"))
    duties = tuple(score_duty(row, own_plan_due, last_day) for row in submission.rows("TC"))
    reporting = score_reporting(submission, findings, context, receipt)
    components = (
        mean_component("CT", policy, tuple(points for _, points in indicators)),
        mean_component("NV", policy, tasks),
        sum_component("BC", policy, reporting),
        sum_component("TC", policy, duties),
    )
    score = total_score(components)
    coverage, completeness = coverage_pct(indicators), completeness_pct(submission)
    return UnitScore(
        unit=context.unit.code,
        period=context.period.id,
        policy=policy.version_id,
        score=score,
        band=band_name(score, coverage, completeness, policy),
        components=components,
        coverage_pct=None if coverage is None else half_up(coverage),
        completeness_pct=half_up(completeness),
    )
