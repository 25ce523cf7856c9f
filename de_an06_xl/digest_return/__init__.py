"""One checked return → what the province keeps of it.

A return as read is some hundred rows with facts, addresses and raw cells: passing that between processes costs as
much as reading it did, and 3,400 of them fill a machine. Whatever the province's tables need of one return is worked
out here, in the process that has read it; the filled inputs themselves travel as one packed block.

One module per kind of thing kept: ``tasks``, ``values`` for the tidy data and the difficulties,
``compared_cells`` for the rules over several units.
"""

from __future__ import annotations

from de_an06_xl.digest_return.compared_cells import compared_cells, given_reasons
from de_an06_xl.digest_return.tasks import task_answer
from de_an06_xl.digest_return.values import difficulties, packed_values
from de_an06_xl.form.rows import FormContext
from de_an06_xl.indicator_figures import usable_figure
from de_an06_xl.model.digest import Figure, ReturnDigest
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.submission import Submission
from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.pick_returns import date_sent

__all__ = ["digest_return"]


def digest_return(checked: CheckedReturn, context: FormContext, layout: FormLayout) -> ReturnDigest:
    """The digest of ``checked`` in the ``context`` it was checked in. Pure."""
    submission = checked.submission
    cells = compared_cells(submission, layout)
    return ReturnDigest(
        file=checked.file,
        sha256=checked.sha256,
        identity=submission.identity,
        sent=date_sent(submission),
        modified=submission.modified,
        findings=checked.findings,
        score=checked.score,
        figures=_figures(submission, context, layout),
        tasks={
            row.id: task_answer(context.plan.task_by_id[row.id], row, context.period) for row in submission.rows("NV")
        },
        cells=cells,
        reasons=given_reasons(submission, cells),
        difficulties=difficulties(checked, context.unit),
        values=packed_values(checked),
    )


def _figures(submission: Submission, context: FormContext, layout: FormLayout) -> dict[str, Figure]:
    figures = (
        (row.id, usable_figure(row, context.plan.indicator_by_id[row.id], layout)) for row in submission.rows("CT")
    )
    return {row_id: figure for row_id, figure in figures if figure}
