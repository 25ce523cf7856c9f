"""Where LibreOffice is missing: skipped at an officer's desk, failed on a build server."""

from __future__ import annotations

import shutil

import pytest
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
