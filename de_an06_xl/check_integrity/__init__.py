"""Is the returned file still the form that was issued? Every altered locked cell or formula, with old and new.

The identity carries a fingerprint of everything locked. While the file's own locked cells give the
same fingerprint, nothing else is looked at; only a file that differs is compared cell by cell
with the form laid out again from the plan. Rows are matched by code and columns by header, so an
inserted row is one finding and not a hundred.
"""

from __future__ import annotations

from collections.abc import Sequence

from de_an06_xl.check_integrity.compare_form import compare_form
from de_an06_xl.check_integrity.hidden_words import altered_hidden_words
from de_an06_xl.check_integrity.locked_cells import locked_fingerprint
from de_an06_xl.form.rows import FormContext
from de_an06_xl.model.cells import CellGrid
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.submission import Submission

__all__ = ["check_integrity"]


def check_integrity(
    grid: CellGrid, submission: Submission, findings: Sequence[Finding], context: FormContext, layout: FormLayout
) -> list[Finding]:
    """What was altered in the locked part of the file (F160–F169). Pure.

    ``findings`` are those of reading, which names altered facts, lost, doubled and moved rows and
    columns itself: nothing is reported twice. A form issued under another version of the plan or
    the policy differs with good reason (F138) and is not compared.
    """
    identity = submission.identity
    if (identity.plan, identity.policy) != (context.plan.version_id, context.policy.version_id):
        return []
    found = altered_hidden_words(grid, submission.file, layout)
    if locked_fingerprint(grid, submission, layout) != identity.hash:
        found += compare_form(grid, submission, findings, context, layout)
    return found
