"""From the cells of a returned file to one unit's submission, or why the file cannot count.

Sheets are found by name or header row, columns by header, rows by code; the plan's own facts are
used for every row, whatever the file's locked cells say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from de_an06_xl.errors import PeriodError, UnitError
from de_an06_xl.findings import make_finding
from de_an06_xl.form.rows import FormContext, form_rows
from de_an06_xl.model.cells import CellGrid
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.form import FormIdentity, FormLayout
from de_an06_xl.model.submission import Submission
from de_an06_xl.parse_submission.parse_identity import (
    check_shown_identity,
    check_versions,
    explain_unit_name,
    read_identity,
)
from de_an06_xl.parse_submission.parse_rows import TableReader
from de_an06_xl.read_form.find_tables import find_tables

_INFO_SHEET = "TT"


@dataclass(frozen=True, slots=True)
class Parsed:
    """``submission`` is ``None`` when the file cannot count; ``findings`` then say why.

    ``identity`` is set as soon as the file's three identity places agree, also for a refused file.
    """

    submission: Submission | None
    findings: tuple[Finding, ...]
    identity: FormIdentity | None = None


def parse_submission(
    grid: CellGrid, file: str, layout: FormLayout, contexts: Callable[[FormIdentity], FormContext]
) -> Parsed:
    """Read ``grid`` as a filled form of ``layout``.

    ``contexts`` gives plan, policy, period and unit for an identity; its :class:`UnitError` and
    :class:`PeriodError` become findings. Bad content never raises.
    """
    identity = read_identity(grid, file, layout)
    if isinstance(identity, Finding):
        return Parsed(None, (identity,))
    try:
        context = contexts(identity)
    except UnitError:
        return Parsed(None, (make_finding("F134", file, value=identity.unit),), identity)
    except PeriodError:
        return Parsed(None, (make_finding("F135", file, value=identity.period),), identity)
    tables, findings = find_tables(grid, file, layout)
    for table in tables:
        if table.spec.code == _INFO_SHEET:
            copied = check_shown_identity(table, file, identity, context.plan)
            if copied:
                return Parsed(None, (copied,), identity)
    if not any(table.header for table in tables):
        return Parsed(None, tuple(findings), identity)
    findings += check_versions(identity, context, file)
    rows = form_rows(context)
    constants = context.constants
    sheets = {
        table.spec.code: TableReader(table, layout, file, constants, grid.date_1904, findings).read(
            rows[table.spec.code]
        )
        for table in tables
    }
    findings = explain_unit_name(findings, context.plan, context.unit)
    return Parsed(Submission(file, identity, sheets, grid.modified), tuple(findings), identity)
