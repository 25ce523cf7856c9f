"""The bootstrap's own decisions; making a whole environment is too slow for every run and is done by hand."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``run.py`` with an environment folder of its own."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "run.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp.txt")
    return module


@pytest.fixture
def calls(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What it would have started; nothing is."""
    started: list[list[str]] = []

    def start(command: list[str], **_options: object) -> int:
        started.append([str(part) for part in command])
        return 7

    def make(folder: Path, **_options: object) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        started.append(["venv", folder.name])

    monkeypatch.setattr(subprocess, "call", start)
    monkeypatch.setattr(subprocess, "check_call", start)
    monkeypatch.setattr(bootstrap.venv, "create", make)
    return started


def test_a_command_sets_up_then_runs_it_and_hands_back_its_code(bootstrap: ModuleType, calls: list[list[str]]) -> None:
    assert bootstrap.main(["demo", "--ra", "ket-qua"]) == 7
    made, install, run = calls
    assert made == ["venv", ".venv"]
    assert install[1:4] == ["-m", "pip", "install"]
    assert install[-2:] == ["--editable", str(ROOT)]
    assert install[install.index("--constraint") + 1] == str(ROOT / "constraints.txt")
    assert run[1:] == ["-m", "de_an06_xl", "demo", "--ra", "ket-qua"]


def test_tests_install_the_development_packages(bootstrap: ModuleType, calls: list[list[str]]) -> None:
    assert bootstrap.main(["test", "-k", "cli"]) == 7
    assert calls[1][-1] == f"{ROOT}[dev]"
    assert calls[-1][1:3] == ["-m", "pytest"]
    assert calls[-1][-2:] == ["-k", "cli"]


def test_the_second_run_installs_nothing(bootstrap: ModuleType, calls: list[list[str]]) -> None:
    bootstrap.main(["test"])
    calls.clear()
    bootstrap.main(["demo"])
    bootstrap.main(["test"])
    assert [call[1:3] for call in calls] == [["-m", "de_an06_xl"], ["-m", "pytest"]]


def test_tests_after_a_plain_run_install_what_is_lacking(bootstrap: ModuleType, calls: list[list[str]]) -> None:
    bootstrap.main(["demo"])
    calls.clear()
    bootstrap.main(["test"])
    assert any("pip" in call for call in calls)


def test_changed_pins_install_again(
    bootstrap: ModuleType, calls: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins = tmp_path / "constraints.txt"
    pins.write_text("typer==1\n", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "PINS", (pins,))
    bootstrap.main(["demo"])
    pins.write_text("typer==2\n", encoding="utf-8")
    calls.clear()
    bootstrap.main(["demo"])
    assert any("pip" in call for call in calls)


def test_a_failed_installation_is_one_sentence_and_is_tried_again(
    bootstrap: ModuleType, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_network(command: list[str], **_options: object) -> int:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(subprocess, "check_call", no_network)
    assert bootstrap.main(["demo"]) == 2
    assert "Không chuẩn bị được môi trường" in capsys.readouterr().err
    assert not bootstrap.STAMP.exists()
    assert not any("de_an06_xl" in call for call in calls)


def test_an_old_python_is_told_so(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 9))
    assert bootstrap.main(["demo"]) == 2
    assert "Cần Python 3.11" in capsys.readouterr().err


def test_without_arguments_it_says_how(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main([]) == 2
    assert "python run.py demo" in capsys.readouterr().err


def test_it_needs_nothing_but_the_standard_library() -> None:
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    imported = {line.split()[1].partition(".")[0] for line in lines}
    assert imported <= sys.stdlib_module_names


def test_no_committed_file_names_a_package_index() -> None:
    for name in ("constraints.txt", "pyproject.toml", "run.py"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "index-url" not in text, name
        assert "https://" not in text, name
