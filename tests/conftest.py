"""Fixtures that several test modules share.

Tests with the fixture ``calc`` carry ``@pytest.mark.xdist_group("calc")``, those with ``demo`` the
group ``demo``, those with ``postgres`` the group ``postgres``; run in parallel with
``pytest -n auto --dist loadgroup``, so that each group meets in one worker: one LibreOffice and one
server start, and the demonstration month is made once.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from calc_extension import install_extension
from live_calc import CalcMissingError, LiveCalc
from postgres_server import PostgresMissingError, PostgresServer

from de_an06_xl.build_forms import build_form, form_file_name
from de_an06_xl.form.lay_out_form import lay_out_form
from de_an06_xl.form.rows import FormContext
from de_an06_xl.functions.calc_addin.da06_bridge import SETTINGS_VARIABLE, write_settings
from de_an06_xl.model.form import FormIdentity
from de_an06_xl.model.form_document import FormDocument
from de_an06_xl.run_context import RunContext, load_run

if TYPE_CHECKING:
    from returned_form import Returned


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regold", action="store_true", help="write tests/golden/ again from the forms as built now")


@pytest.fixture(scope="session")
def calc() -> Iterator[LiveCalc]:
    """One LibreOffice for the whole session; without it tests are skipped here, but fail on a build server."""
    try:
        office = LiveCalc()
    except CalcMissingError as problem:
        do_without_calc(problem, os.environ)
    yield office
    office.close()


@pytest.fixture(scope="session")
def calc_functions() -> Iterator[LiveCalc]:
    """A LibreOffice of its own with the add-in of functions, bridged to the Python that runs the tests.

    Not the one of ``calc``: Calc reads its list of add-in functions once, at the first formula, so an office that has
    worked already would not know functions installed later (users start theirs again after installing).
    """
    root = Path(__file__).resolve().parents[1]
    try:
        office = LiveCalc()
    except CalcMissingError as problem:
        do_without_calc(problem, os.environ)
    try:
        write_settings(sys.executable, root, {SETTINGS_VARIABLE: str(office.addin_settings)})
        install_extension(office, root / "workbooks" / "templates" / "DeAn06.oxt")
        yield office
    finally:
        office.close()


def do_without_calc(problem: CalcMissingError, environment: Mapping[str, str]) -> NoReturn:
    """Skip with a clear word; on a build server nothing may go unproved, so fail there."""
    if environment.get("CI") == "true":
        pytest.fail(f"Không kiểm được biểu sống: {problem}")
    pytest.skip(f"Bỏ qua kiểm tra biểu sống: {problem}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL server for the session; without it tests are skipped here, but fail on a build server."""
    try:
        server = PostgresServer()
    except PostgresMissingError as problem:
        do_without_postgres(problem, os.environ)
    yield server
    server.close()


def do_without_postgres(problem: PostgresMissingError, environment: Mapping[str, str]) -> NoReturn:
    """Skip with a clear word; on a build server nothing may go unproved, so fail there."""
    if environment.get("CI") == "true":
        pytest.fail(f"Không kiểm được kho trên máy chủ: {problem}")
    pytest.skip(f"Bỏ qua kiểm tra kho trên máy chủ: {problem}")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgres"))])
def store_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store may be made: a file, and a database of a real server."""
    if request.param == "sqlite":
        return str(tmp_path / "kho.db")
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()


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


@pytest.fixture(scope="session")
def returned(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Returned:
    """One filled form; each test starts from it unchanged."""
    from returned_form import Returned

    return Returned(tmp_path_factory.mktemp("returned"), run)


@dataclass(frozen=True)
class DemoRun:
    """The demonstration as a user runs it: ``da06 demo`` in ``home``, with what it printed."""

    home: Path
    outcome: subprocess.CompletedProcess[str]

    @property
    def folder(self) -> Path:
        return self.home / "ket-qua"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    """The month 2026-10 on made-up data, made once; tests must not change ``bieu-mau`` and ``nop`` in it."""
    home = tmp_path_factory.mktemp("demo")
    outcome = subprocess.run(
        [sys.executable, "-m", "de_an06_xl", "demo"],
        cwd=home,
        env={**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return DemoRun(home, outcome)


@pytest.fixture(autouse=True)
def _no_waiting_for_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files made a moment ago and cut on purpose look half copied; nobody is copying them."""
    monkeypatch.setattr("de_an06_xl.workbook_file.read_bytes.PAUSE_S", 0.0)
