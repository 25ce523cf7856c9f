"""Monthly reporting on Đề án 06: forms, checks, scores and the provincial summary.

The flow goes one way::

    plan data ──build_forms──▶ one form per unit and month (.xlsx) ──officer──▶ filled form
    filled form ─open_workbook─▶ safe parts ─read_cells─▶ CellGrid ─parse_submission─▶ Submission + findings
       ─check_integrity─▶ ─check_submission─▶ findings ─score_submission─▶ UnitScore   (one unit: pure after reading)
       history ─unit's past─▶ ─check_history─▶ findings                                (with a store of past months)
    one return ─digest_return─▶ ReturnDigest: what the province keeps of it, and all that leaves a worker process
    many units ─check_province─▶ findings ─consolidate─▶ Summary ─write_summary─▶ .xlsx ─write_report─▶ .docx
       Summary ─compare_returns─▶ what was sent again ─warn_ahead─▶ what lies ahead ──▶ history, appended
    findings ─return_copy─▶ each unit's own file, annotated

A stage's file or package is named after its one public function. Nouns live in ``model``; texts,
rules and policy in ``data``. Stages never import each other: they meet in ``pipeline``. The
command line (``cli``) sits on top.

Names below are loaded when first used, so that importing the package stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "RunContext": "run_context",
    "load_run": "run_context",
    "open_store": "history",
    "build_form": "build_forms",
    "issue_forms": "issue_forms",
    "check_paths": "pipeline",
    "process_file": "pipeline",
    "consolidate_folder": "pipeline",
    "write_summary_file": "pipeline",
    "Da06Error": "errors",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the names of the table above


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"de_an06_xl.{_HOMES[name]}"), name)
