"""Fixtures that several test modules share.

Tests with the fixture ``calc`` carry ``@pytest.mark.xdist_group("calc")``; run in parallel with
``pytest -n auto --dist loadgroup``, so that they meet in one worker and one LibreOffice starts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from live_calc import CalcMissingError, LiveCalc

from de_an06_xl.build_forms import build_form, form_file_name
from de_an06_xl.form_rows import FormContext
from de_an06_xl.lay_out_form import lay_out_form
from de_an06_xl.model.form import FormIdentity
from de_an06_xl.model.form_document import FormDocument
from de_an06_xl.run_context import RunContext, load_run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regold", action="store_true", help="write tests/golden/ again from the forms as built now")


@pytest.fixture(scope="session")
def calc() -> Iterator[LiveCalc]:
    """One LibreOffice for the whole session; without it tests are skipped here, but fail on a build server."""
    try:
        office = LiveCalc()
    except CalcMissingError as problem:
        if os.environ.get("CI") == "true":
            pytest.fail(f"Không kiểm được biểu sống: {problem}")
        pytest.skip(f"Bỏ qua kiểm tra biểu sống: {problem}")
    yield office
    office.close()


@pytest.fixture(scope="session")
def run() -> RunContext:
    return load_run()


@dataclass(frozen=True)
class BuiltForm:
    """A blank form on disk with everything it was made from."""

    path: Path
    context: FormContext
    document: FormDocument
    identity: FormIdentity


# A commune, the department with most rows, a department the plan names nowhere.
FORM_UNITS = ("XP-02647", "SN-CAT", "SN-SNGV")


@pytest.fixture(scope="session")
def built_forms(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> dict[str, BuiltForm]:
    """Blank forms of October 2026 by unit code."""
    folder = tmp_path_factory.mktemp("forms")
    forms = {}
    for code in FORM_UNITS:
        context = run.form_context(run.unit(code), run.period("2026-10"))
        path = folder / form_file_name(context, run.layout)
        identity = build_form(context, run.layout, path)
        forms[code] = BuiltForm(path, context, lay_out_form(context, run.layout), identity)
    return forms
