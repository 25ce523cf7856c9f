"""Where LibreOffice is missing: skipped at an officer's desk, failed on a build server. Its errors stay readable."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from calc_extension import install_extension
from conftest import do_without_calc
from live_calc import CalcMissingError, LiveCalc


def test_missing_soffice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _command: None)
    with pytest.raises(CalcMissingError, match="LibreOffice"):
        LiveCalc()


def test_skips_at_a_desk_and_fails_on_a_build_server() -> None:
    problem = CalcMissingError("chưa cài LibreOffice (lệnh soffice)")
    with pytest.raises(pytest.skip.Exception, match="Bỏ qua kiểm tra biểu sống: chưa cài LibreOffice"):
        do_without_calc(problem, {})
    with pytest.raises(pytest.fail.Exception, match="Không kiểm được biểu sống: chưa cài LibreOffice"):
        do_without_calc(problem, {"CI": "true"})


@contextmanager
def _passing_on() -> Iterator[None]:
    """As pytest's own around every test: sets ``__traceback__`` on what comes through."""
    yield


@pytest.mark.xdist_group("calc")
def test_an_error_of_libreoffice_comes_through_context_managers(calc: LiveCalc) -> None:
    with pytest.raises(Exception, match="docuno") as caught, _passing_on(), calc.new() as book:
        book.value("không có trang này", "A1")
    assert type(caught.value).__name__.endswith("NoSuchElementException")
    assert caught.traceback[-1].name == "_range"


@pytest.mark.xdist_group("calc")
def test_an_extension_that_is_none_is_refused_with_the_words_of_libreoffice(calc: LiveCalc, tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.oxt"
    broken.write_bytes(b"PK nothing")
    with pytest.raises(RuntimeError, match=r"did not take hỏng.oxt:\n(.|\n)*com.sun.star"):
        install_extension(calc, broken)
